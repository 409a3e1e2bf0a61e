"""Ask a model POPE's questions."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.control import Control
from sare_engine.evaluation.pope import PopeQuestion, PopeScore, score_pope
from sare_engine.events import Event
from sare_engine.progress import PhaseProgress

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures

_YES = 0.5


@dataclass(frozen=True)
class AskedQuestions:
    """Questions with a model's answers.

    Attributes:
        questions: the questions.
        probabilities: P(yes) / (P(yes) + P(no)) for each.
    """

    questions: Sequence[PopeQuestion[Path]]
    probabilities: Sequence[float]

    @property
    def said_yes(self) -> list[bool]:
        """Whether the model says yes rather than no, for each."""
        return [probability > _YES for probability in self.probabilities]

    @property
    def score(self) -> PopeScore:
        """The score of the answers."""
        return score_pope(self.questions, self.said_yes)


def ask_questions(
    loaded: LoadedModel,
    questions: Sequence[PopeQuestion[Path]],
    batch_size: int,
    control: Control,
    features: VisionFeatures,
    title: str,
) -> Generator[Event, None, AskedQuestions]:
    """Ask a model; yield the progress and return the answers.

    Raises:
        DataError, ImageError, DeviceError, Stopped: as `poll_objects`.
    """
    from sare_engine.models.generation import poll_objects

    phase = PhaseProgress("poll", f"Asking ({title})", len(questions), "questions")
    yield phase.started()
    probabilities = []
    for probability in poll_objects(
        loaded, [(one.image, one.text) for one in questions], batch_size, control, features=features
    ):
        probabilities.append(probability)
        yield phase.advance()
    return AskedQuestions(questions, probabilities)
