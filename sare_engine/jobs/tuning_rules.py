"""Which trials of a search are worth finishing, and which of the finished trials is to be followed.

The best settings are those whose erasure withstands the attack best, among the trials that pay
little for it in true mentions and whole captions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sare_engine.metrics import BROKEN, RATE

AFTER_ATTACK = "rate_after_attack"
CONCEPT_RECALL = "concept_recall"

OUTCOMES: Mapping[str, Literal["minimize", "maximize"]] = {
    AFTER_ATTACK: "minimize",
    CONCEPT_RECALL: "maximize",
    BROKEN: "minimize",
}
"""What a search weighs against each other, and which direction is better."""

COMPLETE, PRUNED, FAILED, RUNNING = "complete", "pruned", "failed", "running"
"""States of a trial: measured to its end, ended early for what was measured, repeated later, and
not ended."""

_RECALL_LOST, _BROKEN_MORE = 0.15, 0.1
"""A trial that is so much worse than the model before it is not continued."""

_MOST_LEFT = 0.5
"""A trial that leaves more than this share of the hallucination is not attacked."""

_RECALL_PAID, _BROKEN_PAID = 0.05, 0.02
"""How much worse than the model before erasure the best settings may be, where any are so good."""


@dataclass(frozen=True)
class TrialRecord:
    """A trial and what came of it.

    Attributes:
        number: counted from 0.
        state: `COMPLETE`, `PRUNED`, `FAILED` or `RUNNING`.
        proposed: setting → value.
        values: what was measured, by name; a pruned trial has no `AFTER_ATTACK`.
        on_front: whether no other trial is at least as good in everything and better in something.
    """

    number: int
    state: str
    proposed: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    on_front: bool = False


def loses_too_much(values: Mapping[str, float], base: Mapping[str, float]) -> bool:
    """Whether an erasure has lost what no later step brings back."""
    return _recall_lost(values, base) > _RECALL_LOST or _broken_more(values, base) > _BROKEN_MORE


def erases_too_little(values: Mapping[str, float], base: Mapping[str, float]) -> bool:
    """Whether an erasure left more than half of the hallucination."""
    return values.get(RATE, 0.0) > _MOST_LEFT * base.get(RATE, 1.0)


def breaks_captions(values: Mapping[str, float], base: Mapping[str, float]) -> bool:
    """Whether more captions are broken than the best settings may break."""
    return _broken_more(values, base) > _BROKEN_PAID


def why_ended(trial: TrialRecord, base: Mapping[str, float]) -> str:
    """Return why a trial was ended before its attack; "" for other trials."""
    if trial.state != PRUNED:
        return ""
    if _recall_lost(trial.values, base) > _RECALL_LOST:
        return f"lost more than {100 * _RECALL_LOST:.0f} points of concept recall"
    if _broken_more(trial.values, base) > _BROKEN_MORE:
        return f"broke more than {100 * _BROKEN_MORE:.0f} in 100 captions"
    if erases_too_little(trial.values, base):
        return "left more than half of the hallucination"
    return "was not worth an attack"


def best_trial(trials: Iterable[TrialRecord], base: Mapping[str, float]) -> TrialRecord | None:
    """Return the trial to follow; None where none was complete.

    Of the trials within the limits it is the one that withstands the attack best; where all pay
    more, the one that pays least.
    """

    def worth(one: TrialRecord) -> tuple[float, float, float]:
        values = one.values
        return _paid(values, base), values[AFTER_ATTACK], -values[CONCEPT_RECALL]

    complete = (one for one in trials if one.state == COMPLETE)
    return min(complete, key=worth, default=None)


def why_best(best: TrialRecord, base: Mapping[str, float]) -> str:
    """Return why a trial is the best, as a sentence."""
    recall = f"at most {100 * _RECALL_PAID:.0f} points of concept recall"
    broken = f"at most {100 * _BROKEN_PAID:.0f} more captions in 100"
    if _paid(best.values, base) > 0:
        return f"No complete trial loses {recall} and breaks {broken}; this one comes closest."
    return (
        f"Of the trials that lose {recall} and break {broken}, this one withstands the attack best."
    )


def front(trials: Sequence[TrialRecord]) -> frozenset[int]:
    """Return the numbers of the complete trials that no other is better than in all respects."""
    complete = [one for one in trials if one.state == COMPLETE]
    return frozenset(
        one.number
        for one in complete
        if not any(_dominates(other.values, one.values) for other in complete)
    )


def _dominates(first: Mapping[str, float], second: Mapping[str, float]) -> bool:
    signs = {"minimize": 1.0, "maximize": -1.0}
    gains = [
        signs[direction] * (second[name] - first[name]) for name, direction in OUTCOMES.items()
    ]
    return min(gains) >= 0 and max(gains) > 0


def _recall_lost(values: Mapping[str, float], base: Mapping[str, float]) -> float:
    return base.get(CONCEPT_RECALL, 0.0) - values.get(CONCEPT_RECALL, 0.0)


def _broken_more(values: Mapping[str, float], base: Mapping[str, float]) -> float:
    return values.get(BROKEN, 0.0) - base.get(BROKEN, 0.0)


def _paid(values: Mapping[str, float], base: Mapping[str, float]) -> float:
    """Return by how much a trial exceeds what the best settings may cost."""
    known = {CONCEPT_RECALL: 1.0, **base}
    recall = _recall_lost(values, known) - _RECALL_PAID
    broken = _broken_more(values, known) - _BROKEN_PAID
    return max(recall, 0.0) + max(broken, 0.0)
