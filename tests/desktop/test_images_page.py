"""The Images page by mouse and keys: looking, filtering, overruling, adding, asking."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from sare_desktop.item_models.images import UNTESTED, WITH_HALLUCINATION, WITH_UNSURE
from sare_desktop.pages.images.nouns_dialog import COUNTS_AS, NOUN
from sare_desktop.pages.images.page import ImagesPage
from sare_desktop.session import Destination, Session
from tests.desktop.tested_project import draw_image, make_project, make_session, mention_id
from tests.waiting import eventually


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    session = make_session(
        tmp_path / "settings", make_project(tmp_path / "project", tmp_path / "images")
    )
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session) -> Iterator[ImagesPage]:
    page = ImagesPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    eventually(lambda: page.gallery.model.rowCount() == 7)
    yield page
    page.hide()


def drop(page: ImagesPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    page.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def verdict(session: Session, concept: str, image: int) -> tuple[str, str]:
    assert session.project is not None
    row = session.project.verdicts()[mention_id(session.project, concept, image)]
    return row.verdict, row.by


def click_mention(page: ImagesPage, concept: str) -> None:
    mention = next(one for one in page.viewer.mentions.mentions if one.concept == concept)
    page.viewer.caption.ensureCursorVisible()
    QTest.mouseClick(
        page.viewer.caption.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        page.viewer.caption.point_of(mention.id),
    )


def select(page: ImagesPage, row: int) -> None:
    rect = page.gallery.grid.visualRect(page.gallery.model.index(row))
    QTest.mouseClick(
        page.gallery.grid.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        rect.center(),
    )


def test_a_click_on_a_mention_shows_its_evidence(page: ImagesPage) -> None:
    select(page, 0)
    click_mention(page, "knife")
    panel = page.viewer.evidence
    assert panel.findChild(QLabel, "images.evidence.head").text() == ("“knife”: hallucinated")
    text = panel.findChild(QLabel, "images.evidence.clip").text()
    assert text == "CLIP score 12.0, below T1 = 20."
    assert not panel.buttons[""].isEnabled()


def test_underlines_differ_by_verdict(page: ImagesPage) -> None:
    select(page, 1)  # cup grounded, knife grounded, dog unsure
    styles = {}
    for mention in page.viewer.mentions.mentions:
        cursor = QTextCursor(page.viewer.caption.document())
        cursor.setPosition(mention.start + 1)
        styles[mention.concept] = cursor.charFormat().underlineStyle()
    assert styles["cup"] is QTextCharFormat.UnderlineStyle.SingleUnderline
    assert styles["dog"] is QTextCharFormat.UnderlineStyle.DotLine


def test_mentions_are_marked_correctly_after_an_emoji(page: ImagesPage) -> None:
    select(page, 4)
    knife = next(one for one in page.viewer.mentions.mentions if one.concept == "knife")
    cursor = QTextCursor(page.viewer.caption.document())
    text = page.viewer.caption.toPlainText()
    place = len(text[: text.index("knife")].encode("utf-16-le")) // 2
    cursor.setPosition(place + 1)
    assert cursor.charFormat().underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
    found = page.viewer.caption.mention_at(page.viewer.caption.point_of(knife.id))
    assert found is not None and found.id == knife.id


def test_keys_overrule_and_undo_takes_it_back(page: ImagesPage, session: Session) -> None:
    select(page, 0)
    click_mention(page, "knife")
    QTest.keyClick(page.viewer.caption, Qt.Key.Key_G)
    assert verdict(session, "knife", 0) == ("grounded", "user")
    assert page.viewer.evidence.buttons["grounded"].isChecked()
    assert page.gallery.model.image(0).count("hallucinated") == 0
    QTest.keyClick(page.viewer.caption, Qt.Key.Key_U)
    assert verdict(session, "knife", 0) == ("unsure", "user")
    session.undo.undo()
    assert verdict(session, "knife", 0) == ("grounded", "user")
    session.undo.undo()
    assert verdict(session, "knife", 0) == ("hallucinated", "clip")
    assert page.gallery.model.image(0).count("hallucinated") == 1
    session.undo.redo()
    assert verdict(session, "knife", 0) == ("grounded", "user")
    QTest.keyClick(page.viewer.caption, Qt.Key.Key_Backspace)
    assert verdict(session, "knife", 0) == ("hallucinated", "clip")


def test_delete_removes_the_selected_images_and_undo_brings_them_back(
    qtbot: Any, page: ImagesPage, session: Session
) -> None:
    assert session.project is not None
    before = [row.id for row in session.project.images()]
    verdicts = session.project.verdicts()
    select(page, 0)
    QTest.keyClick(page.gallery.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = page.gallery.grid.selected_ids()
    assert len(chosen) > 1
    stays = next(one for one in before[before.index(chosen[-1]) + 1 :])

    QTest.keyClick(page.gallery.grid, Qt.Key.Key_Delete)
    eventually(lambda: page.gallery.model.rowCount() == len(before) - len(chosen))
    assert [row.id for row in session.project.images()] == [
        one for one in before if one not in chosen
    ]
    assert page.gallery.grid.current_image() is not None
    assert page.gallery.grid.current_image().id == stays

    session.undo.undo()
    eventually(lambda: page.gallery.model.rowCount() == len(before))
    assert [row.id for row in session.project.images()] == before
    assert session.project.verdicts() == verdicts
    session.undo.redo()
    eventually(lambda: page.gallery.model.rowCount() == len(before) - len(chosen))


def test_buttons_overrule(page: ImagesPage, session: Session) -> None:
    select(page, 0)
    click_mention(page, "fork")
    QTest.mouseClick(page.viewer.evidence.buttons["hallucinated"], Qt.MouseButton.LeftButton)
    assert verdict(session, "fork", 0) == ("hallucinated", "user")
    QTest.mouseClick(page.viewer.evidence.buttons[""], Qt.MouseButton.LeftButton)
    assert verdict(session, "fork", 0) == ("grounded", "clip")


def test_letters_typed_into_the_search_are_text(
    qtbot: Any, page: ImagesPage, session: Session
) -> None:
    select(page, 0)
    click_mention(page, "knife")
    QTest.keyClicks(page.gallery.filter.search, "ghu")
    assert page.gallery.filter.search.text() == "ghu"
    assert verdict(session, "knife", 0) == ("hallucinated", "clip")


def test_keys_of_verdicts_act_only_where_they_are_shown(
    qtbot: Any, page: ImagesPage, session: Session
) -> None:
    select(page, 0)
    click_mention(page, "knife")
    chosen = page.viewer.caption.mention_id
    ask = page.viewer.ask_panel
    for target in (page.gallery.grid, ask.transcript, ask.line):
        page.viewer.tabs.setCurrentIndex(0 if target is page.gallery.grid else 1)
        target.setFocus()
        for key in (Qt.Key.Key_G, Qt.Key.Key_U, Qt.Key.Key_N):
            QTest.keyClick(target, key)
        assert verdict(session, "knife", 0) == ("hallucinated", "clip")
        assert page.viewer.caption.mention_id == chosen
    assert ask.line.text() == "gungun"
    page.viewer.caption.setFocus()
    QTest.keyClick(page.viewer.caption, Qt.Key.Key_G)  # Its evidence is behind the conversation.
    assert verdict(session, "knife", 0) == ("hallucinated", "clip")


def test_arrow_keys_go_from_mention_to_mention(page: ImagesPage) -> None:
    select(page, 0)
    page.viewer.caption.setFocus()
    chosen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(page.viewer.caption, key)
        mention = page.viewer.mentions.mention(page.viewer.caption.mention_id or 0)
        chosen.append(mention.concept if mention else "")
    assert chosen == ["fork", "knife", "fork"]


def test_n_goes_to_the_next_hallucinated_mention_across_images(page: ImagesPage) -> None:
    select(page, 0)
    page.viewer.caption.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(page.viewer.caption, Qt.Key.Key_N)
        mention = page.viewer.mentions.mention(page.viewer.caption.mention_id or 0)
        seen.append((page.gallery.grid.currentIndex().row(), mention.concept if mention else ""))
    assert seen == [(0, "knife"), (3, "knife"), (4, "dog"), (4, "knife")]
    QTest.keyClick(page.viewer.caption, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert page.gallery.grid.currentIndex().row() == 4


def test_filters(qtbot: Any, page: ImagesPage) -> None:
    def names() -> list[str]:
        return [
            page.gallery.model.image(row).path.stem for row in range(page.gallery.model.rowCount())
        ]

    def choose(value: str) -> None:
        while page.gallery.filter.which.currentData() != value:
            QTest.keyClick(page.gallery.filter.which, Qt.Key.Key_Down)

    page.gallery.filter.which.setFocus()
    choose(WITH_HALLUCINATION)
    assert names() == ["picture_000", "picture_003", "picture_004"]
    choose(WITH_UNSURE)
    assert names() == ["picture_001", "picture_005"]
    choose(UNTESTED)
    assert names() == ["untested"]
    page.gallery.show_all()
    page.gallery.filter.concept.setCurrentIndex(page.gallery.filter.concept.findData("dog"))
    assert names() == ["picture_001", "picture_002", "picture_004"]
    page.gallery.show_concept("dog")
    assert names() == ["picture_004"]
    page.gallery.show_all()
    QTest.keyClicks(page.gallery.filter.search, "GRASS dog")
    eventually(lambda: names() == ["picture_002"])
    QTest.keyClicks(page.gallery.filter.search, "zzz")
    eventually(lambda: not names())
    assert page.gallery.nothing.isVisible()
    QTest.mouseClick(page.gallery.nothing.buttons[0], Qt.MouseButton.LeftButton)
    assert len(names()) == 7


def test_an_overruled_image_stays_under_the_filter(page: ImagesPage) -> None:
    page.gallery.show_concept("knife")
    click_mention(page, "knife")
    QTest.keyClick(page.viewer.caption, Qt.Key.Key_G)
    assert page.gallery.model.rowCount() == 3
    assert page.gallery.grid.current_image().path.stem == "picture_000"


def test_dropped_images_are_added(
    qtbot: Any, page: ImagesPage, session: Session, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    for number in range(3):
        draw_image(more / f"new_{number}.png", shade=90 + number)
    (more / "broken.png").write_bytes(b"no picture")
    with qtbot.waitSignal(session.engine.ended, timeout=20000):
        drop(page, more)
    eventually(lambda: page.gallery.model.rowCount() == 10)
    eventually(lambda: "Images added: 3." in page.banner.text())
    eventually(lambda: "Files that could not be read: 1." in page.banner.text())


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press a key as a hand does: where the focus is, shortcuts first."""
    widget.setFocus()
    assert QApplication.focusWidget() in (widget, widget.focusProxy())
    QTest.keyClick(widget, key)


