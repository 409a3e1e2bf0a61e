"""The erasure methods, each in a file of its own; a new method is one file and one line here."""

from sare_engine.erasure.records import MethodEntry
from sare_engine.registry import Registry

METHODS: Registry[MethodEntry] = Registry(
    "erasure method",
    __name__,
    [
        "efuf",
        "sare",
        "sam",
        "random",
        "npo",
        "ascent",
        "kl",
        "dpo",
        "task_vector",
    ],
)
