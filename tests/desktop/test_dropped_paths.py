"""Drops of files: accepted as copies only."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from sare_desktop.widgets.primitives.dropped_paths import accept_as_copy, dropped_paths

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
