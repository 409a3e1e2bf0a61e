"""The ways to SARE's worst case, each in a file of its own; a new one is one file and one line.

Every ascent leaves `lambda_neg * grad L_neg(theta + epsilon)` in `.grad` and the weights as they
were; they differ in epsilon.
"""

from sare_engine.erasure.records import AscentEntry
from sare_engine.registry import Registry

ASCENTS: Registry[AscentEntry] = Registry(
    "ascent",
    __name__,
    [
        "step",
        "fresh_adversary",
        "fine_tuning",
        "relearning",
        "line_search",
        "steps",
        "adaptive",
        "layerwise",
        "subset",
        "momentum",
        "merged",
    ],
)
