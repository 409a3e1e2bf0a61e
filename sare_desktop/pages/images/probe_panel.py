"""The settings of a test, and the jobs that they start."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_thread import Job
from sare_desktop.pages.images.nouns_dialog import NounsDialog
from sare_desktop.project_forms import KeptForm, given_settings, settings_of_last_test
from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import (
    EVIDENCE_SOURCES,
    SERVER_KEY,
    Config,
    Event,
    ProbeConfig,
    SamplingConfig,
    ServerConfig,
    command_of,
    settings_of,
)

if TYPE_CHECKING:
    from sare_engine import Control, ModelSlot

KIND = "probe"
"""Kind of the jobs that test images."""

_FIRST = ("prompt", "max_new_tokens", "batch_size", "vocabulary")
"""Settings above those of the sources of evidence."""

_LEAST_HEIGHT_IN_LINES = 12


def _of(config_type: type[Config]) -> tuple[str, ...]:
    """Return the settings of a part of a test, the main one first."""
    return tuple(one.name for one in settings_of(config_type))


class ProbePanel(QScrollArea):
    """The form, the button for missing objects, and the one that copies the command.

    Attributes:
        closed: the user wants to see the picture again instead.
        model_missing: a test was asked for, but no model is loaded.
        rejected: a test was asked for, but the form shows what is wrong with its values.
        vocabulary_written: emitted with the file and the number of words that were added to it.
    """

    closed = Signal()
    model_missing = Signal()
    rejected = Signal()
    vocabulary_written = Signal(Path, int)

    def __init__(
        self, session: Session, copy: Callable[[Config], None], parent: QWidget | None = None
    ) -> None:
        """Show the settings of the last test of the project.

        Args:
            session: whose project and model.
            copy: copies the command line of a job.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._copy = copy
        self.nouns: NounsDialog | None = None
        # Both detectors share the setting of their folders.
        of_sources = dict.fromkeys(
            name for source in EVIDENCE_SOURCES.values() for name in source.uses
        )
        self.form: ConfigForm[ProbeConfig] = ConfigForm(
            ProbeConfig,
            only=(*_FIRST, *_of(SamplingConfig), *of_sources, "rule", *_of(ServerConfig)),
            undo=session.undo,
        )
        self.form.changed.connect(self._show_key)
        KeptForm(session, self.form, "images.test", settings_of_last_test)
        self.nouns_button = make_button(
            self.tr("Find missing objects …"),
            "images.nouns",
            self.tr("List nouns in the captions that the vocabulary lacks, and add some to it"),
            self.open_nouns,
        )
        copy_button = make_button(
            self.tr("Copy the command"),
            "images.copy_command",
            self.tr("Copy the command line that tests the images without this window"),
            self.copy_command,
        )
        row = QHBoxLayout()
        row.addWidget(self.nouns_button)
        row.addStretch(1)
        row.addWidget(copy_button)
        panel = self._panel = QFrame()
        panel.setObjectName("images.settings.panel")
        theme.card(panel)
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(theme.SPACE.L, theme.SPACE.M, theme.SPACE.L, theme.SPACE.M)
        head = QHBoxLayout()
        head.addWidget(make_label(self.tr("Settings of the test"), "heading"), 1)
        close_button = make_button(
            self.tr("Close"),
            "images.settings.close",
            self.tr("Close the settings; they are kept"),
            self.closed.emit,
        )
        theme.quiet(close_button)
        head.addWidget(close_button)
        inner.addLayout(head)
        inner.addWidget(self.form)
        inner.addLayout(row)
        inner.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(panel)
        self.setMinimumHeight(self.fontMetrics().height() * _LEAST_HEIGHT_IN_LINES)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)

    def minimumSizeHint(self) -> QSize:
        """As wide as the form with the bar beside it, but no more than half of the window."""
        wanted = self._panel.minimumSizeHint().width() + self.verticalScrollBar().width()
        return QSize(min(wanted, self.window().width() // 2), super().minimumSizeHint().height())

    @Slot()
    def _show_key(self) -> None:
        """Say below the address whether the server gets a key, which is never shown or saved."""
        if not self.form.values().get("server"):
            text = ""
        elif os.environ.get(SERVER_KEY, "").strip():
            text = self.tr("Key: from the environment ({0})").format(SERVER_KEY)
        else:
            text = self.tr(
                "Key: not set. If the server needs one, set {0} and start this program again."
            ).format(SERVER_KEY)
        self.form.set_note("server", text)

    @property
    def vocabulary(self) -> Path | None:
        """The vocabulary that is chosen, None for the one of the program."""
        chosen: Path | None = self.form.values().get("vocabulary")
        return chosen

    @Slot()
    def test(self) -> None:
        """Caption the images that have no caption yet, and judge every mention."""
        config = self._config()
        if config is None:
            return

        def work(slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import probe

            return probe(config, model=slot.model, control=control)

        job = Job(
            KIND,
            self.tr("Testing images"),
            work,
            command=command_of(config),
            configs=(config,),
        )
        self._session.start(job)

    @Slot()
    def copy_command(self) -> None:
        """Copy the command line that tests the images without a window."""
        config = self._config()
        if config is not None:
            self._copy(config)

    def _config(self) -> ProbeConfig | None:
        project, model = self._session.project, self._session.model_config
        if project is None:
            return None
        if model is None and self._session.engine.busy:
            model = self._session.held_config  # A job of the queue has unloaded it.
        if model is not None:
            config = self.form.config(project=project.folder, **dataclasses.asdict(model))
        elif self.form.values().get("server"):
            config = self._without_model(given_settings(self._session))
        else:
            self.model_missing.emit()
            return None
        if config is None:
            self.rejected.emit()
        return config

    def _without_model(self, given: dict[str, Any]) -> ProbeConfig | None:
        """Return the settings of a test by a server alone, or show what is wrong with them."""
        config = self.form.config(**given)
        if config is not None:
            problems = [two for one in EVIDENCE_SOURCES.values() for two in one.problems(config)]
            self.form.show_problems(problems)
            if problems:
                return None
        return config

    @Slot()
    def open_nouns(self) -> None:
        """Open the dialog that lists the nouns that the vocabulary lacks."""
        if self.nouns is None:
            self.nouns = NounsDialog(self._session, self._use_vocabulary, self)
        self.nouns.open()

    def _use_vocabulary(self, path: Path, words: int) -> None:
        self.form.set_values({"vocabulary": path})
        self.vocabulary_written.emit(path, words)
