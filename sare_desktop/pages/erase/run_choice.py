"""Which of the project's erasures is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from sare_desktop.item_models.runs import RunRow, status_word
from sare_desktop.session import Session
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.choice_box import ChoiceBox


class RunChoice(ChoiceBox):
    """A list of erasures; which one is shown is remembered for each project.

    Attributes:
        chosen: emitted with the name of the run that the user chose.
        rows: the erasures of the project, oldest first.
        shown: name of the run shown; "" if there is none, or if a new one has no name yet.
    """

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: list[RunRow] = []
        self.shown = ""
        self.setObjectName("erase.run")
        self.setAccessibleName(self.tr("Run shown"))
        self.setToolTip(self.tr("Which erasure's curves are shown"))
        self.setMinimumContentsLength(16)
        guard_wheel(self)
        self.activated.connect(self._on_activated)

    def row(self, name: str | None = None) -> RunRow | None:
        """Return a run by its name, by default the one shown; None if there is no such run."""
        wanted = self.shown if name is None else name
        return next((row for row in self.rows if row.name == wanted), None)

    @property
    def others(self) -> list[str]:
        """Names of the runs that are not shown, newest first."""
        return [row.name for row in reversed(self.rows) if row.name != self.shown]

    def remembered(self) -> RunRow | None:
        """Return the run that was shown last in this project, or else the newest; None for none."""
        project = self._session.project
        if project is None:
            return None
        name = str(self._session.settings.value(self._setting(project.folder), ""))
        return self.row(name) or (self.rows[-1] if self.rows else None)

    def remember(self, name: str) -> None:
        """Note which run is shown, also for the next start."""
        self.shown = name
        project = self._session.project
        if project is not None and name:
            self._session.settings.set(self._setting(project.folder), name)

    def refill(self, running: bool) -> None:
        """Show the list again.

        Args:
            running: whether an erasure runs, which is the one shown then.
        """
        with QSignalBlocker(self):
            self.clear()
            if running and not self.shown:
                self.addItem(self.tr("the run that is starting"), "")
            for row in reversed(self.rows):
                self.addItem(f"{row.name} · {status_word(row.status)}", row.name)
            self.setCurrentIndex(max(0, self.findData(self.shown)))
        self.setVisible(self.count() > 0)
        self.setEnabled(not running)

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(str(self.itemData(index)))

    @staticmethod
    def _setting(folder: Path) -> str:
        return f"erase.run:{folder}"
