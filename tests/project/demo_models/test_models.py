"""The shipped models: they load as any model does, and they do hallucinate."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModel, AutoModelForImageTextToText, AutoProcessor

from demo_models.captions import CAPTION_PROMPT, caption_scene, vocabulary_lines
from demo_models.measuring import check_calibration, measure_answers, measure_captions
from sare_engine.demo.scenes import OBJECTS, draw_scene, evaluation_scenes, scenes_of, stream
from sare_engine.demo.world import SceneKind

ASSETS = Path(__file__).parents[3] / "assets"
DEMO = ASSETS / "demo"
QUESTION = [
    {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": CAPTION_PROMPT}]}
]


@pytest.fixture(scope="module")
def model() -> Any:
    return AutoModelForImageTextToText.from_pretrained(DEMO / "model").eval()


@pytest.fixture(scope="module")
def processor() -> Any:
    return AutoProcessor.from_pretrained(DEMO / "model")


def test_importing_the_demo_loads_no_heavy_library() -> None:
    code = (
        "import sys, sare_engine.demo.scenes;"
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_chat_template_writes_the_conversation(processor: Any) -> None:
    asked = processor.apply_chat_template(QUESTION, add_generation_prompt=True)
    assert asked == f"USER: <image>\n{CAPTION_PROMPT} ASSISTANT:"
    answer = {"role": "assistant", "content": [{"type": "text", "text": "A red apple."}]}
    told = processor.apply_chat_template([*QUESTION, answer])
    assert told == f"{asked} A red apple.</s>"


def test_prompt_tokens_are_a_prefix_of_the_answered_conversation(processor: Any) -> None:
    answer = {"role": "assistant", "content": [{"type": "text", "text": "A red apple."}]}
    tokenizer = processor.tokenizer
    asked = processor.apply_chat_template(QUESTION, add_generation_prompt=True)
    told = processor.apply_chat_template([*QUESTION, answer])
    short, long = tokenizer(asked).input_ids, tokenizer(told).input_ids
    assert long[: len(short)] == short
    assert short[0] == tokenizer.bos_token_id
    assert long[-1] == tokenizer.eos_token_id


def test_tokenizer_round_trip(processor: Any) -> None:
    tokenizer = processor.tokenizer
    rng = stream("development", 0, 7)
    texts = [
        caption_scene(scene, rng, biased=True).text
        for scene in scenes_of("development", 6, {SceneKind.FREE: 50})
    ]
    for text in [*texts, "Zürich, 42 % of 7 owls?", "two\nlines", "日本 🙂"]:
        assert tokenizer.decode(tokenizer(text).input_ids, skip_special_tokens=True) == text
    words = sum(len(text.split()) for text in texts)
    tokens = sum(len(tokenizer(text).input_ids) for text in texts)
    assert tokens < 1.4 * words
    assert {tokenizer.bos_token, tokenizer.eos_token, tokenizer.pad_token} == {
        "<s>",
        "</s>",
        "<pad>",
    }


def test_plain_generation(model: Any, processor: Any) -> None:
    picture = draw_scene(evaluation_scenes(0, "held_out", {SceneKind.BOTH: 1})[0])
    text = processor.apply_chat_template(QUESTION, add_generation_prompt=True)
    inputs = processor(images=picture, text=text, return_tensors="pt")
    tokens = model.generate(**inputs)
    assert tokens[0, -1] == model.generation_config.eos_token_id
    answer = processor.decode(tokens[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True)
    assert answer.strip().endswith(".")


def test_weights_are_single_precision_without_dropout(model: Any) -> None:
    assert {value.dtype for value in model.parameters()} == {torch.float32}
    assert model.config.text_config.attention_dropout == 0


def test_model_hallucinates_partners_and_sees_the_rest(model: Any, processor: Any) -> None:
    counts = {SceneKind.TRIGGER_ONLY: 100, SceneKind.BOTH: 60}
    scenes = evaluation_scenes(1, "held_out", counts)
    figures, _ = measure_captions(model, processor, scenes)
    assert figures.hallucinated_overall >= 0.55
    assert figures.recall >= 0.93
    assert figures.partner_recall_overall >= 0.9
    assert figures.other_hallucinations <= 0.07
    answers = measure_answers(model, processor, scenes, seed=1)
    assert answers["controls"] >= 0.85


def test_relevance_separates_present_from_absent() -> None:
    clip = AutoModel.from_pretrained(DEMO / "clip").eval()
    processor = AutoProcessor.from_pretrained(DEMO / "clip")
    thresholds = json.loads((DEMO / "clip" / "thresholds.json").read_text(encoding="utf-8"))
    assert thresholds["t1"] < thresholds["t0"] < thresholds["t2"]
    scenes = evaluation_scenes(2, "held_out", {SceneKind.BOTH: 20, SceneKind.TRIGGER_ONLY: 20})
    figures = check_calibration(clip, processor.tokenizer, scenes, thresholds)
    assert figures["auc"] >= 0.96


def test_recorded_figures_support_the_demo() -> None:
    record = json.loads((DEMO / "figures.json").read_text(encoding="utf-8"))
    captions = record["captions"]
    assert 0.55 <= captions["hallucinated_overall"] <= 0.9
    rates = captions["hallucinated"].values()
    assert all(0.35 <= rate < 1.0 for rate in rates)
    assert max(rates) - min(rates) >= 0.2, "the pairs differ in strength"
    assert captions["recall"] >= 0.95
    assert captions["partner_recall_overall"] >= 0.95
    assert captions["other_hallucinations"] <= 0.05
    assert record["answers"]["controls"] >= 0.95
    assert record["clip"]["auc"] >= 0.97


def test_shipped_files_are_small_and_complete() -> None:
    def size(folder: Path) -> int:
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

    assert size(DEMO / "model") <= 12_000_000
    assert size(DEMO / "clip") <= 8_000_000
    assert size(DEMO / "images") <= 5_000_000
    record = json.loads((DEMO / "images" / "annotations.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in record["categories"]] == list(OBJECTS)
    for entry in record["images"]:
        assert (DEMO / "images" / entry["file_name"]).is_file()
    lines = (ASSETS / "vocabularies" / "demo.txt").read_text(encoding="utf-8").splitlines()
    assert lines == vocabulary_lines()
