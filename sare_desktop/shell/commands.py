"""Every action of the window: its words, its key, its menu; menus and palette read it here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from sare_desktop import APP_NAME
from sare_desktop.engine_thread import IDLE, PAUSED, PAUSING, RUNNING, STOPPING
from sare_desktop.shell.command_palette import PaletteCommand, plain_text

if TYPE_CHECKING:
    from sare_desktop.shell.main_window import MainWindow


class Commands(QObject):
    """The window's actions.

    Attributes:
        menus: key → menu, in the order of the menu bar.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._actions: dict[str, QAction] = {}
        self._places: dict[str, str] = {}
        self._page_actions: dict[str, list[QAction]] = {}
        self._page_menus: dict[str, QMenu] = {}
        self.menus: dict[str, QMenu] = {}
        for key, title in (
            ("file", self.tr("&File")),
            ("edit", self.tr("&Edit")),
            ("job", self.tr("&Job")),
            ("steps", self.tr("&Steps")),
            ("view", self.tr("&View")),
            ("help", self.tr("&Help")),
        ):
            menu = window.menuBar().addMenu(title)
            menu.setObjectName(f"menu.{key}")
            menu.setToolTipsVisible(True)
            self.menus[key] = menu
        self._make_file()
        self._make_edit()
        self._make_job()
        self._make_steps()
        self._make_view()
        self._make_help()
        self.update_job(IDLE)
        self.update_project()

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
            place = self._window.page_title(key)
            listed.extend(
                PaletteCommand(action, place)
                for action in actions
                if action.isVisible() and plain_text(action) not in known
            )
        return listed

    def add_page(self, key: str, actions: list[QAction]) -> None:
        """Put a page's actions into the menu of the steps and into the palette."""
        if not actions or key in self._page_actions:
            return
        page = self._window.page(key)
        self._page_actions[key] = actions
        title = self._window.page_title(key)
        menu = QMenu(title, self.menus["steps"])
        menu.setObjectName(f"menu.steps.{key}")
        menu.setToolTipsVisible(True)
        for action in actions:
            # The same key may mean different things on different pages.
            if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            page.addAction(action)
            menu.addAction(action)
        self._page_menus[key] = menu
        later = [one for name, one in self._page_menus.items() if self._is_after(name, key)]
        if later:
            self.menus["steps"].insertMenu(later[0].menuAction(), menu)
        else:
            self.menus["steps"].addMenu(menu)

    def update_job(self, state: str) -> None:
        """Follow the engine's state."""
        job = self._session.engine.job
        pause = self.action("pause")
        pause.setEnabled(job is not None and job.pausable and state in (RUNNING, PAUSING, PAUSED))
        pause.setText(
            {PAUSING: self.tr("&Pausing… (go on)"), PAUSED: self.tr("&Resume")}.get(
                state, self.tr("&Pause")
            )
        )
        self.action("stop").setEnabled(state in (RUNNING, PAUSING, PAUSED))
        self.action("stop").setText(self.tr("Stopping…") if state == STOPPING else self.tr("&Stop"))
        self.action("checkpoint").setEnabled(
            job is not None and job.checkpoints and state == RUNNING
        )
        self.action("copy_command").setEnabled(bool(self._window.last_command()))
        self._update_undo()
        self.action("unload").setEnabled(state == IDLE and self._session.model is not None)

    def update_project(self) -> None:
        """Follow the project and what was used last."""
        is_open = self._session.project is not None
        self.action("close_project").setEnabled(is_open)
        self.action("project_folder").setEnabled(is_open)
        settings = self._session.settings
        self._fill_recent(self._recent_projects, settings.recent_projects(), self._open_project)
        self._fill_recent(self._recent_models, settings.recent_models(), self._open_model)

    # Menus

    def _make_file(self) -> None:
        window, menu = self._window, self.menus["file"]
        keys = QKeySequence.StandardKey
        self._add(
            "new_project",
            self.tr("&New project…"),
            self.tr("Make an empty project in a folder"),
            window.ask_new_project,
            keys.New,
        )
        self._add(
            "open_project",
            self.tr("&Open project…"),
            self.tr("Open a project folder"),
            window.ask_project,
            keys.Open,
        )
        self._recent_projects = self._submenu(menu, "recent_projects", self.tr("Recent &projects"))
        self._add(
            "project_folder",
            self.tr("Show project &folder"),
            self.tr("Open the project's folder in the file manager"),
            window.show_project_folder,
        )
        self._add(
            "close_project",
            self.tr("&Close project"),
            self.tr("Close the project and show the start screen"),
            window.close_project,
            keys.Close,
        )
        menu.addSeparator()
        self._add(
            "open_model",
            self.tr("Open &model folder…"),
            self.tr("Look into a model folder on the Model page"),
            window.ask_model,
            "Ctrl+Shift+O",
        )
        self._recent_models = self._submenu(menu, "recent_models", self.tr("&Recent models"))
        self._add(
            "demo",
            self.tr("Try the &demo"),
            self.tr("Open the demo project with the demo model"),
            window.open_demo,
            "Ctrl+D",
        )
        self._add(
            "start",
            self.tr("Start &screen"),
            self.tr("Show the start screen"),
            window.show_start,
            "Ctrl+Home",
        )
        menu.addSeparator()
        self._add(
            "settings",
            self.tr("S&ettings…"),
            self.tr("Theme, folders, default device"),
            window.show_settings,
            "Ctrl+,",
        ).setMenuRole(QAction.MenuRole.PreferencesRole)
        self._add(
            "quit",
            self.tr("&Quit"),
            self.tr("Close {0}").format(APP_NAME),
            window.close,
            "Ctrl+Q",
        ).setMenuRole(QAction.MenuRole.QuitRole)

    def _make_edit(self) -> None:
        undo = self._session.undo.createUndoAction(self, self.tr("&Undo"))
        redo = self._session.undo.createRedoAction(self, self.tr("&Redo"))
        undo.setToolTip(self.tr("Take back the last edit"))
        redo.setToolTip(self.tr("Do again what was taken back"))
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        redo.setShortcut(QKeySequence("Ctrl+Shift+Z"))
        # After the stack's own connections, which know nothing of a running job.
        self._session.undo.canUndoChanged.connect(self._update_undo)
        self._session.undo.canRedoChanged.connect(self._update_undo)
        self._take("edit", "undo", undo)
        self._take("edit", "redo", redo)
        self.menus["edit"].addSeparator()
        self._add(
            "palette",
            self.tr("&Find a command…"),
            self.tr("Search all commands"),
            self._window.palette_open,
            "Ctrl+K",
            menu="edit",
        )

    @Slot()
    def _update_undo(self) -> None:
        stack, free = self._session.undo, not self._session.rewriting
        self.action("undo").setEnabled(stack.canUndo() and free)
        self.action("redo").setEnabled(stack.canRedo() and free)

    def _make_job(self) -> None:
        window = self._window
        for name, text, tip, callback, key in (
            (
                "pause",
                self.tr("&Pause"),
                self.tr("Let the job wait at its next step, or go on"),
                window.toggle_pause,
                "Ctrl+Shift+P",
            ),
            (
                "checkpoint",
                self.tr("&Checkpoint now"),
                self.tr("Write a checkpoint at the next step"),
                self._session.engine.checkpoint,
                "Ctrl+Shift+S",
            ),
            (
                "stop",
                self.tr("&Stop"),
                self.tr("End the job; what is done is kept"),
                self._session.engine.stop,
                "Ctrl+Shift+X",
            ),
            (
                "copy_command",
                self.tr("Cop&y the command"),
                self.tr("Put the command line of the last job on the clipboard"),
                window.copy_command,
                "Ctrl+Shift+C",
            ),
            (
                "unload",
                self.tr("&Unload the model"),
                self.tr("Give the model's memory back"),
                window.unload_model,
                "",
            ),
        ):
            self._add(name, text, tip, callback, key, menu="job")

    def _make_steps(self) -> None:
        for number, key in enumerate(self._window.page_keys(), start=1):
            title = self._window.page_title(key)
            action = self._add(
                f"page.{key}",
                f"&{number}  {title}",
                self.tr("Show {0}").format(title),
                self._window.page_action,
                f"Ctrl+{number}" if key != "history" else "Ctrl+H",
                menu="steps",
            )
            if key == "history":
                action.setText(f"&{title}")
            action.setData(key)
        self.menus["steps"].addSeparator()

    def _make_view(self) -> None:
        window, menu = self._window, self.menus["view"]
        log = self._add(
            "log",
            self.tr("&Log"),
            self.tr("Show or hide what happened"),
            window.toggle_log,
            "Ctrl+L",
            menu="view",
        )
        log.setCheckable(True)
        menu.addSeparator()
        group = QActionGroup(self)
        for scheme, text, tip in (
            ("system", self.tr("Theme of the s&ystem"), self.tr("Follow the desktop's theme")),
            ("light", self.tr("&Light theme"), self.tr("Dark text on light ground")),
            ("dark", self.tr("&Dark theme"), self.tr("Light text on dark ground")),
        ):
            action = self._add(f"theme.{scheme}", text, tip, window.theme_action, menu="view")
            action.setCheckable(True)
            action.setData(scheme)
            group.addAction(action)
        menu.addSeparator()
        full = self._add(
            "full_screen",
            self.tr("&Full screen"),
            self.tr("Fill the screen, or go back"),
            window.toggle_full_screen,
            "F11",
            menu="view",
        )
        full.setCheckable(True)

    def _make_help(self) -> None:
        window = self._window
        for name, text, tip, callback, key in (
            (
                "shortcuts",
                self.tr("&Keyboard shortcuts"),
                self.tr("List all keys"),
                window.show_shortcuts,
                "F1",
            ),
            (
                "log_folder",
                self.tr("Show l&og folder"),
                self.tr("Open the folder of the log files in the file manager"),
                window.show_log_folder,
                "",
            ),
            (
                "support_bundle",
                self.tr("Save a support &bundle…"),
                self.tr("Write logs, versions and settings, without personal paths, to a zip file"),
                window.save_support_bundle,
                "",
            ),
            (
                "about",
                self.tr("&About {0}").format(APP_NAME),
                self.tr("Version and what the program stands on"),
                window.show_about,
                "",
            ),
        ):
            self._add(name, text, tip, callback, key, menu="help")
        self.action("about").setMenuRole(QAction.MenuRole.AboutRole)

    # Parts

    def _add(
        self,
        name: str,
        text: str,
        tip: str,
        callback: Callable[..., object],
        key: QKeySequence.StandardKey | str = "",
        menu: str = "file",
    ) -> QAction:
        action = QAction(text, self._window)
        action.setToolTip(tip)
        action.setStatusTip(tip)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(callback)
        return self._take(menu, name, action)

    def _take(self, menu: str, name: str, action: QAction) -> QAction:
        action.setObjectName(f"action.{name}")
        self._actions[name] = action
        self._places[name] = self.menus[menu].title().replace("&", "")
        self.menus[menu].addAction(action)
        return action

    def _submenu(self, menu: QMenu, name: str, title: str) -> QMenu:
        submenu = QMenu(title, menu)
        submenu.setObjectName(f"menu.{name}")
        submenu.setToolTipsVisible(True)
        menu.addMenu(submenu)
        return submenu

    def _fill_recent(self, menu: QMenu, folders: list[Path], chosen: Callable[..., object]) -> None:
        menu.clear()
        menu.setEnabled(bool(folders))
        for number, folder in enumerate(folders, start=1):
            action = menu.addAction(f"&{number}  {folder.name}".replace("&10", "10"))
            action.setData(str(folder))
            action.setToolTip(str(folder))
            action.setObjectName(f"action.recent.{menu.objectName()}.{number}")
            action.triggered.connect(chosen)
        if folders:
            menu.addSeparator()
            clear = menu.addAction(self.tr("&Clear this list"))
            clear.setObjectName(f"action.clear.{menu.objectName()}")
            clear.setToolTip(self.tr("Forget recent models and projects; folders stay"))
            clear.triggered.connect(self._clear_recent)

    def _open_project(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._window.open_project(Path(action.data()))

    def _open_model(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._window.open_model(Path(action.data()))

    def _clear_recent(self) -> None:
        self._session.settings.clear_recent()

    def _is_after(self, first: str, second: str) -> bool:
        keys = self._window.page_keys()
        return keys.index(first) > keys.index(second)

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
