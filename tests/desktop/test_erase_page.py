"""The Erase page by mouse and keys, with a fake erasure."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

import sare_engine
from sare_desktop import theme
from sare_desktop.pages.erase.page import ErasePage
from sare_desktop.session import Destination, Session
from sare_desktop.widgets.primitives.amounts import bytes_text
from sare_engine import (
    DEMO_FOLDER,
    CaptionSet,
    Control,
    EraseConfig,
    Event,
    Failed,
    Finished,
    MemoryUse,
    MergeConfig,
    ModelConfig,
    Notice,
    PhaseStarted,
    Runs,
    StepMetrics,
)
from tests.desktop.erase_pages import knife_session, open_erase_page
from tests.desktop.made_runs import ENDLESS, fake_erase, make_erasure
from tests.desktop.tested_project import SCENES, make_project, make_session
from tests.engine.real_shapes import llava_1_5_7b
from tests.waiting import eventually


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    yield from knife_session(tmp_path)


@pytest.fixture
def page(qtbot: Any, session: Session) -> Iterator[ErasePage]:
    page = open_erase_page(qtbot, session)
    yield page
    page.hide()


def click(page: QWidget, name: str) -> QPushButton:
    button = page.findChild(QPushButton, name)
    assert isinstance(button, QPushButton), name
    assert button.isVisibleTo(page), name
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return button


def idle(qtbot: Any, page: ErasePage, check: Callable[[], bool] = lambda: True) -> None:
    eventually(lambda: page._session.engine.state == "idle")
    eventually(lambda: not page._aside.busy and check())


def steps(page: ErasePage) -> list[float]:
    """The steps whose loss is drawn."""
    curve = page.view.panel.plots["losses"].layers.items["step.loss_neg"]
    drawn, _ = curve.getOriginalDataset()
    return [] if drawn is None else list(drawn)


def test_an_erasure_with_too_few_examples_cannot_be_started(qtbot: Any, tmp_path: Path) -> None:
    session = make_session(
        tmp_path / "settings", make_project(tmp_path / "project", tmp_path / "images", SCENES)
    )
    assert session.project is not None
    session.project.set_chosen("knife", True)
    page = open_erase_page(qtbot, session)
    eventually(lambda: page.setup.choice.too_few)
    assert "at least 4 are needed" in page.setup.choice.warnings.text()
    assert not page.setup.start_button.isEnabled()
    assert not page._actions["start"].isEnabled()
    assert page.setup.reason.text() == "There are too few examples to erase from; see above."
    page._start()
    assert session.engine.job is None
    page.hide()
    assert session.close()


def test_the_page_says_what_will_be_erased(page: ErasePage, session: Session) -> None:
    assert page.setup.choice.names.text() == "knife"
    assert page.setup.choice.counts.text().startswith("4 hallucinated (D_neg)")
    assert page.setup.choice.warnings.isVisible()
    assert page.state() == "ready"
    assert page.setup.start_button.isEnabled()
    assert session.project is not None
    session.project.set_chosen("knife", False)
    session.concepts_changed.emit()
    assert not page.setup.start_button.isEnabled()
    assert page.setup.reason.text() == "Choose concepts first."
    assert page.state() == "empty"


@pytest.fixture
def adapted(session: Session) -> Session:
    """The session of a project whose images were tested with an adapter."""
    assert session.project is not None
    [tested] = session.project.caption_sets()
    session.project.open_caption_set(
        dataclasses.replace(
            tested, model_folder=DEMO_FOLDER / "model", adapter_folder=Path("/adapters/medical")
        )
    )
    return session


def test_an_adapter_is_merged_where_it_stands_in_the_way(
    qtbot: Any, adapted: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[MergeConfig] = []
    loaded: list[ModelConfig] = []
    shown: list[Destination] = []

    def fake_merge(config: MergeConfig, *, control: Control) -> Iterator[Event]:
        asked.append(config)
        yield PhaseStarted("merge", "Merging", 4, "layers")
        yield Notice("info", "The reloaded model gives the same 4 captions.")
        yield Finished("done", {"folder": str(config.out)})

    def fake_load(config: ModelConfig) -> bool:
        loaded.append(config)
        return True

    monkeypatch.setattr("sare_desktop.pages.erase.merge_card.merge", fake_merge)
    monkeypatch.setattr(adapted, "load_model", fake_load)
    adapted.show_requested.connect(shown.append)
    page = open_erase_page(qtbot, adapted)
    card = page.setup.merge
    assert card.isVisible()
    text = page.findChild(QLabel, "erase.merge_text")
    assert "“medical” on “Demo model”" in text.text()
    assert page.setup.reason.text() == "Merge the adapter first; see above."
    assert not page.setup.start_button.isEnabled()
    assert adapted.project is not None
    out = adapted.project.folder / "exports" / "medical-merged"
    click(page, "erase.merge_copy")
    assert "sare merge" in QGuiApplication.clipboard().text()
    assert "--adapter /adapters/medical" in QGuiApplication.clipboard().text()
    click(page, "erase.merge_start")
    eventually(lambda: page.banner.text() != "")
    [config] = asked
    assert (config.model, config.adapter) == (DEMO_FOLDER / "model", Path("/adapters/medical"))
    assert config.out == out
    assert f"written to {out}" in page.banner.text()
    assert "same 4 captions" in page.banner.text()
    load = page.findChild(QPushButton, "erase.load_merged")
    eventually(lambda: load.isVisibleTo(page))
    click(page, "erase.load_merged")
    assert [one.model for one in loaded] == [out]
    assert [one.page for one in shown] == ["images"]

    # Tested with the merged model, there is nothing to merge any more.
    adapted.project.open_caption_set(CaptionSet("merged", "f0", "?", model_folder=out))
    adapted.project.set_base("merged")
    adapted.verdicts_changed.emit()
    eventually(lambda: not card.isVisible())
    # It has no captions yet, which is what stands in the way now.
    few = "There are too few examples to erase from; see above."
    eventually(lambda: page.setup.reason.text(), few)
    page.hide()


def test_a_merging_that_fails_or_is_cancelled_is_told(
    qtbot: Any, adapted: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[Event] = [Failed("The disk is full.", "9 GB are needed."), Finished("stopped")]

    def fake_merge(config: MergeConfig, *, control: Control) -> Iterator[Event]:
        yield ends.pop(0)

    monkeypatch.setattr("sare_desktop.pages.erase.merge_card.merge", fake_merge)
    page = open_erase_page(qtbot, adapted)
    click(page, "erase.merge_start")
    eventually(lambda: "The disk is full." in page.banner.text())
    click(page, "erase.merge_start")
    eventually(lambda: page.banner.text() == "Merging was cancelled. Nothing was written.")
    page.hide()


def test_an_erasure_fills_the_curves(
    qtbot: Any, page: ErasePage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sare_engine, "erase", fake_erase(30))
    states: list[str] = []
    page.state_changed.connect(lambda: states.append(page.state()))
    click(page, "erase.start")
    eventually(lambda: page.state() == "running" and len(page.view.curves.series) > 5)
    # Another one may be prepared meanwhile, and waits for this one.
    assert page.setup.form.isEnabled() and page.setup.start_button.isEnabled()
    assert page.setup.reason.text() == "Runs after “Erasing knife (SARE)”."
    assert page.runs.currentText().startswith(("0001-sare", "the run"))
    idle(qtbot, page, lambda: page.result.outcome.isVisible())
    assert steps(page) == list(range(1, 31))
    assert "hallucination 70.0 % → 10.0 %" in page.result.outcome.text()
    assert "concept recall 90.0 % → 90.0 %" in page.result.outcome.text()
    assert page.runs.shown == "0001-sare"
    assert page.view.watched.summary() == "Watched captions at step 30"
    assert len(page.view.panel._memory["memory.ours"]) >= 1
    assert states[-1] == "done"
    config = EraseConfig.from_dict(Runs(session.project.folder).find("0001-sare").config_dict())
    assert config.concepts == ("knife",)


def test_pause_checkpoint_stop_resume(
    qtbot: Any, page: ErasePage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sare_engine, "erase", fake_erase(ENDLESS))
    engine = session.engine
    click(page, "erase.start")
    eventually(lambda: page.view.curves.steps > 3)
    pause = click(page, "erase.pause")
    eventually(lambda: engine.state == "paused")
    assert pause.text() == "Resume"
    assert not page.controls.checkpoint.isEnabled()
    QTest.keyClick(pause, Qt.Key.Key_Space)
    eventually(lambda: engine.state == "running")
    assert pause.text() == "Pause"
    saving = click(page, "erase.checkpoint")
    assert saving.text() == "Saving…"
    stop = click(page, "erase.stop")
    assert stop.text() == "Stopping…"
    idle(qtbot, page, lambda: page.result.outcome.isVisible())
    assert "stopped" in page.result.outcome.text()
    done = page.view.curves.steps
    assert 3 < done < ENDLESS
    monkeypatch.setattr(sare_engine, "erase", fake_erase(done + 5))
    click(page, "erase.outcome.resume")
    idle(qtbot, page, lambda: "done" in page.result.outcome.text())
    assert steps(page) == list(range(1, done + 6))
    assert len(page.runs.rows) == 1


def test_a_failure_is_shown_on_the_page(
    qtbot: Any, page: ErasePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    failure = Failed("Memory ran out.", "It did not fit.", "Choose smaller batches.", "trace")
    monkeypatch.setattr(sare_engine, "erase", lambda *_, **__: iter([failure]))
    click(page, "erase.start")
    idle(qtbot, page)
    assert page.banner.text() == "Memory ran out. It did not fit. Choose smaller batches."
    assert page.setup.start_button.isEnabled()


def test_reopening_shows_the_same_curves(qtbot: Any, session: Session) -> None:
    assert session.project is not None
    make_erasure(session.project.folder, "efuf", 12)
    make_erasure(session.project.folder, "sare", 7)
    page = open_erase_page(qtbot, session)
    eventually(lambda: steps(page) == list(range(1, 8)))
    page.runs.setFocus()
    QTest.keyClick(page.runs, Qt.Key.Key_Down)
    eventually(lambda: page.view.curves.steps == 12)
    page.hide()
    again = open_erase_page(qtbot, session)
    eventually(lambda: again.view.curves.steps == 12)
    assert again.state() == "done"
    again.reveal(Destination("erase", run="0002-sare"))
    eventually(lambda: again.view.curves.steps == 7)
    again.hide()


def test_a_run_that_another_page_names_is_shown(qtbot: Any, session: Session) -> None:
    assert session.project is not None
    make_erasure(session.project.folder, "efuf", 12)
    make_erasure(session.project.folder, "sare", 7)
    page = ErasePage(session)
    qtbot.addWidget(page)
    page.reveal(Destination("erase", run="0001-efuf"))  # Before the runs are read.
    eventually(lambda: page.view.curves.steps == 12)
    page.reveal(Destination("erase", run="0002-sare"))
    eventually(lambda: page.view.curves.steps == 7)
    page.reveal(Destination("erase"))
    assert page.runs.shown == "0002-sare"


def test_a_page_made_late_joins_the_running_run(
    qtbot: Any, page: ErasePage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sare_engine, "erase", fake_erase(ENDLESS))
    click(page, "erase.start")
    eventually(lambda: page.view.curves.steps > 20)
    late = ErasePage(session)
    qtbot.addWidget(late)
    late.show()
    eventually(lambda: not late.view.waiting and late.view.curves.steps > 30)
    session.engine.stop()
    idle(qtbot, late)
    curves = late.view.curves
    assert list(curves.get("step.loss_neg").x) == list(range(1, curves.steps + 1))
    late.hide()


def test_settings_of_a_project_are_kept(qtbot: Any, page: ErasePage, session: Session) -> None:
    field = page.setup.form.field("steps")
    field.setFocus()
    page.setup.form.set_values({"steps": 77})
    page.hide()
    again = open_erase_page(qtbot, session)
    assert again.setup.form.values()["steps"] == 77
    click(again, "erase.copy")
    command = QGuiApplication.clipboard().text()
    assert command.startswith("sare erase ")
    assert "--steps 77" in command
    assert "--concepts knife" in command
    again.hide()


def test_the_memory_follows_the_settings_and_says_what_to_lower(
    qtbot: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.project is not None
    session.project.settings["model"] = str(DEMO_FOLDER / "model")
    page = open_erase_page(qtbot, session)
    memory: Any = page.setup.memory.estimate
    advice = page.findChild(QLabel, "erase.memory_advice")
    assert isinstance(advice, QLabel)
    eventually(lambda: memory.isVisible() and not memory.busy)
    usual = memory.needs["erase"]
    page.setup.form.set_values({"lora_rank": 4, "method": "efuf", "microbatch": 4, "fit": "off"})
    eventually(lambda: memory.needs["erase"] < usual)
    assert not advice.isVisible()

    def with_free(free: int) -> None:
        use = MemoryUse("cpu", 10**12, 0, 10**12 - free, free)
        monkeypatch.setattr("sare_desktop.widgets.memory.memory_estimate.memory_use", lambda _: use)
        memory.set_given_back(0)

    with_free(memory.needs["erase"] - 1)
    half = memory.needs["cheaper"][0]
    assert half["changes"] == {"microbatch": 2}
    assert advice.isVisible()
    assert advice.text() == (
        f"It may not fit into memory. With Microbatch 2 it takes {bytes_text(half['erase'])}."
    )
    together = memory.needs["cheaper"][-1]
    with_free(together["erase"])
    assert "With Microbatch 1, Gradient checkpointing it takes" in advice.text()
    with_free(1000)
    assert advice.text().startswith("It may not fit into memory. Close other programs")
    assert page.setup.start_button.isEnabled()
    monkeypatch.setattr(sare_engine, "erase", fake_erase(ENDLESS))
    click(page, "erase.start")
    eventually(lambda: page.state() == "running")
    assert not advice.isVisible() and not memory.isVisible()
    session.engine.stop()
    idle(qtbot, page)
    assert advice.isVisible() and memory.isVisible()
    page.hide()


def test_a_mistake_in_a_field_moves_the_form_by_no_more_than_its_own_line(
    qtbot: Any, session: Session
) -> None:
    assert session.project is not None
    session.project.settings["model"] = str(DEMO_FOLDER / "model")
    page = open_erase_page(qtbot, session)
    setup, memory = page.setup, page.setup.memory
    eventually(lambda: memory.isVisible() and not memory.estimate.busy)
    field = setup.form.field("learning_rate")
    pane = memory.parentWidget()
    assert isinstance(field, QLineEdit) and pane is not None
    layout = pane.layout()
    assert layout is not None

    def places() -> list[int]:
        """Tops of all fields on the pane that scrolls."""
        return [
            row.editor.mapTo(pane, QPoint()).y()
            for row in setup.form._fields.values()
            if row.editor.isVisible()
        ]

    def settled() -> bool:
        """Whether all is there, and has the room that it needs."""
        return (
            memory.estimate.plan is not None
            and not memory.estimate.busy
            and memory.height() >= memory.heightForWidth(memory.width())
            and pane.height() >= layout.heightForWidth(pane.width())
        )

    eventually(settled)
    before = places()
    field.setText("-1")
    field.editingFinished.emit()
    eventually(lambda: setup.form._fields["learning_rate"].has_problem())
    eventually(lambda: not memory.estimate.busy)
    QApplication.processEvents()
    assert memory.isVisible()
    line = setup.form._fields["learning_rate"].problem.height() + 2 * theme.SPACE.M
    assert line < 60
    moved = [now - then for now, then in zip(places(), before, strict=True)]
    assert min(moved) == 0 and max(moved) <= line
    page.hide()


def test_the_plan_follows_memory_and_settings(
    qtbot: Any, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.project is not None
    session.project.settings["model"] = str(llava_1_5_7b(tmp_path / "llava"))
    monkeypatch.setattr("sare_engine.jobs.memory_plan.held_bits_problem", lambda *_, **__: ("", ""))

    def with_free(gigabytes: int) -> None:
        use = MemoryUse("cuda", 10**12, 0, 0, gigabytes * 10**9)
        monkeypatch.setattr("sare_desktop.widgets.memory.memory_estimate.memory_use", lambda _: use)

    with_free(24)
    page = open_erase_page(qtbot, session)
    memory, form = page.setup.memory.estimate, page.setup.form
    line, why = page.findChild(QLabel, "erase.plan"), page.findChild(QLabel, "erase.plan.why")
    assert isinstance(line, QLabel) and isinstance(why, QLabel)
    fits = page.setup.memory.fits
    eventually(lambda: memory.plan is not None and not memory.busy)
    assert fits.text().startswith("Fits: takes about ") and " With " in fits.text()
    assert form.modes is not None
    form.modes.set_expert(True)
    assert line.text().startswith("Fits: Number format auto, Quantisation none, ")
    assert why.text().startswith("Takes about ") and "the same result" in why.text()
    advice = page.findChild(QLabel, "erase.memory_advice")
    assert isinstance(advice, QLabel) and not advice.isVisible()
    planned: Any = memory.plan
    assert memory.needs is not None and memory.needs["erase"] == planned["bytes"]
    # What is set stays.
    form.set_values({"microbatch": 1})
    eventually(lambda: line.text().endswith("Microbatch 1."))
    with_free(12)
    memory.set_given_back(0)
    eventually(lambda: "Quantisation 8bit" in line.text())
    with_free(3)
    memory.set_given_back(0)
    eventually(lambda: line.text().startswith("Does not fit"))
    assert advice.isVisible() and advice.text().startswith("It may not fit into memory.")
    form.set_values({"fit": "off"})
    eventually(lambda: line.text(), "“Fit into memory” is off: settings are used as they are.")
    assert not why.isVisible()
    page.hide()


def test_a_loaded_model_is_planned_as_it_is_held(
    qtbot: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.project is not None
    model = DEMO_FOLDER / "model"
    session.project.settings["model"] = str(model)
    session.model = {"bytes_in_memory": 5, "bytes_on_disk": 5, "dtype": "bfloat16"}
    session.model_config = session.held_config = ModelConfig(model=model)
    use = MemoryUse("cpu", 10**9, 0, 0, 10**6)
    monkeypatch.setattr("sare_desktop.widgets.memory.memory_estimate.memory_use", lambda _: use)
    page = open_erase_page(qtbot, session)
    page.setup.memory.refresh()
    memory = page.setup.memory.estimate
    eventually(lambda: memory.plan is not None and not memory.busy)
    planned: Any = memory.plan
    assert planned["settings"]["dtype"] == "bfloat16"
    assert planned["settings"]["quantisation"] == "none"
    assert planned["memory"] == 10**6 + 5
    session.model = session.model_config = session.held_config = None
    page.hide()


def test_without_a_model_no_memory_is_estimated(qtbot: Any, page: ErasePage) -> None:
    eventually(lambda: not page.setup.memory.estimate.busy)
    assert page.setup.memory.estimate.needs is None
    assert not page.setup.memory.isVisible()


def test_an_erasure_that_measures_only_its_worst_case(qtbot: Any, session: Session) -> None:
    """Its steps report no cross-entropy at the weights themselves."""
    assert session.project is not None
    folder = session.project.folder
    config = EraseConfig(project=folder, ascent="relearning", concepts=("knife",))
    run = Runs(folder).create("erase", "sare", config)
    run.write_event(PhaseStarted("erase", "Erasing", 8, "steps"))
    for step in range(1, 9):
        values = {"loss_neg": -0.1 * step, "ce_neg_perturbed": 0.1 * step, "seconds": 0.01}
        run.write_event(StepMetrics("erase", step, values))
    run.finish("done", {"run": run.name})
    page = open_erase_page(qtbot, session)
    eventually(lambda: page.view.curves.steps == 8)
    plot = page.view.panel.plots["depth"]
    assert plot.layers.data["step.ce_neg_perturbed"].y.tolist() == pytest.approx(
        [0.1 * step for step in range(1, 9)]
    )
    assert not len(plot.layers.data["step.ce_neg"].y)
    plot.redraw()
    assert len(page.view.panel.plots["losses"].layers.data["step.loss_neg"].y) == 8
    page.hide()


def test_earlier_runs_are_drawn_beneath(qtbot: Any, session: Session) -> None:
    assert session.project is not None
    make_erasure(session.project.folder, "efuf", 12)
    make_erasure(session.project.folder, "sare", 7)
    page = open_erase_page(qtbot, session)
    eventually(lambda: page.view.curves.steps == 7)
    page.view.panel.overlay_button.menu().actions()[0].trigger()
    plot = page.view.panel.plots["losses"]
    eventually(lambda: bool(plot.layers.overlays))
    assert plot.layers.overlays[0].name == "0001-efuf"
    page.hide()


def test_curves_are_drawn_less_often_if_drawing_is_slow(page: ErasePage) -> None:
    page.view._spent = 10.0
    assert page.view._pause_after(10.001) == 500
    assert page.view._pause_after(10.016) == 1000  # 15 ms are 1.5 % of a second.
    assert page.view._pause_after(10.516) == 2000
