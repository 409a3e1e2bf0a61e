"""Files and folders dropped from a file manager."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent

from sare_desktop.widgets.primitives.amounts import short_name

OWN_DRAG = "application/x-sare-drag"
"""Format that marks what is dragged out of the window, which does not take it back."""


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders in dropped data; none of what the window drags out."""
    if data.hasFormat(OWN_DRAG):
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def accept_as_copy(event: QDropEvent) -> bool:
    """Accept a drag or drop of local files as a copy; return whether there are any.

    Never as a move: the file manager would delete the files, which stay where they are.
    """
    if not dropped_paths(event.mimeData()):
        return False
    if not event.possibleActions() & Qt.DropAction.CopyAction:
        return False
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return True


def names_text(paths: Sequence[Path]) -> str:
    """Return the first name, cut in its middle where it is long, and how many others follow."""
    name = short_name(paths[0].name or str(paths[0]))
    return f"{name} + {len(paths) - 1}" if len(paths) > 1 else name
