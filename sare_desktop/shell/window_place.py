"""Where the window was when it closed last: kept in the geometry store, the only thing there."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

_SIZE = (1280, 800)


def save_place(store: QSettings, window: QMainWindow, splitter: QSplitter, log: bool) -> None:
    """Write down where the window is.

    Args:
        store: see `Settings.geometry`.
        window: the window.
        splitter: pages above the log.
        log: whether the log is shown.
    """
    store.setValue("geometry", window.saveGeometry())
    store.setValue("splitter", splitter.saveState())
    store.setValue("log", log)
    store.sync()


def restore_place(store: QSettings, window: QMainWindow, splitter: QSplitter) -> bool:
    """Put the window where it was, at first into a size that fits the screen.

    Returns:
        whether the log was shown.
    """
    geometry, state = store.value("geometry"), store.value("splitter")
    if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
        width, height = _SIZE
        screen = window.screen()
        if screen is not None:
            free = screen.availableGeometry()
            width, height = min(width, free.width()), min(height, free.height())
        window.resize(width, height)
    if isinstance(state, QByteArray):
        splitter.restoreState(state)
    return bool(store.value("log", False, type=bool))
