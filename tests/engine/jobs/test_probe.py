"""A test of images says so when nothing could judge what the model mentioned."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from sare_engine.config import ConceptsConfig
from sare_engine.events import Finished, Notice, PhaseStarted
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.jobs.concepts import concepts
from sare_engine.jobs.probe import probe
from tests.engine.jobs.conftest import World

START = "Nothing can judge new mentions"
"""How the warning at the start begins."""


def test_a_test_that_nothing_can_judge_says_so(world: World, tmp_path: Path) -> None:
    config = dataclasses.replace(world.probe_config(tmp_path / "project"), annotations=None)
    *events, last = probe(config)
    assert isinstance(last, Finished)
    assert last.result["unsure"] == last.result["mentions"] > 0
    notices = [event for event in events if isinstance(event, Notice)]
    [early] = [at for at, one in enumerate(events) if isinstance(one, Notice) and START in one.text]
    phases = {one.phase: at for at, one in enumerate(events) if isinstance(one, PhaseStarted)}
    assert early < phases["caption"]
    assert "choose a detector or a CLIP model" in events[early].hint
    [notice] = [one for one in notices if "could be judged" in one.text]
    assert notice.level == "warning"
    assert f"None of the {last.result['mentions']} mentions" in notice.text
    assert "annotations" in notice.hint
    rows = concepts(ConceptsConfig(project=config.project, choose_rate=0.0))
    assert {row["rate"] for row in rows["concepts"]} == {None}
    assert rows["chosen"] == []


def test_a_test_with_annotations_does_not(world: World, tmp_path: Path) -> None:
    *events, last = probe(world.probe_config(tmp_path / "project"))
    assert isinstance(last, Finished)
    assert last.result["unsure"] < last.result["mentions"]
    told = [one.text for one in events if isinstance(one, Notice)]
    assert not [one for one in told if "could be judged" in one or START in one]


def test_whether_anything_can_judge_follows_from_settings_and_annotations(
    world: World, tmp_path: Path
) -> None:
    config = dataclasses.replace(world.probe_config(tmp_path / "project"), annotations=None)
    for changes, annotated, wanted in (
        ({}, False, False),
        ({}, True, True),
        ({"clip": tmp_path}, False, True),
        ({"poll": True}, False, True),
    ):
        changed = dataclasses.replace(config, **changes)
        found = [one.can_judge(changed, annotated=annotated) for one in EVIDENCE_SOURCES.values()]
        assert any(found) is wanted


def test_broken_captions_are_no_good_news(world: World, tmp_path: Path) -> None:
    # No caption of one token has three words.
    config = dataclasses.replace(world.probe_config(tmp_path / "project"), max_new_tokens=1)
    *events, last = probe(config)
    assert isinstance(last, Finished)
    [notice] = [one for one in events if isinstance(one, Notice) and "repeat" in one.text]
    assert notice.level == "warning"
    assert notice.text.startswith("16 of 16 captions are empty or repeat themselves")
