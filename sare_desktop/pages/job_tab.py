"""What tabs that start a job share: its settings above the button that starts it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_thread import Job
from sare_desktop.project_forms import GIVEN, KeptForm
from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.primitives.amounts import short_name
from sare_desktop.widgets.primitives.small_parts import SetupArea, make_button, make_label, say
from sare_engine import Config

_NAME_LETTERS = 24
"""Letters of a run's name on a button; a longer name is cut in its middle."""


class JobTab(QWidget):
    """The settings of one job; controls are named `<page>.<name>.start`, `.copy`, `.reason`.

    Attributes:
        page: key of the page.
        name: name of the tab, unique on its page.
        refused: emitted with the reason when the job cannot be started.
        rejected: the job was not started; the form shows what is wrong.
        submitted: emitted with the job to start.
        form: the settings.
        button: starts the job.
    """

    page = "robustness"
    name = ""
    refused = Signal(str)
    rejected = Signal()
    submitted = Signal(object)

    def __init__(
        self,
        session: Session,
        kind: type[Config],
        hidden: Sequence[str],
        words: str,
        tip: str,
        copy: Callable[..., None],
        parent: QWidget | None = None,
    ) -> None:
        """Make form and buttons; `_lay_out` puts them in place.

        Args:
            session: whose project.
            kind: the settings of the job.
            hidden: settings that the form leaves out, besides those of every job of a project.
            words: what the button that starts the job says while nothing is checked.
            tip: what it does.
            copy: copies the command lines of jobs.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._copy = copy
        self._start_words = words
        self.form: ConfigForm[Any] = ConfigForm(kind, hidden=(*GIVEN, *hidden), undo=session.undo)
        KeptForm(session, self.form, f"{self.page}.{self.name}.form")
        self.button = make_button(words, f"{self.page}.{self.name}.start", tip, self.start)
        theme.primary(self.button)
        self._tip = tip
        self.form.changed.connect(self._name_checked)
        self._copying = make_button(
            self.tr("Copy the command"),
            f"{self.page}.{self.name}.copy",
            self.tr("Copy the command line that does the same without a window"),
            self._copy_command,
        )
        self._reason = make_label("", None, f"{self.page}.{self.name}.reason")
        theme.tone(self._reason, "warning")

    def _lay_out(self, *widgets: QWidget) -> None:
        """Show widgets, which scroll, above the buttons, which stay."""
        inside = QWidget()
        inside.setProperty("page", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.SPACE.M, theme.SPACE.M, theme.SPACE.M, theme.SPACE.M)
        column.setSpacing(theme.SPACE.M)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE.S)
        buttons.addWidget(self.button, 1)
        buttons.addWidget(self._copying)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.SPACE.M, 0, theme.SPACE.M, 0)
        foot.setSpacing(theme.SPACE.XS)
        foot.addWidget(self._reason)
        foot.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.SPACE.S)
        layout.addWidget(SetupArea(inside), 1)
        layout.addLayout(foot)

    # What the tabs differ in

    @abstractmethod
    def configs(self) -> Sequence[Any]:
        """Return what is to be done, [] after showing what is wrong; a project is open."""

    @abstractmethod
    def _job(self, configs: Sequence[Any]) -> Job:
        """Return the job."""

    def why_not(self) -> str:
        """Return why the job cannot be started, or ""."""
        if self._session.project is None:
            return self.tr("Open a project first.")
        return ""

    def words(self) -> str:
        """Return what the button says: what is done to what is checked; "" if nothing is."""
        return ""

    # Starting

    def _name_checked(self) -> None:
        """Let the button name what it is about."""
        say(self.button, self.words() or self._start_words, self._tip)

    @staticmethod
    def _short(run: str) -> str:
        return short_name(run, _NAME_LETTERS)

    def start(self) -> None:
        """Submit the job, or say why not."""
        reason = self.why_not()
        if reason:
            self.refused.emit(reason)
            return
        configs = self.configs()
        if configs:
            self.submitted.emit(self._job(configs))
        else:
            self.rejected.emit()

    def _copy_command(self) -> None:
        configs = self.configs()
        if configs:
            self._copy(*configs)

    def refresh(self, *, waiting: bool) -> None:
        """Follow the project and the engine.

        Args:
            waiting: whether one waits for the model to be unloaded.
        """
        reason = self.why_not()
        self.button.setEnabled(not reason and not waiting)
        self._name_checked()
        self._copying.setEnabled(self._session.project is not None)
        self._reason.setText(reason or self._session.waits_for())
        self._reason.setVisible(bool(self._reason.text()))
        theme.tone(self._reason, "warning" if reason else "")
