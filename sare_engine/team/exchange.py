"""What the processes of a team send each other, and what happens if one of them is gone."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sare_engine.errors import EngineError
from sare_engine.models.device_memory import is_out_of_memory
from sare_engine.team.words import leave_word, read_word

if TYPE_CHECKING:
    from torch import Tensor

_WORDS_SECONDS = 3.0
"""How long the reason why a process is gone may take to arrive."""
_BUCKET = 32 * 2**20
"""Bytes of tensors that are exchanged at once."""


class TeamLostError(EngineError):
    """Another process of the job is gone, and left no word."""

    def __init__(self) -> None:
        super().__init__(
            "A process of the job ended unexpectedly.",
            "The processes that train the model together cannot continue without each other. "
            "Memory may have been the reason; fewer processes need less.",
            "Resume the run: it continues at its last checkpoint, also with another number of "
            "processes.",
        )


class Exchange:
    """Sends tensors and words among the processes of a team.

    Every method but `publish` must be called by all of them, in the same order.

    Args:
        rank: number of this process.
        size: number of processes.
        group: exchanges tensors (`torch.distributed.ProcessGroup`).
        store: keeps the reason for which a process ended (`torch.distributed.Store`).
    """

    def __init__(self, rank: int, size: int, group: Any, store: Any) -> None:
        self._rank, self._size = rank, size
        self._group = group
        self._store = store

    def sum_of(self, numbers: Sequence[int | bool]) -> list[int]:
        """Return the sum of each number over all processes."""
        import torch

        total = torch.tensor([int(one) for one in numbers])
        self.reduce(total)
        found: list[int] = total.tolist()
        return found

    def add_up(self, tensors: Sequence[Tensor]) -> None:
        """Replace each tensor by its sum over all processes, in place.

        Their number, sizes and order are the same in all.
        """
        import torch

        with torch.no_grad():
            for bucket in _buckets(tensors):
                flat = torch.cat([one.flatten() for one in bucket])
                self.reduce(flat)
                parts = torch.split(flat, [one.numel() for one in bucket])
                for one, part in zip(bucket, parts, strict=True):
                    one.copy_(part.view_as(one))

    def reduce(self, tensor: Tensor) -> None:
        """Replace a contiguous tensor by its sum over all processes."""
        self._wait(lambda: self._group.allreduce([tensor]))

    def broadcast(self, data: bytes) -> bytes:
        """Return the bytes of the first process."""
        import torch

        length = torch.tensor([len(data)])
        self._wait(lambda: self._group.broadcast(length, 0))
        sent = torch.frombuffer(
            bytearray(data if self._rank == 0 else bytes(int(length))), dtype=torch.uint8
        )
        self._wait(lambda: self._group.broadcast(sent, 0))
        return bytes(sent.numpy().tobytes())

    def gather(self, data: bytes) -> list[bytes]:
        """Return the bytes of each process, in their order; none may be empty."""
        import torch

        lengths = self.sum_of(
            [len(data) if rank == self._rank else 0 for rank in range(self._size)]
        )
        mine = torch.frombuffer(bytearray(data.ljust(max(lengths))), dtype=torch.uint8)
        found = [torch.empty_like(mine) for _ in lengths]
        self._wait(lambda: self._group.allgather([found], [mine]))
        return [one.numpy().tobytes()[:length] for one, length in zip(found, lengths, strict=True)]

    def publish(self, error: BaseException) -> None:
        """Leave word of why this process ends, for those that wait; the first word counts."""
        if not isinstance(error, TeamLostError):
            leave_word(self._store, error)

    def lost(self) -> Exception:
        """Return why the others are gone."""
        return read_word(self._store, within=_WORDS_SECONDS) or TeamLostError()

    def _wait(self, begin: Callable[[], Any]) -> None:
        try:
            begin().wait()
        except RuntimeError as error:
            if is_out_of_memory(error):
                raise
            raise self.lost() from None


def _buckets(tensors: Iterable[Tensor]) -> Iterator[list[Tensor]]:
    """Yield neighbours of one format on one device, up to `_BUCKET` bytes together."""
    for _, alike in itertools.groupby(tensors, key=lambda one: (one.device, one.dtype)):
        bucket: list[Tensor] = []
        size = 0
        for one in alike:
            if bucket and size + one.nbytes > _BUCKET:
                yield bucket
                bucket, size = [], 0
            bucket.append(one)
            size += one.nbytes
        yield bucket
