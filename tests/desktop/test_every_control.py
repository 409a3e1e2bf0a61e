"""Every button and every action of the window says what it does, and does something.

A control is used in the real window, on a project with tested images and runs. It has an effect
if the window looks or reads different afterwards, if a window opens, if the clipboard, the focus
or the undo stack changes, or if it asks for a file, a word, a folder's window, or a job.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from sare_desktop.engine_thread import EngineThread
from sare_desktop.main_window import MainWindow
from sare_desktop.session import PAGES, Session
from sare_desktop.settings import Settings
from sare_desktop.widgets.live_plot import LivePlot
from tests.desktop.conftest import NoModel
from tests.desktop.made_runs import make_attack, make_erasure
from tests.desktop.tested_project import make_project

PATIENCE_MS = 700
ENDS_THE_WINDOW = "action.quit"


@dataclass
class Deeds:
    """What controls asked the world for; each is answered as by a user who thinks better of it."""

    count: int = 0

    def answer(self, value: Any) -> Callable[..., Any]:
        def asked(*_: Any, **__: Any) -> Any:
            self.count += 1
            return value

        return asked


@pytest.fixture
def deeds(monkeypatch: pytest.MonkeyPatch) -> Deeds:
    deeds = Deeds()
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, deeds.answer(("", "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", deeds.answer(([], "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", deeds.answer(""))
    for name in ("getItem", "getText"):
        monkeypatch.setattr(QInputDialog, name, deeds.answer(("", False)))
    monkeypatch.setattr(QDesktopServices, "openUrl", deeds.answer(True))
    monkeypatch.setattr(QDialog, "exec", deeds.answer(0))
    monkeypatch.setattr(QMenu, "exec", deeds.answer(None))
    monkeypatch.setattr(QMenu, "popup", deeds.answer(None))
    monkeypatch.setattr(EngineThread, "submit", deeds.answer(True))
    return deeds


@pytest.fixture
def window(qtbot: Any, settings: Settings, deeds: Deeds, tmp_path: Path) -> Iterator[MainWindow]:
    project = make_project(tmp_path / "project", tmp_path / "images")
    for method in ("efuf", "sare"):
        make_attack(project, make_erasure(project, method).name)
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    window = MainWindow(session, build_ahead=False)
    session.setParent(window)
    window.resize(1280, 900)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    assert session.open_project(project)
    assert session.project is not None
    session.project.set_chosen("knife", True)
    yield window
    for other in others(window):
        other.close()
    window.close()
    window.deleteLater()


def others(window: MainWindow) -> list[QWidget]:
    """The other windows that are open."""
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]


def settle() -> None:
    """Let what was begun beside the window be shown."""
    QTest.qWait(60)


def state(window: MainWindow, deeds: Deeds) -> tuple[Any, ...]:
    """All by which an effect is seen."""
    return (
        deeds.count,
        window.isMaximized() or window.isFullScreen(),
        QGuiApplication.clipboard().text(),
        id(QApplication.focusWidget()),
        window.session.undo.index(),
        str(window.session.project.folder) if window.session.project else "",
        len(others(window)),
        window.grab().toImage(),
    )


def has_effect(window: MainWindow, deeds: Deeds, use: Callable[[], object]) -> bool:
    """Use a control; return whether anything came of it."""
    QGuiApplication.clipboard().setText("nothing was copied")
    settle()
    before = state(window, deeds)
    use()
    for _ in range(PATIENCE_MS // 35):
        QTest.qWait(35)
        if state(window, deeds) != before:
            return True
    return False


def tidy(window: MainWindow, project: Path, page: str) -> None:
    """Close what a control opened, and go back to where it was used."""
    for other in others(window):
        other.close()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    session = window.session
    if session.project is None or session.project.folder != project:
        assert session.open_project(project)
    window.show_page(page)
    window.setFocus()
    settle()


def is_ours(button: QAbstractButton) -> bool:
    """Whether a button is the program's own, not a part of one of Qt's widgets."""
    parent = button.parentWidget()
    if isinstance(parent, (QLineEdit, QTabBar)) or button.objectName().startswith("qt_"):
        return False
    return button.isVisible() and button.isEnabled()


def buttons(window: MainWindow) -> dict[str, QAbstractButton]:
    """The buttons that can be pressed now, by their names."""
    return {
        button.objectName(): button
        for button in window.findChildren(QAbstractButton)
        if is_ours(button)
    }


def would_change(control: QAbstractButton | QAction) -> bool:
    """Whether using it means anything: what is chosen already is not chosen again."""
    if isinstance(control, QAction):
        group = control.actionGroup()
        return not (group is not None and group.isExclusive() and control.isChecked())
    return not (control.isChecked() and (control.autoExclusive() or control.group() is not None))


def ready(window: MainWindow, name: str) -> None:
    """Zoom into a plot that is to show everything again."""
    plot = buttons(window)[name].parent()
    while plot is not None and not isinstance(plot, LivePlot):
        plot = plot.parent()
    if plot is not None and name.endswith(".reset"):
        plot.plot.getViewBox().scaleBy((0.5, 0.5))


def press(window: MainWindow, name: str) -> Callable[[], object]:
    def use() -> None:
        button = buttons(window)[name]
        if isinstance(button, (QPushButton, QToolButton)) and button.menu() is not None:
            assert button.menu().actions(), name
            button.menu().popup(button.mapToGlobal(button.rect().center()))
        else:
            button.click()

    return use


@pytest.mark.parametrize("page", PAGES)
def test_every_button_of_a_page_has_words_and_an_effect(
    qtbot: Any, window: MainWindow, deeds: Deeds, page: str
) -> None:
    assert window.session.project is not None
    project = window.session.project.folder
    window.show_page(page)
    QTest.qWait(600)
    names = sorted(buttons(window))
    assert len(names) > 8
    assert all(names), [one for one in buttons(window).values() if not one.objectName()]
    wordless = [
        name
        for name, button in buttons(window).items()
        if not button.toolTip() or not (button.accessibleName() or button.text())
    ]
    assert wordless == []
    # What does nothing at first may do something once others were used: "previous" at the start.
    for _ in range(2):
        left = []
        for name in names:
            button = buttons(window).get(name)
            if button is None or not would_change(button):
                continue
            ready(window, name)
            if not has_effect(window, deeds, press(window, name)):
                left.append(name)
            tidy(window, project, page)
        names = left
    assert names == []


@pytest.mark.parametrize("page", PAGES)
def test_every_action_has_words_and_an_effect(
    qtbot: Any, window: MainWindow, deeds: Deeds, page: str
) -> None:
    assert window.session.project is not None
    project = window.session.project.folder
    window.show_page(page)
    QTest.qWait(600)

    idle = (ENDS_THE_WINDOW, f"action.page.{page}")

    def usable() -> dict[str, QAction]:
        actions = [*window.page(page).actions(), *window.commands._actions.values()]
        if page != PAGES[0]:
            actions = list(window.page(page).actions())  # The window's own were used before.
        return {
            one.objectName(): one
            for one in actions
            if isValid(one) and one.isEnabled() and one.objectName() not in idle
        }

    names = sorted(usable())
    assert names and all(names)
    assert [n for n, one in usable().items() if not (one.text() and one.toolTip())] == []
    for _ in range(2):
        left = []
        for name in names:
            action = usable().get(name)
            if action is None or not would_change(action):
                continue
            if not has_effect(window, deeds, action.trigger):
                left.append(name)
            tidy(window, project, page)
        names = left
    assert names == []


def test_a_button_without_effect_is_noticed(window: MainWindow, deeds: Deeds) -> None:
    window.show_page("export")
    QTest.qWait(300)
    idle = QPushButton("Does nothing", window)
    idle.setObjectName("idle")
    idle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    idle.move(400, 700)
    idle.show()
    assert not has_effect(window, deeds, press(window, "idle"))
