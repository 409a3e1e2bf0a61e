"""Captions that were written elsewhere, checked by the model and erased as its own."""

from __future__ import annotations

import dataclasses
import json
import random
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    AddImagesConfig,
    CaptionSetsConfig,
    ConceptsConfig,
    Control,
    EraseConfig,
    ImportCaptionsConfig,
    MentionsConfig,
    Project,
    add_images,
    caption_sets,
    concepts,
    erase,
    import_captions,
    import_own_captions,
    mentions,
)
from sare_engine.config import ModelConfig
from sare_engine.errors import ConfigError
from sare_engine.events import Finished, Notice, Progress
from sare_engine.jobs.probe import probe
from sare_engine.models.loading import LoadedModel, load_model
from tests.engine.conftest import make_tokenizer, write_tiny_llava
from tests.engine.jobs.conftest import SHORT, World, ended, failure

COUNT = 15
"""Captions whose tokens are those of their text."""


@pytest.fixture(scope="module")
def tested(tested_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tested project with the images whose captions have the tokens of their text.

    Random weights join tokens to words that a tokenizer divides otherwise.
    """
    folder = tmp_path_factory.mktemp("own") / "project"
    shutil.copytree(tested_project, folder)
    tokenizer = make_tokenizer()
    end = tokenizer.eos_token_id
    with Project.open(folder) as project:
        project.remove_images(
            one.image_id
            for one in project.captions()
            if tokenizer(f" {one.text}", add_special_tokens=False)["input_ids"]
            != [token for token in one.token_ids if token != end]
        )
    return folder


@pytest.fixture(scope="module")
def said(tested: Path) -> dict[str, str]:
    """File name → the model's own caption."""
    listed = mentions(MentionsConfig(project=tested))["images"]
    return {Path(one["path"]).name: one["captions"][0] for one in listed}


@pytest.fixture(scope="module")
def loaded(world: World) -> Iterable[LoadedModel]:
    model = load_model(ModelConfig(model=world.model, device="cpu"))
    yield model
    model.unload()


@pytest.fixture
def untested(tested: Path, tmp_path: Path) -> Path:
    """The tested project without its captions; the images are annotated."""
    project = Path(shutil.copytree(tested, tmp_path / "project"))
    caption_sets(CaptionSetsConfig(project=project, remove=("model",)))
    return project


def write(path: Path, captions: Mapping[str, str], **more: str) -> Path:
    rows = [{"image": name, "caption": text, **more} for name, text in captions.items()]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def config(world: World, project: Path, captions: Path, **others: Any) -> ImportCaptionsConfig:
    return ImportCaptionsConfig(
        project=project, captions=captions, model=world.model, device="cpu", **others
    )


def altered(captions: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Return the captions, some of them beginning with a word that the model did not choose."""
    return {
        name: ("knife" if text.startswith("cat") else "cat") + text[text.index(" ") :]
        if name in names
        else text
        for name, text in captions.items()
    }


def test_own_captions_count_as_those_of_a_test(
    world: World,
    tested: Path,
    untested: Path,
    said: dict[str, str],
    loaded: LoadedModel,
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "served.jsonl", said)
    events = list(import_own_captions(config(world, untested, path), model=loaded))
    assert loaded.loaded
    last = events[-1]
    assert isinstance(last, Finished), last
    result = last.result
    assert (result["checked"], result["accepted"], result["failed"]) == (COUNT, COUNT, 0)
    assert result["worst_shortfall"] == pytest.approx(0, abs=1e-4)
    assert [one["quantile"] for one in result["quantiles"]] == [0.5, 0.9, 0.98, 1.0]
    progress = [one for one in events if isinstance(one, Progress) and one.phase == "check"]
    assert (progress[-1].done, progress[-1].total) == (COUNT, COUNT)
    assert progress[-1].eta_seconds is not None
    assert concepts(ConceptsConfig(project=untested)) == concepts(ConceptsConfig(project=tested))
    with Project.open(untested) as project, Project.open(tested) as before:
        [chosen], [other] = project.caption_sets(), before.caption_sets()
        assert (chosen.model, chosen.name, chosen.prompt, chosen.imported) == (
            other.model, other.name, other.prompt, False
        )  # fmt: skip
        assert chosen.model_folder == world.model.resolve()
        rows = project.captions(chosen.id)
        assert [one.token_ids for one in rows] == [
            one.token_ids for one in before.captions(other.id)
        ]
        assert all(one.shortfall == pytest.approx(0, abs=1e-4) for one in rows)
        assert {one.shortfall for one in before.captions(other.id)} == {None}


def test_what_they_hallucinate_can_be_erased(
    world: World, untested: Path, said: dict[str, str], loaded: LoadedModel, tmp_path: Path
) -> None:
    path = write(tmp_path / "served.jsonl", said)
    ended(import_own_captions(config(world, untested, path), model=loaded))
    rows = concepts(ConceptsConfig(project=untested))["concepts"]
    names = tuple(one["concept"] for one in rows if one["hallucinated"])
    erasing = EraseConfig(project=untested, concepts=names, steps=1, **SHORT)
    assert ended(erase(erasing)).status == "done"
    # A test of the same model continues the set, and captions only the image that has none.
    again = ended(probe(dataclasses.replace(world.probe_config(untested), max_new_tokens=9)))
    assert again.result["captions_of"] == "model"
    with Project.open(untested) as project:
        [chosen] = project.caption_sets()
        *own, new = project.captions(chosen.id)
        assert [one.text for one in own] == [*said.values()]
        assert all(one.shortfall is not None for one in own)
        assert (len(new.token_ids), new.shortfall) == (9, None)


def test_captions_of_another_model_are_refused(
    world: World, untested: Path, said: dict[str, str], tmp_path: Path
) -> None:
    other = write_tiny_llava(tmp_path / "other", seed=1)
    settings = dataclasses.replace(
        config(world, untested, write(tmp_path / "c.jsonl", said)), model=other
    )
    refused = failure(import_own_captions(settings))
    assert refused.what == "The captions were not imported: they are not this model's own words."
    assert refused.why.startswith(
        "Checked captions that fall short of the model's first choice by 0.25 nats or more: "
        f"{COUNT} of {COUNT}; at most 2 % may. The worst is that of 0"
    )
    assert "nats below the model's first choice, “" in refused.why
    assert "--" not in refused.fix
    with Project.open(untested) as project:
        assert project.caption_sets() == []


def test_a_caption_that_fails_is_skipped_and_named(
    world: World, untested: Path, said: dict[str, str], loaded: LoadedModel, tmp_path: Path
) -> None:
    wrong = altered(said, {"003.png"})
    path = write(tmp_path / "c.jsonl", wrong)
    refused = failure(import_own_captions(config(world, untested, path), model=loaded))
    assert f" or more: 1 of {COUNT}; at most 2 % may." in refused.why
    events = list(import_own_captions(config(world, untested, path, max_failing=0.1), model=loaded))
    result = events[-1].result
    assert (result["checked"], result["accepted"], result["failed"]) == (COUNT, COUNT - 1, 1)
    [failed] = result["failures"]
    assert failed["image"] == "003.png"
    assert wrong["003.png"][failed["start"] :].strip().startswith(failed["token"])
    assert result["worst_shortfall"] == failed["shortfall"] > 0.25
    [warning] = [one for one in events if isinstance(one, Notice) and one.level == "warning"]
    assert warning.text.startswith(
        f"Captions that are not the model's own words, skipped: 1 of {COUNT}. The worst is that of "
        "003.png at “"
    )
    listed = mentions(MentionsConfig(project=untested))["images"]
    assert [Path(one["path"]).name for one in listed if not one["captions"]] == ["003.png"]


def test_only_the_sample_decides_about_the_source(
    world: World, untested: Path, said: dict[str, str], loaded: LoadedModel, tmp_path: Path
) -> None:
    names = list(said)
    sample = {names[place] for place in random.Random(0).sample(range(COUNT), 4)}
    path = write(tmp_path / "c.jsonl", altered(said, sample))
    refused = failure(import_own_captions(config(world, untested, path, sample=4), model=loaded))
    assert " or more: 4 of 4; at most 2 % may." in refused.why
    path = write(tmp_path / "c.jsonl", altered(said, {*names} - sample))
    result = ended(
        import_own_captions(config(world, untested, path, sample=4), model=loaded)
    ).result
    assert (result["checked"], result["accepted"], result["failed"]) == (COUNT, 4, COUNT - 4)
    assert len(result["failures"]) == 5


def test_prompts_of_the_file_and_of_the_setting(
    world: World, untested: Path, said: dict[str, str], loaded: LoadedModel, tmp_path: Path
) -> None:
    path = write(tmp_path / "c.jsonl", said, prompt="<image>\nDescribe the image.")
    assert ended(
        import_own_captions(config(world, untested, path), model=loaded)
    ).result["accepted"] == COUNT  # fmt: skip
    caption_sets(CaptionSetsConfig(project=untested, remove=("model",)))
    path = write(tmp_path / "c.jsonl", said, prompt="What is it?")
    assert f"or more: {COUNT} of {COUNT};" in failure(
        import_own_captions(config(world, untested, path), model=loaded)
    ).why  # fmt: skip
    given = config(world, untested, path, prompt="Describe the image.")
    assert ended(import_own_captions(given, model=loaded)).result["accepted"] == COUNT


def test_pictures_that_are_missing_and_captions_that_are_there(
    world: World, untested: Path, said: dict[str, str], loaded: LoadedModel, tmp_path: Path
) -> None:
    some = {name: said[name] for name in list(said)[:5]}
    path = write(tmp_path / "c.jsonl", {**some, "elsewhere.png": "A cat."})
    result = ended(import_own_captions(config(world, untested, path), model=loaded)).result
    assert (result["captions"], result["without_picture"]) == (5, 1)
    # All of them, of which five are known; one of these says something else now.
    later = altered(said, {"001.png"})
    path = write(tmp_path / "all.jsonl", later)
    events = list(import_own_captions(config(world, untested, path), model=loaded))
    assert isinstance(events[-1], Finished)
    result = events[-1].result
    assert (result["checked"], result["captions"], result["already_captioned"]) == (
        COUNT - 5,
        COUNT - 5,
        5,
    )
    assert result["differing"] == 1
    assert any("other captions for 1 of them" in e.text for e in events if isinstance(e, Notice))
    listed = mentions(MentionsConfig(project=untested))["images"]
    assert {Path(one["path"]).name: one["captions"] for one in listed} == {
        name: [text] for name, text in said.items()
    }
    absent = write(tmp_path / "absent.jsonl", {"elsewhere.png": "A cat."})
    refused = failure(import_own_captions(config(world, untested, absent), model=loaded))
    assert refused.what == "The captions cannot be checked."
    assert "elsewhere.png" in refused.why


def test_a_stopped_import_keeps_what_was_checked(
    world: World,
    untested: Path,
    said: dict[str, str],
    loaded: LoadedModel,
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "c.jsonl", said)
    control = Control()
    settings = config(world, untested, path, sample=2, batch_size=2)
    for event in import_own_captions(settings, model=loaded, control=control):
        if isinstance(event, Progress) and event.phase == "check" and event.done == 4:
            control.stop()
    assert isinstance(event, Finished)
    assert event.status == "stopped"
    result = ended(import_own_captions(settings, model=loaded)).result
    assert (result["already_captioned"], result["captions"]) == (2, COUNT - 2)
    assert result["unsure"] == 0


def test_settings_that_do_not_go_together(world: World, tmp_path: Path) -> None:
    captions = tmp_path / "c.jsonl"
    with pytest.raises(ConfigError):
        import_captions(config(world, tmp_path / "project", captions))
    plain = ImportCaptionsConfig(project=tmp_path, captions=captions, prompt="What?")
    assert plain.problems() == [("prompt", "needs the model that wrote the captions.")]
    assert failure(
        import_own_captions(dataclasses.replace(plain, prompt=""))
    ).why.endswith("must be given: it checks the captions.")  # fmt: skip
    ended(add_images(AddImagesConfig(project=tmp_path / "project", images=(world.images,))))
