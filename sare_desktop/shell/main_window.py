"""The window: rail, pages, status line, log, menus; it routes and holds no work of its own."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import APP_NAME, theme
from sare_desktop.crash import CrashLog, CrashRecord, log
from sare_desktop.engine_thread import PAUSED, PAUSING, Job
from sare_desktop.model_lookup import display_name
from sare_desktop.session import PAGES, START, Destination, Session
from sare_desktop.shell.about_dialog import AboutDialog
from sare_desktop.shell.close_dialog import CloseAnswer, CloseDialog
from sare_desktop.shell.command_palette import CommandPalette
from sare_desktop.shell.commands import Commands
from sare_desktop.shell.log_drawer import LogDrawer
from sare_desktop.shell.rail import Rail
from sare_desktop.shell.shortcuts_dialog import ShortcutsDialog
from sare_desktop.shell.start_screen import StartScreen
from sare_desktop.shell.status_line import StatusLine
from sare_desktop.support_bundle import write_support_bundle
from sare_desktop.widgets.primitives.banner import Banner
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_engine import (
    Failed,
    Finished,
    Notice,
    PhaseStarted,
    describe_failure,
    memory_use,
)

_MEMORY_MS = 2000
_BUILD_MS = 40
_PROJECT_FILE = "project.sqlite"


@dataclass(frozen=True)
class PagePlace:
    """Where a page's class is; it is imported when the page is first needed.

    Attributes:
        module: dotted name of the module.
        name: the class.
    """

    module: str
    name: str


PAGE_PLACES: Mapping[str, PagePlace] = {
    key: PagePlace(f"sare_desktop.pages.{key}.page", f"{key.capitalize()}Page") for key in PAGES
}


class _TopBanner(Banner):
    """The window's own message; takes no room while there is none."""

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


