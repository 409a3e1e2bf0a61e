"""A page that only remembers what it was asked, for tests of the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from sare_desktop.pages.page import Page
from sare_desktop.session import PAGES, Destination, Session
from sare_desktop.shell.navigation import PagePlace


class FakePage(Page):
    """Takes drops of pictures; its state is what a test says."""

    key = "fake"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
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

    def accept_drop(self, paths: Sequence[Path]) -> bool:
        self.dropped = list(paths)
        return any(path.suffix == ".png" for path in paths)


class FakeModelPage(FakePage):
    """Takes model folders."""

    def accept_drop(self, paths: Sequence[Path]) -> bool:
        self.dropped = list(paths)
        return any((path / "config.json").is_file() for path in paths)


class BrokenPage(Page):
    """Cannot be built."""

    def __init__(self, session: Session) -> None:
        raise RuntimeError("no page today")


FAKES = {
    key: PagePlace("tests.desktop.fake_pages", "FakeModelPage" if key == "model" else "FakePage")
    for key in PAGES
}
