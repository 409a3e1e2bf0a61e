"""A server in the settings of a test: its key's state, and a test without a loaded model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from sare_desktop.item_models.caption_sets import origin_of
from sare_desktop.pages.images.page import ImagesPage
from sare_desktop.session import Session
from sare_engine import SERVER_KEY
from tests.desktop.tested_project import make_project, make_session
from tests.engine.models.fake_server import FakeServer, serving
from tests.waiting import eventually

KEY = "sk-very-secret-0123456789"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    monkeypatch.delenv(SERVER_KEY, raising=False)
    with serving() as one:
        yield one


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
    eventually(lambda: page.toolbar.test_button.isEnabled(), True)
    page.toolbar.settings_button.setChecked(True)
    yield page
    page.hide()


def note(page: ImagesPage) -> str:
    label = page.probe.form.findChild(QLabel, "form.server.note")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def test_the_state_of_the_key_is_shown_and_never_the_key(
    page: ImagesPage, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    form = page.probe.form
    assert note(page) == "" and not form.field("server_model").isVisible()
    form.set_values({"server": "http://localhost:8000/v1"})
    assert form.field("server_model").isVisible()
    assert note(page).startswith(f"Key: not set. If the server needs one, set {SERVER_KEY}")
    monkeypatch.setenv(SERVER_KEY, KEY)
    form.set_values({"server": "http://localhost:8001/v1"})
    assert note(page) == f"Key: from the environment ({SERVER_KEY})"
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes()
    form.set_values({"server": ""})
    assert note(page) == "" and not form.field("server_model").isVisible()


def test_a_server_tests_without_a_loaded_model(
    page: ImagesPage, session: Session, server: FakeServer
) -> None:
    server.usual = "A fork lies on the table."
    page.probe.form.set_values({"server": server.address})
    page.toolbar.test_button.click()
    eventually(lambda: page.state(), "done")
    assert session.project is not None
    [chosen] = session.project.caption_sets()
    assert chosen.name.startswith("tiny-llava on 127.0.0.1:")
    assert origin_of(chosen).splitlines()[:2] == [
        f"Written by the server {server.address}", "Not confirmed as a model's own words"
    ]  # fmt: skip
    [caption] = session.project.captions()
    assert caption.text == server.usual
    eventually(lambda: page.banner.text().startswith("Images tested: 1."), True)


def test_what_needs_a_model_says_so(page: ImagesPage) -> None:
    page.probe.form.set_values({"server": "http://localhost:8000", "poll": True})
    page.probe.test()
    problem = page.probe.form.findChild(QLabel, "form.poll.problem")
    assert isinstance(problem, QLabel) and problem.text() == "needs a model on this computer."
    page.probe.form.set_values({"server": "localhost", "poll": False})
    page.probe.test()
    problem = page.probe.form.findChild(QLabel, "form.server.problem")
    assert isinstance(problem, QLabel) and problem.text().startswith("must begin with http://")
