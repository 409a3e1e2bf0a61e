"""Before a test that nothing could judge, the Images page says so and offers what can."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from sare_desktop.pages.images.page import ImagesPage
from sare_desktop.session import Session
from tests.desktop.tested_project import make_project, make_session
from tests.waiting import eventually

WORDS = "Nothing can judge what a test finds: all mentions would stay unsure."


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    """A project with one image, which is untested."""
    folder = make_project(tmp_path / "project", tmp_path / "images", scenes=())
    session = make_session(tmp_path / "settings", folder)
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session) -> Iterator[ImagesPage]:
    page = ImagesPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    eventually(lambda: page.judge_note.text(), WORDS)
    yield page
    page.hide()


def offered(page: ImagesPage, source: str) -> QPushButton:
    button = page.judge_note.findChild(QPushButton, f"images.judge_by.{source}")
    assert isinstance(button, QPushButton)
    return button


def test_annotations_are_offered_and_end_the_warning(
    page: ImagesPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_owner: object, title: str, *_: object) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    offered(page, "annotation").click()
    assert len(asked) == 1 and asked[0].startswith("Import annotations")
    assert session.project is not None
    session.project.set_true_objects(session.project.images()[0].id, ["fork"])
    session.images_changed.emit()
    eventually(lambda: page.judge_note.text(), "")


def test_a_clip_model_is_asked_for_in_the_settings(page: ImagesPage, tmp_path: Path) -> None:
    assert not page.probe.isVisible()
    offered(page, "clip").click()
    assert page.probe.isVisible()
    assert page.probe.form.field("clip").hasFocus()
    page.probe.form.set_values({"clip": tmp_path})
    eventually(lambda: page.judge_note.text(), "")


def test_the_model_is_asked_on_request(page: ImagesPage) -> None:
    offered(page, "poll").click()
    assert page.probe.form.values()["poll"] is True
    eventually(lambda: page.judge_note.text(), "")
    page.probe.form.set_values({"poll": False})
    eventually(lambda: page.judge_note.text(), WORDS)


def test_dismissed_it_stays_away_in_this_project(page: ImagesPage, session: Session) -> None:
    button = page.judge_note.findChild(QPushButton, "banner.close")
    assert isinstance(button, QPushButton)
    button.click()
    session.images_changed.emit()
    page.judge_note.refresh()
    assert page.judge_note.text() == ""
