"""AMBER's questions, HallusionBench and Object HalBench as jobs: of files, and of a model."""

from __future__ import annotations

import base64
import csv
import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine import Project, amber, hallusion, object_halbench
from sare_engine.config import AmberConfig, HallusionConfig, ObjectHalbenchConfig
from sare_engine.reporting.kept_evaluations import read_kept_evaluations
from tests.engine.evaluation.test_yes_no_benchmarks import ANNOTATIONS, HALLUSION, TYPES, written
from tests.engine.jobs.conftest import World, ended, failure

COCO: dict[str, Any] = {
    "images": [
        {"id": 42, "file_name": "COCO_val2014_000000000042.jpg"},
        {"id": 7, "file_name": "COCO_val2014_000000000007.jpg"},
    ],
    "categories": [{"id": 1, "name": "fork"}, {"id": 2, "name": "dog"}, {"id": 3, "name": "knife"}],
    "annotations": [
        {"id": 1, "image_id": 42, "category_id": 1, "bbox": [0, 0, 1, 1]},
        {"id": 2, "image_id": 7, "category_id": 2, "bbox": [0, 0, 1, 1]},
    ],
}
PROMPTS = ("Describe the image.", "What is there?")
ANSWERS = [
    {"question_id": 0, "image_id": 42, "text": "A fork and a knife beside a fork."},
    {"question_id": 1, "image_id": 7, "text": "Assistant: A dog."},
    {"question_id": 2, "image_id": 7, "text": "It is sunny."},
]


@pytest.fixture
def kept_in(tmp_path: Path) -> Path:
    with Project.create(tmp_path / "project"):
        pass
    return tmp_path / "project"


def lines(path: Path, entries: list[dict[str, Any]]) -> Path:
    return written(path, "".join(json.dumps(one) + "\n" for one in entries))


def test_amber_of_a_file_with_captions_and_answers(tmp_path: Path, kept_in: Path) -> None:
    responses = [{"id": 1, "response": "A sky."}]
    responses += [{"id": key, "response": text} for key, (*_, text) in TYPES.items()]
    config = AmberConfig(
        captions=written(tmp_path / "said.json", responses),
        annotations=written(tmp_path / "annotations.json", ANNOTATIONS),
        html=tmp_path / "page.html",
        keep_in=kept_in,
        keep_as="base",
    )
    result = ended(amber(config)).result
    assert result["discriminative"]["all"]["accuracy"] == pytest.approx(4 / 7)
    assert (result["unclear_answers"], result["questions_without_answer"]) == (1, 0)
    assert (result["captions"], result["captions_without_annotations"]) == (1, 0)
    # AMBER's own summary: the mean of 1 − CHAIR and F1.
    assert result["amber_score"] == pytest.approx((1 - 0 + 4 / 7) / 2)
    assert "by dimension" in (tmp_path / "page.html").read_text(encoding="utf-8")
    kept = {one.benchmark: one for one in read_kept_evaluations(kept_in)}
    assert {one.subject for one in kept.values()} == {"base"}
    assert kept["AMBER, existence"].values["amber_f1"] == pytest.approx(2 / 3)
    assert kept["AMBER, generative"].values["cover"] == 1


def test_a_result_is_kept_for_models_of_the_project_only(tmp_path: Path, kept_in: Path) -> None:
    config = AmberConfig(
        captions=written(tmp_path / "said.json", [{"id": 1, "response": "A sky."}]),
        annotations=written(tmp_path / "annotations.json", ANNOTATIONS),
        keep_in=kept_in,
        keep_as="0003-saer",
    )
    failed = failure(amber(config))
    assert failed.what == "There is no model “0003-saer” to keep the result as."
    assert failed.why == "The project has no erasures."
    assert list(read_kept_evaluations(kept_in)) == []


