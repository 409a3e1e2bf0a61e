"""The Model page by mouse and keys, with a slot that loads nothing."""

from __future__ import annotations

import json
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from sare_desktop.engine_thread import EngineThread
from sare_desktop.model_lookup import FoundModel, HubName, is_hub_name, look_up
from sare_desktop.pages.model.page import ModelPage
from sare_desktop.session import Destination, Session
from sare_desktop.settings import Settings
from sare_desktop.widgets.memory.memory_estimate import MemoryEstimate
from sare_desktop.widgets.primitives.amounts import (
    bytes_text,
)
from sare_desktop.widgets.primitives.banner import Banner
from sare_desktop.widgets.primitives.fact_table import FactTable
from sare_engine import (
    DEMO_FOLDER,
    Control,
    Event,
    Failed,
    Finished,
    InspectConfig,
    MemoryUse,
    ModelConfig,
    PhaseStarted,
    Project,
    inspect,
    loading_plan,
    memory_needs,
)
from tests.desktop.dropping import drop
from tests.engine.models.fake_hub import NAME as HUB_NAME
from tests.engine.models.fake_hub import FakeHub, point_at, serving
from tests.engine.real_shapes import llava_1_5_7b
from tests.waiting import eventually, run_events

LEFT = Qt.MouseButton.LeftButton
MODEL = DEMO_FOLDER / "model"


class FakeSlot:
    """Goes through the motions of loading."""

    seconds = 0.0
    fails = False
    asked: list[ModelConfig]

    def __init__(self) -> None:
        type(self).asked = []

    def load(self, config: ModelConfig, control: Control | None = None) -> Iterator[Event]:
        self.asked.append(config)
        yield PhaseStarted("load", "Loading")
        until = time.monotonic() + self.seconds
        while time.monotonic() < until:
            assert control is not None
            control.poll()
            time.sleep(0.01)
        if self.fails:
            yield Failed("Memory ran out.", "It needs more.", "Close programs.", "a traceback")
            return
        facts = inspect(InspectConfig(model=config.model))
        yield Finished("done", {**facts, "device": "cpu", "dtype": "float32", "seconds": 0.5})

    def unload(self) -> Iterator[Event]:
        yield Finished("done", {"freed_bytes": 3_000_000})


@pytest.fixture
def session(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(FakeSlot, "seconds", 0.0)
    monkeypatch.setattr(FakeSlot, "fails", False)
    session = Session(Settings(tmp_path / "s"), engine=EngineThread(make_slot=FakeSlot))
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session) -> Iterator[ModelPage]:
    page = ModelPage(session)
    qtbot.addWidget(page)
    page.resize(1060, 900)
    page.show()
    page.activateWindow()
    eventually(page.isActiveWindow)
    yield page
    page.hide()


def find(page: QWidget, kind: Any, name: str) -> Any:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def enter(qtbot: Any, page: ModelPage, text: str) -> None:
    line = find(page, QLineEdit, "model.path")
    line.clear()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    eventually(lambda: not find(page, QLabel, "model.looking").isVisible())


def message(page: ModelPage) -> str:
    return str(find(page, Banner, "banner").text())


def click(qtbot: Any, page: ModelPage, name: str) -> None:
    button = find(page, QPushButton, name)
    assert button.isVisible() and button.isEnabled()
    qtbot.mouseClick(button, LEFT)


def damaged_copy(tmp_path: Path, **changes: Any) -> Path:
    folder = tmp_path / "changed"
    shutil.copytree(MODEL, folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, **changes}))
    return folder


def test_a_typed_folder_is_inspected_and_loaded(qtbot: Any, page: ModelPage) -> None:
    states = []
    page.state_changed.connect(lambda: states.append(page.state()))
    assert page.state() == "empty"
    enter(qtbot, page, str(MODEL))
    facts = find(page, FactTable, "model.facts").facts()
    assert facts["Architecture"] == "LlavaForConditionalGeneration"
    assert facts["Parameters"] == "1.56 million"
    assert find(page, QLabel, "model.supported").text().startswith("✓")
    assert page.state() == "ready"
    click(qtbot, page, "model.load")
    eventually(lambda: page.state() == "done")
    assert states[:2] == ["ready", "running"]
    assert states[-1] == "done"
    assert FakeSlot.asked == [ModelConfig(model=MODEL)]
    assert find(page, FactTable, "model.loaded_facts").facts()["Device"] == "cpu"
    assert not find(page, QPushButton, "model.load").isVisible()
    assert find(page, QListWidget, "model.recent").count() == 1


