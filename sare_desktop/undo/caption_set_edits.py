"""Edits of a project's caption sets that can be undone: names, and which of them is erased."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sare_desktop.session import Session
from sare_desktop.undo.edits import ProjectEdit


class RenameCaptions(ProjectEdit):
    """Give a caption set another name."""

    def __init__(self, session: Session, name: str, new: str) -> None:
        super().__init__(session, _say("Rename “{0}”").format(name))
        self._before, self._after = name, new.strip()

    def do(self) -> None:
        """Give the new name."""
        self._rename(self._before, self._after)

    def take_back(self) -> None:
        """Give the former name."""
        self._rename(self._after, self._before)

    def _rename(self, present: str, wanted: str) -> None:
        if self.session.project is not None:
            self.session.project.rename_caption_set(present, wanted)
            self.session.sets_changed.emit()


class UseForErasure(ProjectEdit):
    """Choose the captions that erasures start from."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session, _say("Use “{0}” for erasure").format(name))
        base = session.project.base_set() if session.project is not None else None
        self._before = base.id if base is not None else None
        project = session.project
        self._after = project.caption_set(name).id if project is not None else None

    def do(self) -> None:
        """Choose the set."""
        self._choose(self._after)

    def take_back(self) -> None:
        """Choose the set that was used before."""
        self._choose(self._before)

    def _choose(self, wanted: int | None) -> None:
        project = self.session.project
        if project is None:
            return
        # By key: the set may have another name by now.
        for one in project.caption_sets():
            if one.id == wanted:
                project.set_base(one.name)
        self.session.sets_changed.emit()


def _say(text: str) -> str:
    return QCoreApplication.translate("CaptionSetEdits", text)
