"""A toy source of evidence: objects with long names are there, those with short names are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sare_engine.control import Control
from sare_engine.domain import Evidence
from sare_engine.events import Event, Notice
from sare_engine.grounding.sources.record import (
    CaptionToJudge,
    OpenSource,
    Probe,
    Scale,
    Source,
    verdict_between,
)

closed: list[OpenSource] = []
"""What was opened and closed again."""


class Letters(Source):
    def open(self, probe: Probe) -> OpenSource:
        return OpenLetters(self)


class OpenLetters(OpenSource):
    def judge(self, caption: CaptionToJudge, control: Control) -> Iterable[Evidence]:
        for mention in caption.mentions:
            score = float(len(mention.concept))
            limits = {"short": 3.5, "long": 3.5}
            verdict = verdict_between(score, *limits.values())
            yield Evidence(mention.id, self.source.key, verdict, score, limits)

    def finish(self) -> Iterator[Event]:
        yield Notice("info", "All letters were counted.")

    def close(self) -> None:
        closed.append(self)


ENTRY = Letters(
    key="letters",
    title="Number of letters",
    sentence="How long the name of the object is.",
    explanations={
        "grounded": "“{concept}” has {score} letters, more than {high}.",
        "": "“{concept}” is too short.",
    },
    scale=Scale("short", "long", "short", "long", number=".0f"),
)
