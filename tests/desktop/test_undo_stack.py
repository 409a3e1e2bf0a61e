"""The undo stack survives being collected together with its commands."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand

from sare_desktop.undo_stack import UndoStack

COMMANDS = 5
ROUNDS = 20


class Edit(QUndoCommand):
    """A command that refers to what holds the stack, as every edit of a project does."""

    def __init__(self) -> None:
        super().__init__("edit")
        self.holder: QObject | None = None


def test_commands_that_are_collected_before_their_stack_are_deleted_once(qapp: object) -> None:
    """A second deletion of a command ends the process with a segmentation fault."""
    ended: list[str] = []
    for _ in range(ROUNDS):
        # Older than the stack, so that Python comes to them first.
        edits = [Edit() for _ in range(COMMANDS)]
        holder = QObject()
        holder.destroyed.connect(lambda: ended.append("holder"))
        stack = UndoStack(holder)
        holder.stack = stack  # type: ignore[attr-defined]
        for edit in edits:
            edit.holder = holder
            stack.push(edit)
        assert stack.count() == COMMANDS
        del edits, edit, holder, stack
        gc.collect()
    assert len(ended) == ROUNDS
