"""Several captions of each image: the greedy one first, the others sampled or for more prompts."""

from __future__ import annotations

import dataclasses
import itertools
import shutil
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    CaptionSetsConfig,
    ConceptsConfig,
    DiffConfig,
    EraseConfig,
    EvaluateConfig,
    MentionsConfig,
    Project,
    caption_sets,
    concepts,
    diff,
    evaluate,
    example_counts,
    mentions,
)
from sare_engine.config import ProbeConfig
from sare_engine.control import Control
from sare_engine.errors import ConfigError
from sare_engine.events import Finished, Notice, Progress
from sare_engine.jobs.erase_examples import example_set
from sare_engine.jobs.held_out_images import open_held_out
from sare_engine.jobs.probe import probe
from tests.engine.jobs.conftest import World, ended

GREEDY, SAMPLED = "model", "model (sampled)"


def config_of(world: World, project: Path, **changes: Any) -> ProbeConfig:
    settings = {"captions_per_image": 3, "temperature": 1.0, "top_p": 1.0} | changes
    return dataclasses.replace(world.probe_config(project), **settings)


@pytest.fixture(scope="module")
def sampled(world: World, tested_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two sampled captions of each image; do not change it."""
    project = tmp_path_factory.mktemp("sampled") / "project"
    shutil.copytree(tested_project, project)
    ended(probe(config_of(world, project)))
    return project


def listed(project: Path, name: str) -> dict[str, dict[str, Any]]:
    found = mentions(MentionsConfig(project=project, captions_of=name))["images"]
    return {Path(one["path"]).name: one for one in found}


def invented(image: dict[str, Any], captions: int | None = None) -> bool:
    """Whether one of an image's first captions has a hallucinated mention."""
    return any(
        one["verdict"] == "hallucinated" and not one["negated"]
        for one in image["mentions"]
        if captions is None or one["caption"] < captions
    )


def test_the_first_caption_is_the_greedy_one_and_the_others_differ(sampled: Path) -> None:
    greedy, several = listed(sampled, GREEDY), listed(sampled, SAMPLED)
    assert len(several) == 16
    for name, image in several.items():
        assert len(image["captions"]) == 3
        assert image["captions"][0] == greedy[name]["captions"][0]
        assert image["sampled"] == [False, True, True]
        assert set(image["prompts"]) == {"Describe the image."}
        assert "sampled" not in greedy[name]
    assert len({text for one in several.values() for text in one["captions"]}) > 40


def test_the_result_says_how_many_images_sampling_adds(world: World, sampled: Path) -> None:
    *events, last = probe(config_of(world, sampled))  # everything is there
    assert isinstance(last, Finished)
    images = listed(sampled, SAMPLED).values()
    first, any_caption = (sum(invented(one, few) for one in images) for few in (1, None))
    assert 0 < first < any_caption
    result = last.result
    assert result["images_with_hallucination"] == any_caption
    assert result["images_added_by_further_captions"] == any_caption - first
    assert (result["images_captioned"], result["captions"]) == (16, 48)
    claims = [m for one in images for m in one["mentions"] if not m["negated"]]
    assert result["mentions"] == len(claims)
    [notice] = [one for one in events if isinstance(one, Notice) and "Further" in one.text]
    assert f"{any_caption} instead of {first}" in notice.text


def test_a_test_with_one_caption_says_nothing_of_others(world: World, project: Path) -> None:
    result = ended(probe(world.probe_config(project))).result
    assert "images_added_by_further_captions" not in result
    found = sum(invented(one) for one in listed(project, GREEDY).values())
    assert result["images_with_hallucination"] == found > 0


def test_erasures_start_from_all_captions(sampled: Path) -> None:
    with Project.open(sampled) as project:
        base = project.base_set()
        assert base is not None and base.name == SAMPLED
        wanted = frozenset({"image", "dog", "table"})
        examples = example_set(project, base.model, wanted, EraseConfig(project=sampled))
        splits = {image.path.name: image.split for image in project.images()}
        held_out = open_held_out(project, base.model, wanted)
    images = {n: one for n, one in listed(sampled, SAMPLED).items() if splits[n] == "train"}
    unlearned = {
        (name, one["captions"][mention["caption"]])
        for name, one in images.items()
        for mention in one["mentions"]
        if mention["verdict"] == "hallucinated"
        and mention["concept"] in wanted
        and not mention["negated"]
    }
    found = {(one.image.name, one.caption) for one in examples.negative}
    assert found <= unlearned  # broken captions are left out
    assert sum(text not in images[name]["captions"][:1] for name, text in found) > 2
    assert example_counts(sampled, sorted(wanted))["negative"] == examples.count("neg")
    # Measuring stays with the greedy captions.
    greedy = listed(sampled, GREEDY)
    assert held_out.base_captions == {
        path: greedy[path.name]["captions"][0] for path in held_out.objects
    }
    assert {path.name for path in held_out.objects} == {n for n in splits if n not in images}
    assert all(one.caption == held_out.base_captions[one.image] for one in held_out.judged)
    assert (held_out.generation.prompt, held_out.generation.max_new_tokens) == (
        "Describe the image.",
        16,
    )


def test_the_table_counts_mentions_by_caption_and_rates_by_image(sampled: Path) -> None:
    rows = {one["concept"]: one for one in concepts(ConceptsConfig(project=sampled))["concepts"]}
    images = listed(sampled, SAMPLED).values()
    for concept, row in rows.items():
        claims = [
            [m for m in one["mentions"] if m["concept"] == concept and not m["negated"]]
            for one in images
        ]
        wrong = [[m for m in found if m["verdict"] == "hallucinated"] for found in claims]
        assert row["mentions"] == sum(map(len, claims))
        assert row["hallucinated"] == sum(map(len, wrong))
        assert row["images"] == sum(map(bool, claims))
        assert row["image_rate"] == sum(map(bool, wrong)) / row["images"]
    assert any(row["rate"] != row["image_rate"] for row in rows.values())


def test_sets_are_compared_by_the_captions_that_both_have(sampled: Path) -> None:
    found = diff(DiffConfig(project=sampled, before=SAMPLED, after=GREEDY))
    assert found["pictures"] == 16
    assert {kind for kind, one in found["counts"].items() if one["objects"]} == {"still"}
    assert all(len(one["before"]) == len(one["after"]) == 1 for one in found["images"])


def test_measurements_of_the_captions_are_those_of_the_greedy_ones(sampled: Path) -> None:
    greedy, several = (
        ended(evaluate(EvaluateConfig(project=sampled, captions_of=name))).result
        for name in (GREEDY, SAMPLED)
    )
    assert several["captions_of"] == SAMPLED
    assert {**several, "captions_of": GREEDY} == greedy


def test_a_stopped_test_continues_with_the_same_captions(
    world: World, project: Path, sampled: Path
) -> None:
    control = Control()
    config = config_of(world, project, batch_size=5)
    for event in probe(config, control=control):
        if isinstance(event, Progress) and event.done == 24:
            control.stop()
    partial = listed(project, SAMPLED)
    assert 16 < sum(len(one["captions"]) for one in partial.values()) < 48
    with Project.open(project) as opened:
        base = opened.base_set()
        assert base is not None and base.name == GREEDY  # until all captions are there
    ended(probe(dataclasses.replace(config, batch_size=16)))
    texts = {name: one["captions"] for name, one in listed(project, SAMPLED).items()}
    assert texts == {name: one["captions"] for name, one in listed(sampled, SAMPLED).items()}


def test_more_captions_join_the_set_and_another_seed_begins_one(
    world: World, project: Path, sampled: Path
) -> None:
    ended(probe(config_of(world, project, captions_per_image=2)))
    ended(probe(config_of(world, project)))
    texts = {name: one["captions"] for name, one in listed(project, SAMPLED).items()}
    assert texts == {name: one["captions"] for name, one in listed(sampled, SAMPLED).items()}
    other = ended(probe(config_of(world, project, captions_per_image=2, sampling_seed=1)))
    name = str(other.result["captions_of"])
    assert name not in (GREEDY, SAMPLED)
    assert all(
        one["captions"][0] == texts[image][0] and one["captions"][1] not in texts[image][1:]
        for image, one in listed(project, name).items()
    )


def test_a_base_that_was_chosen_stays(world: World, project: Path) -> None:
    caption_sets(CaptionSetsConfig(project=project, base=GREEDY))
    *events, last = probe(config_of(world, project, captions_per_image=2))
    assert isinstance(last, Finished)
    told = [one.hint for one in events if isinstance(one, Notice) and "still start" in one.text]
    assert told == [f"To train on all captions: sare sets PROJECT --base '{SAMPLED}'"]
    with Project.open(project) as opened:
        base = opened.base_set()
        assert base is not None and base.name == GREEDY


def test_further_prompts_join_the_captions_of_the_first(world: World, project: Path) -> None:
    other = "What is in the picture?"
    plain = ended(probe(dataclasses.replace(world.probe_config(project), prompt=other)))
    alone = listed(project, str(plain.result["captions_of"]))
    result = ended(
        probe(config_of(world, project, captions_per_image=2, further_prompts=(other,)))
    ).result
    assert result["captions"] == 64
    greedy = listed(project, GREEDY)
    for name, image in listed(project, str(result["captions_of"])).items():
        assert image["prompts"] == ["Describe the image.", other] * 2
        assert image["sampled"] == [False, False, True, True]
        assert image["captions"][0] == greedy[name]["captions"][0]
        assert image["captions"][1] == alone[name]["captions"][0]
    with Project.open(project) as opened:
        base = opened.base_set()
        assert base is not None and base.prompt == "Describe the image."


def test_what_cannot_be_sampled_is_refused(world: World, tmp_path: Path) -> None:
    config = config_of(world, tmp_path / "project")
    for changes, field in (
        ({"server": "http://localhost:1/v1"}, "captions_per_image"),
        ({"further_prompts": ("Describe the image.",)}, "further_prompts"),
        ({"further_prompts": (" ",)}, "further_prompts"),
        ({"temperature": 0.0}, "temperature"),
    ):
        with pytest.raises(ConfigError) as caught:
            dataclasses.replace(config, **changes).validate()
        assert [name for name, _ in caught.value.problems] == [field]


def test_sampling_settings_are_unused_without_sampling(world: World, tmp_path: Path) -> None:
    config = config_of(world, tmp_path / "project")
    sampling = {"temperature", "top_p", "sampling_seed"}
    assert not sampling & config.unused()
    assert sampling <= dataclasses.replace(config, captions_per_image=1).unused()


def test_captions_keep_their_places(sampled: Path) -> None:
    with Project.open(sampled) as project:
        rows = project.captions(project.caption_set(SAMPLED).id)
    for _, group in itertools.groupby(rows, key=lambda one: one.image_id):
        assert [one.position for one in group] == [0, 1, 2]
    assert all(one.token_ids for one in rows)