def test_delete_removes_images_only_from_their_list(page: ImagesPage, session: Session) -> None:
    select(page, 0)
    for widget in (page.viewer.caption, page.viewer.ask_panel.transcript, page.toolbar.add_button):
        press(widget, Qt.Key.Key_Delete)
        assert session.undo.count() == 0
    press(page.gallery.grid, Qt.Key.Key_Delete)
    eventually(lambda: page.gallery.model.rowCount(), 6)


def test_typing_in_the_conversation_goes_to_its_line(page: ImagesPage) -> None:
    select(page, 0)
    panel = page.viewer.ask_panel
    page.viewer.go_to_ask()
    panel.transcript.setFocus()
    QTest.keyClicks(panel.transcript, "Hug")
    assert panel.line.text() == "Hug" and panel.line.hasFocus()
    # The line stands at the end of the conversation, in the same frame.
    assert panel.line.parentWidget() is panel.transcript.parentWidget()
    assert panel.line.geometry().top() >= panel.transcript.geometry().bottom()


def test_dragging_over_the_filled_page_shows_where_files_land(
    page: ImagesPage, tmp_path: Path
) -> None:
    picture = draw_image(tmp_path / "new.png")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    before = page.grab().toImage()
    enter = QDragEnterEvent(QPoint(500, 400), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(page, enter)
    hint = page.drop_hint
    assert hint.text() == "Add to the images: new.png"
    assert hint.geometry() == page.stack.rect() and hint.isVisible()
    assert page.grab().toImage() != before
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert hint.text() == ""
    other = tmp_path / "spoon.bin"
    other.touch()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    QApplication.sendEvent(page, enter)
    assert hint.text() == "Neither images, annotations nor captions"
    drop(page, other)
    assert hint.text() == ""


def test_annotations_dropped_with_images_are_imported_afterwards(
    qtbot: Any, page: ImagesPage, session: Session, tmp_path: Path
) -> None:
    new = draw_image(tmp_path / "late.png", shade=77)
    notes = tmp_path / "notes.json"
    notes.write_text(
        json.dumps(
            {
                "images": [{"id": 1, "file_name": "late.png", "width": 64, "height": 64}],
                "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 5, 5]}],
                "categories": [{"id": 1, "name": "cup"}],
            }
        ),
        encoding="utf-8",
    )
    kinds: list[str] = []
    session.engine.ended.connect(lambda job, _: kinds.append(job.kind))
    drop(page, new, notes)
    eventually(lambda: kinds == ["images", "annotate"])
    assert "Images annotated: 1" in page.banner.text()


def test_images_dropped_without_a_project_make_one(
    qtbot: Any, page: ImagesPage, session: Session, tmp_path: Path
) -> None:
    holiday = tmp_path / "holiday"
    holiday.mkdir()
    draw_image(holiday / "beach.png", shade=50)
    (session.settings.projects_folder / "holiday").mkdir(parents=True)
    (session.settings.projects_folder / "holiday" / "letter.txt").write_text("mine")
    session.close_project()
    notes = tmp_path / "notes.json"
    notes.write_text("{}", encoding="utf-8")
    assert not page.accept_drop([notes])
    assert session.project is None
    with qtbot.waitSignal(session.engine.ended, timeout=20000):
        drop(page, holiday)
    project: Any = session.project
    assert project.folder == session.settings.projects_folder / "holiday-2"
    assert [row.path.name for row in project.images()] == ["beach.png"]


def test_annotations_are_imported_with_a_report(
    qtbot: Any, page: ImagesPage, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "annotations.json"
    path.write_text(
        json.dumps(
            {
                "images": [
                    {"id": 1, "file_name": "picture_000.png"},
                    {"id": 2, "file_name": "elsewhere.png"},
                ],
                "categories": [{"id": 1, "name": "knife"}, {"id": 2, "name": "fork"}],
                "annotations": [
                    {"id": 1, "image_id": 1, "category_id": 1},
                    {"id": 2, "image_id": 1, "category_id": 2},
                ],
            }
        ),
        encoding="utf-8",
    )
    with qtbot.waitSignal(session.engine.ended, timeout=20000):
        assert page.accept_drop([path])
    eventually(lambda: "Images annotated: 1" in page.banner.text())
    eventually(lambda: "elsewhere.png" in page.banner.text())
    eventually(lambda: page.gallery.model.image(0).count("hallucinated") == 0)
    assert verdict(session, "knife", 0) == ("grounded", "annotation")
    select(page, 0)
    click_mention(page, "knife")
    evidence = page.viewer.evidence
    text = evidence.findChild(QLabel, "images.evidence.annotation").text()
    assert text == "The annotation lists “knife” in this picture."
    by = evidence.findChild(QLabel, "images.evidence.by").text()
    assert "disagree" in by


def test_a_file_that_is_not_an_annotation_is_reported(
    qtbot: Any, page: ImagesPage, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "nothing.json"
    path.write_text("{", encoding="utf-8")
    with qtbot.waitSignal(session.engine.ended, timeout=20000):
        page.accept_drop([path])
    eventually(lambda: "could not be read" in page.banner.text())


def images(page: ImagesPage) -> list[Any]:
    return [page.gallery.model.image(row) for row in range(page.gallery.model.rowCount())]


def test_captions_are_imported(
    qtbot: Any, page: ImagesPage, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text(
        '{"file_name": "untested.png", "caption": "A dog sits by a chair."}\n', encoding="utf-8"
    )
    with qtbot.waitSignal(session.engine.ended, timeout=20000):
        assert page.accept_drop([path])
    eventually(lambda: "Captions imported: 1." in page.banner.text())
    # The imported captions are a set of their own, and pages show one set.
    eventually(lambda: [image.tested for image in images(page)] == [False] * 6 + [True])
    assert [one.concept for one in images(page)[6].mentions] == ["dog", "chair"]
    # The report is about these captions, and goes with them.
    session.show_captions("said")
    assert page.banner.isVisible()
    assert session.project is not None
    [other] = [one.name for one in session.project.caption_sets() if one.name != "said"]
    session.show_captions(other)
    assert not page.banner.isVisible()
    session.project.show_set(session.project.base_set().name)
    session.images_changed.emit()
    eventually(lambda: [image.tested for image in images(page)] == [True] * 6 + [False])


def test_overruling_a_mention_that_is_gone_is_reported(page: ImagesPage, session: Session) -> None:
    select(page, 0)
    click_mention(page, "knife")
    assert session.project is not None
    first = session.project.captions()[0]
    session.project.set_caption(first.set_id, first.image_id, "Else.", [1], False)
    failures: list[Any] = []
    session.failed.connect(failures.append)
    QTest.keyClick(page.viewer.caption, Qt.Key.Key_G)
    assert [one.why for one in failures] == [
        "The image was captioned again, and the mention no longer exists."
    ]
    assert session.undo.count() == 0


def test_testing_without_a_model_says_what_to_do(page: ImagesPage, session: Session) -> None:
    QTest.mouseClick(page.toolbar.test_button, Qt.MouseButton.LeftButton)
    assert "No model is loaded." in page.banner.text()
    assert session.engine.job is None


def test_zoom_by_keys_wheel_and_drag(qtbot: Any, page: ImagesPage) -> None:
    select(page, 0)
    eventually(lambda: page.viewer.picture.loaded)
    page.viewer.picture.setFocus()
    QTest.keyClick(page.viewer.picture, Qt.Key.Key_Plus)
    assert page.viewer.picture.zoom > 1
    QTest.keyClick(page.viewer.picture, Qt.Key.Key_0)
    assert page.viewer.picture.zoom == 1
    QTest.mouseDClick(
        page.viewer.picture,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(50, 50),
    )
    assert page.viewer.picture.zoom == 3


def test_states(qtbot: Any, page: ImagesPage, session: Session) -> None:
    assert page.state() == "ready"
    session.close_project()
    assert page.state() == "empty"
    assert page._no_project.isVisible()


def test_an_image_that_another_page_names_is_shown_whatever_the_filter(
    page: ImagesPage, session: Session
) -> None:
    assert session.project is not None
    page.gallery.show_concept("dog")
    image = session.project.images()[3]
    mention = mention_id(session.project, "knife", 3)
    page.reveal(Destination("images", image=image.id, mention=mention))
    assert page.gallery.grid.currentIndex().row() == 3
    assert page.gallery.model.rowCount() == 7
    assert page.viewer.caption.mention_id == mention


def test_the_current_image_is_remembered(qtbot: Any, page: ImagesPage, session: Session) -> None:
    select(page, 3)
    page.close()
    again = ImagesPage(session)
    qtbot.addWidget(again)
    again.show()
    eventually(lambda: again.gallery.model.rowCount() == 7)
    assert again.gallery.grid.currentIndex().row() == 3


@pytest.mark.slow
def test_the_demo_model_tests_and_answers(
    qtbot: Any, page: ImagesPage, session: Session, tmp_path: Path
) -> None:
    from sare_engine import DEMO_FOLDER, ModelConfig

    with qtbot.waitSignal(session.model_changed, timeout=120000):
        session.load_model(ModelConfig(model=DEMO_FOLDER / "model", device="cpu"))
    eventually(lambda: session.engine.job is None)
    QTest.mouseClick(page.toolbar.settings_button, Qt.MouseButton.LeftButton)
    page.probe.form.set_values({"clip": DEMO_FOLDER / "clip", "max_new_tokens": 48})
    with qtbot.waitSignal(session.engine.ended, timeout=120000):
        QTest.mouseClick(page.toolbar.test_button, Qt.MouseButton.LeftButton)
        assert page.state() == "running"
    eventually(lambda: "Images tested: 7" in page.banner.text())
    eventually(lambda: page.state() == "done")
    eventually(lambda: bool(page.gallery.model.image(6).caption))
    page.viewer.go_to_ask()
    QTest.keyClicks(page.viewer.ask_panel.line, "Is there a dog in the image?")
    with qtbot.waitSignal(session.engine.ended, timeout=60000):
        QTest.keyClick(page.viewer.ask_panel.line, Qt.Key.Key_Return)
    said = page.viewer.ask_panel.transcript.toPlainText().splitlines()
    assert said[0] == "Is there a dog in the image?"
    assert len(said) == 2 and "thinking" not in said[1] and said[1].strip()
    eventually(lambda: not page._reader.busy)  # what it put off while the model answered


def test_nouns_are_added_to_a_vocabulary_that_the_next_test_uses(
    qtbot: Any, page: ImagesPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.mouseClick(page.toolbar.settings_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.probe.nouns_button, Qt.MouseButton.LeftButton)
    dialog = page.probe.nouns
    assert dialog is not None and dialog.isVisible() and not dialog.isModal()
    dialog._form.set_values({"minimum": 1})
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    eventually(lambda: dialog.table.rowCount() > 0, seconds=60)
    nouns = [dialog.table.item(row, NOUN).text() for row in range(dialog.table.rowCount())]
    assert "grass" in nouns and "fork" not in nouns
    assert not dialog.write_button.isEnabled()
    row = nouns.index("grass")
    dialog.table.item(row, NOUN).setCheckState(Qt.CheckState.Checked)
    assert dialog.taken() == ("grass",)
    dialog.table.item(row, COUNTS_AS).setText("plant life")
    assert dialog.taken() == ("grass=plant life",)
    dialog.table.item(row, COUNTS_AS).setText("grass")
    assert "with 1 word …" in dialog.write_button.text()
    out = tmp_path / "more.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))
    QTest.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    eventually(lambda: not dialog.isVisible())
    assert "grass" in out.read_text(encoding="utf-8").splitlines()
    assert page.probe.form.values()["vocabulary"] == out
    assert "words added: 1" in page.banner.text()
    page._actions["nouns"].trigger()
    QTest.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    eventually(lambda: "was not written" in dialog.banner.text())
    dialog.close()
