"""Drops of files: accepted as copies only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from sare_desktop.widgets.forms.path_editors import DropLine, DropLines
from sare_desktop.widgets.primitives.drop_guard import DropGuard
from sare_desktop.widgets.primitives.dropped_paths import accept_as_copy, dropped_paths
from tests.waiting import PATIENCE_S

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction


def offer(actions: Qt.DropAction, *urls: QUrl) -> tuple[QDropEvent, QMimeData]:
    data = QMimeData()
    data.setUrls(list(urls))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(1, 1), actions, data, buttons, keys)
    event.ignore()
    return event, data


def test_local_files_are_read_from_a_drop(tmp_path: Path) -> None:
    web = QUrl("https://example.org/a.png")
    local = QUrl.fromLocalFile(str(tmp_path / "a b.png"))
    event, data = offer(COPY, web, local)
    assert dropped_paths(event.mimeData()) == [tmp_path / "a b.png"]
    assert accept_as_copy(event) and event.isAccepted()
    event, data = offer(COPY, web)
    assert dropped_paths(data) == []
    assert not accept_as_copy(event) and not event.isAccepted()


@pytest.mark.parametrize("actions", [COPY | MOVE, COPY])
def test_a_drop_is_accepted_as_a_copy(tmp_path: Path, actions: Qt.DropAction) -> None:
    event, _data = offer(actions, QUrl.fromLocalFile(str(tmp_path)))
    assert accept_as_copy(event)
    assert event.dropAction() == COPY


def test_a_drop_that_can_only_move_is_refused(tmp_path: Path) -> None:
    event, _data = offer(MOVE, QUrl.fromLocalFile(str(tmp_path)))
    assert not accept_as_copy(event)
    assert not event.isAccepted()


@pytest.mark.parametrize("make", [DropLine, DropLines])
@pytest.mark.parametrize("kind", [QDragEnterEvent, QDragMoveEvent, QDropEvent])
def test_a_path_field_never_takes_files_as_a_move(
    qtbot: Any,
    tmp_path: Path,
    make: type[DropLine] | type[DropLines],
    kind: type[QDropEvent],
) -> None:
    field = make()
    qtbot.addWidget(field)
    target = field.viewport() if isinstance(field, DropLines) else field
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    place = QPointF(3, 3) if kind is QDropEvent else QPoint(3, 3)
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    for actions in (COPY | MOVE, MOVE):
        # Qt sends the later events of a drag to the widget that accepted its first.
        event: QDropEvent = QDragEnterEvent(QPoint(3, 3), actions, data, left, shift)
        event.ignore()
        QApplication.sendEvent(target, event)
        if kind is not QDragEnterEvent and event.isAccepted():
            event = kind(place, actions, data, left, shift)
            event.ignore()
            QApplication.sendEvent(target, event)
        assert event.isAccepted() == (actions != MOVE)
        assert not event.isAccepted() or event.dropAction() == COPY
    text = field.toPlainText() if isinstance(field, DropLines) else field.text()
    assert text == (str(tmp_path) if kind is QDropEvent else "")


FIELDS: tuple[Callable[[], QWidget], ...] = (QLineEdit, QTextEdit, DropLine, DropLines)


def carry(
    window: QWidget, path: Path, actions: Qt.DropAction, at: QPoint, keys: Qt.KeyboardModifier
) -> QDropEvent:
    """Drag a file over a window as a file manager does, let it go, and return the last event."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(str(path))
    handle, left = window.windowHandle(), Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(at, actions, data, left, keys)
    move = QDragMoveEvent(at, actions, data, left, keys)
    release = QDropEvent(at.toPointF(), actions, data, left, keys)
    for event in (enter, move, release):
        event.ignore()
        QApplication.sendEvent(handle, event)
        assert not (event.isAccepted() and event.dropAction() == MOVE), type(event)
    release._data = data  # type: ignore[attr-defined]
    return release


@pytest.mark.parametrize("make", FIELDS)
def test_no_field_takes_a_file_as_a_move(
    qtbot: Any, tmp_path: Path, make: Callable[[], QWidget]
) -> None:
    field = make()
    qtbot.addWidget(field)
    field.resize(200, 60)
    with qtbot.waitExposed(field, timeout=1000 * PATIENCE_S):
        field.show()
    guard = DropGuard(field)
    guard.watch(field.windowHandle())
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    at = field.rect().center()
    taken = carry(field, tmp_path / "a.png", COPY | MOVE, at, shift)
    assert taken.isAccepted() and taken.dropAction() == COPY
    read = getattr(field, "text", None) or field.toPlainText  # type: ignore[attr-defined]
    assert "a.png" in read()
    before = read()
    refused = carry(field, tmp_path / "b.png", MOVE, at, none)
    assert not refused.isAccepted() and read() == before
