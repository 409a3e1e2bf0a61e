"""Out of memory during training: repeat the step with fewer captions per forward pass."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

from sare_engine.errors import DeviceError
from sare_engine.events import Event, Notice
from sare_engine.formatting import bytes_text
from sare_engine.models.device_memory import is_out_of_memory, release_memory

_Result = TypeVar("_Result")


class FittingBatches:
    """Runs training steps, with half as many captions per pass each time memory runs out.

    Gradients are accumulated over the passes of a step, so the number of passes does not change
    them.

    Args:
        size: captions per forward pass at first.
        lacking: tells before a step how many bytes a pass of a size lacks; None: a pass that does
            not fit raises an error.

    Attributes:
        size: captions per forward pass now.
    """

    def __init__(self, size: int, lacking: Callable[[int], int] | None = None) -> None:
        self.size = size
        self._lacking = lacking

    def run(
        self, work: Callable[[int], _Result], undo: Callable[[], None]
    ) -> Generator[Event, None, _Result]:
        """Return `work(size)`; halve `size` and try again each time memory runs out.

        Args:
            work: computes a step's gradients with at most that many captions per pass.
            undo: clears what a failed try left behind.

        Yields:
            A notice for each halving.

        Raises:
            DeviceError: a single caption does not fit.
        """
        while True:
            yield from self._make_room()
            try:
                return work(self.size)
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
            # Outside of the handler: while it runs, its traceback holds the tensors.
            undo()
            release_memory()
            if self.size == 1:
                raise DeviceError(
                    "Memory ran out.",
                    "Not even one caption fits beside the model and its training state.",
                    "Close other programs, turn on gradient checkpointing, lower the LoRA rank, "
                    "or use a smaller model or another device.",
                )
            self.size = max(1, self.size // 2)
            yield Notice(
                "warning",
                f"Memory ran out: captions now pass through the model {self.size} at a time.",
                "The result stays the same, but steps take longer.",
            )

    def _make_room(self) -> Iterator[Event]:
        """Halve `size` until a pass has room; on the CPU nothing can be tried.

        Raises:
            DeviceError: not even a single caption has room.
        """
        if self._lacking is None or not self._lacking(self.size):
            return
        release_memory()
        before = self.size
        while lacks := self._lacking(self.size):
            if self.size == 1:
                raise DeviceError(
                    "There is not enough memory for a training step.",
                    f"Even with one caption per pass about {bytes_text(lacks)} are missing. The "
                    "step was not started, because the system ends a program that takes too much.",
                    "Close other programs, turn on gradient checkpointing, hold the model in fewer "
                    "bits (quantisation), or use a smaller model.",
                )
            self.size //= 2
        if self.size < before:
            yield Notice(
                "warning",
                f"Memory is short: captions now pass through the model {self.size} at a time.",
                "The result stays the same, but steps take longer.",
            )
