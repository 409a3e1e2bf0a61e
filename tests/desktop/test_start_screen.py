"""The start screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sare_desktop.shell.start_screen import RecentRow, StartScreen
from tests.waiting import eventually


def test_a_recent_name_is_whole_again_once_there_is_room(qtbot: Any) -> None:
    screen = StartScreen()
    qtbot.addWidget(screen)
    folder = Path("/somewhere") / "a_rather_long_name_of_a_project"
    screen.set_recent([folder], [])
    [row] = screen.findChildren(RecentRow)
    name = row._name

    def is_whole() -> bool:
        return name.width() >= name.fontMetrics().horizontalAdvance(name.text())

    screen.resize(240, 500)
    screen.show()
    assert name.text() == folder.name
    row.resize(60, row.height())
    eventually(is_whole, False)
    screen.resize(1100, 501)
    eventually(is_whole)