def test_the_objects_of_an_image_are_a_list(tmp_path: Path) -> None:
    entry = {"id": 1, "type": "generative", "truth": "sky", "hallu": []}
    config = AmberConfig(
        captions=written(tmp_path / "said.json", [{"id": 1, "response": "A sky."}]),
        annotations=written(tmp_path / "annotations.json", [entry]),
    )
    failed = failure(amber(config))
    assert "entry 1 is not a list of objects" in f"{failed.what} {failed.why}"


def test_amber_of_answers_alone(tmp_path: Path) -> None:
    responses = [{"id": key, "response": text} for key, (*_, text) in TYPES.items()]
    config = AmberConfig(
        captions=written(tmp_path / "said.json", responses),
        annotations=written(tmp_path / "annotations.json", ANNOTATIONS[1:]),
        csv=tmp_path / "answers.csv",
        html=tmp_path / "page.html",
    )
    result = ended(amber(config)).result
    assert "chair" not in result and result["discriminative"]["all"]["questions"] == 7
    with (tmp_path / "answers.csv").open(encoding="utf-8", newline="") as file:
        assert sum(int(row["right"]) for row in csv.DictReader(file)) == 4


def test_amber_asks_a_model(world: World, tmp_path: Path) -> None:
    asked = [
        {"id": 1005, "image": "000.png", "query": "Is the sky sunny in this image?"},
        {"id": 8633, "image": "000.png", "query": "Is there a cloud in this image?"},
        {"id": 8634, "image": "elsewhere.png", "query": "Is there a dog in this image?"},
    ]
    config = AmberConfig(
        model=world.model,
        images=(world.images / "000.png", world.images / "001.png"),
        annotations=written(tmp_path / "annotations.json", ANNOTATIONS),
        questions=written(tmp_path / "query.json", asked),
        generative=False,
        write_captions=tmp_path / "answers.json",
        device="cpu",
    )
    result = ended(amber(config)).result
    assert result["discriminative"]["all"]["questions"] == 2
    assert result["questions_without_answer"] == 5
    said = json.loads((tmp_path / "answers.json").read_text())
    assert [one["id"] for one in said] == [1005, 8633]
    assert {one["response"] for one in said} <= {"Yes", "No"}


def test_hallusion_of_a_result_file(tmp_path: Path, kept_in: Path) -> None:
    questions = written(tmp_path / "HallusionBench.json", HALLUSION)
    config = HallusionConfig(
        questions=questions,
        answers=written(tmp_path / "result.json", HALLUSION[:-1]),
        csv=tmp_path / "answers.csv",
        html=tmp_path / "page.html",
        keep_in=kept_in,
    )
    result = ended(hallusion(config)).result
    assert result["hallusion_question"] == pytest.approx(5 / 6)
    assert result["categories"]["visual dependent"]["hallusion_pair"] == 1 / 2
    assert (result["questions"], result["not_asked"], result["unclear"]) == (6, 1, 1)
    assert "GPT-4" in result["left_out"] and "judge" in result["left_out"]
    assert "judge" in (tmp_path / "page.html").read_text(encoding="utf-8")
    [kept] = read_kept_evaluations(kept_in)
    assert (kept.benchmark, kept.subject) == ("HallusionBench", "result")
    # Two sets of pictures, whose questions depend on each other.
    assert kept.tally is not None and kept.tally.units == ("VD/illusion/0", "VS/chart/0")


def test_hallusion_asks_a_model_about_pictures(world: World, tmp_path: Path) -> None:
    place = tmp_path / "hallusion_bench" / "VD" / "illusion"
    place.mkdir(parents=True)
    for name in ("0_0.png", "0_1.png"):
        (place / name).write_bytes((world.images / "000.png").read_bytes())
    config = HallusionConfig(
        questions=written(tmp_path / "HallusionBench.json", HALLUSION),
        model=world.model,
        images=(tmp_path / "hallusion_bench",),
        device="cpu",
    )
    result = ended(hallusion(config)).result
    assert (result["questions"], result["not_asked"], result["unclear"]) == (4, 3, 0)
    other = HallusionConfig(
        questions=config.questions, model=world.model, images=(world.images,), device="cpu"
    )
    assert "hallusion_bench" in failure(hallusion(other)).fix


