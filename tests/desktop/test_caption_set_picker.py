"""Which captions the pages show: switching, renaming, removing, and choosing for erasure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QPushButton

from sare_desktop.pages.concepts.page import ConceptsPage
from sare_desktop.pages.erase.choice_card import ChoiceCard
from sare_desktop.pages.erase.page import ErasePage
from sare_desktop.pages.history.page import HistoryPage
from sare_desktop.pages.images.page import ImagesPage
from sare_desktop.session import Destination, Session
from sare_desktop.widgets.captions.caption_set_picker import CaptionSetPicker
from sare_engine.domain import CaptionSet
from tests.desktop.erased_captions import BASE, ERASED, add_erased_captions
from tests.desktop.tested_project import make_project, make_session
from tests.waiting import eventually


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_project(tmp_path / "project", tmp_path / "images")
    add_erased_captions(folder)
    return folder


@pytest.fixture
def session(qtbot: Any, folder: Path, tmp_path: Path) -> Iterator[Session]:
    session = make_session(tmp_path / "settings", folder)
    yield session
    assert session.close()


@pytest.fixture
def images(qtbot: Any, session: Session) -> Iterator[ImagesPage]:
    page = ImagesPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    eventually(lambda: page.captions_of.choice.count(), 2)
    yield page
    page.hide()


@pytest.fixture
def concepts(qtbot: Any, session: Session) -> Iterator[ConceptsPage]:
    page = ConceptsPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    yield page
    eventually(lambda: not page._aside.busy)


def names(picker: CaptionSetPicker) -> list[str]:
    return [str(picker.choice.itemData(at)) for at in range(picker.choice.count())]


def counts(page: ConceptsPage) -> dict[str, tuple[int, int]]:
    return {row.concept: (row.mentions, row.hallucinated) for row in page.model.rows}


def switch_by_keys(picker: CaptionSetPicker, key: Qt.Key) -> None:
    picker.choice.setFocus()
    QTest.keyClick(picker.choice, key)


OF_BASE = {"knife": (4, 3), "dog": (3, 1), "fork": (3, 0), "cup": (2, 0), "cat": (1, 0)}
OF_ERASED = {"knife": (2, 1), "cup": (2, 1), "dog": (2, 0), "fork": (3, 0), "cat": (1, 0)}


def test_a_switch_is_followed_by_all_pages_and_survives_a_restart(
    session: Session, images: ImagesPage, concepts: ConceptsPage, folder: Path, tmp_path: Path
) -> None:
    assert images.captions_of.choice.currentText() == f"{BASE} · 6 captions · used for erasure"
    assert images.captions_of.note.text() == ""
    eventually(lambda: counts(concepts), OF_BASE)
    switch_by_keys(images.captions_of, Qt.Key.Key_Down)
    eventually(lambda: counts(concepts), OF_ERASED)
    assert images.gallery.model.image(0).caption == "A fork lies on the table."
    assert concepts.captions_of.choice.currentText() == f"{ERASED} · 6 captions"
    assert images.captions_of.note.text() == f"Erasure uses “{BASE}”"
    again = make_session(tmp_path / "other settings", folder)
    assert again.project is not None
    shown = again.project.shown_set()
    assert shown is not None
    assert shown.name == ERASED
    assert again.close()
    # The other captions stay as they were.
    switch_by_keys(concepts.captions_of, Qt.Key.Key_Up)
    eventually(lambda: counts(concepts), OF_BASE)
    eventually(lambda: images.captions_of.choice.currentData(), BASE)


def test_the_tooltip_says_where_captions_come_from(images: ImagesPage) -> None:
    tip = images.captions_of.choice.itemData(1, Qt.ItemDataRole.ToolTipRole)
    assert tip == (f"Model: model\nErased by the run {ERASED}\nPrompt: Describe the image.")


def test_a_set_is_renamed_and_undo_takes_it_back(
    session: Session, images: ImagesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    picker = images.captions_of
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (" plain ", True))
    picker.rename.trigger()
    eventually(lambda: names(picker), ["plain", ERASED])
    session.undo.undo()
    eventually(lambda: names(picker), [BASE, ERASED])


def test_a_name_that_is_taken_is_reported(
    session: Session, images: ImagesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[Any] = []
    session.failed.connect(failures.append)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (ERASED, True))
    images.captions_of.rename.trigger()
    assert [one.what for one in failures] == [f"{BASE!r} was not renamed."]
    assert session.undo.count() == 0


def test_other_captions_are_used_for_erasure_and_undo_takes_it_back(
    qtbot: Any, session: Session, images: ImagesPage
) -> None:
    picker = images.captions_of
    assert not picker.use.isEnabled()
    session.show_captions(ERASED)
    eventually(lambda: picker.shown is not None and picker.shown.name == ERASED)
    # An erasure starts from the model before a run.
    assert not picker.use.isEnabled()
    assert session.project is not None
    other = CaptionSet("other", "0011223344556677", "?", model_folder=Path("/models/other"))
    made = session.project.add_caption_set(other)
    session.project.set_caption(made.id, session.project.images()[0].id, "A fork.")
    session.show_captions("other")
    session.images_changed.emit()
    eventually(picker.use.isEnabled)
    picker.use.trigger()
    eventually(lambda: picker.choice.currentText(), "other · 1 caption · used for erasure")
    assert not picker.use.isEnabled()
    session.undo.undo()
    eventually(lambda: picker.note.text(), f"Erasure uses “{BASE}”")


def test_captions_are_removed_after_a_confirmation(
    session: Session, images: ImagesPage, concepts: ConceptsPage
) -> None:
    picker = images.captions_of
    session.show_captions(ERASED)
    eventually(lambda: picker.shown is not None and picker.shown.name == ERASED)
    picker.remove.trigger()
    box = picker.confirmation
    assert box is not None
    assert "6 captions" in box.informativeText()
    box.reject()
    assert picker.confirmation is None
    assert names(picker) == [BASE, ERASED]
    picker.remove.trigger()
    assert picker.confirmation is not None
    button = picker.confirmation.findChild(QPushButton, "images.captions_of.confirm.remove")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    eventually(lambda: names(picker), [BASE])
    eventually(lambda: counts(concepts), OF_BASE)
    assert picker.choice.currentText() == f"{BASE} · 6 captions · used for erasure"


def test_the_menu_leads_to_the_comparison(session: Session, images: ImagesPage) -> None:
    asked: list[Destination] = []
    session.show_requested.connect(asked.append)
    session.show_captions(ERASED)
    eventually(lambda: images.captions_of.shown is not None and images.captions_of.note.text())
    images.captions_of.compare.trigger()
    assert asked == [Destination("changes", after=ERASED)]


def test_erase_and_history_name_the_captions_that_erasures_start_from(
    qtbot: Any, session: Session
) -> None:
    history, erase = HistoryPage(session), ErasePage(session)
    for page in (history, erase):
        qtbot.addWidget(page)
    session.show_captions(ERASED)
    words = f"Erasures start from the captions “{BASE}”"
    eventually(lambda: history.captions_of.text(), words)
    choice = erase.findChild(ChoiceCard)
    assert choice is not None
    assert choice.captions_of.text() == f"Examples from the captions “{BASE}”"
    eventually(lambda: not erase._aside.busy and not history._aside.busy)


def test_imported_captions_say_why_nothing_can_be_erased(qtbot: Any, tmp_path: Path) -> None:
    """The reason is on the page, nothing starts, and so the loaded model stays loaded."""
    folder = make_project(tmp_path / "imported", tmp_path / "pictures", scenes=())
    session = make_session(tmp_path / "own settings", folder)
    project = session.project
    assert project is not None
    made = project.open_caption_set(CaptionSet("chat", "imported:chat", "", imported=True))
    project.set_caption(made.id, project.images()[0].id, "A knife.", [], False)
    project.set_chosen("knife", True)
    page = ErasePage(session)
    qtbot.addWidget(page)
    page.setup.choice.refresh()
    page._follow()
    assert not page.setup.start_button.isEnabled()
    assert page.setup.reason.text() == "Test the images with the model first; see above."
    text = page.setup.choice.captions_of.text()
    assert "“chat” were imported" in text
    assert "sare " not in text
    asked: list[Destination] = []
    session.show_requested.connect(asked.append)
    page.setup.choice.test_button.click()
    assert [one.page for one in asked] == ["images"]
    eventually(lambda: not page._aside.busy)
    assert session.close()
