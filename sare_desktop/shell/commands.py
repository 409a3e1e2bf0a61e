"""The window's actions: menus, the command palette and the list of shortcuts read them here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from sare_desktop.shell.command_palette import PaletteCommand, plain_text


class Commands(QObject):
    """Every action of the window by name, and the menus that hold them.

    Attributes:
        menus: key → menu, in the order of the menu bar.
    """

    def __init__(self, bar: QMenuBar, window: QWidget) -> None:
        """Make empty menus.

        Args:
            bar: where the menus go.
            window: owner of the actions, so that their keys work all over it.
        """
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._places: dict[str, str] = {}
        self._page_actions: dict[str, list[QAction]] = {}
        self._page_titles: dict[str, str] = {}
        self.menus: dict[str, QMenu] = {}
        for key, title in (
            ("file", self.tr("&File")),
            ("edit", self.tr("&Edit")),
            ("job", self.tr("&Job")),
            ("steps", self.tr("&Steps")),
            ("view", self.tr("&View")),
            ("help", self.tr("&Help")),
        ):
            menu = bar.addMenu(title)
            menu.setObjectName(f"menu.{key}")
            menu.setToolTipsVisible(True)
            self.menus[key] = menu

    def add(
        self,
        menu: str,
        name: str,
        text: str,
        tip: str,
        callback: Callable[..., object],
        key: QKeySequence.StandardKey | str = "",
    ) -> QAction:
        """Add an action at the end of a menu.

        Args:
            menu: key of the menu.
            name: its name, e.g. "open_project"; its object name is `action.<name>`.
            text: its text in the menu.
            tip: what it does, for tooltip and status line.
            callback: what it does.
            key: its shortcut, or "".
        """
        action = QAction(text, self._window)
        action.setToolTip(tip)
        action.setStatusTip(tip)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(callback)
        self.take(menu, name, action)
        return action

    def take(self, menu: str, name: str, action: QAction) -> None:
        """Add an action that was made elsewhere at the end of a menu."""
        action.setObjectName(f"action.{name}")
        self._actions[name] = action
        self._places[name] = self.menus[menu].title().replace("&", "")
        self.menus[menu].addAction(action)

    def add_submenu(self, menu: str, name: str, title: str) -> QMenu:
        """Add an empty menu at the end of a menu; its object name is `menu.<name>`."""
        submenu = self.make_submenu(menu, name, title)
        self.menus[menu].addMenu(submenu)
        return submenu

    def make_submenu(self, menu: str, name: str, title: str) -> QMenu:
        """Return an empty menu that belongs to a menu and is not in it yet."""
        submenu = QMenu(title, self.menus[menu])
        submenu.setObjectName(f"menu.{name}")
        submenu.setToolTipsVisible(True)
        return submenu

    def add_page(self, key: str, title: str, page: QWidget, actions: Sequence[QAction]) -> None:
        """Offer a page's actions in the palette; their keys act on that page only, by default."""
        self._page_actions[key] = list(actions)
        self._page_titles[key] = title
        for action in actions:
            # The same key may mean different things on different pages.
            if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            if not action.associatedObjects():  # Some keys belong to a part of the page.
                page.addAction(action)

    def action(self, name: str) -> QAction:
        """Return an action by its name, e.g. "open_project"."""
        return self._actions[name]

    def all(self) -> list[PaletteCommand]:
        """Return what the palette lists: the window's actions, then those of the pages."""
        listed = [
            PaletteCommand(action, self._places[name])
            for name, action in self._actions.items()
            if name != "palette" and action.isVisible()
        ]
        known = {command.title for command in listed}
        for key, actions in self._page_actions.items():
            listed.extend(
                PaletteCommand(action, self._page_titles[key])
                for action in actions
                if action.isVisible() and plain_text(action) not in known
            )
        return listed

    def shortcuts(self) -> list[tuple[str, str, str]]:
        """Return (place, action, key) of everything that has a key."""
        return [
            (command.place, plain_text(command.action), key)
            for command in [
                *self.all(),
                PaletteCommand(self.action("palette"), self._places["palette"]),
            ]
            if (key := command.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        ]
