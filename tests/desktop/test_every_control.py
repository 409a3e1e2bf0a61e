"""Every button and every action of the window says what it does, and does something.

A control is used in the real window, on a project with tested images and runs. It has an effect
if the window looks or reads different afterwards, if a window opens, if the clipboard, the focus
or the undo stack changes, or if it asks for a file, a word, a folder's window, or a job.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QImage
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

from sare_desktop.aside import Aside
from sare_desktop.engine_thread import EngineThread
from sare_desktop.session import PAGES, START, Session
from sare_desktop.settings import Settings
from sare_desktop.shell.main_window import MainWindow
from sare_desktop.widgets.images.thumbnails import Thumbnails
from sare_desktop.widgets.memory.memory_meter import MemoryMeter
from sare_desktop.widgets.plots.live_plot import LivePlot
from sare_desktop.widgets.primitives.banner import Banner
from sare_desktop.widgets.primitives.setup_button import SetupButton
from tests.desktop.conftest import NoModel
from tests.desktop.erased_captions import add_erased_captions
from tests.desktop.made_runs import make_attack, make_erasure
from tests.desktop.tested_project import make_project
from tests.waiting import PATIENCE_S, eventually, run_events

EFFECT_LOOKS = 75
"""Looks at a window with nothing to do after which a control is taken to have no effect."""

QUIET_LOOKS = 4
LOOK_MS = 20
ENDS_THE_WINDOW = "action.quit"

FRAME_BUTTONS = len(PAGES)
"""Buttons that are there whatever page is shown: those of the rail."""


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
    monkeypatch.setattr(QInputDialog, "getInt", deeds.answer((0, False)))
    for name in ("getItem", "getText"):
        monkeypatch.setattr(QInputDialog, name, deeds.answer(("", False)))
    monkeypatch.setattr(QDesktopServices, "openUrl", deeds.answer(True))
    monkeypatch.setattr(QDialog, "exec", deeds.answer(0))
    monkeypatch.setattr(QMenu, "exec", deeds.answer(None))
    monkeypatch.setattr(QMenu, "popup", deeds.answer(None))
    monkeypatch.setattr(EngineThread, "submit", deeds.answer(True))
    return deeds


@pytest.fixture(scope="module")
def made_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with tested images and runs, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    project = make_project(folder / "project", folder / "images")
    for method in ("efuf", "sare"):
        make_attack(project, make_erasure(project, method).name)
    add_erased_captions(project)
    return project


@pytest.fixture
def window(
    qtbot: Any, settings: Settings, deeds: Deeds, made_project: Path, tmp_path: Path
) -> Iterator[MainWindow]:
    project = tmp_path / "project"
    shutil.copytree(made_project, project)
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    window = MainWindow(session, build_ahead=False)
    session.setParent(window)
    window.resize(1280, 900)
    window.show()
    window.activateWindow()
    eventually(window.isActiveWindow)
    assert session.open_project(project)
    assert session.project is not None
    session.project.set_chosen("knife", True)
    for meter in window.findChildren(MemoryMeter):
        meter.hide()  # It changes by itself, not through a control.
    yield window
    for other in others(window):
        other.close()
    window.close()
    window.deleteLater()
    # Later teardown changes the theme, which would be shown in all of a window's pages.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def looks(window: MainWindow) -> Looks:
    return Looks(window)


def others(window: MainWindow) -> list[QWidget]:
    """The other windows that are open."""
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]


class Looks(QObject):
    """The looks of a window, drawn again only if something was painted since."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self._painted = True
        self._last = QImage()
        application = QCoreApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted = True
        return False

    def changed(self) -> bool:
        """Whether the window looks different from the last time."""
        if not self._painted:
            return False
        before, self._last = self._last, self._window.grab().toImage()
        self._painted = False  # By drawing it here.
        return self._last != before


def settle(window: MainWindow, looks: Looks) -> None:
    """Let what was begun beside the window be shown: wait until it stays as it is.

    What is read from the project is read beside the window and shown a moment later, so one quiet
    moment is not enough.
    """
    quiet = 0
    end = time.monotonic() + PATIENCE_S
    while quiet < QUIET_LOOKS:
        assert time.monotonic() < end, "the window does not come to rest"
        run_events(LOOK_MS)
        quiet = 0 if looks.changed() or is_working(window) else quiet + 1


