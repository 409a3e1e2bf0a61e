"""Undo, redo and the command palette: the Edit menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from sare_desktop.session import Session
from sare_desktop.shell.command_palette import CommandPalette
from sare_desktop.shell.commands import Commands


class EditMenu(QObject):
    """Undoes and redoes edits of the project, and opens the palette.

    Attributes:
        palette: the command palette.
    """

    def __init__(self, commands: Commands, session: Session, window: QWidget) -> None:
        """Fill the menu."""
        super().__init__(window)
        self._commands = commands
        self._session = session
        self.palette = CommandPalette(window, commands.all)
        undo = session.undo.createUndoAction(self, self.tr("&Undo"))
        redo = session.undo.createRedoAction(self, self.tr("&Redo"))
        undo.setToolTip(self.tr("Undo the last edit"))
        redo.setToolTip(self.tr("Redo the last undone edit"))
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        redo.setShortcut(QKeySequence("Ctrl+Shift+Z"))
        # After the stack has done it: its neighbour is then what was undone or redone.
        undo.triggered.connect(self._tell_undone)
        redo.triggered.connect(self._tell_redone)
        commands.take("edit", "undo", undo)
        commands.take("edit", "redo", redo)
        commands.menus["edit"].addSeparator()
        commands.add(
            "edit",
            "palette",
            self.tr("&Find a command…"),
            self.tr("Search all commands"),
            self._open_palette,
            "Ctrl+K",
        )
        # After the stack's own connections, which know nothing of a running job.
        session.undo.canUndoChanged.connect(self.refresh)
        session.undo.canRedoChanged.connect(self.refresh)
        session.engine.started.connect(self.refresh)
        session.engine.ended.connect(self.refresh)
        session.engine.state_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Allow undo and redo while no job rewrites what they would change."""
        stack, free = self._session.undo, not self._session.rewriting
        self._commands.action("undo").setEnabled(stack.canUndo() and free)
        self._commands.action("redo").setEnabled(stack.canRedo() and free)

    @Slot()
    def _tell_undone(self) -> None:
        text = self.tr("Undone: {0}").format(self._session.undo.redoText())
        self._session.notified.emit("info", text)

    @Slot()
    def _tell_redone(self) -> None:
        text = self.tr("Redone: {0}").format(self._session.undo.undoText())
        self._session.notified.emit("info", text)

    def _open_palette(self) -> None:
        self.palette.open()
