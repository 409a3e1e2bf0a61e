"""Edits of a project's runs that can be undone: notes, and deleting."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from sare_desktop.item_models.runs import NOTES_SETTING
from sare_desktop.session import Session
from sare_desktop.undo.edits import ProjectEdit
from sare_engine import RunFolder, StorageError

_TRASH = ".trash"


class EditNote(ProjectEdit):
    """Write a note about a run."""

    def __init__(self, session: Session, run: str, text: str) -> None:
        super().__init__(session, _say("note on {0}").format(run))
        self._run = run
        self._after = text
        self._before = _notes(session).get(run, "")

    def do(self) -> None:
        """Write the new note."""
        self._write(self._after)

    def take_back(self) -> None:
        """Write the note that was there."""
        self._write(self._before)

    def _write(self, text: str) -> None:
        project = self.session.project
        if project is None:
            return
        notes = {**_notes(self.session), self._run: text}
        project.settings[NOTES_SETTING] = {run: note for run, note in notes.items() if note}
        self.session.runs_changed.emit()


class DeleteRuns(ProjectEdit):
    """Put runs into the trash, which is emptied when the project is closed."""

    def __init__(self, session: Session, folders: Sequence[Path]) -> None:
        names = ", ".join(folder.name for folder in folders)
        super().__init__(session, _say("delete {0}").format(names))
        self._folders = tuple(folders)

    def do(self) -> None:
        """Move the runs into the trash.

        Raises:
            StorageError: a run is still running, or cannot be moved.
        """
        for folder in self._folders:
            if RunFolder(folder).status == "running":
                raise StorageError(
                    _say("{0} was not deleted.").format(folder.name),
                    _say("It is still running."),
                    _say("Stop it first."),
                )
        moved: list[Path] = []
        try:
            for folder in self._folders:
                _move(folder, trash_of(folder.parent) / folder.name)
                moved.append(folder)
        except StorageError:
            for folder in moved:
                _move(trash_of(folder.parent) / folder.name, folder)
            raise
        self.session.runs_changed.emit()

    def take_back(self) -> None:
        """Move the runs back."""
        for folder in self._folders:
            _move(trash_of(folder.parent) / folder.name, folder)
        self.session.runs_changed.emit()


def trash_of(runs: Path) -> Path:
    """Return where the deleted runs of a project's `runs` folder wait."""
    return runs / _TRASH


def empty_trash(project: Path) -> None:
    """Delete the trash for good; what cannot be deleted now is deleted next time."""
    with contextlib.suppress(OSError):
        shutil.rmtree(trash_of(project / "runs"))


def _move(source: Path, target: Path) -> None:
    try:
        target.parent.mkdir(exist_ok=True)
        source.rename(target)
    except OSError as error:
        raise StorageError(
            _say("{0} could not be moved.").format(source.name),
            str(error.strerror or error),
            _say("Close programs that use its files, then try again."),
        ) from None


def _notes(session: Session) -> dict[str, str]:
    stored = session.project.settings.get(NOTES_SETTING) if session.project is not None else None
    return dict(stored or {})


def _say(text: str) -> str:
    return QCoreApplication.translate("RunEdits", text)
