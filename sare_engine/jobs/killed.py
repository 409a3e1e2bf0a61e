"""Runs whose process was killed: whether a lack of memory may have been the reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sare_engine.errors import EngineError
from sare_engine.events import Event, Notice
from sare_engine.formatting import count_text
from sare_engine.models.system_memory import killed_for_memory
from sare_engine.workspace.runs import RunFolder, Runs

KILLS = "killed_for_memory"
"""What a run's environment calls the number of processes that the kernel had killed for lack of
memory when the run began."""


def note_kills(run: RunFolder) -> None:
    """Record how many processes were killed so far, to tell later whether the run's was one."""
    count = killed_for_memory()
    if count is not None:
        run.update_environment({KILLS: count})


def warn_of_killed(project: Path, resumed: RunFolder | None = None) -> Iterator[Event]:
    """Yield a warning if the process of a run was killed, and what to do about memory.

    Args:
        project: the project's folder.
        resumed: the run that is resumed; None: the project's last run.
    """
    try:
        run = resumed or next(reversed(Runs(project).list()), None)
        if run is None or run.status != "interrupted":
            return
        before = run.environment.get(KILLS)
    except EngineError:
        return  # A damaged record: reported where runs are listed.
    now = killed_for_memory()
    # The counter begins again when the computer is started.
    kills = now - before if isinstance(before, int) and now is not None and now > before else 0
    reason = "Memory may have been the reason: the system ends a program that takes too much."
    if kills:
        ended = count_text(kills, "processes")
        reason = (
            "Memory was probably the reason: since the run began, the system ended "
            f"{ended} for lack of it."
        )
    again = "" if resumed is not None else f"Resume it with --resume {run.name}. "
    yield Notice(
        "warning",
        f"{run.name} was interrupted: its process ended unexpectedly. {reason}",
        f"{again}If memory is short, close other programs, or choose fewer captions per pass "
        "(--microbatch 1) or gradient checkpointing; neither changes the result.",
    )
