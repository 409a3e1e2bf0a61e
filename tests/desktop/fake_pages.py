"""A page that only remembers what it was asked, for tests of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sare_desktop.session import PAGES, Destination, Session
from sare_desktop.shell.main_window import PagePlace


class FakePage(QWidget):
    """Takes drops of pictures; its state is what a test says."""

    state_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.now = "empty"
        self.dropped: list[Path] = []
        self.triggered = 0
        self.revealed: list[Destination] = []
        self.action = QAction("Shuffle the spoons", self)
        self.action.triggered.connect(self.on_triggered)
        layout = QVBoxLayout(self)
        layout.addWidget(QLineEdit())

    def on_triggered(self) -> None:
        self.triggered += 1

    def state(self) -> str:
        return self.now

    def reveal(self, destination: Destination) -> None:
        self.revealed.append(destination)

    def actions(self) -> list[QAction]:
        return [self.action]

    def accept_drop(self, paths: list[Path]) -> bool:
        self.dropped = paths
        return any(path.suffix == ".png" for path in paths)


class FakeModelPage(FakePage):
    """Takes model folders."""

    def accept_drop(self, paths: list[Path]) -> bool:
        self.dropped = paths
        return any((path / "config.json").is_file() for path in paths)


class BrokenPage(QWidget):
    """Cannot be built."""

    def __init__(self, session: Session) -> None:
        raise RuntimeError("no page today")


FAKES = {
    key: PagePlace("tests.desktop.fake_pages", "FakeModelPage" if key == "model" else "FakePage")
    for key in PAGES
}
