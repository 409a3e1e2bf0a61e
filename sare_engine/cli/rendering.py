"""Show a running job: a live bar with ETA on a terminal, plain lines everywhere else."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Protocol, Self, TextIO

from sare_engine.events import (
    Event,
    Notice,
    PhaseStarted,
    ProbeMetrics,
    Progress,
    StepMetrics,
)
from sare_engine.formatting import count_text, duration_text, share_text, speed_text
from sare_engine.metrics import metric

_QUIET_SECONDS = 2.0
"""Shortest time between two plain progress lines, so that a long log stays readable."""

_QUIET_OVERALL_SECONDS = 30.0
"""The same for how far a job of several parts is as a whole, unless one of them has ended."""

_WHOLE = 1000
"""Length of the bar of a job of several parts."""

_SHOWN_METRICS = {
    "ce_neg": "CE of hallucinations",
    "loss_neg": "negative loss",
    "loss_pos": "positive loss",
    "loss": "loss",
    "sharpness": "sharpness",
}
"""The main values of a step, in short words; `--verbose` shows all, by their keys."""

_SHOWN_MEASUREMENTS = {
    "hallucination_rate": "hallucination",
    "degenerate_rate": "broken captions",
    "concept_recall": "concept recall",
    "object_recall": "object recall",
    "ce_neg": "CE of hallucinations",
}
"""The values of a measurement that distinguish erasure from damage; as above."""


class Renderer(Protocol):
    """Shows the events of one job; a context manager, so that a live display always ends."""

    def show(self, event: Event) -> None:
        """Show one event."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def make_renderer(stream: TextIO, *, verbose: bool = False) -> Renderer:
    """Return the live display if the stream is a capable terminal, else plain lines."""
    if stream.isatty() and os.environ.get("TERM") != "dumb":
        return LiveRenderer(stream, verbose=verbose)
    return PlainRenderer(stream, verbose=verbose)


def _progress_text(done: int, total: int | None, unit: str, between: str) -> str:
    """Return the progress of a phase: "3 of 8 images", "1.20 GB of 14.1 GB"."""
    if total is None:
        return count_text(done, unit)
    return f"{count_text(done, unit if unit == 'bytes' else '')}{between}{count_text(total, unit)}"


def numbers(values: Mapping[str, Any]) -> str:
    """Return measured values as one line: "ce_neg 6.213, sharpness 0.412"."""
    return ", ".join(
        f"{name} {value:.4g}" if isinstance(value, (int, float)) else f"{name} {value}"
        for name, value in values.items()
    )


def _step_numbers(event: StepMetrics, *, verbose: bool) -> str:
    if verbose:
        return numbers(event.values)
    shown = [name for name in _SHOWN_METRICS if name in event.values][:3]
    return _in_words({name: event.values[name] for name in shown}, _SHOWN_METRICS)


def _in_words(values: Mapping[str, float], words: Mapping[str, str]) -> str:
    return ", ".join(
        f"{words[name]} {metric(name).format(value)}" for name, value in values.items()
    )


def _notice(event: Notice) -> str:
    head = "Warning: " if event.level == "warning" else "Note: "
    return head + " ".join(part for part in (event.text, event.hint) if part)


def _is_single(progress: Progress) -> bool:
    """Return whether the phase has a single unit, whose "1 of 1" is not worth showing."""
    return progress.total == 1


def _measured(event: ProbeMetrics, *, verbose: bool) -> str:
    shown = {name: event.values[name] for name in _SHOWN_MEASUREMENTS if name in event.values}
    if verbose or not shown:
        return f"step {event.step}: {numbers(event.values)}"
    return f"step {event.step}: {_in_words(shown, _SHOWN_MEASUREMENTS)}"


def _overall(phase: PhaseStarted, progress: Progress) -> str:
    """Return how far a job is that is made of others, which have phases of their own."""
    text = f"{phase.title}: {_progress_text(progress.done, progress.total, phase.unit, ' of ')}"
    if progress.fraction is not None and progress.done != progress.total:
        text += f" ({share_text(progress.fraction)})"
    if progress.eta_seconds is not None and progress.done != progress.total:
        text += f", {duration_text(progress.eta_seconds)} left"
    return "; ".join([text, *progress.running])


