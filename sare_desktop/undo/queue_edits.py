"""Edits of the queue that can be undone."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from sare_desktop.session import Session
from sare_desktop.undo.edits import ProjectEdit


class RemoveJobs(ProjectEdit):
    """Take jobs out of the queue."""

    def __init__(self, session: Session, numbers: Collection[int], title: str) -> None:
        super().__init__(
            session,
            QCoreApplication.translate("QueueEdits", "remove “{0}” from the queue").format(title),
        )
        self._numbers = tuple(numbers)

    def do(self) -> None:
        """Remove them."""
        self.session.queue.remove(self._numbers)

    def take_back(self) -> None:
        """Put them back where they were."""
        self.session.queue.restore(self._numbers)
