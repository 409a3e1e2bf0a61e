"""The session: projects, the model, and who is told what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QUndoCommand

from sare_desktop.engine_thread import EngineThread, Job
from sare_desktop.session import Session
from sare_desktop.settings import Settings
from sare_engine import (
    DEMO_FOLDER,
    Control,
    Event,
    Failed,
    Finished,
    ModelConfig,
    Project,
)
from tests.desktop.jobs import counting, endless, job_of
from tests.waiting import PATIENCE_S, eventually


class Slot:
    """A model slot that loads anything but folders called "broken"."""

    def __init__(self) -> None:
        self.model: object | None = None

    def load(self, config: ModelConfig, _control: Control) -> Iterator[Event]:
        self.model = None
        if config.model.name == "broken":
            yield Failed("It is broken.", "So.", "Mend it.")
            return
        self.model = object()
        yield Finished("done", {"architecture": "Llava", "device": "cpu", "dtype": "float32"})

    def unload(self) -> Iterator[Event]:
        self.model = None
        yield Finished("done", {"freed_bytes": 1})


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    session = Session(settings, engine=EngineThread(make_slot=Slot))
    yield session
    assert session.close()


def idle(qtbot: Any, session: Session) -> None:
    eventually(lambda: not session.engine.busy)


def test_a_project_is_made_opened_and_remembered(
    qtbot: Any, session: Session, tmp_path: Path
) -> None:
    with qtbot.waitSignal(session.project_changed):
        assert session.new_project(tmp_path / "kitchen")
    assert session.project is not None
    assert session.settings.recent_projects() == [tmp_path / "kitchen"]
    with qtbot.waitSignal(session.project_changed):
        session.close_project()
    assert session.project is None
    assert session.open_project(tmp_path / "kitchen")
    assert session.settings.value("last_project") == str(tmp_path / "kitchen")


def test_another_project_takes_the_place_and_the_undo_stack(
    qtbot: Any, session: Session, tmp_path: Path
) -> None:
    session.new_project(tmp_path / "a")
    first = session.project
    session.undo.push(QUndoCommand("edit"))
    session.new_project(tmp_path / "b")
    assert session.project is not first and session.undo.count() == 0
    assert first is not None
    with pytest.raises(Exception, match="closed"):
        first.images()


@pytest.mark.parametrize("make", [False, True])
def test_a_project_that_cannot_be_opened_is_said_and_the_present_one_stays(
    qtbot: Any, session: Session, tmp_path: Path, make: bool
) -> None:
    session.new_project(tmp_path / "good")
    before = session.project
    told: list[Failed] = []
    session.failed.connect(told.append)
    if make:
        (tmp_path / "bad").mkdir()
        (tmp_path / "bad" / "project.sqlite").write_bytes(b"no database" * 200)
    assert not session.open_project(tmp_path / "bad")
    assert session.project is before and before is not None and before.images() == []
    [failure] = told
    assert failure.what and failure.fix


def test_a_running_job_keeps_its_project(qtbot: Any, session: Session, tmp_path: Path) -> None:
    session.new_project(tmp_path / "a")
    before = session.project
    session.start(endless())
    said: list[str] = []
    session.notified.connect(lambda level, text: said.append(text))
    assert not session.new_project(tmp_path / "b")
    session.close_project()
    assert session.project is before
    assert not session.start(counting())
    assert any("Counting" in text for text in said)
    session.engine.stop()
    idle(qtbot, session)


def test_a_model_is_loaded_and_unloaded(qtbot: Any, session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "llava"
    folder.mkdir()
    with qtbot.waitSignal(session.model_changed, timeout=1000 * PATIENCE_S):
        assert session.load_model(ModelConfig(model=folder))
    assert session.model is not None and session.model["device"] == "cpu"
    assert session.model_config == ModelConfig(model=folder)
    assert session.settings.recent_models() == [folder]
    with qtbot.waitSignal(session.model_changed, timeout=1000 * PATIENCE_S):
        assert session.unload_model()
    assert session.model is None and session.model_config is None


def test_a_model_that_does_not_load_leaves_none(
    qtbot: Any, session: Session, tmp_path: Path
) -> None:
    session.load_model(ModelConfig(model=tmp_path / "llava"))
    idle(qtbot, session)
    session.load_model(ModelConfig(model=tmp_path / "broken"))
    idle(qtbot, session)
    assert session.model is None and session.model_config is None


def test_loading_while_busy_changes_nothing(qtbot: Any, session: Session, tmp_path: Path) -> None:
    session.start(endless())
    assert not session.load_model(ModelConfig(model=tmp_path / "llava"))
    session.engine.stop()
    idle(qtbot, session)
    assert session.model is None


def test_a_job_that_gives_the_model_up_is_noticed(
    qtbot: Any, session: Session, tmp_path: Path
) -> None:
    session.load_model(ModelConfig(model=tmp_path / "llava"))
    idle(qtbot, session)

    def work(slot: Slot, _control: Control) -> Iterator[Event]:
        slot.model = None
        yield Finished("done")

    with qtbot.waitSignal(session.model_changed, timeout=1000 * PATIENCE_S):
        session.start(job_of(work))
    assert session.model is None


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("probe", {"images", "verdicts", "concepts"}),
        ("judge", {"verdicts", "concepts"}),
        ("erase", {"runs"}),
        ("relearn", {"runs"}),
        ("ask", set()),
    ],
)
def test_pages_are_told_what_a_job_changed(
    qtbot: Any, session: Session, kind: str, told: set[str]
) -> None:
    heard: set[str] = set()
    for name in ("images", "verdicts", "concepts", "runs"):
        getattr(session, f"{name}_changed").connect(lambda name=name: heard.add(name))
    session.start(counting(steps=1, kind=kind))
    idle(qtbot, session)
    assert heard == told


def test_failures_stops_and_ends_are_said(qtbot: Any, session: Session) -> None:
    said: list[tuple[str, str]] = []
    session.notified.connect(lambda level, text: said.append((level, text)))

    def failing(_slot: Any, _control: Control) -> Iterator[Event]:
        yield Failed("It broke.", "So.", "Mend it.")

    session.start(Job("x", "Breaking", failing))
    idle(qtbot, session)
    session.start(counting(steps=1))
    idle(qtbot, session)
    session.start(endless())
    session.engine.stop()
    idle(qtbot, session)
    assert [level for level, _ in said] == ["error", "success", "info"]
    assert "It broke. So. Mend it." in said[0][1]


@pytest.mark.slow
def test_the_demo_opens_with_pictures_and_model(qtbot: Any, settings: Settings) -> None:
    session = Session(settings)
    assert session.open_demo()
    eventually(lambda: not session.engine.busy, seconds=120)
    assert session.model is not None and session.project is not None
    assert len(session.project.images()) >= 60
    assert session.model_config == ModelConfig(model=DEMO_FOLDER / "model")
    assert all(image.true_objects is not None for image in session.project.images())
    folder = session.project.folder
    assert session.close()
    # The second time nothing is added again.
    with Project.open(folder) as project:
        count = len(project.images())
    again = Session(settings)
    assert again.open_demo()
    eventually(lambda: not again.engine.busy, seconds=120)
    assert again.project is not None and len(again.project.images()) == count
    assert again.close()
