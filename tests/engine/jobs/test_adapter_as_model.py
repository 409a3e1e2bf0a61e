"""An adapter folder given as the model counts as the base model with this adapter."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from sare_engine import (
    CaptionSetsConfig,
    EraseConfig,
    EvaluateConfig,
    ImportCaptionsConfig,
    Project,
    Runs,
    caption_sets,
    evaluate,
    import_own_captions,
)
from sare_engine.domain import CaptionSet
from sare_engine.jobs.probe import probe
from tests.engine.jobs.conftest import World, ended
from tests.engine.models.test_adapters import write_adapter


@pytest.fixture(scope="module")
def adapter(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_adapter(world.model, tmp_path_factory.mktemp("lora") / "good")


def only_set(project: Path) -> CaptionSet:
    with Project.open(project) as opened:
        [found] = opened.caption_sets()
    return found


def test_its_captions_are_recorded_with_the_adapter(
    world: World, adapter: Path, tmp_path: Path
) -> None:
    picture = world.images / "000.png"
    config = dataclasses.replace(
        world.probe_config(tmp_path / "project"), model=adapter, images=(picture,)
    )
    result = ended(probe(config)).result
    assert result["captions_of"] == "model + good"
    found = only_set(config.project)
    assert found.adapter_folder == adapter.resolve()
    assert found.model_folder == world.model.resolve()
    measured = EvaluateConfig(
        model=adapter,
        images=config.images,
        annotations=config.annotations,
        vocabulary=config.vocabulary,
        max_new_tokens=4,
        device="cpu",
        html=tmp_path / "page.html",
    )
    ended(evaluate(measured))
    assert "model + good" in (tmp_path / "page.html").read_text()
    apart = dataclasses.replace(config, model=world.model, adapter=adapter, vocabulary=None)
    assert ended(probe(apart)).result["captions_of"] == "model + good"
    assert only_set(config.project) == found

    with Project.open(config.project) as project:
        [caption] = project.captions()
    caption_sets(CaptionSetsConfig(project=config.project, remove=("model + good",)))
    run = Runs(config.project).create(
        "erase", "sare", EraseConfig(project=config.project, concepts=("dog",))
    )
    shutil.copytree(adapter, run.adapter_folder)
    captions = tmp_path / "served.jsonl"
    captions.write_text(json.dumps({"image": picture.name, "caption": caption.text}))
    ended(
        import_own_captions(
            ImportCaptionsConfig(
                project=config.project,
                captions=captions,
                model=run.adapter_folder,
                max_shortfall=100,
                device="cpu",
            )
        )
    )
    found = only_set(config.project)
    assert (found.name, found.run) == (run.name, run.name)
    assert found.adapter_folder == run.adapter_folder.resolve()
