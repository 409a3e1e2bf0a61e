"""The window: it puts its parts together and connects them; each part does its own work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QChildEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import APP_NAME, theme
from sare_desktop.crash import CrashLog, log
from sare_desktop.engine_thread import Job
from sare_desktop.pages.page import Page
from sare_desktop.project_watch import ProjectWatch
from sare_desktop.session import PAGES, STEPS, Session
from sare_desktop.shell.closing import Closing
from sare_desktop.shell.commands import Commands
from sare_desktop.shell.drops import describe_drop, route_drop
from sare_desktop.shell.edit_menu import EditMenu
from sare_desktop.shell.file_menu import FileMenu
from sare_desktop.shell.help_menu import HelpMenu
from sare_desktop.shell.job_menu import JobMenu
from sare_desktop.shell.log_drawer import LogDrawer
from sare_desktop.shell.navigation import PAGE_PLACES, Navigation, PagePlace, page_title
from sare_desktop.shell.notices import Notices, TopBanner
from sare_desktop.shell.other_windows import OtherWindows
from sare_desktop.shell.queue_drawer import QueueDrawer
from sare_desktop.shell.rail import Rail, RailArea
from sare_desktop.shell.start_screen import StartScreen
from sare_desktop.shell.status_line import StatusLine
from sare_desktop.shell.steps_menu import StepsMenu
from sare_desktop.shell.tray import Tray
from sare_desktop.shell.view_menu import ViewMenu
from sare_desktop.shell.window_place import restore_place, save_place
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.drop_guard import DropGuard
from sare_desktop.widgets.primitives.drop_hint import DropHint
from sare_desktop.widgets.primitives.dropped_paths import accept_as_copy, dropped_paths
from sare_engine import Failed, Finished, describe_failure, memory_use

_MEMORY_MS = 2000


class MainWindow(QMainWindow):
    """The window of one session.

    Attributes:
        pages_built: every page is built.
        session: what the pages share.
        navigation: the pages.
        commands: every action.
        files: the File menu: projects, models, demo.
        help: the Help menu: support bundle.
        notices: messages.
        closing: the question about a running job.
        watch: shows what other programs change in the project.
        others: offers the window that has a project open already.
        tray: the icon in the notification area.
        banner, rail, stack, queue, log, status: the parts that are seen.
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
        """Make the window; pages are built when they are shown, or when there is time.

        Args:
            session: what the pages share.
            places: key → where the page's class is.
            crash_log: reports uncaught exceptions, for the window to show them.
            build_ahead: whether pages are built one after another while nothing happens.
        """
        super().__init__()
        self.session = session
        self._crash_log = crash_log
        self._build_ahead = build_ahead
        self._closed = False
        self.setObjectName("main_window")
        self.setWindowTitle(APP_NAME)
        self.setWindowIcon(theme.app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(600, 330)  # Half of a small screen, for one at 200 %.
        self._make_parts()
        self._lay_out()
        self.navigation = Navigation(session, self.stack, self.rail, self._start, places)
        self.notices = Notices(self.banner, self.log, self.status)
        self.tray = Tray(session, self)
        self.closing = Closing(session, self, self.tray)
        self.watch = ProjectWatch(session, self)
        self.others = OtherWindows(session, self.banner, self)
        self.watch.looked.connect(self.others.look)
        self._make_menus()
        self._connect()
        self._dressed = (
            *(self.menuBar(), self._rail_area, self.banner, self.queue, self.log, self.status),
            *(self._splitter.handle(1), self._splitter.handle(2)),
        )
        for part in self._dressed:
            theme.dress(part)
        if restore_place(session.settings.geometry(), self, self._splitter):
            self._view.restore_log()
        self._show_recent()
        self.navigation.show_start()
        if session.settings.notice:
            self.banner.show_message("warning", session.settings.notice)

    # Building

    def _make_parts(self) -> None:
        self.rail = Rail(
            [(key, page_title(key)) for key in STEPS],
            [(key, page_title(key)) for key in PAGES if key not in STEPS],
        )
        self._rail_area = RailArea(self.rail)
        self.banner = TopBanner()
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.drop_hint = DropHint(self.stack, "window.drop_hint")
        self._drop_guard = DropGuard(self)
        # Dialogs have the focus before anything can be dropped on them.
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._drop_guard.watch)
        self._start = StartScreen()
        self.log = LogDrawer()
        self.log.hide()
        self.queue = QueueDrawer(self.session)
        self.queue.hide()
        self.status = StatusLine()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setObjectName("window.splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.stack)
        self._splitter.addWidget(self.queue)
        self._splitter.addWidget(self.log)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([500, 160, 180])
        self._memory_timer = QTimer(self)
        self._memory_timer.setInterval(_MEMORY_MS)
        self._memory_timer.timeout.connect(self._show_memory)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        middle = QHBoxLayout()
        whole = QVBoxLayout()
        for layout in (right, middle, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        right.addLayout(self.banner.box)
        right.addWidget(self._splitter, 1)
        middle.addWidget(self._rail_area)
        middle.addLayout(right, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        central = QWidget()
        central.setLayout(whole)
        self.setCentralWidget(central)

    def _make_menus(self) -> None:
        session = self.session
        self.commands = Commands(self.menuBar(), self)
        self.files = FileMenu(self.commands, session, self.navigation, self)
        self._edit = EditMenu(self.commands, session, self)
        self._job = JobMenu(self.commands, session, self.queue, self)
        self._steps = StepsMenu(self.commands, self.navigation)
        self._view = ViewMenu(self.commands, session.settings, self.log, self)
        self.help = HelpMenu(self.commands, session, self.navigation, self.banner, self)

    def _connect(self) -> None:
        session, engine = self.session, self.session.engine
        self._start.demo_chosen.connect(self.files.open_demo)
        self._start.model_chosen.connect(self.files.open_model)
        self._start.load_chosen.connect(self.files.load_model)
        self._start.project_chosen.connect(self.files.open_project)
        self._start.new_chosen.connect(self.files.ask_new_project)
        self.status.pause_clicked.connect(self._job.toggle_pause)
        self.status.stop_clicked.connect(self._job.stop)
        self.status.model_clicked.connect(self._show_model)
        self.status.checkpoint_clicked.connect(engine.checkpoint)
        self.status.queue_clicked.connect(self.commands.action("queue").trigger)
        self.tray.open_wanted.connect(self.come_forward)
        self.tray.quit_wanted.connect(self._quit)
        session.queue.changed.connect(self._queue_changed)
        session.queue.added.connect(self._job.show_queue)
        session.queue.waiting_before.connect(self._offer_queue)
        engine.started.connect(self._job_started)
        engine.events.connect(self._show_events)
        engine.ended.connect(self._job_ended)
        engine.state_changed.connect(self.status.set_state)
        engine.prepared.connect(self._engine_prepared)
        self.navigation.all_built.connect(self.pages_built)
        self.navigation.build_failed.connect(self._page_failed)
        self.navigation.bundle_wanted.connect(self.help.save_support_bundle)
        session.notified.connect(self.notices.say)
        for acted in (session.undo.indexChanged, engine.started):
            acted.connect(self.status.forget_error)
        session.failed.connect(self.notices.show_failure)
        session.project_changed.connect(self._project_changed)
        session.model_changed.connect(self._model_changed)
        session.settings.changed.connect(self._setting_changed)
        if self._crash_log is not None:
            self._crash_log.caught.connect(self.notices.show_uncaught)

    # Pages

    def page(self, key: str) -> Page:
        """Return a page; see `Navigation.page`."""
        return self.navigation.page(key)

    def current_page(self) -> str:
        """Return the key of the page shown, `START` for the start screen."""
        return self.navigation.current()

    def show_page(self, key: str) -> None:
        """Show a page, or the start screen."""
        self.navigation.show_page(key)

    @Slot(str, str, object)
    def _page_failed(self, key: str, what: str, error: Exception) -> None:
        if self._crash_log is not None:
            self._crash_log.write(error, f"page {key}")
        failure = describe_failure(error)
        self.banner.show_message("error", what, failure.why, "", failure.details)

    # Following the session

    @Slot(object)
    def _job_started(self, job: Job) -> None:
        self.status.set_job(job)
        self.log.add("info", job.title)

    @Slot(object)
    def _show_events(self, events: list[Any]) -> None:
        self.status.show_events(events)
        self.notices.log_events(events)

    @Slot(object, object)
    def _job_ended(self, job: Job, event: Finished | Failed) -> None:
        self._show_memory()
        if isinstance(event, Failed) and job.kind == "load" and self.current_page() != "model":
            self.notices.show_failure(event)

    @Slot()
    def _engine_prepared(self) -> None:
        if self.status.message():
            self.status.set_message(self.tr("Ready"))

    @Slot()
    def _project_changed(self) -> None:
        project = self.session.project
        self.banner.clear()
        self.navigation.show_states()
        if project is None:
            self.setWindowTitle(APP_NAME)
            self.navigation.show_start()
        else:
            self.setWindowTitle(f"{project.folder.name} — {APP_NAME}")
            self.navigation.show_last()

    @Slot()
    def _show_model(self) -> None:
        self.show_page("model")

    @Slot()
    def _model_changed(self) -> None:
        self.status.set_model(*self.session.loaded_words())
        self.navigation.show_states()
        self._show_memory()

    @Slot(str)
    def _setting_changed(self, key: str) -> None:
        if key in ("recent_models", "recent_projects"):
            self._show_recent()

    def _show_recent(self) -> None:
        settings = self.session.settings
        self._start.set_recent(settings.recent_projects(), settings.recent_loads())

    @Slot()
    def _show_memory(self) -> None:
        model = self.session.model
        # Asking a GPU before a model is on it would start its driver on the window's thread.
        device = str(model.get("device", "cpu")) if model else "cpu"
        if model and model.get("layers"):
            device = "spread"
        self.status.memory.set_use(memory_use(device))

    # The queue, and a window that is hidden

    @Slot()
    def _queue_changed(self) -> None:
        self.status.set_waiting(len(self.session.queue.pending))

    @Slot(int)
    def _offer_queue(self, waiting: int) -> None:
        """Offer the jobs that waited when the program ended last."""
        self.banner.show_message(
            "info",
            plural(
                waiting,
                self.tr("1 job waits in the queue from before."),
                self.tr("{0} jobs wait in the queue from before."),
            ),
        )
        self.banner.add_action("queue.offer.show", self.tr("Show the queue"), self._show_queue)

    def _show_queue(self) -> None:
        self.banner.clear()
        self._job.show_queue()

    @Slot()
    def come_forward(self) -> None:
        """Show the window in front of others, also if it was hidden."""
        self.others.come_forward()

    @Slot()
    def _quit(self) -> None:
        self.come_forward()
        self.close()

    def answer_start(self, request: Mapping[str, Any]) -> bool:
        """Answer a second start of the program; return False if it needs a window of its own.

        Args:
            request: the `folder` that it was asked to open, or None, and whether the `demo`.
        """
        folder, project = request.get("folder"), self.session.project
        if folder is None and not request.get("demo"):
            self.come_forward()
            return True
        here = project is not None and folder is not None and Path(folder) == project.folder
        if not here and not self.tray.hidden:
            return False
        if not here and self.session.engine.busy:
            return False  # What runs may belong to the project that is open.
        self.come_forward()
        if request.get("demo"):
            self.files.open_demo()
        elif not here:
            self.open_paths([Path(str(folder))])
        return True

    # Qt and the command line

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open files and folders as if they were dropped, or say that nothing can use them."""
        if not route_drop(paths, self.session, self.navigation):
            self.banner.show_message(
                "warning",
                self.tr("Nothing was done with {0}.").format(
                    ", ".join(path.name for path in paths[:3])
                ),
                fix=self.tr("Drop a model folder, a project folder, images, or annotations."),
            )

    def childEvent(self, event: QChildEvent) -> None:
        """Let dialogs and the palette follow a change of the theme."""
        super().childEvent(event)
        child = event.child()
        if (
            event.polished()
            and isinstance(child, QWidget)
            and child is not self.centralWidget()
            and child.windowType() != Qt.WindowType.ToolTip
        ):
            theme.dress(child)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders from anywhere, and show where they land."""
        if accept_as_copy(event):
            self.drop_hint.show_text(describe_drop(dropped_paths(event.mimeData())))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before the drag."""
        self.drop_hint.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open dropped files and folders."""
        self.drop_hint.hide()
        if accept_as_copy(event):
            self.open_paths(dropped_paths(event.mimeData()))

    def showEvent(self, event: QShowEvent) -> None:
        """Start to follow the memory, and to build pages while nothing happens."""
        super().showEvent(event)
        if self._closed:
            return
        self._drop_guard.watch(self.windowHandle())
        self._show_memory()
        self._memory_timer.start()
        self.session.queue.watch()
        if self.tray.hidden:
            self.tray.give_window_back()
        if self._build_ahead:
            self.navigation.build_ahead()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop following the memory while the window is hidden."""
        self._memory_timer.stop()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what happens to a running job; then end everything that was started."""
        if self._closed:
            event.accept()
            return
        if not self.closing.may_close():
            event.ignore()
            return
        self._closed = True
        self._memory_timer.stop()
        self.navigation.stop_building()
        store = self.session.settings.geometry()
        save_place(store, self, self._splitter, self._view.log_shown())
        self.hide()
        if not self.session.close():
            log.warning("the engine did not end in time")
        event.accept()
