"""Collects Python's garbage in the window's thread, and nowhere else.

Python collects in whatever thread happens to allocate. Widgets that are held by a cycle alone end
there and then, and Qt crashes (a segmentation fault in a destructor) where a widget ends outside
the window's thread. So Python's own collections are off while the program runs; this object makes
them instead, and the engine, which must collect before it can give a model's memory back, asks it.
"""

from __future__ import annotations

import gc
import threading
import time

from PySide6.QtCore import QObject, QTimerEvent, Signal

from sare_engine import collect_with

LOOK_MS = 250
"""Time between two looks at how much there is to collect."""

PATIENCE_S = 1.0
"""How long another thread waits for a collection. A window that waits for this very thread, as it
does when it closes, cannot collect: then the thread goes on without."""

FULL_SHARE = 0.005
"""Share of the time that collections of everything may take. A job waits for Python meanwhile, and
what it leaves behind is collected at its end."""

_OLDEST = 2


class WindowCollector(QObject):
    """Makes the collections of this process, by Python's own thresholds."""

    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make it in the window's thread; nothing changes before `begin`."""
        super().__init__(parent)
        self._thread = threading.get_ident()
        self._timer = 0
        self._not_before = 0.0
        self._asked.connect(self._answer)

    def begin(self) -> None:
        """Take over from Python."""
        if not self._timer:
            gc.disable()
            collect_with(self.collect)
            self._timer = self.startTimer(LOOK_MS)

    def end(self) -> None:
        """Hand over to Python again; what was spared stays so."""
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0
            collect_with(gc.collect)
            gc.enable()

    def collect(self, patience: float = PATIENCE_S) -> bool:
        """Collect everything, called from any thread; returns whether it happened.

        Args:
            patience: seconds that a thread other than the window's waits for it.
        """
        if threading.get_ident() == self._thread:
            gc.collect()
            return True
        done = threading.Event()
        try:
            self._asked.emit(done)
        except RuntimeError:  # The application is gone, and this object with it.
            return False
        return done.wait(patience)

    def spare_what_stays(self) -> None:
        """Leave what is in memory now out of later collections.

        Torch and transformers bring about a million objects that stay to the end. Going through
        them takes a third of a second, in which the window stands still.
        """
        gc.collect()
        gc.freeze()

    def timerEvent(self, event: QTimerEvent) -> None:
        """Collect the oldest generation that is due, as Python itself would."""
        counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [
            generation
            for generation, (count, threshold) in enumerate(counted)
            if 0 < threshold < count
        ]
        if due and due[-1] == _OLDEST and time.monotonic() < self._not_before:
            due.pop()
        if due:
            began = time.monotonic()
            gc.collect(due[-1])
            if due[-1] == _OLDEST:
                now = time.monotonic()
                self._not_before = now + (now - began) / FULL_SHARE

    def _answer(self, done: threading.Event) -> None:
        gc.collect()
        done.set()
