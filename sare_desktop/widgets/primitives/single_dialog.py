"""Dialogs that exist at most once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget


def show_once(window: QWidget, name: str, make: Callable[[], QDialog]) -> None:
    """Show a dialog, or bring it to the front if it is shown already.

    Args:
        window: the dialog's parent.
        name: the dialog's object name.
        make: makes the dialog.
    """
    for shown in window.findChildren(QDialog, name):
        if shown.isVisible():
            shown.raise_()
            shown.activateWindow()
            return
    dialog = make()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
