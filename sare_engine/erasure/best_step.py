"""Which of the measurements made during an erasure is the best: the rule of `keep` and `patience`.

The best has the lowest hallucination rate among the measurements within the bound: recall of the
erased objects and of all objects at most `RECALL_LOSS` lower than before erasure, as a share of it,
and the share of broken captions at most `BROKEN_ADDED` higher. Where rates are equal, fewer broken
captions win, then higher recall of the erased objects, then of all objects, then the later step,
which was trained longer against what brings the hallucination back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sare_engine.config.erase import BROKEN_ADDED
from sare_engine.metrics import BROKEN, RATE, RECALL, keeps_recall

RECALLS = ("concept_recall", RECALL)
DECISIVE = (RATE, *RECALLS, BROKEN)
"""The figures that decide."""


@dataclass(frozen=True)
class Measured:
    """A measurement on held-out images: after which step, and metric → value."""

    step: int
    values: Mapping[str, float]


def within_bound(base: Mapping[str, float], values: Mapping[str, float]) -> bool:
    """Whether a model is still as useful as the one before erasure; what was not measured is."""
    broken = values.get(BROKEN, 0.0) - base.get(BROKEN, 0.0)
    return broken <= BROKEN_ADDED + 1e-9 and all(
        keeps_recall(base.get(name), values.get(name)) for name in RECALLS
    )


def best_measured(base: Mapping[str, float], measured: Sequence[Measured]) -> Measured | None:
    """Return the best measurement; None if none has a hallucination rate and is within the bound.

    Args:
        base: metric → value of the model before erasure.
        measured: in any order; of two after the same step that are equal, the first is returned.
    """
    possible = [one for one in measured if _is_possible(base, one)]
    return min(possible, key=lambda one: (*_figures(one), -one.step), default=None)


def without_improvement(base: Mapping[str, float], measured: Sequence[Measured]) -> int:
    """Return how many measurements have passed since the last that was better than all before.

    A later step with equal figures is not better, and neither is a measurement outside the bound.

    Args:
        base: metric → value of the model before erasure.
        measured: in the order in which they were made.
    """
    best: tuple[float, ...] | None = None
    since = 0
    for one in measured:
        since += 1
        if _is_possible(base, one) and (best is None or _figures(one) < best):
            best, since = _figures(one), 0
    return since


def _is_possible(base: Mapping[str, float], one: Measured) -> bool:
    return RATE in one.values and within_bound(base, one.values)


def _figures(one: Measured) -> tuple[float, ...]:
    """Return what decides, so that smaller is better."""
    recalls = (-one.values.get(name, 0.0) for name in RECALLS)
    return (one.values[RATE], one.values.get(BROKEN, 0.0), *recalls)