def test_a_project_s_model_is_offered_when_it_is_opened(
    qtbot: Any, page: ModelPage, session: Session, tmp_path: Path
) -> None:
    for name, model in (("kitchen", MODEL), ("moved", tmp_path / "gone")):
        with Project.create(tmp_path / name) as project:
            project.settings["model"] = str(model)
    assert session.open_project(tmp_path / "kitchen")
    eventually(lambda: page.state() == "ready")
    click(qtbot, page, "model.load")
    eventually(lambda: page.state() == "done")
    assert FakeSlot.asked == [ModelConfig(model=MODEL)]
    click(qtbot, page, "model.unload")
    eventually(lambda: page.state() == "ready")
    assert session.open_project(tmp_path / "moved")
    run_events(50)
    assert "gone" not in message(page)


def test_next_shows_the_images_and_unload_says_what_it_freed(
    qtbot: Any, page: ModelPage, session: Session
) -> None:
    session.load_model(ModelConfig(model=MODEL))
    eventually(lambda: page.state() == "done")
    with qtbot.waitSignal(session.show_requested) as asked:
        click(qtbot, page, "model.next")
    assert asked.args == [Destination("images")]
    click(qtbot, page, "model.unload")
    eventually(lambda: "3.00 MB" in message(page))
    assert session.model is None
    assert page.state() == "empty"


def test_loading_can_be_cancelled(
    qtbot: Any, page: ModelPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeSlot, "seconds", 3600.0)
    enter(qtbot, page, str(MODEL))
    click(qtbot, page, "model.load")
    eventually(lambda: find(page, QPushButton, "model.stop").isVisible())
    click(qtbot, page, "model.stop")
    eventually(lambda: page.state() == "ready")
    assert "cancelled" in message(page)


def test_a_failure_is_shown_on_the_page(
    qtbot: Any, page: ModelPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeSlot, "fails", True)
    enter(qtbot, page, str(MODEL))
    click(qtbot, page, "model.load")
    eventually(lambda: message(page) != "")
    assert message(page) == "Memory ran out. It needs more. Close programs."
    assert find(page, QPushButton, "model.load").isEnabled()


