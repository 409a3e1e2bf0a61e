"""What was found while a model checked whether captions are its own words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from sare_engine.errors import DataError

if TYPE_CHECKING:
    from sare_engine.models.own_words import OwnWordsCheck

_LISTED = 5
"""Captions that failed and are listed, those with the largest shortfalls."""
_QUANTILES = (0.5, 0.9, 0.98, 1.0)


class _Failure(NamedTuple):
    """A caption that is not the model's own, without its tokens: there may be very many."""

    shortfall: float
    image: str
    token: str
    start: int
    expected: str

    @property
    def in_words(self) -> str:
        """Where the caption departs from the model, and by how much."""
        if math.isinf(self.shortfall):
            return f"that of {self.image}, which has no words that the model could write"
        said = f"“{self.token}”" if self.token else "the end of the caption"
        expected = f"“{self.expected}”" if self.expected else "the end of the caption"
        return (
            f"that of {self.image} at {said}: {self.shortfall:.2f} nats below the model's first "
            f"choice, {expected}"
        )


class OwnWordsRecord:
    """Collects the checks of a source of captions, and decides whether it is the model's.

    Args:
        limit: shortfall in nats from which a caption is not the model's own.
        max_failing: largest share of failing captions in a source that is the model's.
    """

    def __init__(self, limit: float, max_failing: float) -> None:
        self._limit = limit
        self._max_failing = max_failing
        self._shortfalls: list[float] = []
        self._failures: list[_Failure] = []
        self.cut_off = 0

    def add(self, image: str, check: OwnWordsCheck) -> bool:
        """Record the check of a caption of an image; return whether it is the model's own."""
        self._shortfalls.append(check.shortfall)
        if check.shortfall >= self._limit:
            self._failures.append(
                _Failure(check.shortfall, image, check.token, check.start, check.expected)
            )
            return False
        self.cut_off += check.cut_off
        return True

    @property
    def checked(self) -> int:
        """Number of captions checked."""
        return len(self._shortfalls)

    @property
    def failed(self) -> int:
        """Number of captions that are not the model's own."""
        return len(self._failures)

    @property
    def worst_shortfall(self) -> float | None:
        """The largest shortfall in nats; None before the first check."""
        return max(self._shortfalls, default=None)

    @property
    def worst(self) -> str:
        """The caption with the largest shortfall among those that failed, in words."""
        return max(self._failures).in_words if self._failures else ""

    def require_own(
        self,
        what: str = "The captions were not imported: they are not this model's own words.",
        fix: str = "Choose the model, adapter and prompt with which they were written. Captions of "
        "another model can be imported without a check: they can be measured, but not erased.",
        *,
        accepted_before: int = 0,
        failed_before: int = 0,
    ) -> None:
        """Refuse the source if too many captions have failed, or all.

        Args:
            what: what the error says did not work.
            fix: what the error says can be done.
            accepted_before: captions of the same source that were accepted earlier.
            failed_before: captions of the same source that failed earlier.

        Raises:
            DataError: with how many failed and by how much.
        """
        checked = self.checked + accepted_before + failed_before
        failed = self.failed + failed_before
        if not failed or (failed <= self._max_failing * checked and failed < checked):
            return
        worst = f" The worst is {self.worst}." if self.failed else ""
        raise DataError(
            what,
            f"Checked captions that fall short of the model's first choice by {self._limit:g} nats "
            f"or more: {failed} of {checked}; at most {100 * self._max_failing:g} % may.{worst}",
            fix,
        )

    def result(self) -> dict[str, Any]:
        """Return the counts, the quantiles of the shortfalls and the worst failures, as JSON.

        A shortfall of a caption that could not be checked is infinite.
        """
        ordered = sorted(self._shortfalls)
        return {
            "checked": self.checked,
            "accepted": self.checked - self.failed,
            "cut_off": self.cut_off,
            "failed": self.failed,
            "worst_shortfall": ordered[-1] if ordered else None,
            "quantiles": [
                {"quantile": one, "shortfall": ordered[math.ceil(one * len(ordered)) - 1]}
                for one in _QUANTILES
                if ordered
            ],
            "failures": [
                {
                    "image": one.image,
                    "shortfall": one.shortfall,
                    "token": one.token,
                    "start": one.start,
                    "expected": one.expected,
                }
                for one in sorted(self._failures, reverse=True)[:_LISTED]
            ],
        }
