"""What the window tells the user: in its banner, its log and its status line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from sare_desktop import theme
from sare_desktop.crash import CrashRecord, log
from sare_desktop.engine_words import shown_failure
from sare_desktop.shell.log_drawer import LogDrawer
from sare_desktop.shell.status_line import StatusLine
from sare_desktop.widgets.primitives.banner import Banner
from sare_engine import Event, Failed, Notice, PhaseStarted

_LOG_LEVELS = {"warning": 30, "error": 40}
_TONES = {"warning": "warning", "error": "error", "success": "success"}


class TopBanner(Banner):
    """The window's own message; takes no room while there is none.

    Attributes:
        box: the layout that holds it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.box = QVBoxLayout()
        self.box.addWidget(self)
        self._make_room(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room(theme.SPACE.M)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._make_room(0)

    def _make_room(self, above: int) -> None:
        self.box.setContentsMargins(theme.SPACE.L, above, theme.SPACE.L, 0)


class Notices(QObject):
    """Writes messages where they belong."""

    def __init__(self, banner: Banner, drawer: LogDrawer, status: StatusLine) -> None:
        """Write to these.

        Args:
            banner: for failures that belong to no page.
            drawer: the log; gets everything.
            status: gets the last line.
        """
        super().__init__(banner)
        self._banner = banner
        self._drawer = drawer
        self._status = status
        self._crash: CrashRecord | None = None

    @Slot(str, str)
    def say(self, level: str, text: str) -> None:
        """Put a line into the log and into the status line.

        Args:
            level: "info", "success", "warning" or "error".
            text: the line.
        """
        self._drawer.add(level, text)
        self._status.set_message(text, _TONES.get(level, "muted"))
        log.log(_LOG_LEVELS.get(level, 20), "%s", text)

    @Slot(object)
    def show_failure(self, failure: Failed) -> None:
        """Show a failure that belongs to no page."""
        failure = shown_failure(failure)
        self._banner.show_message("error", failure.what, failure.why, failure.fix, failure.details)
        self._drawer.add("error", " ".join(part for part in (failure.what, failure.why) if part))

    def log_events(self, events: Sequence[Event]) -> None:
        """Write the phases and notices of a job into the log."""
        for event in events:
            if isinstance(event, PhaseStarted):
                self._drawer.add("info", event.title)
            elif isinstance(event, Notice):
                text = " ".join(part for part in (event.text, event.hint) if part)
                self._drawer.add(event.level, text)

    @Slot(str, str)
    def show_uncaught(self, line: str, text: str) -> None:
        """Show an exception that no code handled.

        Args:
            line: what was raised, in a line.
            text: the whole record.
        """
        self._banner.show_message(
            "error",
            self.tr("An unexpected error occurred."),
            line,
            self.tr("You can continue. To report it, use Help → Save a support bundle."),
            text,
        )
        self._drawer.add("error", line)

    def show_crash(self, record: CrashRecord) -> None:
        """Report that the program ended badly last time."""
        self._crash = record
        self._banner.show_message(
            "warning",
            self.tr("An unexpected error occurred when the program last ran."),
            self.tr("Everything saved before it is kept. It was recorded in {0}.").format(
                record.path.name
            ),
            "",
            record.text,
        )
        self._banner.add_action("crash.open", self.tr("Open"), self._open_crash)
        self._banner.add_action("crash.copy", self.tr("Copy"), self._copy_crash)

    def _open_crash(self) -> None:
        if self._crash is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._crash.path)))

    def _copy_crash(self) -> None:
        if self._crash is not None:
            QGuiApplication.clipboard().setText(self._crash.text)
            self.say("info", self.tr("Crash record copied"))