def test_a_folder_without_model_says_why(qtbot: Any, page: ModelPage, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    enter(qtbot, page, str(tmp_path))
    assert "is not a model" in message(page)
    assert page.state() == "empty"


def test_a_hub_name_is_explained_and_nothing_is_downloaded(
    qtbot: Any, page: ModelPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    enter(qtbot, page, "llava-hf/llava-1.5-7b-hf")
    assert "Hugging Face Hub" in message(page)
    click(qtbot, page, "model.copy_download")
    command = QGuiApplication.clipboard().text()
    assert command == "sare download llava-hf/llava-1.5-7b-hf --out llava-1.5-7b-hf"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FakeHub]:
    """A hub on this computer that serves the demo model."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    with serving(MODEL) as server:
        point_at(server, monkeypatch)
        yield server


def test_a_model_is_downloaded_once_its_place_is_chosen(
    qtbot: Any, page: ModelPage, hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [str(tmp_path), ""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen.pop())
    enter(qtbot, page, HUB_NAME)
    click(qtbot, page, "model.download")  # The dialog is dismissed.
    assert not page._session.engine.busy and not hub.requests
    click(qtbot, page, "model.download")
    folder = tmp_path / HUB_NAME.rpartition("/")[2]
    eventually(lambda: page.found.found is not None)
    assert page.found.found.folder == folder
    assert (folder / "model.safetensors").read_bytes() == (MODEL / "model.safetensors").read_bytes()
    assert find(page, QPushButton, "model.load").isEnabled()


def test_an_error_of_the_hub_is_shown(
    qtbot: Any, page: ModelPage, hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    hub.error = (404, "RepoNotFound")
    enter(qtbot, page, HUB_NAME)
    click(qtbot, page, "model.download")
    eventually(lambda: HUB_NAME in message(page) and not page._session.engine.busy)
    assert page.state() == "empty"


def test_an_earlier_download_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    snapshot = tmp_path / "models--owner--tiny" / "snapshots" / "abc"
    snapshot.parent.mkdir(parents=True)
    shutil.copytree(MODEL, snapshot)
    found = look_up("owner/tiny")
    assert isinstance(found, FoundModel)
    assert found.folder == snapshot
    assert look_up("owner/other") == HubName("owner/other")
    assert not is_hub_name("/owner/other")
    assert not is_hub_name("a/b/c")


def test_custom_code_needs_consent(qtbot: Any, page: ModelPage, tmp_path: Path) -> None:
    folder = damaged_copy(tmp_path, auto_map={"AutoModel": "modeling.Thing"})
    enter(qtbot, page, str(folder))
    assert find(page, QLabel, "model.dangers").isVisible()
    assert not find(page, QPushButton, "model.load").isEnabled()
    qtbot.mouseClick(find(page, QCheckBox, "model.consent"), LEFT, pos=QPoint(12, 10))
    click(qtbot, page, "model.load")
    eventually(lambda: page.state() == "done")
    assert FakeSlot.asked == [ModelConfig(model=folder, trust_remote_code=True)]


def test_what_is_not_supported_cannot_be_loaded(
    qtbot: Any, page: ModelPage, tmp_path: Path
) -> None:
    folder = damaged_copy(tmp_path, is_encoder_decoder=True)
    enter(qtbot, page, str(folder))
    assert "encoder-decoder" in find(page, QLabel, "model.supported").text()
    assert not find(page, QPushButton, "model.load").isEnabled()


def test_too_little_memory_warns_but_does_not_forbid(
    qtbot: Any, page: ModelPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = MemoryUse("cpu", 1000, 100, 850, 50)
    monkeypatch.setattr(
        "sare_desktop.widgets.memory.memory_estimate.memory_use", lambda _device: full
    )
    enter(qtbot, page, str(MODEL))
    assert find(page, QPushButton, "model.load").text() == "Load anyway"
    assert "may not fit" in find(page, QLabel, "model.why_not").text()
    click(qtbot, page, "model.load")
    eventually(lambda: page.state() == "done")


def test_the_memory_follows_what_is_chosen(
    qtbot: Any, page: ModelPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def planned(config: ModelConfig, **more: Any) -> dict[str, Any]:
        assert threading.current_thread() is not threading.main_thread()
        asked.append((config.dtype, config.quantisation))
        return loading_plan(config, **more)

    monkeypatch.setattr("sare_desktop.widgets.memory.memory_estimate.loading_plan", planned)
    enter(qtbot, page, str(MODEL))
    memory = find(page, MemoryEstimate, "model.memory")
    eventually(lambda: memory.needs is not None and not memory.busy)
    usual = memory.needs
    formats = find(page, QComboBox, "form.dtype")
    bits = find(page, QComboBox, "form.quantisation")
    formats.setCurrentIndex(formats.findData("bfloat16"))
    bits.setCurrentIndex(bits.findData("4bit"))
    eventually(lambda: not memory.busy)
    assert asked == [("auto", "none"), ("bfloat16", "4bit")]  # both changes at once
    config = ModelConfig(model=MODEL, dtype="bfloat16", quantisation="4bit")
    plan = loading_plan(config)
    small = {"device": "cpu", **{job: plan[job]["bytes"] for job in ("probe", "erase")}}
    assert memory.needs == small
    assert small["probe"] == memory_needs(config)["probe"]
    assert small["probe"] < usual["probe"] and small["erase"] < usual["erase"]
    shown = [label.text() for label in memory.findChildren(QLabel)]
    assert f"{bytes_text(small['probe'])} · fits" in shown
    assert f"{bytes_text(small['erase'])} · fits" in shown


def with_memory(monkeypatch: pytest.MonkeyPatch, gigabytes: float) -> None:
    use = MemoryUse("cuda", 10**12, 0, 0, int(gigabytes * 1e9))
    module = "sare_desktop.widgets.memory.memory_estimate"
    monkeypatch.setattr(f"{module}.memory_use", lambda _device: use)


def show_llava(qtbot: Any, page: ModelPage, tmp_path: Path) -> Path:
    folder = llava_1_5_7b(tmp_path / "llava")
    enter(qtbot, page, str(folder))
    memory = find(page, MemoryEstimate, "model.memory")
    eventually(lambda: memory.plan is not None and not memory.busy)
    return folder


def test_a_spread_model_shows_what_each_gpu_takes(
    qtbot: Any, page: ModelPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gpu = MemoryUse("cuda", 12 * 10**9, 0, 0, 12 * 10**9)
    monkeypatch.setattr("sare_engine.jobs.memory_plan.gpu_memories", lambda: [gpu, gpu])
    with_memory(monkeypatch, 12)
    show_llava(qtbot, page, tmp_path)
    memory = find(page, MemoryEstimate, "model.memory")
    placement = find(page, QComboBox, "form.placement")
    placement.setCurrentIndex(placement.findData("spread"))
    why = find(page, QLabel, "model.plan.why")
    eventually(lambda: "on cuda:1 (17 layers)" in why.text())
    assert "on cuda:0 (15 layers)" in why.text()
    eventually(lambda: memory.plan is not None and not memory.busy)
    assert memory.plan["settings"]["quantisation"] == "none"
    assert find(page, QLabel, "memory.now").text().endswith("on all GPUs together")


def test_a_model_is_loaded_as_planned_and_the_plan_can_be_overridden(
    qtbot: Any, page: ModelPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sare_engine.jobs.memory_plan.held_bits_problem", lambda *_, **__: ("", ""))
    with_memory(monkeypatch, 12)
    folder = show_llava(qtbot, page, tmp_path)
    line, why = find(page, QLabel, "model.plan"), find(page, QLabel, "model.plan.why")
    assert line.isVisible() and line.text().startswith("Fits: Number format ")
    assert "Quantisation 8bit, Gradient checkpointing " in line.text()
    assert re.search(r"Microbatch \d+\.$", line.text())
    assert "Takes about" in why.text() and "8 bits" in why.text()
    assert find(page, QPushButton, "model.load").text() == "Load"
    loaded: list[ModelConfig] = []
    monkeypatch.setattr(page._session, "load_model", loaded.append)
    click(qtbot, page, "model.load")
    bits = find(page, QComboBox, "form.quantisation")
    bits.setCurrentIndex(bits.findData("4bit"))
    eventually(lambda: "Quantisation 4bit" in line.text())
    find(page, QCheckBox, "model.fit").setChecked(False)
    bits.setCurrentIndex(bits.findData("none"))
    eventually(lambda: not line.isVisible())
    eventually(lambda: find(page, QPushButton, "model.load").text() == "Load anyway")
    click(qtbot, page, "model.load")
    assert [one.quantisation for one in loaded] == ["8bit", "none"]
    assert {one.model for one in loaded} == {folder}


def test_where_nothing_fits_the_plan_says_why(
    qtbot: Any, page: ModelPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_memory(monkeypatch, 2)
    show_llava(qtbot, page, tmp_path)
    assert find(page, QLabel, "model.plan").text().startswith("Does not fit, not even with ")
    assert "of 2.00 GB" in find(page, QLabel, "model.plan.why").text()
    assert find(page, QPushButton, "model.load").text() == "Load anyway"


def test_loading_waits_for_the_plan(
    qtbot: Any, page: ModelPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click before the plan is known loads the model as planned all the same."""
    monkeypatch.setattr("sare_engine.jobs.memory_plan.held_bits_problem", lambda *_, **__: ("", ""))
    with_memory(monkeypatch, 12)
    asked = threading.Event()

    def slow(config: ModelConfig, **more: Any) -> dict[str, Any]:
        assert asked.wait(10)
        return loading_plan(config, **more)

    monkeypatch.setattr("sare_desktop.widgets.memory.memory_estimate.loading_plan", slow)
    loaded: list[ModelConfig] = []
    monkeypatch.setattr(page._session, "load_model", loaded.append)
    enter(qtbot, page, str(llava_1_5_7b(tmp_path / "llava")))
    eventually(lambda: find(page, QPushButton, "model.load").isVisible())
    click(qtbot, page, "model.load")
    assert loaded == []
    asked.set()
    eventually(lambda: [one.quantisation for one in loaded], ["8bit"])


def test_a_dropped_file_stands_for_its_folder(qtbot: Any, page: ModelPage) -> None:
    assert drop(find(page, QWidget, "model.drop"), MODEL / "config.json")
    eventually(lambda: page.state() == "ready")
    assert find(page, QLabel, "model.found_path").text() == str(MODEL)
    assert not page.accept_drop([Path(__file__)])


def test_a_recent_model_is_loaded_by_key(qtbot: Any, page: ModelPage, session: Session) -> None:
    session.settings.add_recent_model(MODEL)
    recent = find(page, QListWidget, "model.recent")
    recent.setCurrentRow(0)
    qtbot.keyClick(recent, Qt.Key.Key_Return)
    eventually(lambda: page.state() == "done")
    assert FakeSlot.asked == [ModelConfig(model=MODEL)]


def click_recent(qtbot: Any, page: ModelPage, row: int) -> str:
    """Click a recent model and return what its row says."""
    recent = find(page, QListWidget, "model.recent")
    item = recent.item(row)
    place = recent.visualItemRect(item).center()
    qtbot.mouseClick(recent.viewport(), LEFT, pos=place)
    return str(item.text())


def erased_run(tmp_path: Path) -> Path:
    """The adapter of a run in a project."""
    adapter = tmp_path / "project" / "runs" / "0002-sare" / "adapter"
    adapter.mkdir(parents=True)
    (adapter.parent / "status.json").write_text("{}")
    return adapter


def test_a_recent_model_is_loaded_whatever_is_loaded(
    qtbot: Any, page: ModelPage, session: Session, tmp_path: Path
) -> None:
    adapter = erased_run(tmp_path)
    plain = ModelConfig(model=MODEL)
    erased = ModelConfig(model=MODEL, adapter=adapter, dtype="bfloat16")
    session.load_model(plain)
    eventually(lambda: session.model_config == plain)
    eventually(lambda: session.engine.job is None)
    session.load_model(erased)
    eventually(lambda: session.model_config == erased)
    name = find(page, QLabel, "model.loaded_name")
    assert name.text() == "✓ Demo model + 0002-sare is loaded"
    facts = find(page, FactTable, "model.loaded_facts").facts()
    assert facts["Erased run"] == "0002-sare"
    eventually(lambda: session.engine.job is None)
    assert "Demo model · " in click_recent(qtbot, page, 1)
    eventually(lambda: session.model_config == plain)
    eventually(lambda: name.text() == "✓ Demo model is loaded")
    eventually(lambda: session.engine.job is None)
    assert "Demo model + 0002-sare · bfloat16" in click_recent(qtbot, page, 1)
    eventually(lambda: session.model_config == erased)
    assert FakeSlot.asked == [plain, erased, plain, erased]
    eventually(lambda: session.engine.job is None)
    click_recent(qtbot, page, 0)
    eventually(lambda: "loaded already" in message(page))
    assert len(FakeSlot.asked) == 4


def test_a_recent_model_with_code_of_its_own_asks_first(
    qtbot: Any, page: ModelPage, session: Session, tmp_path: Path
) -> None:
    folder = damaged_copy(tmp_path, auto_map={"AutoModel": "modeling.Model"})
    session.settings.add_recent_model(folder)
    click_recent(qtbot, page, 0)
    eventually(lambda: find(page, QCheckBox, "model.consent").isVisible())
    assert session.engine.job is None and session.model is None


def test_a_recent_model_waits_for_a_job(
    qtbot: Any, page: ModelPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.settings.add_recent_model(MODEL)
    monkeypatch.setattr(FakeSlot, "seconds", 3600.0)
    session.load_model(ModelConfig(model=MODEL, dtype="bfloat16"))
    click_recent(qtbot, page, 0)
    eventually(lambda: "is running" in message(page))
    session.engine.stop()
    eventually(lambda: session.engine.job is None)
    assert len(FakeSlot.asked) == 1


def test_another_format_is_named_on_the_page(qtbot: Any, page: ModelPage, tmp_path: Path) -> None:
    (tmp_path / "llava.gguf").touch()
    assert page.accept_drop([tmp_path / "llava.gguf"])
    eventually(lambda: "GGUF" in message(page))
    assert "safetensors" in message(page)


def test_what_was_completed_is_shown(qtbot: Any, page: ModelPage, tmp_path: Path) -> None:
    folder = damaged_copy(tmp_path)
    (folder / "chat_template.jinja").unlink()
    enter(qtbot, page, str(folder))
    notices = find(page, QLabel, "model.notices")
    assert notices.isVisible() and "no chat template" in notices.text()
    enter(qtbot, page, str(MODEL))
    assert not notices.isVisible()


def test_bits_that_cannot_be_held_are_said_in_the_form(
    qtbot: Any, page: ModelPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("bitsandbytes")
    enter(qtbot, page, str(MODEL))
    values = {"device": "cpu", "quantisation": "8bit", "dtype": "float16"}
    page.found._form.set_values(values)
    why = find(page, QLabel, "model.why_not")
    assert why.isVisible() and "float16" in why.text()
    assert not find(page, QPushButton, "model.load").isEnabled()
    page.found._form.set_values({"dtype": "bfloat16"})
    assert find(page, QPushButton, "model.load").isEnabled()


def test_of_an_adapter_the_page_says_how_much_fits(qtbot: Any, page: ModelPage) -> None:
    facts = inspect(InspectConfig(model=MODEL))
    counts = {"tensors": 24, "loaded": 20}
    reason = "4 of the adapter's 24 weights do not belong to a part of the model: x, y, z."
    adapter = {"is_adapter": True, "base": str(MODEL), "adapter": counts}
    page.found.show_model(FoundModel(MODEL, {**facts, **adapter}))
    assert find(page, FactTable, "model.facts").facts()["Weights that fit"] == "20 of 24"
    refused = {"supported": False, "reasons": [reason]}
    page.found.show_model(FoundModel(MODEL, {**facts, **adapter, **refused}))
    assert reason in find(page, QLabel, "model.supported").text()
    assert not page.found.loadable
    page.found.show_model(FoundModel(MODEL, facts))
    assert "Weights that fit" not in find(page, FactTable, "model.facts").facts()