def is_working(window: MainWindow) -> bool:
    """Whether something is being read, or waits for its time, that may change the window."""
    return (
        bool(window.session.rewriting)
        or any(one.busy for one in window.findChildren(Aside))
        or any(one.outstanding for one in window.findChildren(Thumbnails))
        or any(one.isActive() and one.isSingleShot() for one in window.findChildren(QTimer))
    )


def facts(window: MainWindow, deeds: Deeds) -> tuple[Any, ...]:
    """All by which an effect is seen, except for the looks of the window."""
    return (
        deeds.count,
        window.isMaximized() or window.isFullScreen(),
        QGuiApplication.clipboard().text(),
        id(QApplication.focusWidget()),
        window.session.undo.index(),
        str(window.session.project.folder) if window.session.project else "",
        len(others(window)),
    )


def make_ready(window: MainWindow, looks: Looks) -> None:
    """Bring the window to where every control has something to do and nothing moves by itself."""
    QGuiApplication.clipboard().setText("nothing was copied")
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()  # A cursor that blinks looks like an effect.
    settle(window, looks)
    if zoom_into_plots(window):
        settle(window, looks)


def has_effect(window: MainWindow, looks: Looks, deeds: Deeds, use: Callable[[], object]) -> bool:
    """Use a control of a window that was made ready; return whether anything came of it."""
    before = facts(window, deeds)
    use()
    idle, end = 0, time.monotonic() + PATIENCE_S
    while idle < EFFECT_LOOKS and time.monotonic() < end:
        # Most effects are there at once.
        if facts(window, deeds) != before or looks.changed():
            return True
        run_events(LOOK_MS)
        idle += not is_working(window)
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
    for banner in window.findChildren(Banner):
        banner.clear()  # Showing the same words again would not be an effect.
    window.show_page(page)
    window.activateWindow()
    eventually(window.isActiveWindow)


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


def has_words(control: QAbstractButton | QAction) -> bool:
    """Whether it says what it is called, and on hovering what it does."""
    if isinstance(control, QAction):
        return bool(control.text() and control.toolTip())
    return bool(control.toolTip() and (control.accessibleName() or control.text()))


def would_change(control: QAbstractButton | QAction) -> bool:
    """Whether using it means anything: what is chosen already is not chosen again."""
    if isinstance(control, QAction):
        group = control.actionGroup()
        return not (group is not None and group.isExclusive() and control.isChecked())
    return not (control.isChecked() and (control.autoExclusive() or control.group() is not None))


def zoom_into_plots(window: MainWindow) -> bool:
    """Give the button that shows all of a plot something to do; return whether one needed it."""
    whole = [
        plot
        for plot in window.findChildren(LivePlot)
        if plot.isVisible() and not plot.reset_button.isEnabled()
    ]
    for plot in whole:
        QTest.keyClick(plot.canvas, Qt.Key.Key_Plus)
    return bool(whole)


def items(button: QAbstractButton) -> list[QAction]:
    """The items of a button's menu that can be chosen now."""
    menu = button.menu() if isinstance(button, (QPushButton, QToolButton)) else None
    if menu is None:
        return []
    menu.aboutToShow.emit()
    return [one for one in menu.actions() if one.isEnabled() and not one.isSeparator()]


def controls(window: MainWindow) -> dict[str, QAbstractButton | QAction]:
    """What can be used now, by name: buttons, and the items of those that open a menu."""
    found: dict[str, QAbstractButton | QAction] = {}
    for name, button in buttons(window).items():
        if isinstance(button, (QPushButton, QToolButton)) and button.menu() is not None:
            for number, item in enumerate(items(button)):
                found[f"{name}/{number}"] = item
        else:
            found[name] = button
    return found


def belongs_to(page: str, name: str) -> bool:
    """Whether a control is to be used from a page.

    The rail is the same on all pages: from each, the page after it is opened.
    """
    order = (START, *PAGES)
    following = PAGES[order.index(page) % len(PAGES)]
    return not name.startswith("rail.") or name == f"rail.{following}"


