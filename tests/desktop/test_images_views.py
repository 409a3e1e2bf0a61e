"""The Images page: order, size, folders, the list of captions, the large picture, many verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLayout

from sare_desktop.file_manager import show_in_folder
from sare_desktop.item_models.images import (
    ADDED,
    BY_NAME,
    HALLUCINATED_FIRST,
    UNDECIDED_FIRST,
    ImagesModel,
    name_key,
)
from sare_desktop.item_models.tested_images import concepts_in
from sare_desktop.pages.images.filter_row import folder_names
from sare_desktop.pages.images.page import ImagesPage
from sare_desktop.session import Session
from sare_desktop.widgets.images.image_cells import CaptionRows
from sare_desktop.widgets.images.thumbnail_grid import AS_LIST, LARGE, SMALL
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewImage
from tests.caption_sets import set_of
from tests.desktop.tested_project import (
    FINGERPRINT,
    draw_image,
    make_project,
    make_session,
    mention_id,
)
from tests.waiting import eventually


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    project = make_project(tmp_path / "project", tmp_path / "images")
    with Project.open(project) as opened:
        for name in ("a10.png", "a9.png"):
            path = tmp_path / "images" / "more" / name
            path.parent.mkdir(exist_ok=True)
            opened.add_images([NewImage(draw_image(path), 160, 120, name)])
    session = make_session(tmp_path / "settings", project)
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session) -> Iterator[ImagesPage]:
    page = ImagesPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    eventually(page.gallery.model.rowCount, 9)
    yield page
    page.hide()


def names(page: ImagesPage) -> list[str]:
    model = page.gallery.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def choice(page: ImagesPage, text: str) -> QAction:
    menu = page.gallery.view.button.menu()
    assert menu is not None
    return next(one for one in menu.actions() if one.text() == text)


# Order


def test_the_images_are_sorted_and_the_order_is_remembered(
    qtbot: Any, page: ImagesPage, session: Session
) -> None:
    added = names(page)
    assert added[-3:] == ["untested.png", "a10.png", "a9.png"]
    page.gallery.grid.go_to(3)
    current = added[3]
    for text, first in (
        ("Name", ["a9.png", "a10.png", "picture_000.png"]),
        ("Most hallucinated first", ["picture_004.png", "picture_000.png", "picture_003.png"]),
        ("Undecided first", ["picture_001.png", "picture_005.png", "untested.png"]),
        ("When they were added", added[:3]),
    ):
        choice(page, text).trigger()
        assert names(page)[:3] == first
        image = page.gallery.grid.current_image()
        assert image is not None and image.name == current
    choice(page, "Name").trigger()
    again = ImagesPage(session)
    qtbot.addWidget(again)
    again.show()
    eventually(again.gallery.model.rowCount, 9)
    assert names(again)[:2] == ["a9.png", "a10.png"]
    assert choice(again, "Name").isChecked()
    again.hide()


def test_an_image_stays_in_its_place_while_it_is_judged(page: ImagesPage, session: Session) -> None:
    choice(page, "Most hallucinated first").trigger()
    before = names(page)
    page.gallery.grid.go_to(0)
    assert page.viewer.caption.step(1, "hallucinated")
    page.viewer.overrule_grounded()
    image = page.gallery.model.image(0)
    assert image is not None and image.count("hallucinated") == 1
    assert names(page) == before


def test_numbers_in_names_count_as_numbers() -> None:
    sorted_names = sorted(["b2", "B10", "b1", "a", "b1x3"], key=name_key)
    assert sorted_names == ["a", "b1", "b1x3", "b2", "B10"]


def test_rows_read_again_keep_the_order(page: ImagesPage) -> None:
    model = ImagesModel()
    rows = page._reader.rows
    model.set_rows(rows)
    for order in (BY_NAME, HALLUCINATED_FIRST, UNDECIDED_FIRST, ADDED):
        model.set_order(order)
        before = [model.image(row) for row in range(model.rowCount())]
        resets: list[bool] = []
        model.modelReset.connect(lambda resets=resets: resets.append(True))
        model.set_rows(rows)
        assert [model.image(row) for row in range(model.rowCount())] == before
        assert resets == []


# Folders


def test_images_of_one_folder(page: ImagesPage, tmp_path: Path) -> None:
    box = page.gallery.filter.folder
    assert box.isVisible()
    assert [box.itemText(row) for row in range(box.count())] == ["Any folder", "images", "more"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    assert names(page) == ["a10.png", "a9.png"]
    # A folder includes those in it.
    box.setCurrentIndex(box.findData(str(tmp_path / "images")))
    assert page.gallery.model.rowCount() == 9
    box.setCurrentIndex(2)
    page.gallery.filter.search.setText("a9")
    eventually(lambda: names(page), ["a9.png"])
    page.gallery.show_all()
    assert page.gallery.model.rowCount() == 9 and box.currentIndex() == 0


def test_folders_are_named_by_what_differs() -> None:
    assert folder_names(["/x/a/train", "/x/a/val/b"]) == ["train", str(Path("val", "b"))]
    assert folder_names(["/x/a", "/x/a/b"]) == ["a", "b"]
    assert folder_names(["relative", "/x"]) == ["relative", "/x"]
    assert folder_names([]) == []


# Size


def test_the_size_is_chosen_by_menu_keys_and_wheel_and_remembered(
    qtbot: Any, page: ImagesPage, session: Session
) -> None:
    grid = page.gallery.grid
    medium = grid.gridSize()
    choice(page, "Large thumbnails").trigger()
    large = grid.gridSize()
    assert large.height() > 1.5 * medium.height()
    assert session.settings.value("images.view") == LARGE
    page._actions["less_room"].trigger()
    assert grid.gridSize() == medium
    for _ in range(3):
        page._actions["less_room"].trigger()
    assert session.settings.value("images.view") == AS_LIST
    assert grid.gridSize().width() > 0.9 * grid.viewport().width()
    grid.zoomed.emit(1)
    assert session.settings.value("images.view") == SMALL
    again = ImagesPage(session)
    qtbot.addWidget(again)
    assert choice(again, "Small thumbnails").isChecked()
    assert again.gallery.grid.gridSize().height() == grid.gridSize().height()


# Captions alone


def captions_only(folder: Path) -> Path:
    with Project.create(folder) as project, project.transaction():
        for number in range(3):
            path = folder.parent / f"COCO_{number:04d}.jpg"
            [image] = project.add_images([NewImage(path, 0, 0, "")])
            captions = set_of(project, FINGERPRINT, "Describe the image.")
            project.set_caption(captions, image, f"Caption {number} of a dog.", [1], False)
    return folder


def test_captions_alone_are_a_list_without_pictures(qtbot: Any, tmp_path: Path) -> None:
    session = make_session(tmp_path / "settings", captions_only(tmp_path / "project"))
    page = ImagesPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    eventually(page.gallery.model.rowCount, 3)
    grid = page.gallery.grid
    cells = grid.itemDelegate()
    assert isinstance(cells, CaptionRows) and not cells.pictured and cells.edge == 0
    assert grid.gridSize().width() > 0.9 * grid.viewport().width()
    assert not page.viewer.picture.isVisible()
    assert not page.viewer.enlarge_button.isEnabled()
    assert not page._actions["enlarge"].isEnabled()
    assert "no picture" in page.viewer.facts.text()
    assert not choice(page, "Large thumbnails").isEnabled()
    assert not page.gallery.filter.folder.isVisible()
    assert not page.viewer.ask_panel.line.isEnabled()
    assert not page.grab().isNull()
    assert grid.thumbnails.outstanding == 0
    page.hide()
    assert session.close()


# The large picture


def test_the_picture_is_enlarged_and_the_next_follows(
    qtbot: Any, page: ImagesPage, session: Session
) -> None:
    page.gallery.grid.go_to(0)
    page.gallery.grid.setFocus()
    QTest.keyClick(page.gallery.grid, Qt.Key.Key_Return)
    large = page.large
    assert large is not None and large.isVisible()
    eventually(lambda: large.picture.scale > 0)
    assert large.caption.text() == page.viewer.caption.toPlainText()
    assert "picture_000.png, 1 hallucinated" in large.name.text()
    assert not large.previous_button.isEnabled()
    fitted = large.zoom.text()
    QTest.keyClick(large.picture, Qt.Key.Key_Plus)
    assert large.picture.zoom == 1.25 and large.zoom.text() != fitted
    QTest.keyClick(large.picture, Qt.Key.Key_1)
    assert large.picture.scale == pytest.approx(1.0) and large.zoom.text() == "100 %"
    QTest.keyClick(large.picture, Qt.Key.Key_0)
    assert large.zoom.text() == fitted
    QTest.mouseClick(large.next_button, Qt.MouseButton.LeftButton)
    assert page.gallery.grid.currentIndex().row() == 1
    assert "picture_001.png" in large.name.text()
    eventually(lambda: large.previous_button.isEnabled())
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert not large.isVisible()
    # Closed, it follows no more.
    page.gallery.grid.go_to(3)
    assert "picture_001.png" in large.name.text()


# The file


def test_the_picture_is_shown_in_its_folder(
    page: ImagesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    monkeypatch.setattr("sys.platform", "linux")
    page.gallery.grid.go_to(0)
    QTest.mouseClick(page.viewer.folder_button, Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path / "images")]
    assert not show_in_folder(tmp_path / "gone" / "x.png")
    assert len(opened) == 1


# Verdicts on many


def select_rows(page: ImagesPage, *rows: int) -> None:
    model = page.gallery.grid.selectionModel()
    model.clearSelection()
    for row in rows:
        model.select(page.gallery.model.index(row), QItemSelectionModel.SelectionFlag.Select)


def test_mentions_of_several_images_are_overruled_in_one_step(
    page: ImagesPage, session: Session
) -> None:
    batch, project = page.gallery.batch, session.project
    assert project is not None and not batch.isVisible()
    select_rows(page, 0, 3, 4)
    eventually(batch.isVisible)
    assert batch.count.text() == "3 images selected"
    offered = [batch.concept.itemData(row) for row in range(batch.concept.count())]
    assert offered == ["", "fork", "knife", "cup", "dog"]
    batch.concept.setCurrentIndex(offered.index("knife"))
    QTest.mouseClick(batch.buttons["grounded"], Qt.MouseButton.LeftButton)
    assert session.undo.count() == 1
    assert session.undo.undoText() == "3 mentions of “knife” are grounded"
    knives = [mention_id(project, "knife", image) for image in (0, 3, 4)]
    assert {project.verdicts()[one].verdict for one in knives} == {"grounded"}
    dog = mention_id(project, "dog", 4)
    assert (project.verdicts()[dog].verdict, project.verdicts()[dog].by) == ("hallucinated", "clip")
    assert page.gallery.grid.count_selected() == 3
    # Only one's own verdicts are withdrawn.
    batch.concept.setCurrentIndex(0)
    QTest.mouseClick(batch.buttons[""], Qt.MouseButton.LeftButton)
    assert session.undo.undoText() == "Remove my verdict on 3 mentions of “knife”"
    assert {project.verdicts()[one].by for one in knives} == {"clip"}
    session.undo.undo()
    session.undo.undo()
    assert {project.verdicts()[one].verdict for one in knives} == {"hallucinated"}
    select_rows(page, 0)
    eventually(lambda: not batch.isVisible())


def test_nothing_to_withdraw_is_said(page: ImagesPage, session: Session) -> None:
    told: list[str] = []
    session.notified.connect(lambda _level, text: told.append(text))
    page.gallery.grid.selectAll()
    eventually(page.gallery.batch.isVisible)
    page.gallery.batch.overrule("")
    assert told == ["None of these mentions has a verdict of yours."]
    assert session.undo.count() == 0


def test_concepts_of_images_come_by_frequency(page: ImagesPage) -> None:
    rows = page._reader.rows
    assert concepts_in(rows.images)[:2] == ["knife", "dog"]
    assert concepts_in([]) == []


# The settings


def test_the_settings_leave_the_thumbnails_where_they_are(page: ImagesPage) -> None:
    page.gallery.grid.go_to(2)
    place = page.gallery.grid.mapTo(page, page.gallery.grid.rect().topLeft())
    QTest.mouseClick(page.toolbar.settings_button, Qt.MouseButton.LeftButton)
    assert page.probe.isVisible() and page.gallery.grid.isVisible()
    assert not page.viewer.caption.isVisible()
    assert page.gallery.grid.mapTo(page, page.gallery.grid.rect().topLeft()) == place
    assert page.gallery.grid.currentIndex().row() == 2
    field = page.probe.form.field("prompt")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    eventually(lambda: not page.probe.isVisible())
    assert page.viewer.caption.isVisible()
    assert not page.toolbar.settings_button.isChecked()
    assert page.toolbar.settings_button.hasFocus()


def test_a_narrow_page_puts_the_picture_below_the_thumbnails(page: ImagesPage) -> None:
    layout = page.layout()
    assert layout is not None
    # As in the window, whose pages scroll: a window alone would not become that narrow.
    layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    page.setMinimumSize(0, 0)
    assert page._main.orientation() is Qt.Orientation.Horizontal
    page.resize(440, 620)
    eventually(lambda: page._main.orientation(), Qt.Orientation.Vertical)
    eventually(lambda: 0 < page.minimumSizeHint().width() <= 440)
    page.resize(1080, 620)
    eventually(lambda: page._main.orientation(), Qt.Orientation.Horizontal)
