"""Record a job's work as a run on disk, and how it ended."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sare_engine.control import Stopped
from sare_engine.errors import StorageError
from sare_engine.events import Event, Finished, Notice, PhaseStarted, ProbeMetrics, StepMetrics
from sare_engine.jobs.runner import describe_failure
from sare_engine.workspace.run_folder import TakenOverError
from sare_engine.workspace.run_owner import let_go, signs_of_life
from sare_engine.workspace.runs import RunFolder

_RECORDED = (PhaseStarted, StepMetrics, ProbeMetrics, Notice)
"""Progress is not recorded: the metrics contain all of it."""


def recorded(run: RunFolder, work: Iterator[Event]) -> Iterator[Event]:
    """Yield the events of a run's work, each written to disk before its owner sees it.

    The run's status ends as "done", "stopped" or "failed"; a killed process leaves "running",
    which reads back as "interrupted". Signs of life are given meanwhile. Work on a run that another
    process has taken over ends.
    """
    ended = False
    try:
        with signs_of_life(run.path):
            for event in work:
                if isinstance(event, _RECORDED):
                    run.require_ours()
                    run.write_event(event)
                if isinstance(event, Finished):
                    run.finish("done", event.result)
                    ended = True
                yield event
    except (Stopped, GeneratorExit):
        # An owner that drops the iterator at `Finished` has not stopped the run.
        if not ended:
            run.finish("stopped")
        raise
    except TakenOverError:
        raise
    except Exception as error:
        failure = describe_failure(error)
        # Where the disk is full the run stays "running", which reads back as "interrupted".
        with contextlib.suppress(StorageError):
            run.finish("failed", {"what": failure.what, "why": failure.why, "fix": failure.fix})
        raise
    finally:
        let_go(run.path)
