"""A test of images says so when nothing could judge what the model mentioned."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from sare_engine.events import Finished, Notice
from sare_engine.jobs.probe import probe
from tests.engine.jobs.conftest import World


def test_a_test_that_nothing_can_judge_says_so(world: World, tmp_path: Path) -> None:
    config = dataclasses.replace(world.probe_config(tmp_path / "project"), annotations=None)
    *events, last = probe(config)
    assert isinstance(last, Finished)
    assert last.result["unsure"] == last.result["mentions"] > 0
    notices = [event for event in events if isinstance(event, Notice)]
    [notice] = [one for one in notices if "could be judged" in one.text]
    assert notice.level == "warning"
    assert f"None of the {last.result['mentions']} mentions" in notice.text
    assert "annotations" in notice.hint


def test_a_test_with_annotations_does_not(world: World, tmp_path: Path) -> None:
    *events, last = probe(world.probe_config(tmp_path / "project"))
    assert isinstance(last, Finished)
    assert last.result["unsure"] < last.result["mentions"]
    assert not [one for one in events if isinstance(one, Notice) and "could be judged" in one.text]