class PlainRenderer:
    """Prints a line when a phase starts and ends, and in between at most every two seconds.

    Args:
        stream: where the lines go.
        verbose: whether to show every measured value, and the captions of watched images.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        verbose: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._verbose = verbose
        self._clock = clock
        self._phase: PhaseStarted | None = None
        self._known: dict[str, PhaseStarted] = {}
        self._whole: tuple[int, float] | None = None
        """Parts done of a job of several, and when that was printed."""
        self._started = self._spoke = clock()
        self._progress: Progress | None = None
        self._metrics = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end_phase()

    def show(self, event: Event) -> None:
        """Print the event, or keep it for the next line."""
        if isinstance(event, PhaseStarted):
            self._end_phase()
            self._phase, self._started, self._spoke = event, self._clock(), self._clock()
            self._known[event.phase] = event
            total = count_text(event.total, event.unit) if event.total else ""
            self._print(event.title + (f" ({total})" if total else ""))
        elif isinstance(event, Progress):
            if event.fraction is not None and event.phase in self._known:
                self._show_whole(self._known[event.phase], event)
            elif self._known.get(event.phase) in (None, self._phase):
                self._progress = event
                self._speak_if_due()
            else:
                self._print(_overall(self._known[event.phase], event))
        elif isinstance(event, StepMetrics):
            self._metrics = _step_numbers(event, verbose=self._verbose)
        elif isinstance(event, ProbeMetrics):
            self._print("  " + _measured(event, verbose=self._verbose))
            if self._verbose:
                for sample in event.samples:
                    self._print("    " + numbers(sample))
        elif isinstance(event, Notice):
            self._print(_notice(event))

    def _show_whole(self, phase: PhaseStarted, progress: Progress) -> None:
        if self._phase is phase:
            # It goes on while its parts have phases of their own.
            self._phase = None
        done, printed = self._whole or (0, self._clock())
        if progress.done != done or self._clock() - printed >= _QUIET_OVERALL_SECONDS:
            self._print(_overall(phase, progress))
            printed = self._clock()
        self._whole = (progress.done, printed)

    def _speak_if_due(self) -> None:
        now = self._clock()
        if (
            self._progress is None
            or _is_single(self._progress)
            or now - self._spoke < _QUIET_SECONDS
        ):
            return
        self._spoke = now
        parts = [self._count(self._progress)]
        if self._progress.rate:
            parts.append(speed_text(self._progress.rate, self._phase.unit if self._phase else ""))
        if self._progress.eta_seconds is not None and self._whole is None:
            parts.append(f"{duration_text(self._progress.eta_seconds)} left")
        line = "  " + ", ".join(parts)
        self._print(line + (f"; {self._metrics}" if self._metrics else ""))

    def _count(self, progress: Progress) -> str:
        unit = self._phase.unit if self._phase else ""
        return _progress_text(progress.done, progress.total, unit, " of ")

    def _end_phase(self) -> None:
        if self._phase is None:
            return
        took = duration_text(self._clock() - self._started)
        counted = self._progress is not None and not _is_single(self._progress)
        count = f"{self._count(self._progress)} in " if counted and self._progress else "took "
        self._print(f"  {count}{took}" + (f"; {self._metrics}" if self._metrics else ""))
        self._phase, self._progress, self._metrics = None, None, ""

    def _print(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


class LiveRenderer:
    """A bar with count, rate and time left; above it a line for each phase that has ended.

    Args:
        stream: the terminal.
        verbose: whether to show every measured value.
    """

    def __init__(self, stream: TextIO, *, verbose: bool = False) -> None:
        # Imported here: pipes, `--help` and usage errors do not need it.
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bars
        from rich.table import Column

        self._verbose = verbose
        self._console = Console(file=stream, highlight=False)
        self._bars = Bars(
            TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True)),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[count]}", markup=False, table_column=Column(no_wrap=True)),
            TextColumn("{task.fields[time]}", markup=False, table_column=Column(no_wrap=True)),
            TextColumn(
                "{task.fields[metrics]}",
                markup=False,
                table_column=Column(no_wrap=True, overflow="ellipsis"),
            ),
            console=self._console,
            transient=True,
            refresh_per_second=8,
        )
        self._phase: PhaseStarted | None = None
        self._known: dict[str, PhaseStarted] = {}
        self._started = time.monotonic()
        self._count = ""
        self._metrics = ""
        self._task: Any = None
        self._whole_task: Any = None
        self._whole_done = 0

    def __enter__(self) -> Self:
        self._bars.start()
        self._task = self._add("Starting", None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end_phase()
        self._bars.stop()

    def show(self, event: Event) -> None:
        """Move the bar, or print above it."""
        if isinstance(event, PhaseStarted):
            self._end_phase()
            self._phase, self._started = event, time.monotonic()
            self._known[event.phase] = event
            self._task = self._add(event.title, event.total)
        elif isinstance(event, Progress):
            if event.fraction is not None and event.phase in self._known:
                self._move_whole(self._known[event.phase], event)
            elif self._known.get(event.phase) in (None, self._phase):
                self._move(event)
            else:
                self._console.print(_overall(self._known[event.phase], event), markup=False)
        elif isinstance(event, StepMetrics):
            self._metrics = _step_numbers(event, verbose=self._verbose)
            self._bars.update(self._task, metrics=self._metrics)
        elif isinstance(event, ProbeMetrics):
            self._console.print("  " + _measured(event, verbose=self._verbose), markup=False)
        elif isinstance(event, Notice):
            style = "yellow" if event.level == "warning" else None
            self._console.print(_notice(event), style=style, markup=False)

    def _add(self, title: str, total: int | None) -> Any:
        return self._bars.add_task(title, total=total, count="", time="", metrics="")

    def _move(self, progress: Progress) -> None:
        if _is_single(progress):
            return
        unit = self._phase.unit if self._phase else ""
        self._count = _progress_text(progress.done, progress.total, unit, "/")
        parts = []
        if progress.rate:
            parts.append(speed_text(progress.rate, unit if unit == "bytes" else ""))
        if progress.eta_seconds is not None and self._whole_task is None:
            parts.append(f"{duration_text(progress.eta_seconds)} left")
        self._bars.update(
            self._task,
            completed=progress.done,
            total=progress.total,
            count=self._count,
            time=", ".join(parts),
        )

    def _move_whole(self, phase: PhaseStarted, progress: Progress) -> None:
        """Move the bar of a job of several parts, which stays while they have phases."""
        if self._whole_task is None:
            self._whole_task = self._add(phase.title, _WHOLE)
        if self._phase is phase:
            self._bars.remove_task(self._task)
            self._task, self._phase = None, None
        if progress.done > self._whole_done:
            self._whole_done = progress.done
            self._console.print(_overall(phase, progress), markup=False)
        eta = progress.eta_seconds
        self._bars.update(
            self._whole_task,
            completed=round((progress.fraction or 0.0) * _WHOLE),
            count=_progress_text(progress.done, progress.total, phase.unit, "/"),
            time="" if eta is None else f"{duration_text(eta)} left",
            metrics="; ".join(progress.running),
        )

    def _end_phase(self) -> None:
        """Print a line about the phase above the bar, and reset the bar."""
        if self._task is not None:
            self._bars.remove_task(self._task)
            self._task = None
        if self._phase is None:
            return
        took = duration_text(time.monotonic() - self._started)
        counted = f"{self._count} in " if self._count else ""
        metrics = f"; {self._metrics}" if self._metrics else ""
        self._console.print(f"{self._phase.title}: {counted}{took}{metrics}", markup=False)
        self._phase, self._count, self._metrics = None, "", ""
