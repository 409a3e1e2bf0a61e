"""From evidence to a verdict: is a mentioned object in the picture?

A source is one function or class that makes `Evidence`, and one entry in `SOURCES`, which says
whose word counts first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Verdict = Literal["grounded", "hallucinated", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("grounded", "hallucinated", "unsure")

SOURCES = ("user", "annotation", "clip", "poll")
"""Sources of evidence, the one that counts most first."""

NEGATED = "negated"
NOTHING = "nothing"


class Testimony(Protocol):
    """What `combine` reads: `Evidence`, or a row of the workspace with the same names."""

    @property
    def source(self) -> str:
        """One of `SOURCES`."""
        ...

    @property
    def verdict(self) -> str:
        """One of `VERDICTS`."""
        ...


@dataclass(frozen=True)
class Evidence:
    """What one source says about one mention.

    Attributes:
        source: one of `SOURCES`.
        verdict: "grounded", "hallucinated" or "unsure".
        score: the number behind it (CLIP: 100 x cosine; poll: mean P(yes)), or None.
        details: what a person may want to look up (thresholds), JSON values only.
    """

    source: str
    verdict: Verdict
    score: float | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Decision:
    """The verdict on a mention.

    Attributes:
        verdict: "grounded", "hallucinated" or "unsure".
        by: the source that decided; `NEGATED` for an object the caption itself denies,
            `NOTHING` where no source spoke.
    """

    verdict: Verdict
    by: str


def annotation_evidence(
    concept: str, true_objects: Collection[str], decided: Collection[str] | None = None
) -> Evidence | None:
    """Judge by the list of objects known to be in the image.

    Args:
        concept: the object mentioned.
        true_objects: what is in the image.
        decided: the objects on which that list speaks; None means all.

    Returns:
        None where the list does not speak on the object.
    """
    if concept in true_objects:
        return Evidence("annotation", "grounded")
    if decided is None or concept in decided:
        return Evidence("annotation", "hallucinated")
    return None


def clip_evidence(
    score: float, t1: float, t0: float, details: Mapping[str, Any] | None = None
) -> Evidence:
    """Judge by a CLIP score: below T1 hallucinated, above T0 grounded, between them unsure.

    Args:
        score: image relevance of the object, 100 x cosine; NaN is unsure.
        t1: EFUF's T1.
        t0: EFUF's T0.
        details: what else is kept with the score.
    """
    kept = {**(details or {}), "t1": t1, "t0": t0}
    return Evidence("clip", _between(score, t1, t0), score, kept)


def poll_evidence(
    answers: Sequence[float],
    low: float = 0.1,
    high: float = 0.9,
    details: Mapping[str, Any] | None = None,
) -> Evidence:
    """Judge by the model's own answers to "Is there a X in the image?" in several wordings.

    Every answer above `high`: grounded; every one below `low`: hallucinated; else unsure, since
    a model that the wording sways does not know. The model that hallucinates an object often
    affirms it when asked: that is why only clear answers count, and every other source more.

    Args:
        answers: P(yes) for each wording, at least one.
        low: P(yes) below which an answer is a no.
        high: P(yes) above which it is a yes.
        details: what else is kept; `mean`, `spread` (highest minus lowest) and `answers` are.
    """
    said = {_between(one, low, high) for one in answers}
    mean = sum(answers) / len(answers)
    kept = {
        **(details or {}),
        "low": low,
        "high": high,
        "mean": mean,
        "spread": max(answers) - min(answers),
        "answers": list(answers),
    }
    return Evidence("poll", said.pop() if len(said) == 1 else "unsure", mean, kept)


def user_evidence(verdict: Verdict) -> Evidence:
    """Wrap what the user said about a mention."""
    return Evidence("user", verdict)


def combine(evidence: Iterable[Testimony], *, negated: bool = False) -> Decision:
    """Return the verdict: user's word before annotation before CLIP before poll.

    The user's word is final, "unsure" included. Another source that is unsure leaves the word to
    the next one; if none decides, the verdict is unsure. An object the caption denies is no
    claim: it is unsure by `NEGATED` unless the user says otherwise.

    Raises:
        ValueError: a source or a verdict that is not known.
    """
    by_source: dict[str, Verdict] = {}
    for one in evidence:
        if one.source not in SOURCES:
            raise ValueError(f"unknown source of evidence: {one.source!r}")
        by_source[one.source] = _verdict(one.verdict)
    if "user" in by_source:
        return Decision(by_source["user"], "user")
    if negated:
        return Decision("unsure", NEGATED)
    heard = [source for source in SOURCES if source in by_source]
    for source in heard:
        if by_source[source] != "unsure":
            return Decision(by_source[source], source)
    return Decision("unsure", heard[0] if heard else NOTHING)


def _verdict(name: str) -> Verdict:
    for verdict in VERDICTS:
        if verdict == name:
            return verdict
    raise ValueError(f"unknown verdict: {name!r}")


def _between(value: float, low: float, high: float) -> Verdict:
    if value < low:
        return "hallucinated"
    return "grounded" if value > high else "unsure"
