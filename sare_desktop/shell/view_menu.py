"""Log, theme and full screen: the View menu and what it does."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QWidget

from sare_desktop import theme
from sare_desktop.settings import Settings
from sare_desktop.shell.commands import Commands
from sare_desktop.shell.log_drawer import LogDrawer


class ViewMenu(QObject):
    """Shows and hides the log, chooses the theme, fills the screen."""

    def __init__(
        self, commands: Commands, settings: Settings, drawer: LogDrawer, window: QWidget
    ) -> None:
        """Fill the menu.

        Args:
            commands: where the actions go.
            settings: where the theme is kept.
            drawer: the log.
            window: fills the screen.
        """
        super().__init__(window)
        self._commands = commands
        self._settings = settings
        self._drawer = drawer
        self._window = window
        log = commands.add(
            "view",
            "log",
            self.tr("&Log"),
            self.tr("Show or hide what happened"),
            self._show_log,
            "Ctrl+L",
        )
        log.setCheckable(True)
        commands.menus["view"].addSeparator()
        group = QActionGroup(self)
        for scheme, text, tip in (
            ("system", self.tr("Theme of the s&ystem"), self.tr("Follow the desktop's theme")),
            ("light", self.tr("&Light theme"), self.tr("Dark text on a light background")),
            ("dark", self.tr("&Dark theme"), self.tr("Light text on a dark background")),
        ):
            action = commands.add("view", f"theme.{scheme}", text, tip, self._choose_theme)
            action.setCheckable(True)
            action.setData(scheme)
            group.addAction(action)
        commands.menus["view"].addSeparator()
        full = commands.add(
            "view",
            "full_screen",
            self.tr("&Full screen"),
            self.tr("Fill the screen, or go back"),
            self._fill_screen,
            "F11",
        )
        full.setCheckable(True)
        drawer.closed.connect(self._log_closed)
        settings.changed.connect(self._setting_changed)
        theme.notifier().changed.connect(self._follow_theme)
        self._follow_theme()

    def log_shown(self) -> bool:
        """Return whether the log is shown."""
        return self._commands.action("log").isChecked()

    def restore_log(self) -> None:
        """Show the log as the program starts."""
        self._commands.action("log").setChecked(True)
        self._drawer.show()

    def _show_log(self, shown: bool) -> None:
        self._drawer.setVisible(shown)
        if shown:
            self._drawer.show_end()

    @Slot()
    def _log_closed(self) -> None:
        self._commands.action("log").setChecked(False)
        self._drawer.hide()

    def _choose_theme(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._settings.set("theme", action.data())

    @Slot(str)
    def _setting_changed(self, key: str) -> None:
        app, chosen = QApplication.instance(), self._settings.value("theme", "system")
        if key == "theme" and isinstance(app, QApplication) and chosen != theme.scheme():
            theme.apply(app, chosen)

    @Slot()
    def _follow_theme(self) -> None:
        self._commands.action(f"theme.{theme.scheme()}").setChecked(True)

    def _fill_screen(self, full: bool) -> None:
        self._window.showFullScreen() if full else self._window.showNormal()
