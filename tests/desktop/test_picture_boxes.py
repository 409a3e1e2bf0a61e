"""Boxes of detectors on the picture of the Images page, linked with the caption."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from sare_desktop.pages.images.page import ImagesPage
from sare_desktop.session import Session
from sare_engine.domain import Box, Evidence, ObjectBox, boxes_to_json
from sare_engine.workspace.project import Project
from tests.desktop.tested_project import make_project, make_session, mention_id
from tests.waiting import eventually

FORK = Box(0.1, 0.1, 0.4, 0.5, 0.83, "fork")
BESIDE = Box(0.12, 0.1, 0.42, 0.5, 0.2, "fork")
KNIFE = Box(0.6, 0.5, 0.9, 0.9, 0.3, "knife")
WEAK = Box(0.0, 0.0, 1.0, 1.0, 0.1, "knife")


def add_boxes(folder: Path) -> None:
    """Let two detectors see the fork and the knife of the first picture."""
    limits = {"low": 0.25, "high": 0.35, "model": "dino"}
    with Project.open(folder) as project:
        fork, knife = (mention_id(project, one, 0) for one in ("fork", "knife"))
        for key, source, score, boxes, own in (
            (fork, "detector", 0.83, [FORK], limits),
            (fork, "second_detector", 0.2, [BESIDE], {"low": 0.05, "high": 0.1, "model": "owl"}),
            (knife, "detector", 0.3, [KNIFE, WEAK], limits),
        ):
            details = {**own, "boxes": boxes_to_json(boxes)}
            project.set_evidence([Evidence(key, source, "grounded", score, details)])


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    folder = make_project(tmp_path / "project", tmp_path / "images")
    add_boxes(folder)
    session = make_session(tmp_path / "settings", folder)
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session) -> Iterator[ImagesPage]:
    page = ImagesPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    eventually(lambda: page.gallery.model.rowCount() == 7)
    page.gallery.grid.go_to(0)
    eventually(lambda: page.viewer.picture.loaded and len(page.viewer.picture.boxes) == 3)
    yield page
    page.hide()


def middle(page: ImagesPage, box: int) -> QPoint:
    picture = page.viewer.picture
    return picture.box_area(picture.boxes[box]).center().toPoint()


def test_boxes_are_named_and_scored(page: ImagesPage) -> None:
    boxes = page.viewer.picture.boxes
    # What scores below the lower limit of its detector is not shown.
    assert [(one.text, one.verdict, one.place) for one in boxes] == [
        ("fork 0.83", "grounded", 0),
        ("fork 0.20", "grounded", 1),
        ("knife 0.30", "unsure", 0),
    ]
    assert boxes[0].tip == "Detector (dino): fork 0.83"
    assert boxes[1].tip == "Second detector (owl): fork 0.20"
    assert "knife 0.30" in page.viewer.picture.accessibleDescription()
    page.gallery.grid.go_to(2)
    eventually(lambda: len(page.viewer.picture.boxes) == 0)


def test_box_and_mention_point_at_each_other(page: ImagesPage) -> None:
    picture, caption = page.viewer.picture, page.viewer.caption
    fork, knife = (
        next(one.id for one in page.viewer.mentions.mentions if one.concept == name)
        for name in ("fork", "knife")
    )
    QTest.mouseMove(picture, middle(page, 2))
    eventually(lambda: caption._lit, frozenset({knife}))
    QTest.mouseMove(picture, QPoint(1, 1))
    eventually(lambda: caption._lit, frozenset())
    caption.hovered.emit(frozenset({fork}))
    assert picture._lit == frozenset({fork})
    QTest.mouseClick(
        picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(page, 2)
    )
    assert caption.mention_id == knife
    caption.hovered.emit(frozenset())
    # The selected mention's box stays emphasised.
    assert picture._lit == frozenset({knife})
    assert "knife" in page.viewer.evidence._texts["detector"].text()


def test_b_hides_the_boxes(page: ImagesPage) -> None:
    picture = page.viewer.picture
    shown = picture.grab().toImage()
    QTest.keyClick(picture, Qt.Key.Key_B)
    assert len(picture.boxes) == 0 and picture.grab().toImage() != shown
    QTest.keyClick(picture, Qt.Key.Key_B)
    assert len(picture.boxes) == 3


def test_annotated_places_of_what_the_caption_mentions_are_shown(
    page: ImagesPage, session: Session
) -> None:
    project = session.project
    assert project is not None
    knife, cat = (ObjectBox(one, Box(0.2, 0.2, 0.4, 0.4, None, one)) for one in ("knife", "cat"))
    project.set_boxes([(project.images()[0].id, [knife, cat])])
    page.viewer.refresh()
    [shown] = [one for one in page.viewer.picture.boxes if one.box.score is None]
    assert (shown.text, shown.tip, shown.verdict) == ("knife", "Annotation: knife", "grounded")
    assert len(page.viewer.picture.boxes) == 4
    assert not page.viewer.picture.grab().isNull()
