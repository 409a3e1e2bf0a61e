"""The first test that nothing would judge asks what shall judge its captions, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from sare_desktop.engine_thread import Job
from sare_desktop.pages.images import judge_dialog
from sare_desktop.pages.images.judge_dialog import JudgeDialog
from sare_desktop.pages.images.page import ImagesPage
from sare_desktop.session import Session
from sare_engine import EVIDENCE_SOURCES, Finished, ModelConfig, ProbeConfig
from tests.desktop.tested_project import make_project, make_session
from tests.waiting import eventually


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    """A project with one image, which is untested."""
    folder = make_project(tmp_path / "project", tmp_path / "images", scenes=())
    session = make_session(tmp_path / "settings", folder)
    yield session
    assert session.close()


@pytest.fixture
def started(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The jobs that would be started, with a model that seems to be loaded."""
    jobs: list[Job] = []

    def start(job: Job) -> bool:
        jobs.append(job)
        return True

    monkeypatch.setattr(session, "start", start)
    session.model_config = ModelConfig(model=Path("model"))
    return jobs


@pytest.fixture
def page(qtbot: Any, session: Session, started: list[Job]) -> Iterator[ImagesPage]:
    page = ImagesPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    eventually(lambda: page.judge_note.isVisible())
    yield page
    page.hide()


def asked(page: ImagesPage) -> JudgeDialog:
    page.toolbar.test_button.click()
    dialog = page.judge_dialog
    assert dialog is not None and dialog.isVisible()
    return dialog


def press(dialog: JudgeDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, f"images.judge_dialog.{name}")
    assert isinstance(button, QPushButton)
    button.click()


def config_of(job: Job) -> ProbeConfig:
    [config] = job.configs
    assert isinstance(config, ProbeConfig)
    return config


def test_each_source_says_what_it_finds_and_costs(page: ImagesPage, started: list[Job]) -> None:
    dialog = asked(page)
    texts = "\n".join(one.text() for one in dialog.findChildren(QLabel))
    offered = [one for one in EVIDENCE_SOURCES.values() if one.finds]
    assert {one.key for one in offered} == {
        one.key for one in judge_dialog.offered_sources().values()
    }
    for source in offered:
        assert source.finds in texts and source.costs in texts
    press(dialog, "cancel")
    assert not started
    asked(page)  # nothing was answered


def test_skipped_it_is_not_asked_again(page: ImagesPage, started: list[Job]) -> None:
    press(asked(page), "skip")
    assert not config_of(started[0]).poll
    page.toolbar.test_button.click()
    assert page.judge_dialog is not None and not page.judge_dialog.isVisible()
    assert len(started) == 2


def test_the_model_can_be_asked(page: ImagesPage, started: list[Job]) -> None:
    press(asked(page), "poll")
    assert config_of(started[0]).poll is True


def test_a_folder_can_be_chosen(
    page: ImagesPage, started: list[Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    press(asked(page), "clip")
    assert not started and page.judge_dialog is not None and page.judge_dialog.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press(page.judge_dialog, "detector")
    assert config_of(started[0]).detector == (tmp_path,)


def test_a_default_is_downloaded_and_used(
    page: ImagesPage,
    session: Session,
    started: list[Job],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press(asked(page), "detector.download")
    [job] = started
    folder = tmp_path / "grounding-dino-tiny"
    assert job.command is not None and "IDEA-Research/grounding-dino-tiny" in job.command
    # What another job downloads is not taken for it.
    session.engine.ended.emit(job, Finished("done", {"folder": str(tmp_path / "other")}))
    assert page.probe.form.values()["detector"] == ()
    session.engine.ended.emit(job, Finished("done", {"folder": str(folder)}))
    assert page.probe.form.values()["detector"] == (folder,)
    assert "Downloaded: grounding-dino-tiny." in page.banner.text()
