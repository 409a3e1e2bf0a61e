"""What the pages show of a project, read at once and outside the window's thread."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sare_desktop.aside import Aside
from sare_desktop.item_models.caption_sets import read_sets
from sare_desktop.item_models.tested_images import ProjectRows, TestedImage
from sare_engine import Decision, Mention

if TYPE_CHECKING:
    from sare_desktop.session import Session
    from sare_engine import Failed

_RELOAD_PAUSE = 2.0
"""Seconds between two readings while a job adds rows; longer where reading itself takes long."""


def read_rows(folder: Path) -> ProjectRows:
    """Read a project's images with the captions that are shown: those of one set, never a mix.

    Args:
        folder: the project's folder.

    Raises:
        EngineError: the project cannot be read.
    """
    from sare_engine import Project

    begun = time.perf_counter()
    # A connection of its own: the window's stays free for the clicks of the user.
    with contextlib.closing(Project.open(folder)) as project:
        shown = project.shown_set()
        rows = ProjectRows([TestedImage(row) for row in project.each_image()], shown)
        rows.sets = read_sets(project)
        if shown is not None:
            mentions = project.mentions_of_set(shown.id)
            current, found = next(mentions, (None, []))
            for caption in project.each_caption(shown.id, with_tokens=False):
                own: list[Mention] = []
                if caption.id == current:
                    own = found
                    current, found = next(mentions, (None, []))
                rows.add_caption(caption.image_id, caption.id, caption.text, own)
                if caption.degenerate:
                    rows.by_id[caption.image_id].degenerate = True
    rows.seconds = time.perf_counter() - begun
    return rows


class ProjectReader(QObject):
    """The rows of the session's project, kept up to date for all pages that show them."""

    changed = Signal()
    patched = Signal(object)  # list[int]: images whose mentions changed
    busy_changed = Signal(bool)
    failed = Signal(object)  # Failed

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("project.reader")
        self._session = session
        self.rows = ProjectRows()
        self.loaded = False
        self._patching = False
        self._last = 0.0
        self._aside = Aside(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read)
        session.project_changed.connect(self._restart)
        session.model_changed.connect(self.reload)
        session.images_changed.connect(self.reload)
        session.verdicts_changed.connect(self._on_verdicts)
        session.sets_changed.connect(self._read_soon)
        session.engine.ended.connect(self._read_now)
        session.closing.connect(self._timer.stop)
        self._restart()

    @classmethod
    def of(cls, session: Session) -> ProjectReader:
        """Return the session's reader; all pages share one."""
        for child in session.children():
            if isinstance(child, cls):
                return child
        return cls(session)

    @property
    def busy(self) -> bool:
        """Whether rows are being read or about to be."""
        return self._aside.busy or self._timer.isActive()

    @Slot()
    def reload(self) -> None:
        """Read again soon; calls close together become one."""
        if self._session.project is None:
            return
        if not self._timer.isActive():
            # Reading takes the interpreter from the running job: at most a fifth of the time.
            pause = max(_RELOAD_PAUSE, 5 * self.rows.seconds)
            wait = self._last + pause - time.monotonic() if self._session.engine.job else 0.0
            self._timer.start(max(0, int(1000 * wait)))

    def show_decisions(self, decisions: Mapping[int, Decision]) -> None:
        """Show new decisions, by mention id, at once, without reading the project again."""
        self.patched.emit([image.id for image in self.rows.set_decisions(decisions)])
        self._patching = True
        try:
            self._session.verdicts_changed.emit()
        finally:
            self._patching = False

    @Slot()
    def _restart(self) -> None:
        self._timer.stop()
        self._aside.forget()
        self.rows = ProjectRows()
        self.loaded = self._session.project is None
        self._last = 0.0
        self.changed.emit()
        self.reload()

    @Slot()
    def _read_now(self) -> None:
        """Stop waiting: there is no job left that reading would slow down."""
        if self._timer.isActive():
            self._timer.start(0)

    @Slot()
    def _read_soon(self) -> None:
        """Read at once, also while a job runs: the user asked for other captions."""
        if self._session.project is not None:
            self._timer.start(0)

    @Slot()
    def _on_verdicts(self) -> None:
        if not self._patching:
            self.reload()

    @Slot()
    def _read(self) -> None:
        project = self._session.project
        if project is None:
            return
        folder = project.folder
        self.busy_changed.emit(True)
        self._aside.submit("rows", lambda: read_rows(folder), self._take, self._give_up)

    def _take(self, rows: ProjectRows) -> None:
        self.rows = rows
        self.loaded = True
        self._last = time.monotonic()
        self.changed.emit()
        self.busy_changed.emit(False)

    def _give_up(self, failure: Failed) -> None:
        self.loaded = True
        self.failed.emit(failure)
        self.busy_changed.emit(False)
