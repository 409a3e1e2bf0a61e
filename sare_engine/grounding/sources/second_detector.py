"""What a second object detector sees in the picture."""

from __future__ import annotations

from sare_engine.grounding.sources.detector import ENTRY as FIRST
from sare_engine.grounding.sources.detector import EXPLANATIONS, PAIR, SCALE, DetectorSource

ENTRY = DetectorSource(
    key="second_detector",
    title="Second detector",
    sentence="Whether another object detector sees the object: two are right more often than one.",
    citation="[OWLv2](https://arxiv.org/abs/2306.09683)",
    uses=(FIRST.uses[0], "second_detector_low", "second_detector_high"),
    explanations={
        verdict: text.replace("The detector", "The second detector")
        for verdict, text in EXPLANATIONS.items()
    },
    scale=SCALE,
    calibrates=("second_detector_low", "second_detector_high"),
    pair=PAIR,
    place=1,
)
