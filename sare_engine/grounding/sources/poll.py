"""The tested model's own answers: asked about each object that its captions mention.

The model that hallucinates an object often affirms it when asked: that is why only clear answers
count, and why every other source comes before this one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import ProbeConfig
from sare_engine.control import Control
from sare_engine.domain import UNSURE, Evidence
from sare_engine.errors import ConfigError, DataError
from sare_engine.events import Event, Notice
from sare_engine.grounding.questions import paraphrases
from sare_engine.grounding.shared_answers import ask_together
from sare_engine.grounding.sources.record import (
    CaptionToJudge,
    OpenSource,
    Probe,
    Scale,
    Source,
    verdict_between,
)
from sare_engine.progress import PhaseProgress
from sare_engine.team.seats import current_team

if TYPE_CHECKING:
    from sare_engine.workspace.project import Project

_LIMITS_SETTING = "poll"
"""Project setting: P(yes) below which an answer means no (`low`), above which yes (`high`)."""


class _Poll(Source):
    def configured(self, config: ProbeConfig) -> bool:
        """Whether the model is to be asked."""
        return config.poll

    def open(self, probe: Probe) -> OpenSource:
        """Keep the limits in the project."""
        return _OpenPoll(self, probe)

    def evidence(
        self, mention_id: int, answers: Sequence[float], low: float, high: float, **details: Any
    ) -> Evidence:
        """Judge by the model's answers to several wordings of a question.

        Every answer above `high` means grounded, every answer below `low` hallucinated; anything
        else is unsure, because a model whose answer depends on the wording does not know.

        Args:
            mention_id: the mention.
            answers: P(yes) for each wording, at least one.
            low: P(yes) below which an answer means no.
            high: P(yes) above which it means yes.
            details: kept besides `answers`, `mean` and `spread` (highest minus lowest).
        """
        verdicts = {verdict_between(one, low, high) for one in answers}
        mean = sum(answers) / len(answers)
        kept = {
            **details,
            "low": low,
            "high": high,
            "mean": mean,
            "spread": max(answers) - min(answers),
            "answers": list(answers),
        }
        verdict = verdicts.pop() if len(verdicts) == 1 else UNSURE
        return Evidence(mention_id, self.key, verdict, mean, kept)

    def limits_in_force(self, project: Project) -> dict[str, Any]:
        """Return the limits of a no and of a yes."""
        stored = project.settings.get(_LIMITS_SETTING) or {}
        return {f"poll_{name}": value for name, value in stored.items()}

    def limits(self, project: Project, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the limits of a no and of a yes.

        Raises:
            ConfigError: the limit of a no would be above that of a yes.
        """
        defaults = {"poll_low": ProbeConfig.poll_low, "poll_high": ProbeConfig.poll_high}
        limits = {
            **defaults,
            **self.limits_in_force(project),
            **{name: given[name] for name in defaults if name in given},
        }
        if limits["poll_low"] > limits["poll_high"]:
            problem = f"must not be above the limit for a yes, {limits['poll_high']:g}."
            raise ConfigError([("poll_low", problem)])
        return limits

    def set_limits(
        self, project: Project, limits: Mapping[str, Any], given: Mapping[str, Any]
    ) -> None:
        """Keep the limits."""
        project.settings[_LIMITS_SETTING] = {
            "low": limits["poll_low"],
            "high": limits["poll_high"],
        }

    def judge_again(self, kept: Evidence, limits: Mapping[str, Any]) -> Evidence:
        """Judge kept answers by other limits."""
        if not kept.details.get("answers"):
            return kept
        values = {**kept.details, "low": limits["poll_low"], "high": limits["poll_high"]}
        return self.evidence(kept.mention_id, **values)


class _OpenPoll(OpenSource):
    """Asks about every object that a caption claims, once for each image.

    Objects that were asked about before in the same words are not asked about again.
    """

    source: _Poll

    def __init__(self, source: _Poll, probe: Probe) -> None:
        super().__init__(source)
        self._probe = probe
        config = probe.config
        self._limits = {"poll_low": config.poll_low, "poll_high": config.poll_high}
        source.set_limits(probe.project, self._limits, {})

    def prepare(self, captions: Sequence[CaptionToJudge], control: Control) -> Iterator[Event]:
        """Ask all questions; the answers are kept as they come."""
        todo = self._unanswered(captions)
        questions = [(path, text) for path, concept, _ in todo for text in paraphrases(concept)]
        phase = PhaseProgress("poll", "Asking the model", len(questions), "questions")
        yield phase.started()
        answers: list[float] = []
        waiting = iter(todo)
        try:
            for answer in self._ask(questions, control):
                answers.append(answer)
                yield phase.advance()
                if len(answers) == len(paraphrases("")):
                    _, concept, mentions = next(waiting)
                    self._keep(mentions, concept, answers)
                    answers.clear()
        except DataError as error:
            # A model that cannot answer such questions can still be judged by other sources.
            yield Notice("warning", f"{error.what} {error.why}", "The other evidence decides.")

    def judge(self, caption: CaptionToJudge, control: Control) -> Iterable[Evidence]:
        """Return nothing: the answers are in the project already."""
        return ()

    def _ask(self, questions: Sequence[tuple[Path, str]], control: Control) -> Iterator[float]:
        probe, team = self._probe, current_team()
        if probe.model is None:
            raise ValueError("there is no model to ask")
        size = probe.config.batch_size
        if team is not None:
            team.tell({"questions": [[str(path), text] for path, text in questions], "size": size})
        return ask_together(team, probe.model, questions, size, control, probe.features)

    def _unanswered(self, captions: Sequence[CaptionToJudge]) -> list[tuple[Path, str, list[int]]]:
        """Judge kept answers again; return the others: picture, object and its mentions."""
        project = self._probe.project
        asked = {row.mention_id: row for row in project.evidence() if row.source == self.source.key}
        todo = []
        for (path, concept), mentions in _claimed(captions).items():
            kept = next((asked[one] for one in mentions if one in asked), None)
            if kept is not None and kept.details.get("questions") == list(paraphrases(concept)):
                self._keep(mentions, concept, kept.details["answers"])
            else:
                todo.append((path, concept, mentions))
        return todo

    def _keep(self, mentions: Sequence[int], concept: str, answers: Sequence[float]) -> None:
        low, high = self._limits["poll_low"], self._limits["poll_high"]
        questions = list(paraphrases(concept))
        self._probe.project.set_evidence(
            self.source.evidence(one, answers, low, high, questions=questions) for one in mentions
        )


def _claimed(captions: Sequence[CaptionToJudge]) -> dict[tuple[Path, str], list[int]]:
    """Return (picture, object) → mentions that claim it; a picture's objects are together."""
    found: dict[tuple[Path, str], list[int]] = defaultdict(list)
    for caption in captions:
        if caption.image.path.is_file():
            for mention in caption.mentions:
                if not mention.negated:
                    found[caption.image.path, mention.concept].append(mention.id)
    return dict(found)


ENTRY = _Poll(
    key="poll",
    title="The model's own answer",
    sentence="The tested model's answers to yes/no questions about the object.",
    finds="What the model itself denies when asked. It often confirms what it has invented, and "
    "such hallucinations are missed.",
    costs="Nothing but time: three questions for each object in a caption, to the loaded model.",
    citation="[POPE](https://arxiv.org/abs/2305.10355)",
    uses=("poll", "poll_low", "poll_high"),
    explanations={"": "Asked about it, the model says yes with {score}."},
    scale=Scale("low", "high", "no", "yes", number=".0%", ends=(0.0, 1.0)),
    needs_model=True,
)
