"""Projects, models and the demo: the File menu and what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from sare_desktop import APP_NAME
from sare_desktop.file_manager import show_folder
from sare_desktop.model_lookup import model_title
from sare_desktop.session import LAST_PROJECT, START, Session
from sare_desktop.shell.commands import Commands
from sare_desktop.shell.drops import PROJECT_FILE
from sare_desktop.shell.navigation import Navigation
from sare_desktop.widgets.primitives.single_dialog import show_once
from sare_engine import ModelConfig


class FileMenu(QObject):
    """Opens and closes projects, opens model folders and the demo."""

    def __init__(
        self, commands: Commands, session: Session, navigation: Navigation, window: QWidget
    ) -> None:
        """Fill the menu.

        Args:
            commands: where the actions go.
            session: whose projects and model.
            navigation: where a model and the demo are shown.
            window: parent of the dialogs; "Quit" closes it.
        """
        super().__init__(window)
        self._commands = commands
        self._session = session
        self._loads: list[ModelConfig] = []
        self._navigation = navigation
        self._window = window
        self._add_project_actions()
        self._add_model_actions()
        self._add_program_actions()
        session.project_changed.connect(self.refresh)
        session.settings.changed.connect(self._setting_changed)
        self.refresh()

    # The menu

    def _add_project_actions(self) -> None:
        commands, keys = self._commands, QKeySequence.StandardKey
        commands.add(
            "file",
            "new_project",
            self.tr("&New project…"),
            self.tr("Make an empty project in a folder"),
            self.ask_new_project,
            keys.New,
        )
        commands.add(
            "file",
            "open_project",
            self.tr("&Open project…"),
            self.tr("Open a project folder"),
            self.ask_project,
            keys.Open,
        )
        self._recent_projects = commands.add_submenu(
            "file", "recent_projects", self.tr("Recent &projects")
        )
        commands.add(
            "file",
            "project_folder",
            self.tr("Show project &folder"),
            self.tr("Open the project's folder in the file manager"),
            self.show_project_folder,
        )
        commands.add(
            "file",
            "close_project",
            self.tr("&Close project"),
            self.tr("Close the project and show the start screen"),
            self._session.close_project,
            keys.Close,
        )
        commands.menus["file"].addSeparator()

    def _add_model_actions(self) -> None:
        commands = self._commands
        commands.add(
            "file",
            "open_model",
            self.tr("Open &model folder…"),
            self.tr("Inspect a model folder on the Model page"),
            self.ask_model,
            "Ctrl+Shift+O",
        )
        self._recent_models = commands.add_submenu(
            "file", "recent_models", self.tr("&Recent models")
        )
        commands.add(
            "file",
            "demo",
            self.tr("Try the &demo"),
            self.tr("Open the demo project with the demo model"),
            self.open_demo,
            "Ctrl+D",
        )
        commands.add(
            "file",
            "start",
            self.tr("Start &screen"),
            self.tr("Show the start screen"),
            self._navigation.show_start,
            "Ctrl+Home",
        )
        commands.menus["file"].addSeparator()

    def _add_program_actions(self) -> None:
        self._commands.add(
            "file",
            "settings",
            self.tr("S&ettings…"),
            self.tr("Theme, folders, default device"),
            self.show_settings,
            "Ctrl+,",
        ).setMenuRole(QAction.MenuRole.PreferencesRole)
        self._commands.add(
            "file",
            "quit",
            self.tr("&Quit"),
            self.tr("Close {0}").format(APP_NAME),
            self._window.close,
            "Ctrl+Q",
        ).setMenuRole(QAction.MenuRole.QuitRole)

    @Slot()
    def refresh(self) -> None:
        """Follow the project and the lists of recent folders."""
        is_open = self._session.project is not None
        self._commands.action("close_project").setEnabled(is_open)
        self._commands.action("project_folder").setEnabled(is_open)
        settings = self._session.settings
        projects = [(one.name, str(one)) for one in settings.recent_projects()]
        self._fill(self._recent_projects, projects, self._open_recent_project)
        self._loads = settings.recent_loads()
        models = [
            (model_title(one), "\n".join(map(str, filter(None, (one.model, one.adapter)))))
            for one in self._loads
        ]
        self._fill(self._recent_models, models, self._load_recent_model)

    def _fill(
        self, menu: QMenu, entries: Sequence[tuple[str, str]], chosen: Callable[..., object]
    ) -> None:
        """Fill a menu with entries of title and tool tip, whose data are their places."""
        menu.clear()
        menu.setEnabled(bool(entries))
        for number, (title, tip) in enumerate(entries, start=1):
            action = menu.addAction(f"&{number}  {title}".replace("&10", "10"))
            action.setData(number - 1)
            action.setToolTip(tip)
            action.setObjectName(f"action.recent.{menu.objectName()}.{number}")
            action.triggered.connect(chosen)
        if entries:
            menu.addSeparator()
            clear = menu.addAction(self.tr("&Clear this list"))
            clear.setObjectName(f"action.clear.{menu.objectName()}")
            clear.setToolTip(self.tr("Forget the recent models and projects; the folders stay"))
            clear.triggered.connect(self._session.settings.clear_recent)

    @Slot(str)
    def _setting_changed(self, key: str) -> None:
        if key in ("recent_models", "recent_projects"):
            self.refresh()

    def _open_recent_project(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.open_project(Path(action.toolTip()))

    def _load_recent_model(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.load_model(self._loads[action.data()])

    # What it does

    @Slot()
    def open_demo(self) -> None:
        """Open the demo project and load its model."""
        if self._session.open_demo() and self._navigation.current() == START:
            self._navigation.show_page("model")

    @Slot()
    def ask_project(self) -> None:
        """Let the user choose a project folder, and open it."""
        folder = self._ask_folder(self.tr("Open a project"), "project")
        if folder is not None:
            self._session.open_project(folder)

    @Slot(object)
    def open_project(self, folder: Path | None) -> None:
        """Open a project; None asks which."""
        if folder is None:
            self.ask_project()
        else:
            self._session.open_project(folder)

    @Slot()
    def ask_new_project(self) -> None:
        """Let the user name a new project folder, and make the project there."""
        start = self._session.settings.projects_folder
        try:
            start.mkdir(parents=True, exist_ok=True)
        except OSError:
            start = Path.home()
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("New project"),
            str(start / self.tr("project")),
            options=QFileDialog.Option.ShowDirsOnly,
        )
        if name:
            self._session.new_project(Path(name))

    @Slot()
    def ask_model(self) -> None:
        """Let the user choose a model folder, and show it on the Model page."""
        folder = self._ask_folder(self.tr("Open a model folder"), "model")
        if folder is not None:
            self.open_model(folder)

    @Slot(object)
    def open_model(self, folder: Path | None) -> None:
        """Show a model folder on the Model page; None asks which."""
        if folder is None:
            self.ask_model()
            return
        self._session.show("model", folder=folder)

    @Slot(object)
    def load_model(self, config: ModelConfig) -> None:
        """Load a model that was loaded before, and show the Model page."""
        self._session.show("model", load=config)

    def reopen_last(self) -> bool:
        """Open the project that was open when the program ended; return whether there was one."""
        last = self._session.settings.value(LAST_PROJECT, "")
        if last and (Path(last) / PROJECT_FILE).is_file():
            return self._session.open_project(Path(last))
        return False

    def show_project_folder(self) -> None:
        """Open the project's folder in the file manager."""
        if self._session.project is not None:
            show_folder(self._session.project.folder)

    def show_settings(self) -> None:
        """Show the settings."""
        from sare_desktop.shell.settings_dialog import SettingsDialog

        show_once(self._window, "settings", lambda: SettingsDialog(self._session, self._window))

    def _ask_folder(self, title: str, kind: str) -> Path | None:
        key = f"window.last_{kind}_folder"
        settings = self._session.settings
        before = settings.value(key, str(settings.projects_folder))
        name = QFileDialog.getExistingDirectory(self._window, title, before)
        if not name:
            return None
        settings.set(key, str(Path(name).parent))
        return Path(name)
