"""Jobs of several parts: done one after the other here, or at the same time in worker processes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sare_engine.control import Control
from sare_engine.events import Event, Json
from sare_engine.jobs.overall import Expected, OverallProgress
from sare_engine.jobs.runner import inner_result
from sare_engine.jobs.worker_places import WorkerPlace
from sare_engine.settings import Config


@dataclass(frozen=True)
class JobPart:
    """A part of a job, which can be done in a process of its own.

    Attributes:
        title: what it is called, once in a job: "SARE, seed 1".
        work: a job on the top level of a module of this package; it is called with the config, the
            values and `control`.
        config: its settings.
        values: further arguments, as JSON.
        expected: how much work it is.
        here: whether it is done in this process even if there are workers, because nothing is left
            to compute.
    """

    title: str
    work: Callable[..., Iterator[Event]]
    config: Config
    values: Mapping[str, Json] = field(default_factory=dict)
    expected: Expected = field(default_factory=lambda: Expected(""))
    here: bool = False


Source = Iterable[JobPart | Event | None]
"""Parts in the order in which they are begun, each asked for when it can begin; events among them
are passed on. None says that the next needs a part that is not done, and is to be asked for again
later: it never comes first, nor where each part is done before the next is asked for."""

Taker = Callable[[JobPart, Mapping[str, Json], float], Iterable[Event]]
"""Takes a part, its result and the seconds it took; returns events to pass on."""


def done_parts(
    parts: Source,
    take: Taker,
    overall: OverallProgress,
    control: Control,
    places: Sequence[WorkerPlace] = (),
) -> Iterator[Event]:
    """Yield the events of the parts of a job, and how far the job is as a whole.

    Args:
        parts: what is to be done.
        take: called with the result of each part as soon as it is done.
        overall: the job's progress.
        control: pause, resume, stop and checkpoint-now.
        places: one for each worker process; without any, all parts are done in this process.

    Raises:
        Stopped: the user stopped the job.
        EngineError: a part failed; those beside it are stopped first.
    """
    if places:
        from sare_engine.jobs.worker_pool import WorkerPool

        with WorkerPool(places, control, overall, take) as pool:
            yield from pool.run(parts)
        return
    for part in parts:
        if isinstance(part, JobPart):
            yield from done_here(part, take, overall, control)
        elif part is not None:
            yield part


def done_here(
    part: JobPart, take: Taker, overall: OverallProgress, control: Control
) -> Iterator[Event]:
    """Yield the events of a part that is done in this process, and what `take` makes of it."""
    control.poll()
    yield overall.begin(part.title, part.expected)
    with contextlib.closing(
        inner_result(part.work, part.config, control=control, **part.values)
    ) as work:
        while True:
            try:
                event = next(work)
            except StopIteration as ended:
                result: Mapping[str, Json] = ended.value
                break
            yield event
            yield from overall.follow(part.title, event)
    seconds = overall.end(part.title)
    yield from take(part, result, seconds)
    yield overall.progress()
