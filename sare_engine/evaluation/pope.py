"""POPE: ask a model about objects, one by one.

Li et al., "Evaluating Object Hallucination in Large Vision-Language Models", EMNLP 2023
(arXiv 2305.10355). Each image gets as many questions about present as about absent objects; the
absent objects are drawn at random, from the most frequent objects, or from those that most often
occur together with the objects in the image.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from sare_engine.grounding.questions import paraphrases

Key = TypeVar("Key", bound=Hashable)
Strategy = Literal["random", "popular", "adversarial"]
STRATEGIES: tuple[Strategy, ...] = ("random", "popular", "adversarial")


@dataclass(frozen=True)
class PopeQuestion(Generic[Key]):
    """One question.

    Attributes:
        image: the image asked about.
        concept: the object asked for.
        text: the question for the model.
        present: the right answer.
        strategy: how the absent objects were drawn, or another name of the set of questions.
    """

    image: Key
    concept: str
    text: str
    present: bool
    strategy: str


@dataclass(frozen=True)
class PopeScore:
    """Scores as fractions, "yes" being the positive class; None where undefined.

    Attributes:
        accuracy: right answers / questions.
        precision: right "yes" / "yes".
        recall: right "yes" / questions about present objects.
        f1: harmonic mean of the two.
        yes_ratio: "yes" / questions.
        questions: number of questions.
    """

    accuracy: float | None
    precision: float | None
    recall: float | None
    f1: float | None
    yes_ratio: float | None
    questions: int

    def values(self) -> dict[str, float]:
        """Return the figures that are defined, by name."""
        names = ("accuracy", "precision", "recall", "f1", "yes_ratio")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


def question_text(concept: str) -> str:
    """Return POPE's question about an object."""
    return paraphrases(concept)[0]


def build_pope(
    objects: Mapping[Key, Collection[str]],
    concepts: Sequence[str],
    strategy: Strategy,
    *,
    per_image: int = 3,
    seed: int = 0,
) -> list[PopeQuestion[Key]]:
    """Build the questions for a set of images.

    Args:
        objects: true objects by image, canonical names.
        concepts: objects that may be asked for.
        strategy: how absent objects are drawn. Popular: the most frequent of all images;
            adversarial: those that share most images with the objects of this one.
        per_image: number of questions about present objects, and about absent objects; fewer of
            both if an image has too few of either, so that yes and no stay balanced.
        seed: of the random draws; also breaks ties in frequency.

    Returns:
        Questions in the order of the images, alternating "yes" and "no".
    """
    generator = random.Random(seed)
    askable = list(dict.fromkeys(concepts))
    present_in = {image: set(shown).intersection(askable) for image, shown in objects.items()}
    frequency = Counter(concept for shown in present_in.values() for concept in shown)
    together = _co_occurrence(present_in.values()) if strategy == "adversarial" else {}
    questions: list[PopeQuestion[Key]] = []
    for image, shown in present_in.items():
        present = [concept for concept in askable if concept in shown]
        absent = [concept for concept in askable if concept not in shown]
        generator.shuffle(present)
        generator.shuffle(absent)
        if strategy == "popular":
            absent.sort(key=lambda concept: -frequency[concept])
        elif strategy == "adversarial":
            weight = Counter[str]()
            for concept in shown:
                weight.update(together.get(concept, {}))
            absent.sort(key=lambda concept: -weight[concept])
        for yes, no in zip(present[:per_image], absent[:per_image], strict=False):
            questions.append(PopeQuestion(image, yes, question_text(yes), True, strategy))
            questions.append(PopeQuestion(image, no, question_text(no), False, strategy))
    return questions


def parse_answer(text: str) -> bool:
    """Return whether an answer means yes, as POPE reads it.

    The first sentence decides: with "no" or "not" in it the answer is no, else yes.
    """
    first = re.split(r"[.\n]", text.strip(), maxsplit=1)[0].lower()
    return re.search(r"\b(?:no|not)\b|n['’]t\b", first) is None


def score_pope(questions: Sequence[PopeQuestion[Key]], said_yes: Iterable[bool]) -> PopeScore:
    """Score answers.

    Args:
        questions: the questions.
        said_yes: for each of them whether the model said yes (`parse_answer`, or P(yes) > 0.5).

    Raises:
        ValueError: not one answer per question.
    """
    pairs = [(one.present, said) for one, said in zip(questions, said_yes, strict=True)]
    counts = Counter(pairs)
    right_yes, wrong_yes = counts[True, True], counts[False, True]
    missed, right_no = counts[True, False], counts[False, False]
    return PopeScore(
        accuracy=_share(right_yes + right_no, len(pairs)),
        precision=_share(right_yes, right_yes + wrong_yes),
        recall=_share(right_yes, right_yes + missed),
        f1=_share(2 * right_yes, 2 * right_yes + wrong_yes + missed),
        yes_ratio=_share(right_yes + wrong_yes, len(pairs)),
        questions=len(pairs),
    )


def _co_occurrence(shown_sets: Iterable[Collection[str]]) -> dict[str, Counter[str]]:
    together: dict[str, Counter[str]] = {}
    for shown in shown_sets:
        for concept in shown:
            together.setdefault(concept, Counter()).update(
                other for other in shown if other != concept
            )
    return together


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
