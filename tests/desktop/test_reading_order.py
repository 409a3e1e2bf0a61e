"""The tab key, and with it a screen reader, follows each page as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from sare_desktop.engine_thread import EngineThread
from sare_desktop.project_forms import EXPERT_SETTING
from sare_desktop.session import PAGES, START, Session
from sare_desktop.settings import Settings
from sare_desktop.shell.main_window import MainWindow
from tests.desktop.conftest import NoModel
from tests.desktop.made_runs import make_attack, make_erasure
from tests.desktop.tested_project import make_project
from tests.waiting import eventually


@pytest.fixture
def window(qtbot: Any, settings: Settings, tmp_path: Path) -> Iterator[MainWindow]:
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    settings.set(EXPERT_SETTING, True)
    window = MainWindow(session, build_ahead=False)
    session.setParent(window)
    window.resize(1280, 900)
    window.show()
    project = make_project(tmp_path / "project", tmp_path / "images")
    make_erasure(project, steps=2)
    make_attack(project, "0001-sare")
    assert session.open_project(project)
    assert session.project is not None
    session.project.set_chosen("knife", True)
    yield window
    window.close()
    window.deleteLater()


def stops(window: MainWindow, inside: QWidget) -> list[QWidget]:
    """What the tab key visits in a part of the window, in its order."""
    found = []
    at = inside.nextInFocusChain()
    while at is not None and at is not inside:
        if (
            inside.isAncestorOf(at)
            and at.isVisible()
            and at.isEnabled()
            and at.focusPolicy() & Qt.FocusPolicy.TabFocus
            and at.focusProxy() is None
        ):
            found.append(at)
        at = at.nextInFocusChain()
    return found


def branches(first: QWidget, second: QWidget) -> tuple[QWidget, QWidget] | None:
    """The parts of their nearest common ancestor that two widgets are in; None: nested."""
    above = [first]
    while (parent := above[-1].parentWidget()) is not None:
        above.append(parent)
    branch = second
    while (parent := branch.parentWidget()) is not None:
        if parent in above:
            at = above.index(parent)
            return (above[at - 1], branch) if at > 0 else None
        branch = parent
    return None


def is_read_before(first: QWidget, second: QWidget) -> bool:
    """Whether one of two parts is above the other in its column, or left of it in its line."""
    one, other = (
        QRect(part.mapTo(part.window(), QPoint()), part.size()) for part in (first, second)
    )
    slack = 4
    column = one.left() < other.right() - slack and other.left() < one.right() - slack
    line = one.top() < other.bottom() - slack and other.top() < one.bottom() - slack
    if column:
        return one.bottom() <= other.top() + slack
    return line and one.right() <= other.left() + slack


def out_of_order(visited: list[QWidget]) -> list[str]:
    found = []
    for at, first in enumerate(visited):
        for second in visited[at + 1 :]:
            parts = branches(first, second)
            if parts is not None and is_read_before(parts[1], parts[0]):
                found.append(f"{name(first)} before {name(second)}")
                break
    return found


def name(widget: QWidget) -> str:
    return widget.objectName() or type(widget).__name__


@pytest.mark.parametrize("key", (START, *PAGES))
def test_the_tab_key_follows_what_is_read(window: MainWindow, key: str) -> None:
    window.show_page(key)
    shown = window.stack.currentWidget()
    assert shown is not None
    eventually(lambda: len(stops(window, shown)) > 0)
    QApplication.processEvents()
    assert out_of_order(stops(window, shown)) == []


def test_the_rail_is_read_before_the_page(window: MainWindow) -> None:
    window.show_page("erase")
    visited = [name(one) for one in stops(window, window)]
    assert visited.index("rail.model") < visited.index("erase.start")


def test_a_wrong_order_is_noticed(window: MainWindow) -> None:
    window.show_page("erase")
    shown = window.stack.currentWidget()
    assert shown is not None
    eventually(lambda: len(stops(window, shown)) > 2)
    visited = stops(window, shown)
    assert len(out_of_order(visited[::-1])) > len(visited) // 2
