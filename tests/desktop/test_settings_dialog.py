"""The settings by mouse and keys: applied at once, wrong folders refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton

from sare_desktop import theme
from sare_desktop.colours import DARK, LIGHT
from sare_desktop.session import Session
from sare_desktop.shell import settings_dialog
from sare_desktop.shell.settings_dialog import SettingsDialog
from tests.desktop.tested_project import make_session
from tests.waiting import eventually

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    session = make_session(tmp_path / "settings")
    yield session
    assert session.close()


@pytest.fixture
def dialog(qtbot: Any, session: Session) -> Iterator[SettingsDialog]:
    dialog = SettingsDialog(session)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    eventually(dialog.isActiveWindow)
    yield dialog
    dialog.close()


def find(dialog: SettingsDialog, kind: Any, name: str) -> Any:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def test_it_does_not_block_the_window(dialog: SettingsDialog) -> None:
    assert dialog.isVisible()
    assert not dialog.isModal()


def test_the_theme_changes_at_once(qtbot: Any, dialog: SettingsDialog, session: Session) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    box = find(dialog, QComboBox, "settings.theme")
    try:
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_End)
        assert session.settings.value("theme") == "dark"
        assert theme.colours() == DARK
        session.settings.set("theme", "light")
        assert box.currentData() == "light"
        assert theme.colours() == LIGHT
    finally:
        theme.apply(app, "system")


def test_the_device_is_kept(qtbot: Any, dialog: SettingsDialog, session: Session) -> None:
    box = find(dialog, QComboBox, "settings.device")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert session.settings.value("device") == "cpu"


def test_the_language_is_chosen_and_kept(dialog: SettingsDialog, session: Session) -> None:
    box = find(dialog, QComboBox, "settings.language")
    assert [box.itemData(row) for row in range(box.count())] == ["system", "en", "zh_CN"]
    assert box.currentData() == "system" and box.itemText(2) == "简体中文"
    box.setCurrentIndex(2)
    assert session.settings.value("language") == "zh_CN"


def test_one_language_is_no_choice(
    qtbot: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_dialog, "languages", lambda: {"en": "English"})
    dialog = SettingsDialog(session)
    qtbot.addWidget(dialog)
    assert dialog.findChild(QComboBox, "settings.language") is None


def test_a_folder_is_typed_and_a_wrong_one_refused(
    qtbot: Any, dialog: SettingsDialog, session: Session, tmp_path: Path
) -> None:
    line = find(dialog, QLineEdit, "settings.projects_folder")
    qtbot.keyClicks(line, str(tmp_path))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert session.settings.projects_folder == tmp_path
    line.clear()
    qtbot.keyClicks(line, "somewhere")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "full path" in find(dialog, QLabel, "settings.projects_folder.problem").text()
    assert session.settings.projects_folder == tmp_path
    line.clear()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert session.settings.value("projects_folder") is None


def test_logs_are_found(
    qtbot: Any, dialog: SettingsDialog, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url))
    assert find(dialog, QLabel, "settings.crashes").text() == "No crash was recorded."
    qtbot.mouseClick(find(dialog, QPushButton, "settings.logs"), LEFT)
    folder = session.settings.log_folder
    assert Path(opened[0].toLocalFile()) == folder
    (folder / "crash-20260101-000000.log").write_text("x")
    again = SettingsDialog(session)
    qtbot.addWidget(again)
    assert "crash-20260101" in find(again, QLabel, "settings.crashes").text()
