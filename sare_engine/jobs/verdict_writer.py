"""Evidence and verdicts of a test, written to the project several captions at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from sare_engine.domain import Evidence
from sare_engine.grounding.rules.record import Rule
from sare_engine.grounding.sources.record import CaptionToJudge
from sare_engine.grounding.verdicts import decide
from sare_engine.jobs.waiting_writer import WaitingWriter
from sare_engine.workspace.project import Project


class VerdictWriter(WaitingWriter[tuple[CaptionToJudge, Sequence[Evidence]]]):
    """Takes what was found on captions; a context manager that writes what waits at its end.

    Verdicts follow from all evidence of the project, the new included.

    Args:
        project: where it is written.
        rule: how evidence is combined.
        clock: returns seconds.
    """

    def __init__(
        self, project: Project, rule: Rule, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(clock=clock)
        self._project = project
        self._rule = rule

    def add(self, caption: CaptionToJudge, found: Sequence[Evidence]) -> None:
        """Take the new evidence on a caption's mentions."""
        self._take((caption, found))

    def _store(self, results: list[tuple[CaptionToJudge, Sequence[Evidence]]]) -> None:
        mentions = [mention for caption, _ in results for mention in caption.mentions]
        with self._project.transaction():
            self._project.set_evidence([one for _, found in results for one in found])
            known = self._project.evidence_on(mention.id for mention in mentions)
            self._project.set_verdicts(
                {
                    mention.id: decide(
                        known.get(mention.id, ()), negated=mention.negated, rule=self._rule
                    )
                    for mention in mentions
                }
            )
