"""A translation that lies with the program is offered, and used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from sare_desktop import language
from sare_desktop.session import Session
from sare_desktop.shell import settings_dialog

GERMAN = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context><name>SettingsDialog</name>
<message><source>Theme</source><translation>Farbschema</translation></message>
</context></TS>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a German translation of one word."""
    (tmp_path / "sare_de.ts").write_text(GERMAN, encoding="utf-8")
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    made = [str(lrelease), str(tmp_path / "sare_de.ts"), "-qm", str(tmp_path / "sare_de.qm")]
    subprocess.run(made, check=True, capture_output=True)
    return tmp_path


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, in English again afterwards."""
    yield qapp
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.setParent(None)


def test_english_alone_where_nothing_lies(tmp_path: Path) -> None:
    assert language.languages(tmp_path / "absent") == {"en": "English"}
    (tmp_path / "sare_zz9.qm").write_bytes(b"")
    assert language.languages(tmp_path) == {"en": "English"}


def test_a_translation_is_offered_by_its_own_name(folder: Path) -> None:
    assert language.languages(folder) == {"en": "English", "de": "Deutsch"}


@pytest.mark.parametrize(("choice", "used"), [("de", "de"), ("en", "en"), ("fr", "en")])
def test_what_is_chosen_is_used(app: QApplication, folder: Path, choice: str, used: str) -> None:
    assert language.apply(app, choice, folder) == used


def test_the_windows_texts_are_translated(
    qtbot: Any,
    app: QApplication,
    folder: Path,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    language.apply(app, "de", folder)
    known = language.languages(folder)
    monkeypatch.setattr(settings_dialog, "languages", lambda: known)
    dialog = settings_dialog.SettingsDialog(session)
    qtbot.addWidget(dialog)
    assert "Farbschema" in [label.text() for label in dialog.findChildren(QLabel)]
    box = dialog.findChild(QComboBox, "settings.language")
    assert box is not None
    assert [box.itemData(i) for i in range(box.count())] == ["system", "en", "de"]
    box.setCurrentIndex(2)
    assert session.settings.value("language") == "de"


def test_the_first_known_of_the_users_languages_is_taken(
    app: QApplication, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class System:
        def uiLanguages(self) -> list[str]:
            return ["fr-FR", "de-AT", "en-GB"]

    class Locale(QLocale):
        @staticmethod
        def system() -> Any:
            return System()

    monkeypatch.setattr(language, "QLocale", Locale)
    assert language.apply(app, "system", folder) == "de"