def use_of(control: QAbstractButton | QAction) -> Callable[[], object]:
    return control.trigger if isinstance(control, QAction) else control.click


@pytest.mark.parametrize("page", (START, *PAGES))
def test_every_button_of_a_page_has_words_and_an_effect(
    qtbot: Any, window: MainWindow, looks: Looks, deeds: Deeds, page: str
) -> None:
    assert window.session.project is not None
    project = window.session.project.folder
    window.show_page(page)
    eventually(lambda: len(buttons(window)) > FRAME_BUTTONS + 1)
    settle(window, looks)
    for folded in window.findChildren(SetupButton):
        folded.setChecked(True)  # Results come before settings; their controls count, too.
    make_ready(window, looks)
    names = sorted(controls(window))
    assert all(names), [one for one in buttons(window).values() if not one.objectName()]
    wordless = [name for name, control in controls(window).items() if not has_words(control)]
    assert wordless == []
    names = [name for name in names if belongs_to(page, name)]
    # What does nothing at first may do something once others were used: "previous" at the start.
    for _ in range(2):
        left, ready = [], False
        for name in names:
            if not ready:
                make_ready(window, looks)
            control = controls(window).get(name)
            ready = control is None or not would_change(control)
            if control is None or ready:
                continue
            if not has_effect(window, looks, deeds, use_of(control)):
                left.append(name)
            tidy(window, project, page)
        names = left
    assert names == []


@pytest.mark.parametrize("page", PAGES)
def test_every_action_has_words_and_an_effect(
    qtbot: Any, window: MainWindow, looks: Looks, deeds: Deeds, page: str
) -> None:
    assert window.session.project is not None
    project = window.session.project.folder
    window.show_page(page)
    settle(window, looks)
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

    # Pages are opened last: a window with few of them changes its theme faster.
    names = sorted(usable(), key=lambda name: (name.startswith("action.page."), name))
    assert names and all(names)
    assert [name for name, one in usable().items() if not has_words(one)] == []
    for _ in range(2):
        left, ready = [], False
        for name in names:
            if not ready:
                make_ready(window, looks)
            action = usable().get(name)
            ready = action is None or not would_change(action)
            if action is None or ready:
                continue
            if not has_effect(window, looks, deeds, action.trigger):
                left.append(name)
            tidy(window, project, page)
        names = left
    assert names == []


def nameless(inside: QWidget) -> list[str]:
    """What takes the keyboard there without saying what it is, or on hovering what it is for."""
    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in inside.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not isinstance(one, QTabBar)  # Its tabs have words and tips of their own.
        and not (one.accessibleName() or getattr(one, "text", str)())
    ]


@pytest.mark.parametrize("page", (START, *PAGES))
def test_whatever_takes_the_keyboard_has_a_name(
    qtbot: Any, window: MainWindow, looks: Looks, page: str
) -> None:
    window.show_page(page)
    settle(window, looks)
    for fold in window.findChildren(QToolButton, "form.advanced"):
        fold.setChecked(True)
    assert nameless(window) == []


@pytest.mark.parametrize(
    ("page", "action"),
    (
        (START, "settings"),
        (START, "about"),
        (START, "shortcuts"),
        (START, "documents"),
        ("images", "images.nouns"),
        ("concepts", "concepts.calibrate"),
    ),
)
def test_every_control_of_a_dialog_has_words(
    qtbot: Any, window: MainWindow, looks: Looks, page: str, action: str
) -> None:
    window.show_page(page)
    settle(window, looks)
    found = window.findChild(QAction, f"action.{action}")
    assert isinstance(found, QAction)
    found.trigger()
    eventually(lambda: len(others(window)), 1)
    [dialog] = others(window)
    assert nameless(dialog) == []
    own = [one for one in dialog.findChildren(QAbstractButton) if is_ours(one)]
    assert [one.objectName() or one.text() for one in own if not has_words(one)] == []


def test_a_button_without_effect_is_noticed(window: MainWindow, looks: Looks, deeds: Deeds) -> None:
    window.show_page("export")
    idle = QPushButton("Does nothing", window)
    idle.setObjectName("idle")
    idle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    idle.move(400, 700)
    idle.show()
    make_ready(window, looks)
    assert not has_effect(window, looks, deeds, idle.click)
