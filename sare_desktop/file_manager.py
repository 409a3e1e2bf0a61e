"""Showing folders and files in the system's file manager."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QDir, QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def show_folder(folder: Path) -> None:
    """Open a folder in the file manager, made if it does not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def show_in_folder(file: Path) -> bool:
    """Open the folder of a file, with the file selected where the system can do that.

    Returns:
        Whether the folder was opened; False where it does not exist.
    """
    if not file.parent.is_dir():
        return False
    if file.exists():
        if sys.platform == "darwin":
            return QProcess.startDetached("open", ["-R", str(file)])[0]
        if sys.platform == "win32":
            native = QDir.toNativeSeparators(str(file))
            return QProcess.startDetached("explorer.exe", ["/select,", native])[0]
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
