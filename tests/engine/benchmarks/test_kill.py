"""The bench of kills: each of its checks can fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine.config import EraseConfig
from sare_engine.events import ProbeMetrics, StepMetrics
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewImage
from sare_engine.workspace.runs import Runs
from tests.benchmarks.kill import KILLS, MOST_KILLS_OF_A_TRIAL, plan, table, verdict
from tests.benchmarks.kill_checks import (
    adapter_digest,
    captions_of,
    database_faults,
    leftovers,
    lost,
    twice,
    values_of,
)
from tests.caption_sets import set_of


def test_what_was_lost_or_changed_is_found() -> None:
    assert lost({"a": 1, "b": 2}, {"a": 1, "b": 2, "c": 3}, "the caption of") == []
    assert lost({"a": 1, "b": 2}, {"a": 7}, "the caption of") == [
        "the caption of b was lost",
        "the caption of a was changed",
    ]


def test_a_line_that_is_there_twice_is_found() -> None:
    def line(step: int, seconds: float) -> str:
        event = {"event": "StepMetrics", "phase": "erase", "step": step}
        return json.dumps({**event, "values": {"seconds": seconds}})

    assert twice([line(1, 0.1), line(2, 0.1), '{"event": "Notice"}']) == []
    assert len(twice([line(1, 0.1), line(1, 0.2)])) == 1
    assert len(twice(['{"event": "Notice"}', '{"event": "Notice"}'])) == 1


def test_weights_numbers_and_leftovers_of_a_run_are_compared(tmp_path: Path) -> None:
    run = Runs(tmp_path).create("erase", "sare", EraseConfig(project=tmp_path))
    assert adapter_digest(run) == "" and leftovers(run.path) == []
    run.adapter_folder.mkdir()
    file = run.adapter_folder / "adapter_model.safetensors"
    file.write_bytes(b"one")
    first = adapter_digest(run)
    file.write_bytes(b"two")
    assert adapter_digest(run) != first != ""
    run.write_event(StepMetrics("erase", 1, {"loss": 2.0, "seconds": 0.1}))
    run.write_event(ProbeMetrics("erase", 1, {"rate": 0.5}))
    assert values_of(run) == {
        ("StepMetrics", "erase", 1): {"loss": 2.0},
        ("ProbeMetrics", "erase", 1): {"rate": 0.5},
    }
    (run.path / f".{'0' * 32}").mkdir()
    assert len(leftovers(run.path)) == 1


def test_a_damaged_database_is_found(tmp_path: Path) -> None:
    assert captions_of(tmp_path) == {}
    with Project.create(tmp_path) as project:
        [image] = project.add_images([NewImage(Path("/a.png"), 1, 1, "x")])
        project.set_caption(set_of(project, "model", "prompt"), image, "A cat.", [1, 2])
        assert list(captions_of(tmp_path)) == ["a.png"]
        assert database_faults(tmp_path) == []
        project.query("PRAGMA foreign_keys = OFF")
        project.query("DELETE FROM images")
    assert database_faults(tmp_path) == ["1 rows without what they belong to"]


def test_the_plan_has_every_kill_and_is_that_of_its_seed() -> None:
    trials = plan(KILLS, 3)
    assert trials == plan(KILLS, 3) != plan(KILLS, 4)
    for key, count in KILLS.items():
        moments = [one for name, several in trials if name == key for one in several]
        assert len(moments) == count
        assert all(-1 <= one < 1 for one in moments)
    assert all(1 <= len(several) <= MOST_KILLS_OF_A_TRIAL for _, several in trials)
    assert sum(KILLS.values()) == 50


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"faults": ["erase: of the outcome, weights was changed"]}, "weights was changed"),
        ({"seconds": 1300.0}, "at most 1200 s"),
        ({"wanted": {"erase": 3}}, "erase: 2 kills of 3"),
    ],
)
def test_a_record_passes_only_whole_in_time_and_without_a_fault(
    change: dict[str, Any], reason: str
) -> None:
    verb = {"kills": 2, "left_alone_seconds": 9.0, "median_kill_seconds": 4.0, "done_at_kills": [3]}
    record = {
        "seed": 0, "seconds": 60.0, "limit_seconds": 1200, "trials": 1, "wanted": {"erase": 2},
        "verbs": {"erase": verb}, "faults": [], **change,
    }  # fmt: skip
    reasons = verdict(record)
    assert (reasons == []) if not reason else (len(reasons) == 1 and reason in reasons[0])
    assert "erase" in table(record)
