"""A tour of the work on the demo project: each step shows its control in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, QVariantAnimation
from PySide6.QtWidgets import QWidget

from sare_desktop import motion
from sare_desktop.session import LAST_PROJECT, Session
from sare_desktop.shell.tour_parts import TourCard, TourFrame
from sare_desktop.shell.tour_steps import find_target, seen_target, tour_steps

SETTING = "tour.step"
"""Number of the step at which the tour was left."""

_FOLLOW_MS = 150
_MOVE_MS = 200
_ARRIVING = 20
"""How often a step looks for its control at most: pages read from the disk first."""
_MARGIN = 6
"""Pixels between a control and the frame around it."""


class Tour(QObject):
    """Walks through the steps; the window can be used meanwhile, and the tour left at any time.

    The user's own project is closed while the tour shows the demo, and opened again at its end.

    Attributes:
        card: what is said, and the buttons.
        frame: marks the control.
        target: the control of this step, None while there is no tour.
    """

    def __init__(self, session: Session, page: Callable[[str], QWidget], window: QWidget) -> None:
        """Show nothing yet.

        Args:
            session: whose project gives way to the demo.
            page: returns a page by its key.
            window: what the tour is shown on.
        """
        super().__init__(window)
        self._session = session
        self._page = page
        self._window = window
        self._steps = tour_steps()
        self._at = 0
        self._before: Path | None = None
        self._is_lost = False
        """Whether the control is to be found, and scrolled to, again."""
        self._arriving = 0
        self.target: QWidget | None = None
        self.frame = TourFrame(window)
        self.card = TourCard(window)
        self.card.back.clicked.connect(self._go_back)
        self.card.next.clicked.connect(self._go_on)
        self.card.leave.clicked.connect(self.close)
        self._following = QTimer(self)
        self._following.setInterval(_FOLLOW_MS)
        self._following.timeout.connect(self._follow)
        self._moving = QVariantAnimation(self)
        self._moving.setDuration(_MOVE_MS)
        self._moving.valueChanged.connect(self.frame.mark)
        session.project_changed.connect(self._follow_project)
        session.closing.connect(self._leave_the_demo)

    @property
    def step(self) -> int:
        """The number of the step shown, counted from 0."""
        return self._at

    def start(self) -> None:
        """Open the demo, and go on where the tour was left."""
        if self.target is not None:
            self.card.take_focus()
            return
        project = self._session.project
        if not self._is_on_the_demo():
            self._before = project.folder if project is not None else None
            if not self._session.open_demo():
                return
        kept = self._session.settings.value(SETTING, 0)
        at = int(kept) if isinstance(kept, int) else 0
        self._show(at if 0 <= at < len(self._steps) else 0)

    def close(self) -> None:
        """Leave the tour, and go back to the user's project."""
        if self.target is None:
            return
        self._hide()
        before, self._before = self._before, None
        if before is not None and before.is_dir():
            self._session.open_project(before)

    def _is_on_the_demo(self) -> bool:
        project = self._session.project
        demo = self._session.settings.projects_folder / "demo"
        return project is not None and project.folder == demo

    def _follow_project(self) -> None:
        """End the tour where the user has opened something else, which stays open."""
        if self.target is not None and not self._is_on_the_demo():
            self._before = None
            self._hide()

    def _leave_the_demo(self) -> None:
        """Have the user's project opened at the next start, not the demo."""
        if self.target is not None:
            before = self._before
            self._session.settings.set(LAST_PROJECT, str(before) if before is not None else None)
            self._hide()

    def _go_on(self) -> None:
        if self._at + 1 < len(self._steps):
            self._show(self._at + 1)
        else:
            self._at = 0
            self.close()

    def _go_back(self) -> None:
        self._show(max(0, self._at - 1))

    def _show(self, at: int) -> None:
        self._at = at
        self._arriving = _ARRIVING
        self._window.installEventFilter(self)
        step = self._steps[at]
        self._session.show(step.page)
        self.target = find_target(self._page(step.page), step)
        self.card.show_step(step.title, step.text, at + 1, len(self._steps))
        self.frame.setGeometry(self._window.rect())
        for part in (self.frame, self.card):
            part.show()
            part.raise_()
        self._place(animated=True)
        self._following.start()
        self.card.take_focus()

    def _hide(self) -> None:
        """Show nothing more, and keep the step for the next time."""
        self._session.settings.set(SETTING, self._at)
        self.target = None
        self._window.removeEventFilter(self)
        self._following.stop()
        self._moving.stop()
        self.frame.hide()
        self.card.hide()

    # Following the control

    def _follow(self) -> None:
        """Find the control again: a job, a fold or a resized window may have moved it."""
        step = self._steps[self._at]
        page = self._page(step.page)
        if page.isVisible():
            first = page.findChild(QWidget, step.targets[0])
            arriving = self._arriving > 0 and (first is None or not first.isVisible())
            self._arriving -= 1
            if self._is_lost or arriving:
                self.target = find_target(page, step)
                self._is_lost = self._area().isEmpty()
            else:  # The user may look at another tab.
                self.target = seen_target(page, step)
        self._place()

    def _place(self, *, animated: bool = False) -> None:
        area = self._area()
        window = self._window.rect()
        if self.frame.geometry() != window:
            self.frame.setGeometry(window)
        self.card.place(window, area)
        if self._moving.state() == QVariantAnimation.State.Running and not animated:
            return
        if animated and not motion.is_reduced() and not self.frame.marked.isNull():
            self._moving.stop()
            self._moving.setStartValue(self.frame.marked)
            self._moving.setEndValue(area)
            self._moving.start()
        else:
            self.frame.mark(area)

    def _area(self) -> QRect:
        """Return where the control is seen in the window; nothing if it is not."""
        target = self.target
        if target is None or not target.isVisible():
            return QRect()
        # Not by its visible region, which the card changes.
        area = self._window.rect()
        part: QWidget | None = target
        while part is not None and part is not self._window:
            area &= QRect(part.mapTo(self._window, QPoint()), part.size())
            part = part.parentWidget()
        if area.isEmpty():
            return QRect()
        return area.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN) & self._window.rect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if self.target is not None and event.type() == QEvent.Type.Resize:
            self._is_lost = True  # It may be scrolled out of sight now.
            self._place()
        return super().eventFilter(watched, event)
