"""The curves and the watched captions of an erasure, also while it runs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from sare_desktop.aside import Aside
from sare_desktop.curves import RunCurves
from sare_desktop.item_models.runs import RunRow, read_curves
from sare_desktop.session import Session
from sare_desktop.widgets.captions.watched_captions import WatchedCaptions, hallucinated_phrases
from sare_desktop.widgets.plots.plot_panel import PlotPanel, erasure_plots
from sare_engine import Failed, memory_use

if TYPE_CHECKING:
    from sare_engine import Event

_MEMORY_EVERY_MS = 1000
_DRAW_MS = (500, 2000)
"""Shortest and longest time between two drawings of the curves."""

_DRAW_SHARE = 0.015
"""Share of a core that the window may take while it draws no faster than it must: a job on the
CPU loses several times as much, since all of its threads wait for the one that was held up."""
_GB = 1e9


class RunView(QObject):
    """Shows one run; the page puts the panel above the captions.

    Attributes:
        changed: other curves are shown.
        drawn: curves of a running erasure were drawn.
        failed: emitted with a `Failed` when a record cannot be read.
        curves: what is shown.
        panel: the plots.
        watched: the captions.
    """

    changed = Signal()
    drawn = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, aside: Aside, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._aside = aside
        self.curves = RunCurves(phase="erase")
        self.panel = PlotPanel("erase.plots", erasure_plots())
        self.watched = WatchedCaptions("erase.watched")
        self._concepts: tuple[str, ...] = ()
        self._phrases_of: tuple[Any, ...] = ()
        self._held: list[Event] | None = None
        self._undrawn = False
        self._spent = 0.0
        self._draw_timer = QTimer(self)
        self._draw_timer.setSingleShot(True)
        self._draw_timer.timeout.connect(self._draw)
        self._memory_timer = QTimer(self)
        self._memory_timer.setInterval(_MEMORY_EVERY_MS)
        self._memory_timer.timeout.connect(self._measure_memory)

    # What is shown

    def clear(self) -> None:
        """Show no run."""
        self._held = None
        self._phrases_of = ()
        self._show(RunCurves(phase="erase"))

    def show_run(self, row: RunRow, concepts: Sequence[str]) -> None:
        """Read a run's record and show it.

        Args:
            row: the run.
            concepts: what it erases, to be marked in the watched captions.
        """
        self._read(row.folder, concepts, self._on_read)

    def _read(self, folder: Path, concepts: Sequence[str], done: Any) -> None:
        self._concepts = tuple(concepts)
        self._aside.submit("curves", lambda: read_curves(folder), done, self._on_failure)

    def _on_read(self, curves: RunCurves) -> None:
        self._show(curves)
        self.changed.emit()

    def _show(self, curves: RunCurves) -> None:
        self.curves = curves
        self.panel.show_run(curves)
        self.panel.show_overlays({})
        self._show_captions()

    def _show_captions(self) -> None:
        samples, concepts = self.curves.samples, self._concepts
        self.watched.show_samples(samples, self.curves.samples_step)
        project = self._session.project
        which = (concepts, tuple((one.get("image"), one.get("before")) for one in samples))
        if project is None or not samples or which == self._phrases_of:
            return
        self._phrases_of = which
        self._aside.submit(
            "phrases",
            lambda: hallucinated_phrases(project, samples, concepts),
            self.watched.set_phrases,
            self._on_failure,
        )

    def show_overlays(self, rows: Sequence[RunRow]) -> None:
        """Show the curves of other runs beneath."""
        rows = list(rows)

        def read() -> dict[str, RunCurves]:
            return {row.name: read_curves(row.folder) for row in rows}

        self._aside.submit("overlays", read, self.panel.show_overlays, self._on_failure)

    def _on_failure(self, failure: Failed) -> None:
        self.stop_waiting()
        self.failed.emit(failure)

    # A run that is running

    def begin(self, concepts: Sequence[str]) -> None:
        """Follow a new run.

        Args:
            concepts: what it erases.
        """
        self._concepts = tuple(concepts)
        self._show(RunCurves(phase="erase"))
        self._follow_live()

    def begin_late(self) -> None:
        """Follow a run that began before; its events are kept until `join`."""
        self._held = []
        self._follow_live()

    def join(self, row: RunRow, concepts: Sequence[str]) -> None:
        """Read the record of the run that is followed, then continue with its events."""
        self._read(row.folder, concepts, self._on_joined)

    @property
    def waiting(self) -> bool:
        """Whether the record of the run that is followed was not read yet."""
        return self._held is not None

    def stop_waiting(self) -> None:
        """Continue without the record of the run, which cannot be read."""
        self._held = None

    def _on_joined(self, curves: RunCurves) -> None:
        missed, self._held = self._held or [], None
        for event in missed:
            curves.feed(event)
        self._show(curves)
        self.changed.emit()

    def take(self, events: Sequence[Event]) -> None:
        """Show what a running erasure measured."""
        if self._held is not None:
            self._held += events
            return
        changed = False
        for event in events:
            changed = self.curves.feed(event) or changed
        if changed:
            self._undrawn = True
            if not self._draw_timer.isActive():
                self._draw()

    def end(self) -> None:
        """Draw what was measured last; the run has ended."""
        self._memory_timer.stop()
        self._held = None
        self._draw_timer.stop()
        self._draw()
        self._draw_timer.stop()
        self.panel.set_live(False)

    def _follow_live(self) -> None:
        self.panel.set_live(True)
        self._spent = time.thread_time()
        self._memory_timer.start()
        self._measure_memory()

    def _draw(self) -> None:
        """Draw what came, and then no more for a while."""
        if self._undrawn:
            self._undrawn = False
            self.drawn.emit()
            self.panel.refresh_in_turn()
            self._show_captions()
            self._draw_timer.start(self._pause_after(time.thread_time()))

    def _pause_after(self, spent: float) -> int:
        """Return for how long not to draw, in ms, by what the window took since the last time."""
        taken, self._spent = spent - self._spent, spent
        return round(min(max(_DRAW_MS[0], 1000 * taken / _DRAW_SHARE), _DRAW_MS[1]))

    def _measure_memory(self) -> None:
        model = self._session.model
        device = str(model["device"]) if model and model.get("device") else "auto"
        use = memory_use("spread" if model and model.get("layers") else device)
        self.panel.add_memory(use.ours / _GB, use.others / _GB)
