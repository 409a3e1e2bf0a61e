"""The icon in the desktop's notification area: while a job runs or the window is hidden.

It says when a job has ended or failed, and brings a hidden window back.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from sare_desktop import APP_NAME, theme
from sare_desktop.engine_thread import Job
from sare_desktop.job_queue import QueuedJob
from sare_desktop.session import Session
from sare_desktop.settings import NOTIFICATIONS
from sare_engine import Failed, Finished

_STAYS_MS = 15000
"""How long the icon stays after a message: it goes with its icon."""


def tray_available() -> bool:
    """Whether this desktop has a notification area."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """Notifies of jobs that end, and holds the window while it is hidden.

    Attributes:
        open_wanted: the user wants to see the window.
        quit_wanted: the user wants to end the program.
        notified: emitted with title and text of each notification.
        hidden: whether the window is hidden here.
    """

    open_wanted = Signal()
    quit_wanted = Signal()
    notified = Signal(str, str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.hidden = False
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.setInterval(_STAYS_MS)
        self._leave.timeout.connect(self._follow)
        session.engine.started.connect(self._job_started)
        session.engine.ended.connect(self._job_ended)
        session.closing.connect(self.close)

    @property
    def available(self) -> bool:
        """Whether the window can be hidden here."""
        return tray_available()

    @property
    def shown(self) -> bool:
        """Whether the icon is shown."""
        return self._icon is not None and self._icon.isVisible()

    def hold_window(self) -> None:
        """Hide the window; the icon stays, and brings it back."""
        self.hidden = True
        # The last visible window is hidden, which is not the end of the program.
        _quit_with_window(False)
        self._window.hide()
        self._follow()
        job = self._session.engine.job
        self.notify(
            self.tr("{0} keeps running").format(APP_NAME),
            job.title if job is not None else "",
        )

    def give_window_back(self) -> None:
        """The window is shown again."""
        self.hidden = False
        _quit_with_window(True)
        self._follow()

    def notify(self, title: str, text: str, *, bad: bool = False) -> None:
        """Show a notification of the desktop, unless they are switched off."""
        if not self._session.settings.value(NOTIFICATIONS, True):
            return
        self.notified.emit(title, text)
        if self.available:
            kind = QSystemTrayIcon.MessageIcon
            self._show_icon().showMessage(title, text, kind.Critical if bad else kind.Information)
            self._leave.start()
        else:
            QApplication.alert(self._window)

    def close(self) -> None:
        """Take the icon away."""
        self._leave.stop()
        if self._icon is not None:
            self._icon.hide()

    def _job_started(self, job: Job) -> None:
        self._follow()
        if self._icon is not None:
            self._icon.setToolTip(f"{APP_NAME}: {job.title}")

    def _job_ended(self, job: Job, event: Finished | Failed) -> None:
        if self._icon is not None:
            self._icon.setToolTip(APP_NAME)
        wanted = bool(job.configs) or isinstance(job, QueuedJob)
        seen = self._window.isActiveWindow() and not self.hidden
        if wanted and not seen and not self._session.queue.leaving:
            if isinstance(event, Failed):
                self.notify(self.tr("Failed: {0}").format(job.title), event.what, bad=True)
            elif event.status == "stopped":
                self.notify(self.tr("Stopped: {0}").format(job.title), "")
            else:
                self.notify(self.tr("Done: {0}").format(job.title), self._what_follows())
        self._follow()

    def _what_follows(self) -> str:
        queue = self._session.queue
        return self.tr("Next: {0}").format(queue.waiting[0].title) if queue.goes_on else ""

    def _follow(self) -> None:
        """Show the icon while there is a reason for it."""
        job = self._session.engine.job
        wanted = self.hidden or self._leave.isActive()
        wanted = wanted or (job is not None and (bool(job.configs) or isinstance(job, QueuedJob)))
        if wanted and self.available:
            self._show_icon()
        elif self._icon is not None and not wanted:
            self._icon.hide()

    def _show_icon(self) -> QSystemTrayIcon:
        if self._icon is None:
            self._menu = QMenu(self._window)
            self._menu.setObjectName("tray.menu")
            opening = self._menu.addAction(self.tr("Open {0}").format(APP_NAME))
            opening.triggered.connect(self.open_wanted)
            quitting = self._menu.addAction(self.tr("Quit"))
            quitting.triggered.connect(self.quit_wanted)
            self._icon = QSystemTrayIcon(theme.app_icon(), self)
            self._icon.setToolTip(APP_NAME)
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._activated)
            self._icon.messageClicked.connect(self.open_wanted)
        self._icon.show()
        return self._icon

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self.open_wanted.emit()


def _quit_with_window(quits: bool) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setQuitOnLastWindowClosed(quits)
