"""What testing and erasing need at the settings chosen, of the memory that is there now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sare_desktop.aside import Aside
from sare_desktop.widgets.memory.memory_need import MemoryNeed
from sare_engine import (
    EraseConfig,
    Failed,
    MemoryUse,
    ModelConfig,
    loading_plan,
    memory_needs,
    memory_plan,
    memory_use,
)

_MEMORY_EVERY_MS = 2000
_PAUSE_MS = 200
"""Edits this close to each other are estimated once."""

_MOVED = 0.1
"""Share by which the free memory changes before the plan is made again."""


@dataclass(frozen=True)
class Question:
    """What to estimate.

    Attributes:
        config: the settings as they are chosen.
        planned: whether a plan chooses what the settings leave open; otherwise they count as they
            are.
        fixed: settings that a plan leaves alone although they have their default value.
    """

    config: ModelConfig | EraseConfig
    planned: bool = True
    fixed: Collection[str] = ()


@dataclass(frozen=True)
class _Answer:
    needs: dict[str, Any]
    plan: dict[str, Any] | None


class MemoryEstimate(QWidget):
    """Bars of needs that follow the settings and the memory.

    Reading a model's folder takes time, so the engine estimates outside the window's thread.

    Args:
        rows: which needs to show, as `memory_needs` calls them, each with its title.
        question: gives what to estimate now; None where there is nothing.
        parent: the owner.

    Attributes:
        changed: needs, plan or free memory may have changed.
    """

    changed = Signal()

    def __init__(
        self,
        rows: Sequence[tuple[str, str]],
        question: Callable[[], Question | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)
        self._question = question
        self._asked: Question | None = None
        self._images = 0
        self._given_back = 0
        self._needs: dict[str, Any] | None = None
        self._plan: dict[str, Any] | None = None
        self._planned_for = 0
        self._use: MemoryUse | None = None
        self._aside = Aside(self)
        self._bars = MemoryNeed()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._bars)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.ask_now)
        self._timer = QTimer(self)
        self._timer.setInterval(_MEMORY_EVERY_MS)
        self._timer.timeout.connect(self._measure)
        self.setVisible(False)

    @property
    def needs(self) -> dict[str, Any] | None:
        """The needs that are shown, by their names in `memory_needs`, or None before the first."""
        return self._needs

    @property
    def plan(self) -> dict[str, Any] | None:
        """The plan: of an erasure `memory_plan`'s, of a model `loading_plan`'s; None: not asked."""
        return self._plan

    @property
    def free(self) -> int:
        """The bytes that the needs can have."""
        return 0 if self._use is None else max(0, self._use.free + self._given_back)

    @property
    def busy(self) -> bool:
        """Whether an estimate is outstanding."""
        return self._pause.isActive() or self._aside.busy

    def show_bars(self, shown: bool) -> None:
        """Show the bars, or only follow the memory."""
        self._bars.setVisible(shown)

    def fits(self, name: str) -> bool:
        """Whether there is memory for a need; also where nothing is known of it."""
        return self._needs is None or int(self._needs[name]) <= self.free

    def ask(self) -> None:
        """Estimate again when the settings have not changed for a moment."""
        self._pause.start()

    def ask_now(self) -> None:
        """Estimate again."""
        self._pause.stop()
        question, images, given_back = self._question(), self._images, self._given_back
        self._asked = question
        if question is None:
            self._aside.forget()
            self._take(None)
            return
        use = memory_use(question.config.memory_of)
        self._planned_for = use.free + given_back
        self._aside.submit(
            "needs",
            lambda: _answer(question, images, use, given_back),
            self._answered,
            self._failed,
        )

    def show_needs(self, needs: dict[str, Any] | None) -> None:
        """Show what is known already, until the settings are estimated."""
        self._pause.stop()
        self._aside.forget()
        self._take(needs)

    def set_given_back(self, amount: int) -> None:
        """Say how many bytes of ours become free before the needs arise."""
        self._given_back = amount
        self._measure()

    def set_images(self, count: int) -> None:
        """Say how many images are trained on."""
        if count != self._images:
            self._images = count
            self.ask()

    def _answered(self, answer: _Answer) -> None:
        self._take(answer.needs, answer.plan)

    def _take(self, needs: dict[str, Any] | None, plan: dict[str, Any] | None = None) -> None:
        self._needs = needs
        self._plan = plan
        self.setVisible(needs is not None)
        self._measure()

    def _failed(self, _failure: Failed) -> None:
        self._take(None)  # Mistakes are reported when the model is loaded or the run is started.

    def _measure(self) -> None:
        """Compare with the memory as it is now."""
        if self._needs is not None:
            asked = self._asked.config if self._asked is not None else None
            self._use = memory_use(asked.memory_of if asked is not None else "auto")
            if self._needs.get("device", self._use.device) != self._use.device:
                self.ask()  # The libraries are there now, and with them the GPU.
            elif self._plan is not None and not self.busy and self._moved():
                self.ask()
            needs = [(title, int(self._needs[name])) for name, title in self._rows]
            spread = asked is not None and asked.spread
            self._bars.show_needs(needs, self._use, self._given_back, spread=spread)
        self.changed.emit()

    def _moved(self) -> bool:
        """Whether the free memory has changed since it was planned with."""
        return abs(self.free - self._planned_for) > _MOVED * max(self.free, self._planned_for)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the memory while it is seen."""
        super().showEvent(event)
        self._timer.start()
        self._measure()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the memory be."""
        super().hideEvent(event)
        self._timer.stop()


def _answer(question: Question, images: int, use: MemoryUse, freed: int) -> _Answer:
    """Ask the engine; runs outside the window's thread."""
    config = question.config
    if not question.planned:
        return _Answer(memory_needs(config, images=images), None)
    if isinstance(config, EraseConfig):
        plan = memory_plan(config, measured=use, freed=freed, given=question.fixed, images=images)
        return _Answer({"device": use.device, "erase": plan["bytes"]}, plan)
    plan = loading_plan(config, measured=use, freed=freed)
    needs = {name: plan[name]["bytes"] for name in ("probe", "erase")}
    return _Answer({"device": use.device, **needs}, plan)
