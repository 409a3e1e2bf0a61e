"""Settings of the commands of the queue."""

from __future__ import annotations

from dataclasses import dataclass

from sare_engine.settings import Config, setting

_JOBS = "Numbers of the jobs, as listed."


@dataclass(frozen=True)
class QueueConfig(Config):
    """List the jobs of the queue, which the window and the command line share.

    A job waits until the jobs before it have ended. One program at a time runs them: an open
    window, or sare queue run. The queue is in the user's data folder, and a job keeps its place
    there until it was run or removed.
    """

    ended: int = setting(
        10, minimum=0, maximum=100, unit="jobs", help="How many jobs that have ended are listed."
    )


@dataclass(frozen=True)
class QueueAddConfig(Config):
    """Add a job to the queue: the words of its command line without sare, such as erase PROJECT.

    For instance: sare queue add --first erase PROJECT --steps 60.
    """

    job: tuple[str, ...] = setting(
        help="The job: erase, relearn, attack, landscape, compare, tune, probe, evaluate, export, "
        "export-pairs, merge or reproduce, with its settings."
    )
    first: bool = setting(False, help="Run it right after the present job, before the others.")


@dataclass(frozen=True)
class QueueRunConfig(Config):
    """Run the jobs of the queue one after another, until none waits.

    Jobs that were interrupted run first; an erasure or an attack continues where it was. Ctrl-C
    stops the present job, which then counts as interrupted.
    """

    wait: bool = setting(False, help="Wait for further jobs instead of ending, until Ctrl-C.")
    stop_on_failure: bool = setting(
        False, help="Pause the queue when a job fails, instead of running the next one."
    )


@dataclass(frozen=True)
class QueueRemoveConfig(Config):
    """Remove jobs from the queue; what they did is kept."""

    jobs: tuple[int, ...] = setting((), help=_JOBS)
    ended: bool = setting(False, help="Remove all jobs that have ended.")
    waiting: bool = setting(False, help="Remove all jobs that have not started.")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and that no job is named."""
        found = super().problems()
        if not (self.jobs or self.ended or self.waiting):
            found.append(("jobs", "must be given."))
        return found


@dataclass(frozen=True)
class QueueMoveConfig(Config):
    """Move waiting jobs of the queue: to the front, or before another job."""

    jobs: tuple[int, ...] = setting(help=_JOBS)
    before: int | None = setting(
        None, minimum=1, help="Number of the job that comes after them; default: to the front."
    )
    last: bool = setting(False, help="Move them to the end.")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of two places at once."""
        found = super().problems()
        if self.last and self.before is not None:
            found.append(("last", "contradicts the other place."))
        return found


@dataclass(frozen=True)
class QueueRepeatConfig(Config):
    """Let jobs that were interrupted, stopped, failed or done run again, before the others."""

    jobs: tuple[int, ...] = setting(help=_JOBS)


@dataclass(frozen=True)
class QueuePauseConfig(Config):
    """Pause the queue: the running job waits at its next step, and no further job begins."""


@dataclass(frozen=True)
class QueueResumeConfig(Config):
    """Continue a paused queue."""


@dataclass(frozen=True)
class QueueStopConfig(Config):
    """Stop the running job of the queue, in whichever program it runs; the next one begins."""

    job: int | None = setting(None, minimum=1, help="Its number; default: the running job.")
