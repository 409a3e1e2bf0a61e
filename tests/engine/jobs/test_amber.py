"""AMBER as a job: its own layout of files, captions of a model, and what is refused."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sare_engine import amber
from sare_engine.config import AmberConfig
from sare_engine.errors import ConfigError, DataError
from sare_engine.evaluation.amber_files import read_amber
from tests.engine.jobs.conftest import World, ended, failure

ANNOTATIONS: list[dict[str, Any]] = [
    {"id": 1, "type": "generative", "truth": ["sky", "man"], "hallu": ["cloud"]},
    {"id": 2, "type": "generative", "truth": ["dog"], "hallu": ["cat"]},
    {"id": 1005, "type": "discriminative-hallucination", "truth": "no"},
]
RELATION = {"man": ["person", "boy"], "sky": [], "cloud": []}
RESPONSES = [
    {"id": 1, "response": "A boy below clouds."},
    {"id": 9, "response": "A dog."},
]


def write(folder: Path, **files: Any) -> AmberConfig:
    content = {"annotations": ANNOTATIONS, "captions": RESPONSES, **files}
    for name, value in content.items():
        text = value if isinstance(value, str) else json.dumps(value)
        (folder / (name if "." in name else f"{name}.json")).write_text(text)
    return AmberConfig(
        captions=folder / "captions.json",
        annotations=folder / "annotations.json",
        csv=folder / "images.csv",
        html=folder / "page.html",
    )


def test_ambers_own_layout(tmp_path: Path) -> None:
    config = write(tmp_path, **{"relation.json": RELATION, "safe_words.txt": "cloud\nindividual\n"})
    assert set(read_amber(config.annotations)) == {"1", "2"}
    result = ended(amber(config)).result
    # The boy stands for the man, and clouds are too ambiguous to judge.
    assert (result["chair"], result["cover"], result["hal"], result["cog"]) == (0, 1 / 2, 0, 0)
    assert (result["captions"], result["captions_without_annotations"]) == (1, 1)
    assert result["images_without_caption"] == 1
    with Path(result["csv"]).open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["image"], row["found"], row["missed"], row["cover"]) == ("1", "man", "sky", "0.5")
    page = Path(result["html"]).read_text(encoding="utf-8")
    assert "No caption names an object that is not there." in page and "Two ways" in page


def test_without_relation_only_names_count(tmp_path: Path) -> None:
    config = write(tmp_path, captions='{"image": "AMBER_1.jpg", "caption": "A boy, clouds."}\n')
    result = ended(amber(config)).result
    assert (result["chair"], result["cover"], result["cog"]) == (1.0, 0.0, 1.0)


def test_a_model_captions_the_images(world: World, tmp_path: Path) -> None:
    # The pictures are 000.png …; the second one is not annotated.
    annotations = tmp_path / "annotations.json"
    objects = ["fork", "knife", "cup", "dog", "sky"]
    entries = [{"id": place, "truth": objects[:2], "hallu": objects[2:]} for place in (0, 2, 3)]
    annotations.write_text(json.dumps(entries))
    config = AmberConfig(
        model=world.model,
        images=tuple(world.images / f"{place:03}.png" for place in range(4)),
        annotations=annotations,
        write_captions=tmp_path / "captions.json",
        csv=tmp_path / "images.csv",
        html=tmp_path / "page.html",
        max_new_tokens=12,
        device="cpu",
    )
    result = dict(ended(amber(config)).result)
    assert (result["captions"], result["captions_without_annotations"]) == (3, 1)
    said = json.loads((tmp_path / "captions.json").read_text())
    assert [one["id"] for one in said] == [0, 2, 3]
    assert "data:image/jpeg;base64," in (tmp_path / "page.html").read_text(encoding="utf-8")
    # The captions written score the same as those heard.
    again = ended(
        amber(AmberConfig(captions=tmp_path / "captions.json", annotations=annotations))
    ).result
    for name in ("chair", "cover", "hal", "cog", "mean_words", "pooled"):
        assert again[name] == result[name]
    with (tmp_path / "images.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["caption"] for row in rows] == [one["response"] for one in said]
    assert result["hal"] == sum(int(row["hal"]) for row in rows) / 3


def test_images_that_are_not_annotated_are_refused(world: World, tmp_path: Path) -> None:
    config = write(tmp_path)
    asked = AmberConfig(
        model=world.model, images=(world.images / "004.png",), annotations=config.annotations
    )
    assert "none of the images" in failure(amber(asked)).why


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"annotations": "{"}, "not JSON"),
        ({"annotations": "[1]"}, "not a JSON object"),
        ({"annotations": "[]"}, "no image"),
        ({"annotations": [{"id": 1, "truth": ["a", 2]}]}, "not an image with objects"),
        ({"annotations": [{"truth": ["a"]}]}, "not an image with objects"),
        ({"captions": []}, "no caption"),
        ({"captions": [{"id": 7, "response": "x"}]}, "annotated image"),
        ({"captions": [{"id": 1}]}, "no text"),
        ({"captions": [RESPONSES[0], RESPONSES[0]]}, "two captions"),
        ({"relation.json": {"a": "b"}}, "lists of words"),
        ({"relation.json": "[" * 100_000}, "not JSON"),
    ],
)
def test_damaged_files_are_told(tmp_path: Path, files: dict[str, Any], says: str) -> None:
    failed = failure(amber(write(tmp_path, **files)))
    assert says in f"{failed.what} {failed.why}"
    assert failed.why and failed.fix


@given(st.binary(max_size=200) | st.text(alphabet='[]{}":,idtruth123\n', max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_annotations_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes | str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        assert read_amber(path)
    except DataError as error:
        assert error.what and error.why and error.fix


@pytest.mark.parametrize(
    ("given_settings", "field"),
    [
        ({}, "captions"),
        ({"captions": Path("c"), "model": Path("m"), "images": (Path("i"),)}, "captions"),
        ({"model": Path("m")}, "images"),
        ({"captions": Path("c"), "write_captions": Path("w")}, "write_captions"),
    ],
)
def test_settings_that_do_not_go_together(given_settings: dict[str, Any], field: str) -> None:
    with pytest.raises(ConfigError) as caught:
        AmberConfig(annotations=Path("a"), **given_settings).validate()
    assert field in dict(caught.value.problems)
