"""The pages and their actions: the Steps menu."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from sare_desktop.session import STEPS
from sare_desktop.shell.commands import Commands
from sare_desktop.shell.navigation import Navigation, page_title

_KEYS = {"changes": "Ctrl+B", "effects": "Ctrl+U", "history": "Ctrl+H"}
"""Key of a page → its shortcut; those of the steps are numbered."""


class StepsMenu(QObject):
    """Shows pages; each page that was built has a submenu with its actions."""

    def __init__(self, commands: Commands, navigation: Navigation) -> None:
        """Fill the menu."""
        super().__init__(commands)
        self._commands = commands
        self._navigation = navigation
        self._submenus: dict[str, QMenu] = {}
        for number, key in enumerate(navigation.keys(), start=1):
            title = page_title(key)
            numbered = key in STEPS
            action = commands.add(
                "steps",
                f"page.{key}",
                f"&{number}  {title}" if numbered else f"&{title}",
                self.tr("Show {0}").format(title),
                self._show_page,
                f"Ctrl+{number}" if numbered else _KEYS[key],
            )
            action.setData(key)
        commands.menus["steps"].addSeparator()
        navigation.page_built.connect(self._add_page)

    def _show_page(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._navigation.show_page(action.data())

    @Slot(str)
    def _add_page(self, key: str) -> None:
        """Add the submenu of a page, in the order of the work."""
        page = self._navigation.page(key)
        actions = page.actions()
        if not actions:
            return
        self._commands.add_page(key, page_title(key), page, actions)
        menu = self._commands.make_submenu("steps", f"steps.{key}", page_title(key))
        menu.addActions(actions)
        hidden: dict[QAction, QKeySequence] = {}
        menu.aboutToShow.connect(lambda: self._hide_keys(key, actions, hidden))
        menu.aboutToHide.connect(lambda: self._show_keys(hidden))
        keys = self._navigation.keys()
        later = (name for name in keys[keys.index(key) + 1 :] if name in self._submenus)
        following = next(later, None)
        if following is None:
            self._commands.menus["steps"].addMenu(menu)
        else:
            before = self._submenus[following].menuAction()
            self._commands.menus["steps"].insertMenu(before, menu)
        self._submenus[key] = menu

    def _hide_keys(
        self, key: str, actions: Iterable[QAction], hidden: dict[QAction, QKeySequence]
    ) -> None:
        """While another page is shown, show no keys in a page's menu that act on that page only."""
        if self._navigation.current() == key:
            return
        for action in actions:
            if action.shortcutContext() != Qt.ShortcutContext.ApplicationShortcut:
                hidden[action] = action.shortcut()
                action.setShortcut(QKeySequence())

    @staticmethod
    def _show_keys(hidden: dict[QAction, QKeySequence]) -> None:
        for action, keys in hidden.items():
            action.setShortcut(keys)
        hidden.clear()
