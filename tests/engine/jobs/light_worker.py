"""A worker process that imports none of the heavy libraries, with parts that take their time."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from sare_engine import worker
from sare_engine.config import ComputeConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, Notice, StepMetrics
from sare_engine.jobs.runner import job
from sare_engine.jobs.taking_turns import turn
from sare_engine.reporting.comparability import Conditions
from sare_engine.team.exchange import TeamLostError
from sare_engine.team.seats import Seat


@job
def count(
    config: ComputeConfig, *, name: str, steps: int, folder: str, control: Control
) -> Iterator[Event]:
    """Take steps of a hundredth of a second; record what the switches do in a file."""
    log = Path(folder) / f"{name}-{os.getpid()}"
    yield Notice("info", f"begun on {config.device}")
    for step in range(1, steps + 1):
        time.sleep(0.01)
        try:
            control.poll()
        finally:
            if control.stop_requested:
                log.with_suffix(".stopped").touch()
        if control.take_checkpoint_request():
            log.with_suffix(".checkpoint").touch()
        log.write_text(str(step))
        yield StepMetrics("count", step, {"value": float(step)})
    yield Finished("done", {"name": name, "steps": steps})


@job
def die(
    config: ComputeConfig, *, name: str, times: int, folder: str, control: Control
) -> Iterator[Event]:
    """End the process by a signal, so many times in all."""
    yield Notice("info", "begun")
    deaths = len(list(Path(folder).glob(f"{name}-died-*")))
    if deaths < times:
        (Path(folder) / f"{name}-died-{deaths}").touch()
        print("last words", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    yield Finished("done", {"name": name, "deaths": deaths})


@job
def fail(config: ComputeConfig, *, name: str, control: Control) -> Iterator[Event]:
    """Fail as a job does that has nothing to work with."""
    yield Notice("info", "begun")
    raise DataError(f"{name} failed.", "There is nothing.", "Do something.")


@job
def fail_in_turn(config: ComputeConfig, *, control: Control) -> Iterator[Event]:
    """Fail as the first process of a team does that loses the second, which has a reason."""
    yield Notice("info", "begun")
    if worker.seat.rank == 0:  # type: ignore[attr-defined]
        raise TeamLostError
    raise DataError("The disk is full.", "It holds no more.", "Free some space.")


@job
def share(config: ComputeConfig, *, name: str, folder: str, control: Control) -> Iterator[Event]:
    """Make a file that another part makes too, or find it, a tenth of a second after looking."""
    made = Path(folder) / "made"
    with contextlib.ExitStack() as held:
        yield from turn("erase", lambda: Conditions({}, "", "", 0), name, control, held)
        if not made.exists():
            time.sleep(0.1)
            with made.open("x") as file:
                file.write(name)
    yield Finished("done", {"made_by": made.read_text()})


def _sit_down(seat: Seat, _address: str) -> None:
    worker.seat = seat  # type: ignore[attr-defined]


if __name__ == "__main__":
    worker.load_libraries = lambda: iter(())  # type: ignore[attr-defined]
    worker.join_team = _sit_down  # type: ignore[attr-defined, assignment]
    worker.main()