class _PageArea(QScrollArea):
    """Lets a page scroll where it is higher than the window."""

    def __init__(self, key: str, page: QWidget) -> None:
        super().__init__()
        self.setObjectName(f"scroll.{key}")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Pass the keyboard on; a page that is left stays where it was scrolled to."""
        if self.isHidden():
            # A scroll area would go to the middle of what had the keyboard: of the whole page.
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)


class MainWindow(QMainWindow):
    """The window of one session.

    Attributes:
        pages_built: every page is there.
    """

    pages_built = Signal()

    def __init__(
        self,
        session: Session,
        *,
        places: Mapping[str, PagePlace] = PAGE_PLACES,
        crash_log: CrashLog | None = None,
        build_ahead: bool = True,
    ) -> None:
        """Make the window; the pages come when they are shown, or when there is time.

        Args:
            session: what the pages share.
            places: key → where the page's class is.
            crash_log: where uncaught exceptions go, to show them.
            build_ahead: whether pages are built one after another while nothing happens.
        """
        super().__init__()
        self.session = session
        self._places = places
        self._pages: dict[str, QWidget] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._last_command = ""
        self._close_when_done = False
        self._crash_log = crash_log
        self._closed = False
        self._crash_record: CrashRecord | None = None
        self._titles = {
            "model": self.tr("Model"),
            "images": self.tr("Images"),
            "concepts": self.tr("Concepts"),
            "erase": self.tr("Erase"),
            "robustness": self.tr("Robustness"),
            "export": self.tr("Export"),
            "history": self.tr("History"),
        }
        self.setObjectName("main_window")
        self.setWindowTitle(APP_NAME)
        self.setWindowIcon(theme.app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(760, 480)
        self._make_parts()
        self.commands = Commands(self)
        self._palette = CommandPalette(self, self.commands.all)
        self._connect(crash_log)
        self._restore_geometry()
        self._start.set_recent(session.settings.recent_projects(), session.settings.recent_models())
        self.show_start()
        self._follow_theme()
        self._build_ahead = build_ahead
        if session.settings.notice:
            self.banner.show_message("warning", session.settings.notice)

    # What is where

    def _make_parts(self) -> None:
        self.rail = Rail(
            [(key, self._titles[key]) for key in PAGES if key != "history"],
            [("history", self._titles["history"])],
        )
        self.banner = _TopBanner()
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self._start = StartScreen()
        start_area = _PageArea("start", self._start)
        self.stack.addWidget(start_area)
        self._start_area = start_area
        self.log = LogDrawer()
        self.log.hide()
        self.status = StatusLine()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setObjectName("window.splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.stack)
        self._splitter.addWidget(self.log)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([500, 180])
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self.banner.box)
        right.addWidget(self._splitter, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        central = QWidget()
        central.setLayout(whole)
        self.setCentralWidget(central)
        self._memory_timer = QTimer(self)
        self._memory_timer.setInterval(_MEMORY_MS)
        self._memory_timer.timeout.connect(self._show_memory)
        self._build_timer = QTimer(self)
        self._build_timer.setInterval(_BUILD_MS)
        self._build_timer.timeout.connect(self._build_next)

    def _connect(self, crash_log: CrashLog | None) -> None:
        session, engine = self.session, self.session.engine
        self.rail.chosen.connect(self.show_page)
        self.log.closed.connect(self._close_log)
        self._start.demo_chosen.connect(self.open_demo)
        self._start.model_chosen.connect(self.open_model)
        self._start.project_chosen.connect(self.open_project)
        self._start.new_chosen.connect(self.ask_new_project)
        self.status.pause_clicked.connect(self.toggle_pause)
        self.status.stop_clicked.connect(engine.stop)
        self.status.checkpoint_clicked.connect(engine.checkpoint)
        engine.started.connect(self._on_started)
        engine.events.connect(self._on_events)
        engine.ended.connect(self._on_ended)
        engine.state_changed.connect(self._on_state)
        engine.prepared.connect(self._on_prepared)
        session.notified.connect(self.say)
        session.failed.connect(self._on_failed)
        session.page_requested.connect(self.show_page)
        session.show_requested.connect(self._show_destination)
        session.project_changed.connect(self._on_project)
        session.model_changed.connect(self._on_model)
        session.settings.changed.connect(self._on_setting)
        theme.notifier().changed.connect(self._follow_theme)
        if crash_log is not None:
            crash_log.caught.connect(self._on_caught)

    # Pages

    def page_keys(self) -> list[str]:
        """Return the keys of all pages in the order of the work."""
        return list(self._places)

    def page_title(self, key: str) -> str:
        """Return a page's name."""
        return self._titles.get(key, key.capitalize())

    def page(self, key: str) -> QWidget:
        """Return a page; it is built if this is the first time it is needed."""
        if key not in self._pages:
            self._build(key)
        return self._pages[key]

    def current_page(self) -> str:
        """Return the key of the page shown, `START` for the start screen."""
        shown = self.stack.currentWidget()
        return next((key for key, area in self._areas.items() if area is shown), START)

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Show a page, or the start screen, and give it the focus."""
        if key == START:
            self.show_start()
        if key not in self._places:
            return
        page = self.page(key)
        self.stack.setCurrentWidget(self._areas[key])
        self.rail.set_current(key)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._remember_page(key)

    @Slot(object)
    def _show_destination(self, destination: Destination) -> None:
        """Show a page and what it was asked for."""
        self.show_page(destination.page)
        reveal: Any = getattr(self._pages.get(destination.page), "reveal", None)
        if reveal is not None:
            reveal(destination)

    def page_action(self) -> None:
        """Show the page that the triggered action stands for."""
        action = self.sender()
        if isinstance(action, QAction):
            self.show_page(action.data())

    def show_start(self) -> None:
        """Show the start screen."""
        self.stack.setCurrentWidget(self._start_area)
        self.rail.set_current(START)
        self._start.take_focus()

    def _build(self, key: str) -> None:
        place = self._places[key]
        page_type: type[QWidget] = QWidget
        try:
            page_type = getattr(importlib.import_module(place.module), place.name)
            make: Any = page_type
            page: QWidget = make(self.session)
        except Exception as error:  # the other pages are still of use
            page = self._replacement(key, error)
        page.setProperty("page", True)
        area = _PageArea(key, page)
        self._pages[key] = page
        self._areas[key] = area
        self.stack.addWidget(area)
        changed: Any = getattr(page, "state_changed", None)
        if changed is not None:
            changed.connect(self._show_states)
        own_actions: Any = getattr(page_type, "actions", None)
        if own_actions is not None and own_actions is not QWidget.actions:
            self.commands.add_page(key, list(page.actions()))
        self._show_states()

    def _replacement(self, key: str, error: Exception) -> QWidget:
        """Return what stands in for a page that could not be built, and say why."""
        title = self._titles.get(key, key)
        what = self.tr("The page {0} could not be shown.").format(title)
        if self._crash_log is not None:
            self._crash_log.write(error, f"page {key}")
        failure = describe_failure(error)
        self.banner.show_message("error", what, failure.why, "", failure.details)
        return EmptyState(
            what,
            self.tr("Start the program again. If it happens again, save a support bundle."),
            [(self.tr("Save a support bundle…"), self.save_support_bundle)],
        )

    @Slot()
    def _build_next(self) -> None:
        missing = [key for key in self._places if key not in self._pages]
        if missing:
            module = self._places[missing[0]].module
            try:
                if module not in sys.modules:
                    # Building comes at the next turn: two short breaks instead of a long one.
                    importlib.import_module(module)
                    return
            except Exception:
                log.warning("%s cannot be imported", module)  # building it says the rest
            self._build(missing[0])
        if len(missing) <= 1:
            self._end_building()

    def _end_building(self) -> None:
        self._build_timer.stop()
        self.pages_built.emit()

    @Slot()
    def _show_states(self) -> None:
        for key, page in self._pages.items():
            state: Any = getattr(page, "state", None)
            value = state() if callable(state) else state
            self.rail.set_state(key, str(value or "empty"))

    def _remember_page(self, key: str) -> None:
        project = self.session.project
        if project is None:
            return
        pages = dict(self.session.settings.value("window.pages", {}))
        pages[str(project.folder)] = key
        self.session.settings.set("window.pages", pages)

    # Opening

    def open_demo(self) -> None:
        """Open the demo project and load its model."""
        if self.session.open_demo() and self.current_page() == START:
            self.show_page("model")

    def ask_project(self) -> None:
        """Let the user choose a project folder, and open it."""
        folder = self._ask_folder(self.tr("Open a project"), "project")
        if folder is not None:
            self.session.open_project(folder)

    @Slot(object)
    def open_project(self, folder: Path | None) -> None:
        """Open a project, or ask which."""
        if folder is None:
            self.ask_project()
        else:
            self.session.open_project(folder)

    def ask_new_project(self) -> None:
        """Let the user name a new project folder, and make the project there."""
        start = self.session.settings.projects_folder
        try:
            start.mkdir(parents=True, exist_ok=True)
        except OSError:
            start = Path.home()
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("New project"),
            str(start / self.tr("project")),
            options=QFileDialog.Option.ShowDirsOnly,
        )
        if name:
            self.session.new_project(Path(name))

    def ask_model(self) -> None:
        """Let the user choose a model folder, and show it on the Model page."""
        folder = self._ask_folder(self.tr("Open a model folder"), "model")
        if folder is not None:
            self.open_model(folder)

    @Slot(object)
    def open_model(self, folder: Path | None) -> None:
        """Show a model folder on the Model page, or ask which."""
        if folder is None:
            self.ask_model()
            return
        self.show_page("model")
        if not _offer(self.page("model"), [folder]):
            self.say("warning", self.tr("{0} is no model folder.").format(folder))

    def close_project(self) -> None:
        """Close the project and show the start screen."""
        self.session.close_project()

    def show_project_folder(self) -> None:
        """Open the project's folder in the file manager."""
        if self.session.project is not None:
            _show_folder(self.session.project.folder)

    def reopen_last(self) -> bool:
        """Open the project that was open when the program ended; whether there was one."""
        last = self.session.settings.value("last_project", "")
        if last and (Path(last) / _PROJECT_FILE).is_file():
            return self.session.open_project(Path(last))
        return False

    def _ask_folder(self, title: str, kind: str) -> Path | None:
        key = f"window.last_{kind}_folder"
        before = self.session.settings.value(key, str(self.session.settings.projects_folder))
        name = QFileDialog.getExistingDirectory(self, title, before)
        if not name:
            return None
        self.session.settings.set(key, str(Path(name).parent))
        return Path(name)

    # Drag and drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders from anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand what was dropped to whoever can use it."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.route(paths)

    def route(self, paths: Sequence[Path]) -> bool:
        """Open dropped files: a project by the window, all else by the first page that takes it."""
        for path in paths:
            if (path / _PROJECT_FILE).is_file():
                return self.session.open_project(path)
            if path.name == _PROJECT_FILE:
                return self.session.open_project(path.parent)
        likely = "model" if any((path / "config.json").is_file() for path in paths) else "images"
        order = [self.current_page(), likely, "images", "concepts", "model", "export"]
        for key in dict.fromkeys(key for key in order if key in self._places):
            if _offer(self.page(key), list(paths)):
                self.show_page(key)
                return True
        names = ", ".join(path.name for path in paths[:3])
        self.banner.show_message(
            "warning",
            self.tr("Nothing was done with {0}.").format(names),
            fix=self.tr("Drop a model folder, a project folder, pictures, or annotations."),
        )
        return False

    # Jobs

    def toggle_pause(self) -> None:
        """Let the job wait, or go on."""
        if self.session.engine.state in (PAUSING, PAUSED):
            self.session.engine.resume()
        else:
            self.session.engine.pause()

    def last_command(self) -> str:
        """Return the command line of the job that runs or ran last, or ""."""
        return self._last_command

    def copy_command(self) -> None:
        """Put the command line of the last job on the clipboard."""
        if self._last_command:
            QGuiApplication.clipboard().setText(self._last_command)
            self.say("info", self.tr("Command copied: {0}").format(self._last_command))

    def unload_model(self) -> None:
        """Give the model's memory back."""
        self.session.unload_model()

    @Slot(object)
    def _on_started(self, job: Job) -> None:
        if job.command:
            self._last_command = job.command
        self.status.set_job(job)
        self.commands.update_job(self.session.engine.state)
        self.log.add("info", job.title)
        self._show_states()

    @Slot(object)
    def _on_events(self, events: list[Any]) -> None:
        self.status.show_events(events)
        for event in events:
            if isinstance(event, PhaseStarted):
                self.log.add("info", event.title)
            elif isinstance(event, Notice):
                text = " ".join(part for part in (event.text, event.hint) if part)
                self.log.add(event.level, text)

    @Slot(object, object)
    def _on_ended(self, job: Job, event: Finished | Failed) -> None:
        self._show_states()
        self._show_memory()
        self.commands.update_job(self.session.engine.state)
        shown = self.current_page()
        if isinstance(event, Failed) and job.kind == "load" and shown != "model":
            self._on_failed(event)
        if self._close_when_done and not self.session.engine.busy:
            self.close()

    @Slot(str)
    def _on_state(self, state: str) -> None:
        self.status.set_state(state)
        self.commands.update_job(state)
        self._show_states()

    @Slot()
    def _on_prepared(self) -> None:
        if self.status.message():
            self.status.set_message(self.tr("Ready"))

    # What is said

    @Slot(str, str)
    def say(self, level: str, text: str) -> None:
        """Put a line into the log and into the status line."""
        self.log.add(level, text)
        tone = {"warning": "warning", "error": "error", "success": "success"}.get(level, "muted")
        self.status.set_message(text, tone)
        log.log({"warning": 30, "error": 40}.get(level, 20), "%s", text)

    @Slot(object)
    def _on_failed(self, event: Failed) -> None:
        self.banner.show_message("error", event.what, event.why, event.fix, event.details)
        self.log.add("error", " ".join(part for part in (event.what, event.why) if part))

    @Slot(str, str)
    def _on_caught(self, line: str, text: str) -> None:
        self.banner.show_message(
            "error",
            self.tr("Something went wrong that should not."),
            line,
            self.tr(
                "You can go on. Help → Save a support bundle collects what is needed for help."
            ),
            text,
        )
        self.log.add("error", line)

    def show_crash(self, record: CrashRecord) -> None:
        """Say that the program ended badly the last time."""
        self._crash_record = record
        self.banner.show_message(
            "warning",
            self.tr("The program met an unexpected error the last time."),
            self.tr("What was saved before is kept. The record is {0}.").format(record.path.name),
            "",
            record.text,
        )
        self.banner.add_action("crash.open", self.tr("Open"), self._open_crash)
        self.banner.add_action("crash.copy", self.tr("Copy"), self._copy_crash)

    def _open_crash(self) -> None:
        if self._crash_record is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._crash_record.path)))

    def _copy_crash(self) -> None:
        if self._crash_record is not None:
            QGuiApplication.clipboard().setText(self._crash_record.text)
            self.say("info", self.tr("Crash record copied"))

    # View

    def palette_open(self) -> None:
        """Open the command palette."""
        self._palette.open()

    def toggle_log(self, shown: bool) -> None:
        """Show or hide the log."""
        self.log.setVisible(shown)
        if shown:
            self.log.show_end()

    def toggle_full_screen(self, full: bool) -> None:
        """Fill the screen, or go back."""
        self.showFullScreen() if full else self.showNormal()

    def theme_action(self) -> None:
        """Show the theme that the triggered action stands for."""
        action = self.sender()
        if isinstance(action, QAction):
            self.session.settings.set("theme", action.data())

    def show_settings(self) -> None:
        """Show the settings."""
        from sare_desktop.shell.settings_dialog import SettingsDialog

        self._show_dialog("settings", lambda: SettingsDialog(self.session, self))

    def show_about(self) -> None:
        """Show the about box."""
        self._show_dialog("about", lambda: AboutDialog(self))

    def show_shortcuts(self) -> None:
        """List all keys."""
        self._show_dialog("shortcuts", lambda: ShortcutsDialog(self.commands.shortcuts(), self))

    def show_log_folder(self) -> None:
        """Open the folder of the log files."""
        _show_folder(self.session.settings.log_folder)

    def save_support_bundle(self) -> None:
        """Ask where, and write the support bundle there."""
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save a support bundle"),
            str(Path.home() / "sare-desktop-support.zip"),
            self.tr("Zip files (*.zip)"),
        )
        if name:
            self.write_support_bundle(Path(name))

    def write_support_bundle(self, path: Path) -> None:
        """Write the support bundle and say what is in it."""
        try:
            names = write_support_bundle(path, self.session.settings, self.session.project)
        except OSError as error:
            self.banner.show_message(
                "error",
                self.tr("The support bundle was not written."),
                str(error),
                self.tr("Choose another folder."),
            )
            return
        self.banner.show_message(
            "success",
            self.tr("The support bundle was saved as {0}.").format(path.name),
            self.tr("It holds {0}; personal paths are replaced.").format(", ".join(names)),
        )

    def _show_dialog(self, name: str, make: Callable[[], QDialog]) -> None:
        """Show a dialog, or bring it to the front if it is there."""
        for shown in self.findChildren(QDialog, name):
            if shown.isVisible():
                shown.raise_()
                shown.activateWindow()
                return
        dialog = make()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def _close_log(self) -> None:
        self.commands.action("log").setChecked(False)
        self.log.hide()

    @Slot()
    def _follow_theme(self) -> None:
        self.commands.action(f"theme.{theme.scheme()}").setChecked(True)

    @Slot(str)
    def _on_setting(self, key: str) -> None:
        if key == "theme":
            app = QApplication.instance()
            chosen = self.session.settings.value("theme", "system")
            if isinstance(app, QApplication) and chosen != theme.scheme():
                theme.apply(app, chosen)
        elif key in ("recent_models", "recent_projects"):
            settings = self.session.settings
            self._start.set_recent(settings.recent_projects(), settings.recent_models())
            self.commands.update_project()

    @Slot()
    def _on_project(self) -> None:
        project = self.session.project
        self.commands.update_project()
        self.banner.clear()
        self._show_states()
        if project is None:
            self.setWindowTitle(APP_NAME)
            self.show_start()
            return
        self.setWindowTitle(f"{project.folder.name} — {APP_NAME}")
        pages = self.session.settings.value("window.pages", {})
        self.show_page(pages.get(str(project.folder), "model"))

    @Slot()
    def _on_model(self) -> None:
        model = self.session.model
        if model is None or self.session.model_config is None:
            self.status.set_device(self.tr("No model loaded"))
        else:
            name = display_name(self.session.model_config.model)
            self.status.set_device(self.tr("{0} on {1}").format(name, model.get("device", "?")))
        self.commands.update_job(self.session.engine.state)
        self._show_states()
        self._show_memory()

    @Slot()
    def _show_memory(self) -> None:
        model = self.session.model
        # Asking a GPU before a model is on it would start its driver on the window's thread.
        self.status.memory.set_use(memory_use(str(model.get("device", "cpu")) if model else "cpu"))

    # Showing and closing

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to follow the memory, and to build pages while nothing happens."""
        super().showEvent(event)
        if self._closed:
            return
        self._show_memory()
        self._memory_timer.start()
        if self._build_ahead and len(self._pages) < len(self._places):
            self._build_timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing while nobody looks."""
        self._memory_timer.stop()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what becomes of a running job; then end everything that was started."""
        engine = self.session.engine
        if self._closed:
            event.accept()
            return
        if engine.job is not None and not self._may_close(engine.job):
            event.ignore()
            return
        self._closed = True
        self._memory_timer.stop()
        self._build_timer.stop()
        self._save_geometry()
        self.hide()
        if not self.session.close():
            log.warning("the engine did not end in time")
        event.accept()

    def ask_close(self, job: Job) -> CloseAnswer:
        """Ask what becomes of a running job."""
        dialog = CloseDialog(job, self)
        dialog.exec()
        answer = dialog.answer
        dialog.deleteLater()
        return answer

    def _may_close(self, job: Job) -> bool:
        """Return whether the window may close at once; else it closes when the job has ended."""
        if self._close_when_done:
            return False
        answer = self.ask_close(job)
        if not self.session.engine.busy:  # it ended while the question was open
            return answer is not CloseAnswer.CANCEL
        if answer is CloseAnswer.CANCEL:
            return False
        self._close_when_done = True
        if answer is CloseAnswer.STOP:
            self.session.engine.stop()
            self.status.set_message(self.tr("Closing when the job has stopped…"))
        else:
            self.showMinimized()
        return False

    def _save_geometry(self) -> None:
        store = self.session.settings.geometry()
        store.setValue("geometry", self.saveGeometry())
        store.setValue("splitter", self._splitter.saveState())
        store.setValue("log", self.commands.action("log").isChecked())
        store.sync()

    def _restore_geometry(self) -> None:
        store = self.session.settings.geometry()
        geometry, splitter = store.value("geometry"), store.value("splitter")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(1280, 800)
            screen = self.screen()
            if screen is not None:
                free = screen.availableGeometry()
                self.resize(min(1280, free.width()), min(800, free.height()))
        if isinstance(splitter, QByteArray):
            self._splitter.restoreState(splitter)
        if store.value("log", False, type=bool):
            self.commands.action("log").setChecked(True)
            self.log.show()


def _offer(page: QWidget, paths: list[Path]) -> bool:
    """Ask a page whether it can use some paths."""
    accept: Any = getattr(page, "accept_drop", None)
    return bool(accept is not None and accept(paths))


def _show_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
