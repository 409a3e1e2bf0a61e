"""The whole loop on the shipped model, smaller than `sare demo` but with nothing left out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sare_engine.assets import DEMO_FOLDER
from sare_engine.cli import main
from sare_engine.demo.world import SceneKind
from sare_engine.jobs import demo
from sare_engine.jobs.opening import HELD_OUT_SPLIT
from sare_engine.robustness.suites import SUITES
from sare_engine.tuned import ATTACK_SETTINGS, METHOD_SETTINGS
from sare_engine.workspace.project import Project

# The whole loop, on a machine that may have other work.
pytestmark = pytest.mark.timeout(1200)

SCENES = {
    "erase": {SceneKind.TRIGGER_ONLY: 28, SceneKind.BOTH: 14, SceneKind.NEUTRAL: 4},
    "attack": {SceneKind.TRIGGER_ONLY: 8},
    "held_out": {SceneKind.TRIGGER_ONLY: 14, SceneKind.BOTH: 4, SceneKind.NEUTRAL: 2},
}

SMALLER = {"steps": 42, "retain_batch": 4, "measure_images": 4}
FEWER_STEPS = 4
"""Of the methods whose outcome is not looked at, only its form."""

CAPTION_IN_PLAIN_TRANSFORMERS = """
import json, sys
from PIL import Image
from transformers import AutoModelForImageTextToText, AutoProcessor
merged, base, adapter, picture = sys.argv[1:]

def caption(folder, adapter):
    processor = AutoProcessor.from_pretrained(folder)
    model = AutoModelForImageTextToText.from_pretrained(folder)
    if adapter:
        from peft import PeftModel
        model = PeftModel.from_pretrained(model, adapter)
    turn = [{"role": "user", "content": [{"type": "image"},
            {"type": "text", "text": "Describe the image."}]}]
    text = processor.apply_chat_template(turn, add_generation_prompt=True)
    inputs = processor(images=Image.open(picture), text=text, return_tensors="pt")
    ids = model.generate(**inputs, do_sample=False, max_new_tokens=96)
    return ids[0, inputs["input_ids"].shape[1]:].tolist()

# The merged model first, before PEFT is there at all.
print(json.dumps([caption(merged, ""), "peft" in sys.modules, caption(base, adapter)]))
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The JSON of a small demo."""
    out = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "SCENES", SCENES)
        smaller = {
            method: {**settings, **SMALLER, **({} if method == "sare" else {"steps": FEWER_STEPS})}
            for method, settings in METHOD_SETTINGS.items()
        }
        patch.setattr(demo, "METHOD_SETTINGS", smaller)
        attack = {**ATTACK_SETTINGS, "batch": 1}
        patch.setattr(demo, "ATTACK_SETTINGS", attack)
        code = main(["demo", "--seed", "77", "--out", str(out), "--json", str(out / "demo.json")])
    assert code == 0
    result: dict[str, Any] = json.loads((out / "demo.json").read_text())
    return result


def test_the_json_has_the_promised_form(outcome: dict[str, Any]) -> None:
    assert outcome["seed"] == 77
    assert list(outcome["methods"]) == ["base", "efuf", "sare", "recommended"]
    for row in outcome["methods"].values():
        for name in (
            "hallucination_rate",
            "other_hallucination_rate",
            "degenerate_rate",
            "concept_recall",
            "object_recall",
            "chair_i",
            "chair_s",
        ):
            assert 0.0 <= row[name] <= 1.0, name
        assert list(row["resurgence"]) == ["8", "16", "32", "64"]
        assert row["sharpness"] >= 0.0
        assert row["ce_neg"] > 0.0
    assert Path(outcome["report"]).is_file()


def test_every_held_out_picture_is_judged_by_the_truth(outcome: dict[str, Any]) -> None:
    """Pictures to train on, to attack with and to measure have the same file names."""
    with Project.open(Path(outcome["project"])) as project:
        images = project.images()
    held_out = [one for one in images if one.split == HELD_OUT_SPLIT]
    assert len(held_out) == sum(SCENES["held_out"].values())
    assert {one.path.name for one in held_out} & {
        one.path.name for one in images if one.split != HELD_OUT_SPLIT
    }
    assert all((one.true_objects is not None) == (one in held_out) for one in images)


def test_the_model_hallucinates_and_sare_erases_it(outcome: dict[str, Any]) -> None:
    base, sare = outcome["methods"]["base"], outcome["methods"]["sare"]
    assert base["hallucination_rate"] >= 0.55
    assert sare["hallucination_rate"] <= base["hallucination_rate"] / 3
    assert sare["degenerate_rate"] <= 0.05
    # Over the whole sub-sentences, of which the mention alone is unlearned.
    assert sare["ce_neg"] > base["ce_neg"] + 1.0
    assert sare["object_recall"] >= base["object_recall"] - 0.15


def test_the_export_is_the_model_that_was_measured(outcome: dict[str, Any]) -> None:
    """Reloaded in a new process, with plain transformers."""
    assert outcome["export"]["captions_identical"] is True


@pytest.mark.slow
def test_the_export_answers_without_the_engine(outcome: dict[str, Any]) -> None:
    picture = next((Path(outcome["project"]).parent).glob("scenes-seed-77/held_out/*.jpg"))

    folders = (outcome["export"]["merged"], DEMO_FOLDER / "model", outcome["export"]["adapter"])
    done = subprocess.run(
        [sys.executable, "-c", CAPTION_IN_PLAIN_TRANSFORMERS, *map(str, folders), str(picture)],
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )
    merged, adapters_were_known, adapted = json.loads(done.stdout.splitlines()[-1])
    assert merged == adapted
    assert not adapters_were_known
    assert len(merged) > 5


@pytest.mark.slow
def test_the_quick_suite_on_the_erased_model(outcome: dict[str, Any], tmp_path: Path) -> None:
    code = main(
        ["attack", outcome["project"], "--run", "sare", "--suite", "quick", "--steps", "2",
         "--batch", "1", "--measure-at", "--measure-images", "8", "--control", "banana",
         "--json", str(tmp_path / "suite.json")]
    )  # fmt: skip
    assert code == 0
    result = json.loads((tmp_path / "suite.json").read_text())
    assert result["run"].endswith("-sare") and result["suite"] == "quick"
    assert {one["name"] for one in result["attacks"]} == {
        one.name for one in SUITES["quick"].attacks
    }
    for one in result["attacks"]:
        assert 0 <= one["low"] <= one["rate"] <= one["high"] <= 1
        assert one["n"] > 0
        assert one["rate"] * one["n"] == pytest.approx(round(one["rate"] * one["n"]))
    rates = [one["rate"] for one in result["attacks"] if one["within_bound"]]
    assert rates == sorted(rates, reverse=True)
    assert result["worst"]["rate"] == max(rates)
    placebo = result["placebo"]
    assert set(placebo["controls"].values()) == {"banana"}
    assert placebo["base"]["n"] == placebo["placebo"]["n"] > 0
    assert result["verdict"]["headline"].endswith(".")
