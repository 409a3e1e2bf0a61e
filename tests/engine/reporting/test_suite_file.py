"""A suite's result is kept with its erasure, and shown in the report and the model card."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sare_engine.config import EraseConfig
from sare_engine.exporting.forms import FORMS
from sare_engine.exporting.model_card import CardData, model_card, suite_metrics
from sare_engine.reporting.report import render_report
from sare_engine.reporting.report_data import ReportData
from sare_engine.reporting.suite_file import (
    SUITES_FILE,
    largest_suite_result,
    read_suite_results,
    write_suite_result,
)
from sare_engine.workspace.runs import RunFolder, Runs
from tests.made_suites import made_result


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return Runs(tmp_path).create("erase", "sare", EraseConfig(project=tmp_path))


def test_the_newest_result_of_each_suite_is_kept(run: RunFolder) -> None:
    assert largest_suite_result(run) == {}
    quick, other = made_result(), made_result(suite="full")
    other["attacks"] = other["attacks"][:1]
    write_suite_result(run, other)
    write_suite_result(run, quick)
    assert read_suite_results(run) == {"full": other, "quick": quick}
    assert largest_suite_result(run) == quick
    newer = {**quick, "left_out": []}
    write_suite_result(run, newer)
    assert largest_suite_result(run) == newer


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.pop("worst"),
        lambda one: one["attacks"].append("x"),
        lambda one: one["attacks"][0].update(rate="much"),
        lambda one: one["placebo"].update(base={"rate": "much"}),
        lambda one: one["verdict"].update(details=[1]),
        lambda one: one.update(recall_loss="much"),
        lambda one: one["placebo"]["curves"].update(erased=[[0, "much"]]),
        lambda one: one["placebo"]["curves"].update(erased=[0.5]),
    ],
)
def test_a_damaged_result_is_left_out(run: RunFolder, change: Any) -> None:
    good, bad = made_result(), copy.deepcopy(made_result())
    change(bad)
    (run.path / SUITES_FILE).write_text(json.dumps({"quick": good, "full": bad}))
    assert read_suite_results(run) == {"quick": good}
    (run.path / SUITES_FILE).write_text("{")
    assert read_suite_results(run) == {}


def test_the_report_shows_every_attack_and_the_placebo() -> None:
    result = made_result()
    page = render_report(ReportData("tiny", "today", suites={"SARE": result})).replace("\xa0", " ")
    assert "SARE: every attack, strongest first" in page
    assert result["verdict"]["headline"].replace("\xa0", " ") in page
    places = [page.index(f">{one['name']}") for one in result["attacks"]]
    assert places == sorted(places)
    assert "not counted: object recall falls by more than 10 %" in page
    assert "Placebo: Control object, model before erasure" in page
    assert "banana for knife" in page
    assert "Resurgence beside the placebo" in page
    [drawing] = re.findall(r"<svg .*?</svg>", page, re.DOTALL)
    for label in ("Erased object", "Control object", "Control, before erasure"):
        assert f">{label}</text>" in drawing


def test_a_result_of_an_older_version_has_no_curves(run: RunFolder) -> None:
    result = made_result()
    del result["placebo"]["curves"]
    write_suite_result(run, result)
    assert read_suite_results(run) == {"quick": result}
    page = render_report(ReportData("tiny", "today", suites={"SARE": result}))
    assert "<svg" not in page and "Placebo: Control object" in page


def test_the_model_card_carries_the_worst_case_and_the_placebo() -> None:
    result = made_result()
    data = CardData("sare", ("knife",), suite=result)
    card = model_card(data, form=FORMS["merged"], base="org/model", licence="mit")
    head = yaml.safe_load(card.split("---\n", 2)[1])
    [entry] = head["model-index"]
    values = {one["name"]: one["value"] for found in entry["results"] for one in found["metrics"]}
    assert values == dict(suite_metrics(result))
    assert list(values.values()) == [0.75, 0.25, 0.5]
    assert result["verdict"]["headline"] in card
    assert "| Magnitude pruning (not counted) |" in card
    none = model_card(CardData("sare", ("knife",)), form=FORMS["merged"], base="org/model")
    assert "model-index" not in none and "## Attacked" not in none
