"""The captions of two models side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from sare_desktop.pages.changes.page import ChangesPage
from sare_desktop.session import Destination, Session
from sare_engine import GONE, LOST, NEW, REPEATS, STILL
from tests.desktop.erased_captions import BASE, ERASED, add_erased_captions
from tests.desktop.tested_project import make_project, make_session
from tests.waiting import eventually


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    folder = make_project(tmp_path / "project", tmp_path / "images")
    add_erased_captions(folder)
    session = make_session(tmp_path / "settings", folder)
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session) -> Iterator[ChangesPage]:
    page = ChangesPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    eventually(lambda: page.model.rowCount(), 5)
    yield page
    page.hide()
    eventually(lambda: not page._aside.busy and not page._saving.busy)


def listed(page: ChangesPage) -> list[str]:
    changes = (page.model.change(row) for row in range(page.model.rowCount()))
    return [one.image.stem.removeprefix("picture_") for one in changes if one is not None]


def press(page: ChangesPage, kind: str) -> None:
    QTest.mouseClick(page.filter.buttons[kind], Qt.MouseButton.LeftButton)


def test_filters_have_counts_and_list_the_pictures(page: ChangesPage) -> None:
    assert page.pair.names == (BASE, ERASED)
    assert page.summary.text() == "6 pictures compared"
    assert [button.text() for button in page.filter.buttons.values()] == [
        "All changes  5",
        "Gone  1",
        "Still there  1",
        "New  1",
        "Repeats itself  1",
        "Lost a true mention  1",
    ]
    for kind, wanted in (
        (GONE, ["000"]),
        (STILL, ["003"]),
        (NEW, ["005"]),
        (REPEATS, ["004"]),
        (LOST, ["001"]),
        ("", ["000", "001", "003", "004", "005"]),
    ):
        press(page, kind)
        assert listed(page) == wanted


def test_both_captions_are_shown_with_their_mentions_marked(page: ChangesPage) -> None:
    assert page.sides.before.caption.toPlainText() == (
        "A fork lies on the table, and a knife lies beside it."
    )
    assert page.sides.after.caption.toPlainText() == "A fork lies on the table."
    assert "gone: knife" in page.sides.facts.text()
    styles = []
    for word in ("fork", "knife"):
        cursor = QTextCursor(page.sides.before.caption.document())
        cursor.setPosition(page.sides.before.caption.toPlainText().index(word) + 1)
        styles.append(cursor.charFormat().underlineStyle())
    assert styles == [
        QTextCharFormat.UnderlineStyle.SingleUnderline,
        QTextCharFormat.UnderlineStyle.WaveUnderline,
    ]


def test_keys_step_through_the_pictures(page: ChangesPage, session: Session) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_J)
    assert page.sides.after.caption.toPlainText() == "A knife. A dog sleeps."
    QTest.keyClick(page.list, Qt.Key.Key_K)
    assert page.sides.after.caption.toPlainText() == "A fork lies on the table."
    asked: list[Destination] = []
    session.show_requested.connect(asked.append)
    QTest.keyClick(page.list, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert session.project is not None
    assert asked == [Destination("images", image=session.project.images()[0].id)]


def test_the_current_picture_stays_under_another_filter(page: ChangesPage) -> None:
    page.list.go_to(3)
    press(page, REPEATS)
    press(page, "")
    assert page.list.currentIndex().row() == 3


def test_words_are_searched_in_both_captions(page: ChangesPage) -> None:
    QTest.keyClicks(page.filter.search, "bed cup")
    eventually(lambda: listed(page), ["005"])
    QTest.keyClicks(page.filter.search, " nowhere")
    eventually(lambda: page._pictures.currentWidget() is page._nothing)
    page.show_all()
    assert len(listed(page)) == 5


def test_the_sets_are_exchanged_and_the_choice_is_kept(
    qtbot: Any, page: ChangesPage, session: Session
) -> None:
    page.pair.swap_button.click()
    eventually(lambda: page.filter.buttons[NEW].text(), "New  2")
    assert page.pair.names == (ERASED, BASE)
    # Choosing what the other list shows exchanges the two as well.
    page.pair.before.setFocus()
    QTest.keyClick(page.pair.before, Qt.Key.Key_Up)
    assert page.pair.names == (BASE, ERASED)
    page.pair.swap()
    other = ChangesPage(session)
    qtbot.addWidget(other)
    eventually(lambda: other.pair.names, (ERASED, BASE))
    eventually(lambda: not page._aside.busy)


def test_another_page_asks_for_a_run(page: ChangesPage, session: Session) -> None:
    page.pair.swap()
    page.reveal(Destination("changes", after=ERASED))
    assert page.pair.names == (BASE, ERASED)
    page.reveal(Destination("changes", after="0007-efuf"))
    assert "The model of 0007-efuf has no captions yet." in page.banner.text()
    assert "sare " not in page.banner.text()


def test_the_comparison_is_saved_as_a_page(
    page: ChangesPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "changes.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.save_button.click()
    eventually(lambda: page.banner.text(), f"Saved: {target}")
    assert "picture_004.png" in target.read_text(encoding="utf-8")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "x.html"), "")
    )
    page.save_button.click()
    eventually(lambda: page.banner.property("banner"), "error")
    eventually(page.save_button.isEnabled)


def test_verdicts_that_change_are_compared_again(page: ChangesPage, session: Session) -> None:
    project = session.project
    assert project is not None
    made = project.caption_set(ERASED)
    mentions = [one for _, found in project.mentions_of_set(made.id) for one in found]
    cup = [one for one in mentions if one.concept == "cup" and one.verdict == "hallucinated"]
    page.list.go_to(2)
    project.override(cup[0].id, "grounded")
    session.verdicts_changed.emit()
    eventually(lambda: page.filter.buttons[NEW].text(), "New  0")
    assert listed(page) == ["000", "001", "003", "004"]
    assert page.list.currentIndex().row() == 2


def test_a_single_set_says_what_to_do(page: ChangesPage, session: Session) -> None:
    assert session.project is not None
    assert page.state() == "ready"
    session.project.remove_caption_set(ERASED)
    session.sets_changed.emit()
    eventually(lambda: page.stack.currentWidget() is page._single)
    assert page.state() == "empty"
    assert not page.pair.isVisible()
