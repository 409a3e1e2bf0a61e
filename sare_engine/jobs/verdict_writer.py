"""Evidence and verdicts of a test, written to the project several captions at a time.

A commit waits for the disk. One for each caption takes most of the time where sources are fast.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from sare_engine.domain import Evidence
from sare_engine.grounding.rules.record import Rule
from sare_engine.grounding.sources.record import CaptionToJudge
from sare_engine.grounding.verdicts import decide
from sare_engine.workspace.project import Project

_SECONDS = 0.5
"""How long evidence waits at most while more is found; a kill loses only this."""


class VerdictWriter:
    """Takes what was found on captions; a context manager that writes what waits at its end.

    Args:
        project: where it is written.
        rule: how evidence is combined.
        clock: returns seconds.
    """

    def __init__(
        self, project: Project, rule: Rule, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._project = project
        self._rule = rule
        self._clock = clock
        self._waiting: list[tuple[CaptionToJudge, Sequence[Evidence]]] = []
        self._written = clock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.write()

    def add(self, caption: CaptionToJudge, found: Sequence[Evidence]) -> None:
        """Take the new evidence on a caption's mentions."""
        self._waiting.append((caption, found))
        if self._clock() - self._written >= _SECONDS:
            self.write()

    def write(self) -> None:
        """Write what waits, with the verdicts that follow from all evidence of the project."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        mentions = [mention for caption, _ in waiting for mention in caption.mentions]
        with self._project.transaction():
            self._project.set_evidence([one for _, found in waiting for one in found])
            known = self._project.evidence_on(mention.id for mention in mentions)
            self._project.set_verdicts(
                {
                    mention.id: decide(
                        known.get(mention.id, ()), negated=mention.negated, rule=self._rule
                    )
                    for mention in mentions
                }
            )
        self._written = self._clock()
