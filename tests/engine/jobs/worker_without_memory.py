"""A worker process whose memory runs out in its second pass, if it is the second of a team."""

from __future__ import annotations

import itertools
from typing import Any

from torch import Tensor

from sare_engine import worker
from sare_engine.erasure.losses import Forward
from sare_engine.team.seats import Seat, join_team
from sare_engine.team.team import Team


def _sit_down(seat: Seat, address: str) -> Team:
    if seat.rank == 1:
        passes, logits = itertools.count(), Forward.logits

        def fail_once(self: Forward, batch: Any) -> Tensor:
            if next(passes) == 1:
                raise MemoryError
            return logits(self, batch)

        Forward.logits = fail_once  # type: ignore[method-assign]
    return join_team(seat, address)


if __name__ == "__main__":
    worker.join_team = _sit_down  # type: ignore[attr-defined, assignment]
    worker.main()
