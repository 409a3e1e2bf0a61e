"""What dialogs share that ask the engine about the project and show the answer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.answer_job import as_job
from sare_desktop.engine_thread import Job
from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm, copy_command
from sare_desktop.widgets.primitives.banner import Banner
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import Config, Failed, Finished, command_of


class ProjectTool(QDialog):
    """A few settings, a button that starts the job, and the answer below; not modal.

    Controls are named `<name>.start`, `<name>.copy` and `<name>.close`.

    Args:
        session: whose project.
        name: first part of the object names, and the kind of the job.
        title: title of the dialog and of the job.
        text: what the dialog is for.
        form: the settings.
        start: label of the button that starts the job.
        tip: tooltip of that button.
        parent: the owner.
    """

    def __init__(
        self,
        session: Session,
        name: str,
        title: str,
        text: str,
        form: ConfigForm[Any],
        start: str,
        tip: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._name = name
        self._title = title
        self._form = form
        self._job: Job | None = None
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.banner = Banner()
        self.start_button = make_button(start, f"{name}.start", tip, self.begin)
        theme.primary(self.start_button)
        copy = make_button(
            self.tr("Copy the command"),
            f"{name}.copy",
            self.tr("Copy the command line that does the same without a window"),
            self._copy,
        )
        close = make_button(
            self.tr("Close"), f"{name}.close", self.tr("Close; nothing is lost"), self.close
        )
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.L)
        page.setSpacing(theme.SPACE.M)
        page.addWidget(make_label(title, "title"))
        page.addWidget(make_label(text, "muted"))
        page.addWidget(form)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(self.start_button)
        row.addWidget(copy)
        row.addStretch(1)
        page.addLayout(row)
        page.addWidget(self.banner)
        self._add_answer(page)
        self._feet = QHBoxLayout()
        self._feet.setSpacing(theme.SPACE.S)
        self._feet.addStretch(1)
        for button in self._answer_buttons():
            self._feet.addWidget(button)
        self._feet.addWidget(close)
        page.addLayout(self._feet)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 104)
        session.project_changed.connect(self._on_project)
        session.engine.ended.connect(self._on_ended)
        session.engine.state_changed.connect(self.refresh)
        self._forget()
        self.refresh()

    def open(self) -> None:
        """Open next to the window, which stays usable."""
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.show()
        self.raise_()
        self.activateWindow()
        self.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def begin(self) -> None:
        """Ask the engine, with the settings in the form."""
        config = self._config()
        if config is not None:
            self._ask(config, self._show_answer)

    @Slot()
    def refresh(self) -> None:
        """Enable the buttons while the engine is free."""
        free = self._session.project is not None and self._session.engine.job is None
        self.start_button.setEnabled(free)
        for button in self._answer_buttons():
            button.setEnabled(free and self._has_answer())

    # What the dialogs differ in

    @abstractmethod
    def _add_answer(self, page: QVBoxLayout) -> None:
        """Add the widgets that show the answer."""

    @abstractmethod
    def _answer_buttons(self) -> Sequence[QWidget]:
        """Return the buttons that use the answer."""

    @abstractmethod
    def _has_answer(self) -> bool:
        """Whether there is an answer to use."""

    @abstractmethod
    def _forget(self) -> None:
        """Remove the answer."""

    @abstractmethod
    def _show_answer(self, answer: dict[str, Any]) -> None:
        """Show the answer of the engine."""

    @abstractmethod
    def _call(self, config: Any) -> dict[str, Any]:
        """Ask the engine; runs in the engine's thread."""

    # Asking

    def _config(self, **more: Any) -> Any:
        project = self._session.project
        if project is None:
            return None
        shown = project.shown_set()
        more["captions_of"] = shown.name if shown and shown != project.base_set() else ""
        return self._form.config(project=project.folder, **more)

    def _ask(self, config: Config, done: Callable[[dict[str, Any]], None]) -> None:
        self.banner.clear()
        work = as_job(self._name, self._title, lambda: self._call(config))
        job = Job(self._name, self._title, work, command=command_of(config), pausable=False)
        self._done = done
        self._job = job
        if not self._session.start(job):
            self._job = None

    @Slot()
    def _copy(self) -> None:
        config = self._config()
        if config is not None:
            copy_command(config)
            self._session.notified.emit("info", self.tr("The command was copied."))

    @Slot()
    def _on_project(self) -> None:
        self._job = None
        self.banner.clear()
        self._forget()
        self.refresh()

    @Slot(object, object)
    def _on_ended(self, job: Job, event: Finished | Failed) -> None:
        if job is not self._job:
            return
        self._job = None
        if isinstance(event, Failed):
            self.banner.show_message("error", event.what, event.why, event.fix, event.details)
        elif event.status == "done":
            self._done(dict(event.result))
        self.refresh()
        # The layout must have the answer before its height is known.
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        """Make room for the answer; text that wraps would be cut off otherwise."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            needed = layout.totalMinimumHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), needed))
