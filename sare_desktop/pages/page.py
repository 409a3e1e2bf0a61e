"""What all pages of the window share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_thread import RUNNING
from sare_desktop.session import START, Destination, Session
from sare_desktop.widgets.forms.config_form import copy_command
from sare_desktop.widgets.primitives.banner import Banner
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.runs.job_panel import KEEPS_FOCUS, JobPanel
from sare_engine import Config, Failed

_NARROW = 50
"""Widths of the letter m below which a page is narrow."""


class Page(QWidget):
    """One step of the work; the window lets it scroll where it is higher than the screen.

    Attributes:
        key: the page's name in settings and object names.
        stackable: whether parts go below each other where they have no room side by side.
        state_changed: `state` gives another value than before.
        banner: the page's messages; a page decides where they stand.
    """

    key = ""
    stackable = False
    state_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"page.{self.key}")
        self.banner = Banner()
        self._session = session
        self._actions: dict[str, QAction] = {}
        self._told_state = ""
        self._column: QVBoxLayout | None = None
        self._stacked = False
        self._beside_width = 0
        self._focused: QWidget | None = None
        """What had the focus when the last job began, if it is on the page."""
        session.engine.state_changed.connect(self._remember_focus)
        session.engine.started.connect(self._job_begins)

    @abstractmethod
    def state(self) -> str:
        """Return "empty", "ready", "running" or "done"."""

    def reveal(self, destination: Destination) -> None:
        """Show what another page asked for with `Session.show`.

        Called after the page came to the front, also for a destination that names the page alone,
        which needs nothing. A run or an image may still be on its way from the disk: a page that
        can be asked for one keeps the destination until its rows have been read.

        Args:
            destination: what to show; its `page` is this page's key.
        """

    def accept_drop(self, paths: Sequence[Path]) -> bool:
        """Use files or folders dropped on the window; return whether the page could use them."""
        return False

    def actions(self) -> list[QAction]:
        """Return what menus and the command palette offer of this page."""
        return list(self._actions.values())

    def _tell_state(self) -> None:
        state = self.state()
        if state != self._told_state:
            self._told_state = state
            self.state_changed.emit()

    def _remember_focus(self, state: str) -> None:
        # Called before the page's own parts, which a job disables, so that they lose the focus.
        focused = QApplication.focusWidget()
        if state == RUNNING and focused is not None and not _is_of_a_job(focused):
            self._focused = focused if self.isAncestorOf(focused) else None

    def _job_begins(self) -> None:
        # When all of the window has followed the start of the job.
        QTimer.singleShot(0, self, self._keep_focus)

    def _keep_focus(self) -> None:
        """Put the focus on the job's switches where it left the page.

        The button that starts a job is disabled by it, and Qt hands the focus of a disabled widget
        to the next one, which may be in the rail: the next key would leave the page. When the job
        has ended, the focus returns.
        """
        focused = QApplication.focusWidget()
        if focused is not None and _keeps_focus(focused):
            return
        if self.isVisible() and (focused is None or not self.isAncestorOf(focused)):
            for frame in self.findChildren(QFrame):
                if isinstance(frame, JobPanel) and frame.running:
                    frame.take_focus(self._focused)

    def _tell_failure(self, failure: Failed) -> None:
        self.banner.show_message("error", failure.what, failure.why, failure.fix, failure.details)

    def _add_action(
        self,
        name: str,
        text: str,
        called: Callable[[], object],
        tip: str = "",
        keys: str = "",
        *,
        everywhere: bool = False,
    ) -> None:
        """Offer something in menus and the command palette, as `self._actions[name]`.

        Args:
            name: last part of the object name `action.<page>.<name>`.
            text: the words.
            called: what it does.
            tip: what it does in other words, or "".
            keys: the shortcut, or "".
            everywhere: whether the shortcut also acts on other pages, and then shows this one.
        """
        action = QAction(text, self)
        action.setObjectName(f"action.{self.key}.{name}")
        action.setToolTip(tip or text.removesuffix(" …"))
        action.setStatusTip(action.toolTip())
        action.triggered.connect(self._come_forward)
        action.triggered.connect(called)
        if keys:
            action.setShortcut(QKeySequence(keys))
            # Letters act on this page only, and never while a field takes them as text.
            action.setShortcutContext(
                Qt.ShortcutContext.ApplicationShortcut
                if everywhere
                else Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
        self.addAction(action)
        self._actions[name] = action

    def _come_forward(self) -> None:
        """Show the page, on which an action's outcome will be seen."""
        if not self.isVisible():
            self._session.show(self.key)

    def _make_column(self) -> QVBoxLayout:
        """Return the page's layout, whose edges are where those of the other pages are."""
        self._column = column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE.M)
        self._set_margins()
        return column

    def _set_margins(self) -> None:
        """Take less room beside the content where there is little, as on a screen at 200 %."""
        narrow = self.width() < _NARROW * self.fontMetrics().horizontalAdvance("m")
        side = theme.SPACE.M if narrow else theme.SPACE.XL
        if self._column is not None and self._column.contentsMargins().left() != side:
            self._column.setContentsMargins(side, theme.SPACE.L, side, theme.SPACE.L)

    def _arrange(self, *, stacked: bool) -> None:
        """Put parts below each other that stand side by side otherwise, or back.

        Called for pages that are `stackable`, where the parts have no room side by side.
        """

    def _stack_if_narrow(self) -> None:
        if self.stackable and self._column is not None:
            if not self._stacked:
                self._beside_width = self._column.minimumSize().width()
            stacked = self.width() < self._beside_width
            if stacked != self._stacked:
                self._stacked = stacked
                self._arrange(stacked=stacked)

    def minimumSizeHint(self) -> QSize:
        """Return no width while parts that can be stacked stand side by side."""
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self.stackable and not self._stacked else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._set_margins()
        self._stack_if_narrow()

    def _make_no_project(self, text: str) -> EmptyState:
        """Return what stands in for the page's content while no project is open.

        Args:
            text: what the page needs the project for.
        """
        return EmptyState(
            self.tr("No project is open"),
            text,
            [
                (self.tr("Try the demo"), self._session.open_demo),
                (self.tr("Open or make a project"), self._go_to_start),
            ],
        )

    def _go_to_start(self) -> None:
        self._session.show(START)

    def _make_splitter(
        self,
        name: str,
        orientation: Qt.Orientation,
        *parts: tuple[QWidget, int],
        sizes: Sequence[int] = (),
        collapsible: bool = False,
    ) -> QSplitter:
        """Return a splitter whose sizes outlive the program.

        Args:
            name: last part of its object name, which is also the key of its sizes in the settings.
            orientation: whether the parts stand side by side.
            parts: the parts, each with its stretch factor.
            sizes: sizes until the user chooses others; only their proportions count.
            collapsible: whether a part can be pushed away altogether.
        """
        splitter = QSplitter(orientation)
        splitter.setObjectName(f"{self.key}.{name}")
        splitter.setChildrenCollapsible(collapsible)
        for number, (part, stretch) in enumerate(parts):
            splitter.addWidget(part)
            splitter.setStretchFactor(number, stretch)
        settings, key = self._session.settings, splitter.objectName()
        kept = settings.value(key)
        if isinstance(kept, list) and len(kept) == len(parts):
            sizes = [int(one) for one in kept]
        if sizes:
            splitter.setSizes(sizes)
        splitter.splitterMoved.connect(lambda: settings.set(key, splitter.sizes()))
        return splitter

    def _copy_commands(self, *configs: Config) -> None:
        """Copy the command lines that do the same without a window."""
        copy_command(*configs)
        self._session.notified.emit("info", self.tr("The command was copied."))


def _keeps_focus(widget: QWidget) -> bool:
    """Whether it is a part of something over the pages that has the keyboard until it is closed."""
    over: QWidget | None = widget
    while over is not None and not over.property(KEEPS_FOCUS):
        over = over.parentWidget()
    return over is not None


def _is_of_a_job(widget: QWidget) -> bool:
    """Whether a widget is one of a running job's switches, which go with the job."""
    parent = widget.parentWidget()
    return isinstance(parent, JobPanel) or (parent is not None and _is_of_a_job(parent))
