"""A toy erasure method: EFUF under another name."""

from __future__ import annotations

from sare_engine.erasure.method import Method, NegativeReading, StepLosses, suppressed
from sare_engine.erasure.records import Look, MethodEntry


class Toy(Method):
    def negative(self, losses: StepLosses) -> NegativeReading:
        return suppressed(self, losses)


ENTRY = MethodEntry(
    key="toy",
    title="Toy erasure",
    sentence="Erases as a toy would.",
    uses=("lambda_sent", "retain_batch", "replay_target", "negative_clip"),
    build=Toy,
    described="a toy erasure ([its source](https://example.org/toy))",
    copies=3,
    look=Look(4, "#123456", "#abcdef", (1, 1), "*"),
)
