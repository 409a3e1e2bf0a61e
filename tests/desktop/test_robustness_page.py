"""The Robustness page by mouse and keys, with fake attacks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget

import sare_engine
from sare_desktop.pages.robustness.page import RobustnessPage
from sare_desktop.session import Destination, Session
from sare_desktop.widgets.plots.landscape_view import Landscape, LandscapeView
from sare_desktop.widgets.plots.resurgence_view import _interval_text
from sare_engine import (
    AttackConfig,
    Control,
    Event,
    Failed,
    Finished,
    LandscapeConfig,
    PhaseStarted,
    ProbeMetrics,
    RelearnConfig,
    Runs,
    method_colour,
)
from tests.desktop.made_runs import make_attack, make_erasure
from tests.desktop.tested_project import make_project, make_session
from tests.made_suites import made_result
from tests.waiting import eventually


def interval(mean: float, n: int = 3) -> dict[str, Any]:
    return {"mean": mean, "low": mean - 0.05, "high": mean + 0.05, "n": n}


SUMMARY: dict[str, Any] = {
    "methods": {
        name: {
            "title": title,
            "steps": [0, 8, 16],
            "hallucination_rate": [interval(rate + 0.1 * n) for n in range(3)],
            "concept_recall": [interval(0.9) for _ in range(3)],
            "ce_neg": [interval(3.0 - n) for n in range(3)],
        }
        for name, title, rate in (
            ("base", "base", 0.7),
            ("efuf", "EFUF", 0.2),
            ("sare", "SARE", 0.1),
        )
    },
    "verdict": "The hallucination returns on 30 % of images; with plain erasure on 40 %.",
    "details": ["Recall stays."],
    "runs": [],
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = make_project(tmp_path / "project", tmp_path / "images")
    make_erasure(folder, "efuf", 12)
    make_erasure(folder, "sare", 7)
    return folder


@pytest.fixture
def summary(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    said: dict[str, Any] = {}
    monkeypatch.setattr(sare_engine, "robustness_summary", lambda _: dict(said), raising=False)
    return said


@pytest.fixture
def session(qtbot: Any, tmp_path: Path, project: Path) -> Iterator[Session]:
    session = make_session(tmp_path / "settings", project)
    assert session.project is not None
    session.project.set_chosen("knife", True)
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session, summary: dict[str, Any]) -> Iterator[RobustnessPage]:
    page = RobustnessPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    settled(qtbot, page)
    yield page
    page.hide()


def text_of(page: QWidget, name: str) -> str:
    """The words of a label that is seen; "" where it is not."""
    label = page.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def test_a_button_that_cannot_start_says_why(
    qtbot: Any, page: RobustnessPage, session: Session
) -> None:
    assert text_of(page, "robustness.compare.reason") == ""
    assert session.project is not None
    session.project.set_chosen("knife", False)
    session.concepts_changed.emit()
    assert text_of(page, "robustness.compare.reason") == "Choose concepts first."
    assert not page.compare.button.isEnabled()
    page.tabs.setCurrentIndex(1)
    assert text_of(page, "robustness.attack.reason") == ""
    toggle(page.attack.runs, 0)
    assert text_of(page, "robustness.attack.reason") == "Check what to attack."
    session.close_project()
    assert text_of(page, "robustness.attack.reason") == "Open a project first."
    copying = page.findChild(QPushButton, "robustness.attack.copy")
    assert isinstance(copying, QPushButton) and not copying.isEnabled()


def test_on_a_narrow_page_settings_and_result_take_turns(
    qtbot: Any, page: RobustnessPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.tabs.isVisible() and page.result.controls.parentWidget().isVisible()
    page.resize(700, 600)
    assert page.tabs.isVisible() and not page.result.controls.parentWidget().isVisible()
    QTest.mouseClick(page.setup_button, Qt.MouseButton.LeftButton)
    assert not page.tabs.isVisible() and page.result.controls.parentWidget().isVisible()
    QTest.mouseClick(page.setup_button, Qt.MouseButton.LeftButton)

    def compare(_: Any, *, control: Control) -> Iterator[Event]:
        yield ProbeMetrics("relearn", 0, {"hallucination_rate": 0.1})
        yield Finished("done", {})

    monkeypatch.setattr(sare_engine, "compare", compare, raising=False)
    click(page, "robustness.compare.start")
    # What runs is looked at.
    eventually(lambda: page.result.controls.parentWidget().isVisible())
    settled(qtbot, page)
    page.resize(1200, 700)
    QTest.mouseClick(page.setup_button, Qt.MouseButton.LeftButton)
    assert page.tabs.isVisible() and page.result.controls.parentWidget().isVisible()


def test_curves_come_before_settings_once_there_are_results(
    qtbot: Any, session: Session, summary: dict[str, Any], tmp_path: Path
) -> None:
    summary.update(SUMMARY)
    page = RobustnessPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    settled(qtbot, page, lambda: page.state() == "done")
    assert page.result.isVisible() and not page.tabs.isVisible()
    # The settings that are asked for are those of what is looked at.
    page.result.views.setCurrentWidget(page.result.landscape)
    QTest.mouseClick(page.setup_button, Qt.MouseButton.LeftButton)
    assert page.landscape.isVisible() and page.result.isVisible()
    page.result.views.setCurrentWidget(page.result.suite)
    assert page.suite.isVisible()
    # Further results don't hide them, and a run to attack shows them.
    session.runs_changed.emit()
    settled(qtbot, page)
    assert page.tabs.isVisible()
    page.setup_button.setChecked(False)
    page.reveal(Destination("robustness", run="0001-efuf"))
    assert page.attack.isVisible()
    page.hide()


def test_results_that_come_while_settings_are_used_leave_them(
    qtbot: Any, page: RobustnessPage, session: Session, summary: dict[str, Any]
) -> None:
    summary.update(SUMMARY)
    session.runs_changed.emit()
    settled(qtbot, page, lambda: page.state() == "done")
    assert page.tabs.isVisible()


def test_a_run_to_attack_is_shown_although_there_are_results(
    qtbot: Any, session: Session, summary: dict[str, Any]
) -> None:
    summary.update(SUMMARY)
    page = RobustnessPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.reveal(Destination("robustness", run="0001-efuf"))
    settled(qtbot, page, lambda: page.state() == "done")
    assert page.attack.isVisible()
    page.hide()


def test_the_buttons_name_what_is_checked(page: RobustnessPage) -> None:
    page.tabs.setCurrentWidget(page.attack)
    assert page.attack.button.text() == "Attack 0002-sare"
    toggle(page.attack.runs, 2)
    assert page.attack.button.text() == "Attack 2 models"
    assert page.attack.button.accessibleName() == "Attack 2 models"
    toggle(page.attack.runs, 0)
    assert page.attack.button.text() == "Attack the base model"
    toggle(page.attack.runs, 2)
    assert page.attack.button.text() == "Start the attack"
    assert page.suite.button.text() == "Run the suite on 0002-sare"
    page.suite.run.setCurrentIndex(1)
    assert page.suite.button.text() == "Run the suite on 0001-efuf"
    assert page.landscape.button.text() == "Measure around 0002-sare"
    page.landscape.run.setCurrentIndex(2)
    assert page.landscape.button.text() == "Measure around the base model"
    page.compare.form.set_values({"methods": ["efuf", "sare"]})
    assert page.compare.button.text() == "Compare EFUF and SARE"
    page.compare.form.set_values({"methods": ["efuf", "sare", "npo"]})
    assert page.compare.button.text() == "Compare 3 methods"


def settled(qtbot: Any, page: RobustnessPage, check: Callable[[], bool] = lambda: True) -> None:
    eventually(lambda: page._session.engine.state == "idle")
    eventually(lambda: not page._aside.busy and check())


def click(page: QWidget, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def toggle(items: QListWidget, row: int) -> None:
    """Click the check box of an item."""
    rect = items.visualItemRect(items.item(row))
    QTest.mouseClick(
        items.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 10, rect.center().y())
    )


def attacks(page: RobustnessPage) -> list[Any]:
    """The attacks that the page knows."""
    return [row for row in page._rows if row.kind == "relearn"]


def fake_relearn(seen: list[RelearnConfig]) -> Callable[..., Iterator[Event]]:
    def relearn(config: RelearnConfig, *, control: Control | None = None) -> Iterator[Event]:
        assert control is not None
        control.poll()
        seen.append(config)
        yield PhaseStarted("relearn", "Relearning", config.steps, "steps")
        yield ProbeMetrics("relearn", 0, {"hallucination_rate": 0.0, "ce_neg": 5.0})
        yield ProbeMetrics("relearn", 8, {"hallucination_rate": 0.2, "ce_neg": 4.0})
        run = make_attack(config.project, config.run)
        yield Finished("done", {"run": run.name})

    return relearn


def test_before_any_attack_the_page_offers_one(page: RobustnessPage) -> None:
    assert page.result.stack.currentWidget() is page.result.ready
    assert page.state() == "ready"
    assert not page.result.resurgence.isVisible()


def test_curves_intervals_verdict_and_numbers(
    qtbot: Any, page: RobustnessPage, session: Session, summary: dict[str, Any]
) -> None:
    summary.update(SUMMARY)
    session.runs_changed.emit()
    settled(qtbot, page, lambda: page.state() == "done")
    assert page.result.resurgence.verdict.text() == SUMMARY["verdict"]
    plot = page.result.resurgence.plots["hallucination_rate"]
    assert [curve.label for curve in plot.curves] == ["base", "EFUF", "SARE"]
    assert plot.layers.data["efuf"].y.tolist() == pytest.approx([0.2, 0.3, 0.4])
    assert set(plot.layers.bands) == {"base", "efuf", "sare"}
    page.result.views.setCurrentIndex(1)
    table = page.result.resurgence.table
    assert [table.horizontalHeaderItem(n).text() for n in range(4)] == [
        "measured",
        "step 0",
        "step 8",
        "step 16",
    ]
    assert table.verticalHeaderItem(2).text() == "SARE"
    assert table.item(2, 3).text() == "30.0 % (25.0 % – 35.0 %)"
    assert table.item(8, 1).text() == "3.00 (2.95 – 3.05)"


def test_the_recommended_sare_has_a_curve_of_its_own(
    qtbot: Any, page: RobustnessPage, session: Session, summary: dict[str, Any]
) -> None:
    methods = SUMMARY["methods"]
    title = "SARE, simulated fine-tuning"
    mine = {**methods["sare"], "title": title}
    others = {name: {**methods["efuf"], "title": name} for name in ("npo", "sam")}
    summary.update({**SUMMARY, "methods": {**methods, "sare_fine_tuning": mine, **others}})
    session.runs_changed.emit()
    settled(qtbot, page, lambda: page.state() == "done")
    curves = page.result.resurgence.plots["hallucination_rate"].curves
    assert [curve.label for curve in curves] == ["base", "EFUF", "SARE", title, "npo", "sam"]
    assert len({curve.colour for curve in curves}) == len(curves)
    # Whatever else is shown, it looks the same.
    mine_alone = method_colour("sare_fine_tuning")
    assert curves[3].colour == mine_alone != method_colour("sare")


def test_attack_checked_runs_over_seeds(
    qtbot: Any, page: RobustnessPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[RelearnConfig] = []
    monkeypatch.setattr(sare_engine, "relearn", fake_relearn(seen))
    bar = page.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    assert [page.attack.runs.item(n).text() for n in range(3)] == [
        "0002-sare",
        "0001-efuf",
        "the model as it is on disk",
    ]
    toggle(page.attack.runs, 1)
    page.attack.seeds.setFocus()
    page.attack.seeds.selectAll()
    QTest.keyClicks(page.attack.seeds, "2")
    page.attack.form.set_values({"samples": 16, "attack": "full"})
    click(page, "robustness.attack.copy")
    assert QGuiApplication.clipboard().text().count("sare relearn") == 4
    click(page, "robustness.attack.start")
    settled(qtbot, page, lambda: len(attacks(page)) == 4)
    assert [(one.run, one.seed, one.samples, one.attack) for one in seen] == [
        (run, seed, 16, "full") for run in ("0002-sare", "0001-efuf") for seed in (0, 1)
    ]


def test_a_failure_ends_the_row_of_attacks(
    qtbot: Any, page: RobustnessPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def relearn(config: RelearnConfig, *, control: Any) -> Iterator[Event]:
        calls.append(config.seed)
        yield Failed("It broke.", "A reason.", "A way on.")

    monkeypatch.setattr(sare_engine, "relearn", relearn)
    page.tabs.setCurrentIndex(1)
    page.attack.seeds.setValue(3)
    click(page, "robustness.attack.start")
    eventually(lambda: page.banner.text() == "It broke. A reason. A way on.")
    settled(qtbot, page)
    assert calls == [0]


def test_compare_in_one_go(
    qtbot: Any, page: RobustnessPage, monkeypatch: pytest.MonkeyPatch, summary: dict[str, Any]
) -> None:
    seen: list[Any] = []

    def compare(config: Any, *, control: Control) -> Iterator[Event]:
        seen.append(config)
        yield ProbeMetrics("relearn", 0, {"hallucination_rate": 0.1})
        summary.update(SUMMARY)
        yield Finished("done", SUMMARY)

    monkeypatch.setattr(sare_engine, "compare", compare, raising=False)
    click(page, "robustness.compare.start")
    settled(qtbot, page, lambda: page.state() == "done")
    assert seen[0].concepts == ("knife",)
    assert page.result.resurgence.isVisible()
    assert all(one.key != "live" for one in page.result.resurgence.plots["ce_neg"].curves)


def fake_landscape(config: LandscapeConfig, *, control: Control) -> Iterator[Event]:
    offsets = [-0.5, 0.0, 0.5]
    one: Any = [2.0, 3.0, 2.5]
    values = one if config.dimensions == "1" else [one, one, one]
    result = {"offsets": offsets, "ce_neg": values, "ce_pos": values}
    run = Runs(config.project).create("landscape", "landscape", config)
    run.finish("done", result)
    yield Finished("done", result)


def test_landscape_on_demand(
    qtbot: Any, page: RobustnessPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sare_engine, "landscape", fake_landscape, raising=False)
    page.tabs.setCurrentIndex(2)
    assert page.landscape.run.currentText() == "0002-sare"
    click(page, "robustness.landscape.start")
    view = page.result.landscape
    settled(qtbot, page, lambda: bool(view.lines.curves))
    assert view.lines.layers.data["0.ce_neg"].y.tolist() == [2.0, 3.0, 2.5]
    assert [curve.label for curve in view.lines.curves] == [
        "0002-sare, hallucinated",
        "0002-sare, grounded",
    ]
    page.landscape.form.set_values({"dimensions": "2"})
    click(page, "robustness.landscape.start")
    settled(qtbot, page, lambda: page.landscape.measured.count() == 2)
    assert view._stack.currentWidget() is view.map
    toggle(page.landscape.measured, 0)
    assert view._stack.currentWidget() is view.lines
    toggle(page.landscape.measured, 1)
    assert view._stack.currentWidget() is view.empty
    assert view.empty._title.text() == "No landscape is checked"
    page.tabs.setCurrentWidget(page.attack)
    page.result.views.setCurrentWidget(view)
    view.empty.buttons[0].click()
    assert page.tabs.currentWidget() is page.landscape


def test_map_reads_values_by_keys(qtbot: Any, tmp_path: Path) -> None:
    view = LandscapeView("view", list)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    values = np.arange(9.0).reshape(3, 3)
    landscape = Landscape("sare", np.array([-1.0, 0.0, 1.0]), {"ce_neg": values})
    view.show_landscapes([landscape])
    assert view.map._read_out.text() == "(0, 0): 4 nats"
    view.map.canvas.setFocus()
    QTest.keyClick(view.map.canvas, Qt.Key.Key_Right)
    QTest.keyClick(view.map.canvas, Qt.Key.Key_Up)
    assert view.map._read_out.text() == "(1, 1): 8 nats"
    view.map.export(tmp_path / "map.csv")
    assert (tmp_path / "map.csv").read_text().splitlines()[1] == "-1.0,-1.0,0.0"
    view.map.export(tmp_path / "map.png")
    assert (tmp_path / "map.png").stat().st_size > 1000
    view.hide()


@pytest.mark.parametrize(
    "result",
    [
        {},
        {"offsets": [0.0], "ce_neg": [[1.0, 2.0]]},
        {"offsets": "x", "ce_neg": [1.0]},
        {"offsets": [0.0, 1.0], "ce_neg": None},
    ],
)
def test_a_result_that_is_not_a_landscape(result: dict[str, Any]) -> None:
    assert Landscape.from_result("x", result) is None


def test_a_run_that_another_page_names_is_attacked(page: RobustnessPage) -> None:
    page.reveal(Destination("robustness", run="0001-efuf"))
    assert page.tabs.currentIndex() == 1
    checked = [
        page.attack.runs.item(n).text()
        for n in range(page.attack.runs.count())
        if page.attack.runs.item(n).checkState() is Qt.CheckState.Checked
    ]
    assert checked == ["0001-efuf"]


def test_runs_that_another_page_names_are_shown_once_they_are_read(
    qtbot: Any, session: Session, summary: dict[str, Any], project: Path
) -> None:
    make_attack(project, "0001-efuf")
    config = LandscapeConfig(project=project, run="0002-sare")
    Runs(project).create("landscape", "landscape", config).finish(
        "done", {"offsets": [0.0, 1.0], "ce_neg": [1.0, 2.0], "ce_pos": [1.0, 2.0]}
    )
    page = RobustnessPage(session)
    qtbot.addWidget(page)
    page.reveal(Destination("robustness", run="0003-relearn-0001-efuf"))
    eventually(lambda: page.attack.runs.checked() == ["0001-efuf"])
    assert page.tabs.currentWidget() is page.attack
    page.reveal(Destination("robustness", run="0004-landscape"))
    assert page.tabs.currentWidget() is page.landscape
    assert page.landscape.measured.checked() == ["0004-landscape"]
    settled(qtbot, page)


def test_an_interval_of_shares_ends_where_shares_end() -> None:
    few = {"mean": 0.02, "low": -0.03, "high": 0.07}
    assert _interval_text(few, as_percent=True) == "2.0 % (0.0 % – 7.0 %)"
    assert _interval_text({"mean": 0.98, "low": 0.9, "high": 1.1}, as_percent=True) == (
        "98.0 % (90.0 % – 100.0 %)"
    )
    assert _interval_text(few, as_percent=False) == "0.02 (-0.03 – 0.07)"


def test_placebos_are_drawn_beside_the_resurgence(
    qtbot: Any, page: RobustnessPage, summary: dict[str, Any]
) -> None:
    placebo = {
        "title": "SARE", "steps": [0, 8, 16],
        "hallucination_rate": [interval(rate) for rate in (0.1, 0.2, 0.3)],
    }  # fmt: skip
    summary |= {**SUMMARY, "placebos": {"sare": placebo, "of another attack": placebo}}
    page._read_summary()
    rate, recall, depth = page.result.resurgence.plots.values()
    settled(qtbot, page, lambda: len(rate.curves) == 4)
    assert [curve.label for curve in rate.curves][-1] == "SARE, placebo"
    own, beside = rate.curves[2], rate.curves[3]
    assert own.colour == beside.colour and own.style != beside.style
    assert list(rate.layers.data[beside.key].y) == [0.1, 0.2, 0.3]
    assert len(recall.curves) == len(depth.curves) == 3


def test_a_suite_shows_the_strongest_attack_first(
    qtbot: Any, page: RobustnessPage, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[AttackConfig] = []
    result = made_result("0002-sare")

    def attack(config: AttackConfig, *, control: Control) -> Iterator[Event]:
        seen.append(config)
        folder = Runs(config.project).find(config.run).path
        (folder / "suites.json").write_text(json.dumps({config.suite: result}))
        yield Finished("done", result)

    monkeypatch.setattr(sare_engine, "attack", attack, raising=False)
    page.tabs.setCurrentIndex(3)
    assert page.suite.run.currentText() == "0002-sare"
    page.suite.form.set_values({"suite": "quick", "minutes": 5.0})
    click(page, "robustness.suite.start")
    table = page.result.suite.table
    settled(qtbot, page, lambda: table.rowCount() == 3)
    assert (seen[0].run, seen[0].suite, seen[0].minutes) == ("0002-sare", "quick", 5.0)
    assert page.result.views.currentWidget() is page.result.suite
    assert [table.item(row, 0).text() for row in range(3)] == [
        "All weights",
        "New adapter",
        "Magnitude pruning *",
    ]
    assert table.item(0, 1).text() == "75.0 % (59.8 % – 85.8 %)"
    assert page.result.suite.verdict.text() == result["verdict"]["headline"]
    assert page.result.suite.curves.isVisible()
    drawn = {
        curve.key: list(page.result.suite.curves.layers.data[curve.key].y)
        for curve in page.result.suite.curves.curves
    }
    assert drawn == {
        "erased": [0, 0.375, 0.75],
        "placebo": [0, 0.125, 0.25],
        "base": [0, 0.25, 0.5],
    }
    facts = page.result.suite.placebo.facts()
    assert facts["Placebo"] == "banana (knife)"
    assert facts["Control is learnt on"].startswith("25.0 %")
    # The verdict of the curves is not shown above that of the suite.
    assert not page.result.resurgence.isVisible()
    page.suite.run.setCurrentIndex(1)
    assert table.isHidden()
    assert "No suite was run" in page.result.suite.verdict.text()


def test_without_an_erasure_no_suite_can_be_run(page: RobustnessPage) -> None:
    page.suite.show_runs([])
    assert page.suite.why_not() == "Erase something first."
