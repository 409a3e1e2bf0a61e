"""The sources of evidence, in order of precedence: of those that are sure, the first decides.

A new source is one file with its `ENTRY`, and one line here.
"""

from sare_engine.grounding.sources.record import Source
from sare_engine.registry import Registry

EVIDENCE_SOURCES: Registry[Source] = Registry(
    "evidence source",
    __name__,
    [
        "user",
        "annotation",
        "detector",
        "second_detector",
        "clip",
        "poll",
    ],
)
