"""The processes that train one model together, seen from one of them.

Each walks the same job, on its share of the captions of every step. The first of them, which leads,
alone opens the project, writes files and reports events. Gradients are summed over all processes
before anything is derived from them, so every process computes the same step, bit for bit.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sare_engine.control import Control, Stopped
from sare_engine.errors import DeviceError
from sare_engine.events import Json
from sare_engine.models.device_memory import is_out_of_memory
from sare_engine.team.exchange import Exchange
from sare_engine.team.seats import Seat

if TYPE_CHECKING:
    from torch import Tensor

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_MEMORY, _STOPPED, _FAILED = range(3)
_GO_ON, _ENOUGH, _STOP = range(3)


class Team:
    """The processes of a job, which share its steps.

    What computes or agrees on something must be called by all of them, in the same order.

    Args:
        seat: which of them this is.
        group: exchanges tensors (`torch.distributed.ProcessGroup`).
        store: keeps the reason for which a process ended (`torch.distributed.Store`).
    """

    def __init__(self, seat: Seat, group: Any, store: Any) -> None:
        self.rank, self.size = seat.rank, seat.size
        self._exchange = Exchange(seat.rank, seat.size, group, store)
        self._alike = False
        """Whether all processes raised the error that `together` raised last."""
        self._in_pass = False

    @property
    def leads(self) -> bool:
        """Whether this process opens the project, writes files and reports events."""
        return self.rank == 0

    @property
    def in_pass(self) -> bool:
        """Whether this process computes its share of something from which all return together."""
        return self._in_pass

    def share_of(self, items: Sequence[_Item]) -> list[_Item]:
        """Return which of a step's items this process computes."""
        return list(items[self.rank :: self.size])

    def rounds(self, items: Sequence[_Item], size: int) -> Iterator[tuple[int, Sequence[_Item]]]:
        """Yield, for each round, the batch that this process does and the place of its first item.

        Batches are those of one process, `size` items each; in a round every process does the next
        of them. In the last round some may have none.
        """
        for start in range(size * self.rank, len(items) + size * self.rank, size * self.size):
            yield start, items[start : start + size]

    def together(self, work: Callable[[], _Result]) -> _Result:
        """Return what `work` returns here, unless it failed in any process; then all raise alike.

        Raises:
            MemoryError: memory ran out in a process.
            Stopped: a process was stopped.
            EngineError: a process failed for another reason.
        """
        failure: Exception | None = None
        result: Any = None
        self._alike, self._in_pass = False, True
        try:
            result = work()
        except Exception as error:
            failure = error
        finally:
            self._in_pass = False
        codes = [0, 0, 0]
        if failure is not None:
            codes[_code(failure)] = 1
            if codes[_FAILED]:
                self._exchange.publish(failure)
        memory, stopped, failed = self._exchange.sum_of(codes)
        if not memory + stopped + failed:
            found: _Result = result
            return found
        self._alike = True
        if failed:
            raise failure if failure is not None and codes[_FAILED] else self._exchange.lost()
        failure = None  # Its traceback holds tensors.
        if stopped:
            raise Stopped
        raise MemoryError("Memory ran out in a process.")

    def add(self, numbers: Sequence[float | bool | Tensor]) -> list[Tensor]:
        """Return each number's sum over all processes, 0-d float32 tensors on the CPU."""
        import torch

        held = [torch.as_tensor(one).detach() for one in numbers]
        total = torch.stack([one.to("cpu", torch.float64) for one in held])
        self._exchange.reduce(total)
        return list(total.to(torch.float32).unbind())

    def add_gradients(self, parameters: Sequence[Tensor]) -> None:
        """Replace each gradient by its sum over all processes; it stays None where none has one."""
        import torch

        counts = self._exchange.sum_of([one.grad is not None for one in parameters])
        for parameter, count in zip(parameters, counts, strict=True):
            if count and parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
        self.add_up([one.grad for one in parameters if one.grad is not None])

    def add_up(self, tensors: Sequence[Tensor]) -> None:
        """Replace each tensor by its sum over all processes, in place.

        Their number, sizes and order are the same in all.
        """
        self._exchange.add_up(tensors)

    def goes_on(self, control: Control, enough: Callable[[], bool]) -> bool:
        """Return whether there is another step, as the leading process decides; wait while paused.

        Raises:
            Stopped: the user stopped the job.
        """
        word = _GO_ON
        if self.leads:
            try:
                if enough():
                    word = _ENOUGH
                else:
                    control.poll()
            except Stopped:
                word = _STOP
        word = int(self.tell(word))
        if word == _STOP:
            raise Stopped
        return word == _GO_ON

    def tell(self, message: Json = None) -> Json:
        """Return the message of the leading process; what the others give does not matter."""
        return json.loads(self._exchange.broadcast(json.dumps(message).encode()))

    def gather(self, message: Json) -> list[Json]:
        """Return the messages of all processes, in their order."""
        return [json.loads(one) for one in self._exchange.gather(json.dumps(message).encode())]

    def lacking(self, lacking: Callable[[int], int] | None) -> Callable[[int], int] | None:
        """Return what tells how many bytes a pass of a size lacks in the process with the least."""
        return None if lacking is None else lambda size: max(self.gather(lacking(size)))

    @contextlib.contextmanager
    def in_step(self) -> Iterator[None]:
        """End the job if memory runs out in this process where the others do not learn of it.

        Raises:
            DeviceError: memory ran out between two passes.
        """
        self._alike = False
        try:
            yield
            return
        except Exception as error:
            if self._alike or not is_out_of_memory(error):
                raise
        # To compute the step again, all would have to.
        raise DeviceError(
            "Memory ran out.",
            "It did between two passes of a step, in one of the processes that train the model "
            "together.",
            "Close other programs, lower the LoRA rank, or use fewer processes.",
        )

    @contextlib.contextmanager
    def publishing(self) -> Iterator[None]:
        """Leave word of what ends a block, for the processes that wait for this one."""
        try:
            yield
        except Exception as error:
            self._exchange.publish(error)
            raise

    def control(self, control: Control) -> Control:
        """Return switches that act on this process only in a pass; the leading one's always act."""
        return _PassControl(self, control)


class _PassControl(Control):
    """The switches of a process from which the others expect an answer."""

    def __init__(self, team: Team, control: Control) -> None:
        super().__init__()
        self._team = team
        self._control = control

    @property
    def stop_requested(self) -> bool:
        """Whether the job was stopped."""
        return self._control.stop_requested

    def take_checkpoint_request(self) -> bool:
        """Return whether a checkpoint was asked for, and clear the request."""
        return self._control.take_checkpoint_request()

    def poll(self) -> None:
        """Block while paused.

        Raises:
            Stopped: the job was stopped.
        """
        if self._team.leads or self._team.in_pass:
            self._control.poll()


def _code(failure: Exception) -> int:
    if isinstance(failure, Stopped):
        return _STOPPED
    return _MEMORY if is_out_of_memory(failure) else _FAILED
