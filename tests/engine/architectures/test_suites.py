"""An erasure and a whole suite of attacks on other families than LLaVA, from folder to verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sare_engine.config import AttackConfig, EraseConfig, ModelConfig
from sare_engine.domain import CaptionSet, Decision
from sare_engine.events import Finished
from sare_engine.grounding.mentions import find_mentions
from sare_engine.jobs.attack import attack
from sare_engine.jobs.erase import erase
from sare_engine.jobs.opening import (
    HELD_OUT_SPLIT,
    MODEL_SETTING,
    TRAIN_SPLIT,
    base_fingerprint,
    project_vocabulary,
)
from sare_engine.models.quiet import quiet_libraries
from sare_engine.reporting.suite_file import read_suite_results
from sare_engine.robustness.suites import SUITES
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewImage
from sare_engine.workspace.runs import Runs
from tests.engine.architectures.builders import FAMILIES
from tests.engine.conftest import spare_libraries, write_images

SUITE = "quick"
OTHER_FAMILIES = ("Qwen2-VL", "SmolVLM")
INVENTED = "A red fork and a blue knife on the table."
TRUE = "A red fork and a green cup on the table."


def make_project(folder: Path, model: Path) -> Path:
    """Write a project in which the model invents a knife beside every second fork.

    A random model invents nothing that could be erased, so that its captions are written by hand.
    """
    pictures = write_images(folder.parent / "pictures", 12)
    with Project.create(folder) as project, project.transaction():
        project.settings[MODEL_SETTING] = str(model)
        fingerprint = base_fingerprint(ModelConfig(model=model))
        captions = project.open_caption_set(
            CaptionSet(fingerprint, fingerprint, "Describe it.", generation={"max_new_tokens": 8})
        )
        ids = project.add_images(
            [NewImage(path, 40, 40, f"{number:064x}") for number, path in enumerate(pictures)]
        )
        words = project_vocabulary(project)
        for number, image in enumerate(ids):
            shown = {"fork", "dining table", "cup"}
            project.set_true_objects(image, shown)
            text = INVENTED if number % 2 else TRUE
            caption = project.set_caption(captions.id, image, text)
            mentions = find_mentions(text, words)
            keys = project.add_mentions(caption, mentions)
            project.set_verdicts(
                {
                    key: Decision("grounded" if one.concept in shown else "hallucinated", "user")
                    for key, one in zip(keys, mentions, strict=True)
                }
            )
        project.set_splits(
            {image: HELD_OUT_SPLIT if n >= 8 else TRAIN_SPLIT for n, image in enumerate(ids)}
        )
    return folder


@pytest.mark.parametrize("family", OTHER_FAMILIES)
def test_a_suite_runs_from_end_to_end(family: str, tmp_path: Path) -> None:
    model = tmp_path / "model"
    with quiet_libraries():
        FAMILIES[family](model)
    spare_libraries()
    project = make_project(tmp_path / "project", model)
    small: dict[str, Any] = {"project": project, "model": model, "device": "cpu", "lora_rank": 2}
    erasing = EraseConfig(
        **small, concepts=("knife",), steps=2, negative_batch=2, retain_batch=2,
        evaluate_every=0, checkpoint_every=0,
    )  # fmt: skip
    erased = list(erase(erasing))[-1]
    assert isinstance(erased, Finished) and erased.status == "done", erased
    attacking = AttackConfig(
        **small, suite=SUITE, steps=2, batch=2, measure_at=(), control=("spoon",)
    )  # fmt: skip
    ended = list(attack(attacking))[-1]
    assert isinstance(ended, Finished) and ended.status == "done", ended
    result = ended.result
    assert {one["name"] for one in result["attacks"]} == {one.name for one in SUITES[SUITE].attacks}
    assert not result["left_out"]
    assert all(one["n"] == 4 and 0 <= one["rate"] <= 1 for one in result["attacks"])
    assert result["placebo"]["controls"] == {"knife": "spoon"}
    assert result["placebo"]["placebo"]["n"] == result["placebo"]["base"]["n"] == 4
    assert result["verdict"]["headline"]
    [run] = Runs(project).list("erase")
    assert read_suite_results(run)[SUITE] == result
