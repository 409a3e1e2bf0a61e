"""The Concepts page by mouse and keys: choosing, thresholds, merging, phrases."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from sare_desktop.item_models.concepts import CONCEPT, ERASE, EVIDENCE, RATE, UNSURE
from sare_desktop.pages.concepts.checking import CheckingDialog
from sare_desktop.pages.concepts.concept_table import bar_place, words_place
from sare_desktop.pages.concepts.page import ConceptsPage
from sare_desktop.pages.images.page import ImagesPage
from sare_desktop.session import Destination, Session
from sare_engine.domain import Evidence
from tests.desktop.tested_project import make_project, make_session, mention_id
from tests.waiting import eventually


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    session = make_session(
        tmp_path / "settings", make_project(tmp_path / "project", tmp_path / "images")
    )
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session) -> Iterator[ConceptsPage]:
    page = ConceptsPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    eventually(lambda: page.model.rowCount() == 5 and page.thresholds.histogram.total == 13)
    eventually(lambda: not page._aside.busy)
    yield page
    page.hide()


def row_of(page: ConceptsPage, concept: str) -> Any:
    return next(row for row in page.model.rows if row.concept == concept)


def settled(qtbot: Any, page: ConceptsPage, check: Callable[[], bool]) -> None:
    eventually(check)
    eventually(lambda: not (page._aside.busy or page._edits.busy))


def chosen(session: Session) -> tuple[str, ...]:
    assert session.project is not None
    return session.project.chosen_concepts()


def test_the_table_counts(page: ConceptsPage) -> None:
    assert [row.concept for row in page.model.rows][:2] == ["knife", "dog"]
    knife = row_of(page, "knife")
    assert (knife.mentions, knife.hallucinated, knife.images) == (4, 3, 4)
    assert knife.rate == 0.75
    assert knife.judged_by == {"clip": 4}
    index = page.proxy.index(0, RATE)
    assert (index.siblingAtColumn(CONCEPT).data(), index.data()) == ("knife", "75 %")
    dog = row_of(page, "dog")
    assert (dog.mentions, dog.hallucinated, dog.unsure) == (3, 1, 1)
    assert (
        page.proxy.index(1, CONCEPT).data() == "dog" and page.proxy.index(1, UNSURE).data() == "1"
    )


def test_a_rate_of_which_nothing_is_known_is_no_zero(page: ConceptsPage) -> None:
    rows = [
        dataclasses.replace(row_of(page, "knife"), concept=name, rate=rate)
        for name, rate in (("wrong", 1.0), ("unknown", None), ("right", 0.0))
    ]
    page.model.set_rows(rows)
    page.proxy.sort(RATE, Qt.SortOrder.AscendingOrder)
    shown = [page.proxy.index(row, RATE) for row in range(3)]
    assert [(at.siblingAtColumn(CONCEPT).data(), at.data()) for at in shown] == [
        ("unknown", "–"), ("right", "0 %"), ("wrong", "100 %")
    ]  # fmt: skip
    tip = shown[0].siblingAtColumn(ERASE).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "None of its mentions was judged."
    assert not page.table.grab().isNull()


def test_rates_have_a_number_above_a_bar_on_one_scale(page: ConceptsPage) -> None:
    cells = [
        QRectF(page.table.visualRect(page.proxy.index(row, RATE)))
        for row in range(page.proxy.rowCount())
    ]
    assert len({(bar_place(cell).left(), bar_place(cell).width()) for cell in cells}) == 1
    for cell in cells:
        assert cell.contains(bar_place(cell)) and cell.contains(words_place(cell))
        # The number is read on the ground of the row, whose contrast the theme's test checks.
        assert not words_place(cell).intersects(bar_place(cell))
        assert words_place(cell).height() >= page.table.fontMetrics().height()


def test_while_the_table_is_read_the_page_says_so(
    qtbot: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sare_engine

    read, released = sare_engine.concepts, threading.Event()

    def slowly(config: Any) -> Any:
        assert released.wait(10)
        return read(config)

    monkeypatch.setattr(sare_engine, "concepts", slowly)
    page = ConceptsPage(session)
    qtbot.addWidget(page)
    assert page.stack.currentWidget() is page._loading  # The images themselves are not read yet.
    page.show()
    try:
        eventually(lambda: page._reader.rows.tested == 6)
        assert page.stack.currentWidget() is page._loading
        assert page._loading.isVisible()
    finally:
        released.set()
    eventually(lambda: page.stack.currentWidget() is page._main)
    assert page.model.rowCount() == 5
    eventually(lambda: not page._aside.busy)
    page.hide()


def test_a_table_that_cannot_be_read_is_reported_and_ends_the_waiting(
    qtbot: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sare_engine

    def fail(_config: Any) -> Any:
        raise sare_engine.DataError("No table.", "It is bent.", "Straighten it.")

    monkeypatch.setattr(sare_engine, "concepts", fail)
    page = ConceptsPage(session)
    qtbot.addWidget(page)
    page.show()
    eventually(lambda: "No table." in page.banner.text())
    assert page.stack.currentWidget() is page._main
    eventually(lambda: not page._aside.busy)
    page.hide()


def test_space_checks_and_undo_unchecks(qtbot: Any, page: ConceptsPage, session: Session) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert chosen(session) == ("knife",)
    settled(qtbot, page, lambda: "1 concept checked" in page.foot.counts.text())
    assert page.foot.next_button.isEnabled()
    assert page.state() == "done"
    session.undo.undo()
    assert chosen(session) == ()
    settled(qtbot, page, lambda: not row_of(page, "knife").chosen)
    assert not page.foot.next_button.isEnabled()


def test_a_click_on_the_box_checks(qtbot: Any, page: ConceptsPage, session: Session) -> None:
    assert page.table.go_to("dog")
    index = page.table.currentIndex().siblingAtColumn(ERASE)
    rect = page.table.visualRect(index)
    QTest.mouseClick(
        page.table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(rect.left() + 10, rect.center().y()),
    )
    assert chosen(session) == ("dog",)
    settled(qtbot, page, lambda: row_of(page, "dog").chosen)


def test_what_is_never_hallucinated_cannot_be_checked(page: ConceptsPage, session: Session) -> None:
    assert page.table.go_to("cup")
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert chosen(session) == ()


def test_counts_and_warnings_follow_the_choice(
    qtbot: Any, page: ConceptsPage, session: Session
) -> None:
    from sare_engine import example_counts

    assert page.foot.warnings.text() == "No object is chosen."
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    settled(qtbot, page, lambda: "1 concept checked" in page.foot.counts.text())
    assert session.project is not None
    counts = example_counts(session.project.folder, ["knife"])
    assert f"{counts['negative']} hallucinated (D_neg)" in page.foot.counts.text()
    assert f"{counts['positive']} grounded (D_pos)" in page.foot.counts.text()
    assert page.foot.warnings.text() == " ".join(counts["warnings"]) != ""


def test_dragging_a_line_judges_again(qtbot: Any, page: ConceptsPage, session: Session) -> None:
    assert session.project is not None
    dog = mention_id(session.project, "dog", 4)  # scores 18
    start = page.thresholds.histogram.line_point("t1").toPoint()
    end = QPoint(round(page.thresholds.histogram.place_of(16.0)), start.y())
    QTest.mousePress(page.thresholds.histogram, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(page.thresholds.histogram, end)
    assert abs(page.thresholds.spins["t1"].value() - 16.0) < 0.3
    assert session.undo.count() == 0
    QTest.mouseRelease(page.thresholds.histogram, Qt.MouseButton.LeftButton, pos=end)
    settled(qtbot, page, lambda: row_of(page, "dog").hallucinated == 0)
    assert session.project.verdicts()[dog].verdict == "unsure"
    session.undo.undo()
    settled(qtbot, page, lambda: row_of(page, "dog").hallucinated == 1)
    assert session.project.verdicts()[dog].verdict == "hallucinated"
    eventually(lambda: page.thresholds.spins["t1"].value() == 20.0)
    session.undo.redo()
    settled(qtbot, page, lambda: row_of(page, "dog").hallucinated == 0)


def test_arrow_keys_move_the_chosen_line(qtbot: Any, page: ConceptsPage, session: Session) -> None:
    page.thresholds.histogram.setFocus()
    QTest.keyClick(page.thresholds.histogram, Qt.Key.Key_Down)  # to T0
    QTest.keyClick(page.thresholds.histogram, Qt.Key.Key_Right)
    assert page.thresholds.histogram.thresholds == (20.0, 30.5)
    settled(qtbot, page, lambda: session.undo.count() == 1)
    assert session.project is not None
    assert session.project.settings["thresholds"]["t0"] == 30.5


def test_spin_boxes_judge_and_never_cross(qtbot: Any, page: ConceptsPage, session: Session) -> None:
    spin = page.thresholds.spins["t1"]
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "50")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert page.thresholds.histogram.thresholds == (30.0, 30.0)
    settled(qtbot, page, lambda: session.undo.count() == 1)
    assert row_of(page, "cat").unsure in (0, 1)
    settled(qtbot, page, lambda: row_of(page, "cat").hallucinated == 1)


def test_merging_and_undoing_the_merge(
    qtbot: Any, page: ConceptsPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def choose(_parent: Any, _title: str, _label: str, items: Any, *_: Any) -> tuple[str, bool]:
        asked.append(list(items))
        return ("fork", True) if "fork" in items else (items[0], True)

    monkeypatch.setattr(QInputDialog, "getItem", choose)
    page.table.go_to("knife")
    QTest.mouseClick(page.tools.merge, Qt.MouseButton.LeftButton)
    settled(qtbot, page, lambda: page.model.rowCount() == 4)
    assert row_of(page, "fork").mentions == 7
    assert page.table.current().concept == "fork"
    assert "knife" not in asked[0]
    session.undo.undo()
    settled(qtbot, page, lambda: page.model.rowCount() == 5)
    session.undo.redo()
    settled(qtbot, page, lambda: page.model.rowCount() == 4)
    page._actions["unmerge"].trigger()
    settled(qtbot, page, lambda: page.model.rowCount() == 5)
    assert asked[-1] == ["knife → fork"]
    assert row_of(page, "knife").hallucinated == 3


def test_search(page: ConceptsPage) -> None:
    QTest.keyClicks(page.tools.search, "kni")
    assert page.proxy.rowCount() == 1
    page.tools.search.clear()
    assert page.proxy.rowCount() == 5


def test_phrases_lead_to_their_image(qtbot: Any, page: ConceptsPage, session: Session) -> None:
    page.table.go_to("knife")
    phrases = [page.places.model.index(row).data() for row in range(page.places.model.rowCount())]
    assert phrases == [
        "and a knife lies beside it.",
        "and a knife.",
        "a dog 🐕 sits beside a knife.",
    ]
    page.places.which.setCurrentIndex(page.places.which.findData("grounded"))
    assert page.places.model.rowCount() == 1
    page.places.which.setCurrentIndex(page.places.which.findData("hallucinated"))
    page.places.list.setFocus()
    QTest.keyClick(page.places.list, Qt.Key.Key_Down)
    page.places.list.setCurrentIndex(page.places.model.index(1))
    with qtbot.waitSignal(session.show_requested) as asked:
        QTest.keyClick(page.places.list, Qt.Key.Key_Return)
    assert asked.args[0].page == "images"
    images = ImagesPage(session)
    qtbot.addWidget(images)
    images.show()
    images.reveal(asked.args[0])
    eventually(lambda: images.viewer.selected)
    assert images.gallery.grid.currentIndex().row() == 3
    mention = images.viewer.mentions.mention(images.viewer.caption.mention_id or 0)
    assert mention is not None and mention.concept == "knife"
    images.hide()


def test_an_overruled_verdict_counts_at_once(
    qtbot: Any, page: ConceptsPage, session: Session
) -> None:
    assert session.project is not None
    session.project.override(mention_id(session.project, "knife", 0), "grounded")
    session.verdicts_changed.emit()
    settled(qtbot, page, lambda: row_of(page, "knife").hallucinated == 2)
    eventually(lambda: row_of(page, "knife").judged_by == {"clip": 3, "user": 1})


def test_without_tests_the_page_says_where_to_go(qtbot: Any, tmp_path: Path) -> None:
    session = make_session(tmp_path / "settings")
    page = ConceptsPage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.state() == "empty"
    with qtbot.waitSignal(session.show_requested) as asked:
        QTest.mouseClick(page._empty.buttons[0], Qt.MouseButton.LeftButton)
    assert asked.args == [Destination("images")]
    page.hide()
    session.close()


def test_concepts_above_a_rate_are_checked_at_once(page: ConceptsPage, session: Session) -> None:
    QTest.mouseClick(page.tools.check, Qt.MouseButton.LeftButton)
    dialog = page.checking
    assert dialog.isVisible() and dialog.percent.value() == 50
    for percent, preview, count in (
        (80, "No concept is hallucinated that often.", 0),
        (50, "knife", 1),
        (30, "knife, dog", 2),
    ):
        dialog.percent.setValue(percent)
        assert dialog.preview.text() == preview
        assert dialog.above_button.text() == f"Check {count} concept{'s' * (count != 1)}"
        assert dialog.above_button.isEnabled() == (count > 0)
        assert chosen(session) == ()
    QTest.mouseClick(dialog.above_button, Qt.MouseButton.LeftButton)
    assert set(chosen(session)) == {"knife", "dog"}
    assert not dialog.isVisible()
    assert session.undo.undoText() == "Check all concepts from 30 %"
    eventually(lambda: row_of(page, "dog").chosen)
    page._actions["check_above"].trigger()
    assert dialog.percent.value() == 30 and dialog.preview.text() == (
        "All of them are checked already."
    )
    dialog.close()
    session.undo.undo()
    assert chosen(session) == ()


def test_only_what_the_search_finds_is_checked(page: ConceptsPage, session: Session) -> None:
    page.tools.search.setText("do")
    page.checking.open_rate()
    page.checking.percent.setValue(1)
    assert page.checking.scope.text() == "Of the 1 concept that the search finds."
    assert page.checking.preview.text() == "dog"
    page.tools.search.clear()
    assert page.checking.scope.text() == "Of all 5 concepts in the table."
    page.checking.times.setValue(2)
    assert page.checking.preview.text() == "knife"
    page.checking.close()
    again = CheckingDialog(session, page.proxy)
    assert (again.percent.value(), again.times.value()) == (50, 1)
    again.deleteLater()


def test_all_that_a_trigger_brings_is_checked_at_once(
    qtbot: Any, page: ConceptsPage, session: Session
) -> None:
    project = session.project
    assert project is not None
    for image in project.images():
        project.set_true_objects(image.id, ["fork"] if image.id in (1, 4, 5) else ["cup"])
    session.concepts_changed.emit()
    settled(qtbot, page, lambda: row_of(page, "knife").trigger_names == ("fork",))
    assert page.table.go_to("knife")
    page._actions["check_brought"].trigger()
    dialog = page.checking
    table = dialog.table
    assert [table.item(0, column).text() for column in range(3)] == ["fork", "knife", "3"]
    assert table.selectedIndexes()
    eventually(table.hasFocus)
    assert dialog.trigger_button.text() == "Check 1 concept"
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen(session) == ("knife",)
    assert session.undo.undoText() == "Check the concepts beside “fork”"
    assert not dialog.isVisible()
    session.undo.undo()
    assert chosen(session) == ()
    settled(qtbot, page, lambda: not row_of(page, "knife").chosen)
    dialog.open_triggers("nothing of this name")
    with qtbot.waitSignal(session.explained) as asked:
        QTest.mouseClick(dialog.explain_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["Trigger"]
    page.tools.search.setText("cup")
    assert table.rowCount() == 0 and not dialog.trigger_button.isEnabled()
    dialog.close()


def test_several_mentions_are_overruled_at_once(
    qtbot: Any, page: ConceptsPage, session: Session
) -> None:
    assert page.table.go_to("knife")
    places = page.places
    assert places.model.rowCount() == 3
    places.list.setFocus()
    places.list.selectAll()
    assert not places.buttons[""].isEnabled()
    QTest.keyClick(places.list, Qt.Key.Key_G)
    assert session.undo.count() == 1
    assert session.undo.undoText() == "3 mentions of “knife” are grounded"
    settled(qtbot, page, lambda: row_of(page, "knife").hallucinated == 0)
    assert places.model.rowCount() == 0
    places.which.setCurrentIndex(places.which.findData("grounded"))
    assert places.model.rowCount() == 4
    places.list.selectAll()
    QTest.mouseClick(places.buttons[""], Qt.MouseButton.LeftButton)
    settled(qtbot, page, lambda: row_of(page, "knife").hallucinated == 3)
    assert session.undo.undoText() == "Remove my verdict on 3 mentions of “knife”"
    session.undo.undo()
    session.undo.undo()
    settled(qtbot, page, lambda: row_of(page, "knife").judged_by == {"clip": 4})


def test_what_the_examples_are_is_explained_beside_them(
    qtbot: Any, page: ConceptsPage, session: Session
) -> None:
    assert "D_neg less likely" in page.foot.meaning.text()
    with qtbot.waitSignal(session.explained) as asked:
        QTest.mouseClick(page.foot.explain_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["D_"]


def test_names_are_cut_only_where_words_need_the_room(page: ConceptsPage) -> None:
    name = "a potted plant beside the dining table"
    rows = [
        dataclasses.replace(row, concept=name if number == 2 else row.concept)
        for number, row in enumerate(page.model.rows)
    ]
    page.window().resize(1400, 800)
    page.model.set_rows(rows)
    table = page.table
    needed = table.fontMetrics().horizontalAdvance(name)
    eventually(lambda: table.columnWidth(CONCEPT) > needed)
    assert table.horizontalHeader().length() <= table.viewport().width()
    page.window().resize(760, 800)
    eventually(lambda: table.columnWidth(CONCEPT) < needed)


def test_every_column_is_visible_and_tooltips_show_what_is_cut_off(page: ConceptsPage) -> None:
    table, header = page.table, page.table.horizontalHeader()
    assert table.isVisible() and table.viewport().width() < 800
    assert header.length() <= table.viewport().width()
    assert not table.horizontalScrollBar().maximum()
    for column in range(page.proxy.columnCount()):
        index = page.proxy.index(0, column)
        assert (
            column == ERASE
            or str(index.data()) in index.data(Qt.ItemDataRole.ToolTipRole)
            or (column == EVIDENCE and "CLIP score 4" in index.data(Qt.ItemDataRole.ToolTipRole))
        )


def test_calibrated_thresholds_are_suggested_used_and_undone(
    qtbot: Any, page: ConceptsPage, session: Session
) -> None:
    from sare_engine import CalibrateConfig, calibrate

    project = session.project
    assert project is not None
    for concept, image, word in (
        ("fork", 0, "grounded"),
        ("fork", 3, "grounded"),
        ("dog", 2, "grounded"),
        ("knife", 0, "hallucinated"),
        ("knife", 3, "hallucinated"),
        ("dog", 4, "hallucinated"),
    ):
        project.override(mention_id(project, concept, image), word)
    expected = calibrate(CalibrateConfig(project=project.folder))
    QTest.mouseClick(page.tools.calibrate, Qt.MouseButton.LeftButton)
    dialog = page.thresholds.calibration
    assert dialog is not None and dialog.isVisible() and not dialog.isModal()
    assert not dialog.use_button.isEnabled()
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    eventually(dialog.use_button.isEnabled)
    facts = dialog.facts.facts()
    assert facts["Suggested"].startswith(f"T1 = {expected['t1']:.2f}, T0 = {expected['t0']:.2f}")
    assert facts["In force"] == "T1 = 20.00, T0 = 30.00"
    assert facts["Fitted to"].startswith("3 present and 3 absent objects")
    assert "Only 3 objects" in dialog.warnings.text()

    def thresholds() -> tuple[float, ...]:
        return tuple(project.settings["thresholds"][name] for name in ("t1", "t0", "t2"))

    before = thresholds()
    QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    settled(qtbot, page, lambda: thresholds() != before)
    assert thresholds() == (expected["t1"], expected["t0"], expected["t2"])
    assert not dialog.isVisible()
    session.undo.undo()
    settled(qtbot, page, lambda: thresholds() == before)


def test_calibrating_without_any_truth_says_what_to_do(qtbot: Any, page: ConceptsPage) -> None:
    page._actions["calibrate"].trigger()
    dialog = page.thresholds.calibration
    assert dialog is not None
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    eventually(lambda: "could not be calibrated" in dialog.banner.text())
    assert "Annotate some of the images" in dialog.banner.text()
    assert not dialog.use_button.isEnabled()
    dialog.close()


# Several sources with scores


def add_detector(session: Session) -> None:
    """Let a detector score every mention: what CLIP calls hallucinated or unsure, it sees."""
    project = session.project
    assert project is not None
    limits = {"low": 0.25, "high": 0.35}
    for mention in project.mentions():
        score = {"grounded": 0.9, "hallucinated": 0.5, "unsure": 0.3}[mention.verdict]
        verdict = "unsure" if score < 0.35 else "grounded"
        project.set_evidence([Evidence(mention.id, "detector", verdict, score, limits)])
    project.settings["detectors"] = {"detector": {"folder": "/models/dino", **limits, "used": True}}
    session.verdicts_changed.emit()


def test_thresholds_of_each_source_with_scores(
    qtbot: Any, page: ConceptsPage, session: Session
) -> None:
    card = page.thresholds
    assert card.sources.currentText() == "CLIP score" and not card.sources.isEnabled()
    add_detector(session)
    eventually(lambda: card.sources.isEnabled())
    assert [card.sources.itemText(row) for row in range(2)] == ["Detector", "CLIP score"]
    card.sources.setCurrentIndex(0)
    eventually(lambda: card.histogram.thresholds == (0.25, 0.35))
    assert card.spins["t0"].maximum() == 1.0
    assert "Seen 0.35" in card.histogram.accessibleDescription()
    spin = card.spins["t0"]
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "0.6")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    settled(qtbot, page, lambda: session.undo.count() == 1)
    assert session.undo.text(0) == "Not seen = 0.25, Seen = 0.6"
    assert session.project is not None
    settings = session.project.settings
    settled(qtbot, page, lambda: settings["detectors"]["detector"]["high"] == 0.6)
    assert settings["thresholds"]["t0"] == 30.0
    session.undo.undo()
    settled(qtbot, page, lambda: settings["detectors"]["detector"]["high"] == 0.35)


def test_another_rule_is_chosen_in_words_and_undone(
    qtbot: Any, page: ConceptsPage, session: Session
) -> None:
    rules = page.rules
    assert rules.isHidden()  # with one source there is nothing to combine
    add_detector(session)
    eventually(lambda: rules.isVisible())
    texts = [rules.box.itemText(row) for row in range(rules.box.count())]
    assert texts[0] == "First sure source" and rules.sentence.text().startswith("The first source")
    knife = row_of(page, "knife").hallucinated
    rules.box.setCurrentIndex(1)
    rules.box.activated.emit(1)
    settled(qtbot, page, lambda: row_of(page, "knife").hallucinated == 0)
    assert session.undo.text(0) == "Combine evidence by: Agreement of two"
    eventually(lambda: rules.sentence.text().startswith("Two sources must say the same"))
    assert session.project is not None and session.project.settings["rule"] == "two_agree"
    assert "mentions change" in rules.box.itemText(0)
    session.undo.undo()
    settled(qtbot, page, lambda: rules.sentence.text().startswith("The first source"))
    assert knife == 3