def halbench(tmp_path: Path) -> Path:
    asked = [(42, PROMPTS[0]), (7, PROMPTS[0]), (7, PROMPTS[1])]
    return lines(
        tmp_path / "obj_halbench_300_with_image.jsonl",
        [{"image_id": image, "question": text, "image": "AAAA"} for image, text in asked],
    )


def test_object_halbench_of_a_file(tmp_path: Path, kept_in: Path) -> None:
    config = ObjectHalbenchConfig(
        questions=halbench(tmp_path),
        annotations=(written(tmp_path / "instances.json", COCO),),
        answers=lines(tmp_path / "answers.jsonl", ANSWERS),
        csv=tmp_path / "answers.csv",
        html=tmp_path / "page.html",
        keep_in=kept_in,
    )
    result = ended(object_halbench(config)).result
    # Two answers name objects, four in all; the knife is the one that is not there.
    assert result["objhal_response"] == 1 / 2
    assert result["objhal_object"] == 1 / 4
    assert result["objhal_recall"] == 2 / 3
    assert result["mean_words"] == (8 + 2 + 3) / 3
    assert (result["answers"], result["answers_with_objects"]) == (3, 2)
    assert "GPT" in result["left_out"]
    # Objects that people name in their captions are there too, as in the benchmark.
    captions = {
        "images": COCO["images"],
        "annotations": [{"id": 1, "image_id": 42, "caption": "A knife on a table."}],
    }
    more = ObjectHalbenchConfig(
        questions=config.questions,
        annotations=(*config.annotations, written(tmp_path / "captions.json", captions)),
        answers=config.answers,
    )
    assert ended(object_halbench(more)).result["objhal_object"] == 0


def test_object_halbench_of_a_model(world: World, tmp_path: Path) -> None:
    truth = json.loads(world.annotations.read_text())
    known = {one["file_name"]: one["id"] for one in truth["images"]}
    questions = lines(
        tmp_path / "questions.jsonl",
        [
            {
                "image_id": known[name],
                "question": text,
                "image": base64.b64encode((world.images / name).read_bytes()).decode(),
            }
            for name, text in zip(list(known)[:3], (*PROMPTS, PROMPTS[0]), strict=True)
        ],
    )
    for one in truth["images"]:
        one["file_name"] = f"COCO_val2014_{one['id']:012}.jpg"
    config = ObjectHalbenchConfig(
        questions=questions,
        annotations=(written(tmp_path / "instances.json", truth),),
        vocabulary=world.vocabulary,
        model=world.model,
        write_answers=tmp_path / "answers.jsonl",
        max_new_tokens=8,
        device="cpu",
    )
    result = ended(object_halbench(config)).result
    assert result["answers"] == 3
    said = [json.loads(one) for one in (tmp_path / "answers.jsonl").read_text().splitlines()]
    assert [one["prompt"] for one in said] == [*PROMPTS, PROMPTS[0]]
    again = ObjectHalbenchConfig(
        questions=questions,
        annotations=config.annotations,
        vocabulary=world.vocabulary,
        answers=tmp_path / "answers.jsonl",
    )
    other = ended(object_halbench(again)).result
    assert other["mean_words"] == result["mean_words"]
    assert other.get("objhal_object") == result.get("objhal_object")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ({"image_id": 42, "image": "AAAA"}, "no question"),
        ({"image_id": 42, "question": "x", "image": "not base64!"}, "base64"),
        ({"question": "x", "image": "AAAA"}, "no image_id"),
    ],
)
def test_object_halbench_refuses_broken_lines(
    tmp_path: Path, question: dict[str, Any], says: str
) -> None:
    config = ObjectHalbenchConfig(
        questions=lines(tmp_path / "questions.jsonl", [question]),
        annotations=(written(tmp_path / "instances.json", COCO),),
        answers=lines(tmp_path / "answers.jsonl", ANSWERS),
    )
    assert says in failure(object_halbench(config)).why
