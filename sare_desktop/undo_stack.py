"""An undo stack that Python's garbage collection cannot break."""

from __future__ import annotations

from PySide6.QtGui import QUndoStack
from shiboken6 import isValid


class UndoStack(QUndoStack):
    """A `QUndoStack` that deletes its commands itself when it is collected.

    Commands refer to what they edit, and that refers to the stack: a cycle. When Python breaks it,
    it may delete the commands first, although the stack still lists them, and the stack then
    deletes them a second time: a segmentation fault. Python calls finalizers before it breaks a
    cycle, so the stack is empty by then.
    """

    def __del__(self) -> None:
        """Delete the commands, without reporting it: what listened is being collected too."""
        if isValid(self):
            # The last command may hold the last reference to the parent, whose end is ours.
            parent = self.parent()
            self.blockSignals(True)
            self.clear()
            del parent
