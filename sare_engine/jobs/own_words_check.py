"""Have a model check captions that were written elsewhere, a random sample first."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from sare_engine.control import Control
from sare_engine.jobs.own_words_record import OwnWordsRecord

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.own_words import OwnWordsCheck, WrittenCaption

AT_ONCE = 64
"""Captions checked and stored together; as many checks are lost if the program is killed."""

T = TypeVar("T")


def draw_sample(todo: Sequence[T], size: int) -> tuple[list[T], list[T]]:
    """Return a random sample, the same each time, and the rest, both in the order given."""
    drawn = set(random.Random(0).sample(range(len(todo)), min(size, len(todo))))
    return (
        [one for place, one in enumerate(todo) if place in drawn],
        [one for place, one in enumerate(todo) if place not in drawn],
    )


class OwnWordsChecker:
    """Checks captions with a loaded model; see `check_own_words`."""

    def __init__(
        self, loaded: LoadedModel, tolerance: float, batch_size: int, control: Control
    ) -> None:
        """Check nothing yet.

        Args:
            loaded: the model.
            tolerance: shortfall in nats from which a caption is not the model's own.
            batch_size: captions at once.
            control: polled at every caption.
        """
        from sare_engine.models.vision import VisionFeatures

        self._loaded = loaded
        self._tolerance = tolerance
        self._batch_size = batch_size
        self._control = control
        self._features = VisionFeatures(loaded, storage=loaded.device)

    def check(
        self, captions: Sequence[WrittenCaption], record: OwnWordsRecord
    ) -> Iterator[tuple[OwnWordsCheck, bool]]:
        """Yield each caption's check, and whether it is the model's own; both are recorded."""
        from sare_engine.models.own_words import check_own_words

        checks = check_own_words(
            self._loaded,
            captions,
            tolerance=self._tolerance,
            batch_size=self._batch_size,
            control=self._control,
            features=self._features,
        )
        for one, check in zip(captions, checks, strict=True):
            yield check, record.add(one.image.name, check)
        self._features.clear()
