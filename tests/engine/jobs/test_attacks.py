"""Every attack through its job: same measurement, same record, refused where it is not possible."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from sare_engine import ConceptsConfig, EraseConfig, RelearnConfig, concepts, erase, relearn
from sare_engine.cli import main
from sare_engine.config import CompareConfig, GenerationConfig, ReportConfig
from sare_engine.control import Control
from sare_engine.erasure.example_files import EXAMPLES_FILE, read_examples
from sare_engine.events import Event, Finished, PhaseStarted, ProbeMetrics, Progress, StepMetrics
from sare_engine.jobs.compare import compare
from sare_engine.jobs.report import report
from sare_engine.models.generation import GeneratedCaption, caption_images
from sare_engine.models.loading import LoadedModel
from sare_engine.robustness.attack import Attack, AttackContext
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs
from tests.engine.jobs.conftest import SHORT, ended, failure

CONCEPTS = ("image", "dog", "table")
STEPLESS = [key for key, one in ATTACKS.items() if not one.trains]


@pytest.fixture(scope="module")
def erased_project(tested_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tested project with a short erasure; do not change it."""
    project = Path(shutil.copytree(tested_project, tmp_path_factory.mktemp("erased") / "project"))
    ended(erase(EraseConfig(project=project, concepts=CONCEPTS, steps=3, **SHORT)))
    return project


@pytest.fixture
def project(erased_project: Path, tmp_path: Path) -> Path:
    """A copy of the project with an erasure."""
    return Path(shutil.copytree(erased_project, tmp_path / "project"))


@pytest.fixture
def attack(project: Path) -> RelearnConfig:
    """A short attack on the erasure."""
    return RelearnConfig(
        project=project, run="sare", steps=2, samples=4, batch=2, measure_at=(1,), lora_rank=4,
        measure_images=4, device="cpu",
    )  # fmt: skip


def on_base(attack: RelearnConfig) -> RelearnConfig:
    concepts(ConceptsConfig(project=attack.project, choose=CONCEPTS))
    return dataclasses.replace(attack, run="")


def test_attacks_without_steps_measure_before_and_after(attack: RelearnConfig) -> None:
    for key in STEPLESS:
        events = list(relearn(dataclasses.replace(attack, attack=key)))
        assert isinstance(events[-1], Finished), (key, events[-1])
        result = events[-1].result
        assert list(result["resurgence"]) == ["0", "1"], key
        assert (result["attack"], result["attacked"], result["samples"]) == (key, "0001-sare", 0)
        for values in result["resurgence"].values():
            assert {"hallucination_rate", "concept_recall", "ce_neg"} <= values.keys()
        run = Runs(attack.project).list("relearn")[-1]
        assert run.status == "done"
        assert [one.step for one in run.probes("relearn")] == [0, 1]
        assert not (run.path / EXAMPLES_FILE).exists()
        assert not any(isinstance(event, StepMetrics) for event in events)
        [started] = [e for e in events if isinstance(e, PhaseStarted) and e.phase == "relearn"]
        last = [e for e in events if isinstance(e, Progress) and e.phase == "relearn"][-1]
        assert last.done == started.total
        assert RelearnConfig.from_dict(run.config_dict()).outcome_settings().keys() >= set(
            ATTACKS[key].uses
        )


def test_the_strength_of_an_attack_counts(attack: RelearnConfig) -> None:
    def depth(key: str, **settings: float) -> tuple[float, float]:
        config = dataclasses.replace(attack, attack=key, **settings)  # type: ignore[arg-type]
        resurgence = ended(relearn(config)).result["resurgence"]
        return resurgence["0"]["ce_neg"], resurgence["1"]["ce_neg"]

    for key, setting in (("noise", "noise_scale"), ("pruning", "prune_share")):
        before, untouched = depth(key, **{setting: 0.0})
        assert untouched == pytest.approx(before, rel=1e-6), key
        assert abs(depth(key, **{setting: 0.9})[1] - before) > 0.05, key
    eight, four = depth("int8"), depth("int4")
    assert eight[0] == four[0]
    assert 0 < abs(eight[1] - eight[0]) < abs(four[1] - four[0])


def test_the_model_before_erasure_is_attacked_too(attack: RelearnConfig) -> None:
    config = on_base(attack)
    for key in ("noise", "int4", "benign", "asking"):
        done = ended(relearn(dataclasses.replace(config, attack=key)))
        assert done.result["attacked"] == ""
        assert "1" in done.result["resurgence"]
    refused = failure(relearn(dataclasses.replace(config, attack="same_adapter")))
    assert "not possible" in refused.what and "no adapter" in refused.why


@pytest.mark.parametrize("key", [key for key, one in ATTACKS.items() if one.needs_full_weights])
def test_rounded_weights_are_refused_before_the_model_is_loaded(
    attack: RelearnConfig, key: str
) -> None:
    events = list(relearn(dataclasses.replace(attack, attack=key, quantisation="4bit")))
    assert len(events) == 1
    assert "not possible" in failure(iter(events)).what
    assert "4 bits" in failure(iter(events)).why
    assert Runs(attack.project).list("relearn") == []


def test_benign_fine_tuning_takes_captions_without_the_hallucination(
    attack: RelearnConfig,
) -> None:
    ended(relearn(dataclasses.replace(attack, attack="benign", samples=100)))
    run = Runs(attack.project).list("relearn")[-1]
    trained = read_examples(run.path, CONCEPTS).retain
    assert trained
    with Project.open(attack.project) as project:
        verdicts = project.verdicts()
        images = {image.id: image for image in project.images()}
        harmful = {
            images[caption.image_id].path
            for caption in project.captions()
            for mention in project.mentions(caption.id)
            if mention.concept in CONCEPTS
            and not mention.negated
            and verdicts[mention.id].verdict != "grounded"
        }
        splits = {image.path: image.split for image in images.values()}
    for one in trained:
        assert one.image not in harmful
        assert splits[one.image] == "train"
        assert [(t.stream, t.start, t.end) for t in one.targets] == [("sent", 0, len(one.caption))]


def test_a_prompt_that_names_the_objects_asks_for_each(
    attack: RelearnConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []

    def watched(
        loaded: LoadedModel, images: list[Path], generation: GenerationConfig, *a: Any, **k: Any
    ) -> Iterator[GeneratedCaption]:
        asked.append((generation.prompt, len(images)))
        return caption_images(loaded, images, generation, *a, **k)

    monkeypatch.setattr("sare_engine.models.generation.caption_images", watched)
    ended(relearn(dataclasses.replace(attack, attack="asking", prompt="Where is the {object}?")))
    assert [prompt for prompt, _ in asked] == [
        "Describe the image.",
        "Where is the dog?",
        "Where is the image?",
        "Where is the table?",
    ]
    asked.clear()
    ended(relearn(dataclasses.replace(attack, attack="asking", prompt="What else is there?")))
    assert [prompt for prompt, _ in asked] == ["Describe the image.", "What else is there?"]
    assert asked[0][1] == asked[1][1]
    empty = failure(relearn(dataclasses.replace(attack, attack="asking", prompt=" ")))
    assert "prompt" in empty.why


@pytest.mark.parametrize("key", ["noise", "asking"])
def test_attacks_without_steps_stop(attack: RelearnConfig, key: str) -> None:
    control = Control()
    for event in relearn(dataclasses.replace(attack, attack=key), control=control):
        if isinstance(event, ProbeMetrics):
            control.stop()
    assert isinstance(event, Finished) and event.status == "stopped"
    assert Runs(attack.project).list("relearn")[-1].status == "stopped"


def test_noise_repeats_for_a_seed(attack: RelearnConfig) -> None:
    def depth(seed: int) -> float:
        done = ended(relearn(dataclasses.replace(attack, attack="noise", seed=seed)))
        return float(done.result["resurgence"]["1"]["ce_neg"])

    first = depth(0)
    assert depth(0) == first
    assert depth(1) != first


def negate(context: AttackContext) -> Iterator[Event]:
    """Turn the sign of the output layer."""
    yield from context.measured(0)
    with torch.no_grad():
        context.loaded.model.get_output_embeddings().weight.neg_()
    yield from context.measured(1)


TOY = Attack(
    key="negation",
    title="Negation",
    sentence="Turns the sign of the output layer.",
    uses=("noise_scale",),
    run=negate,
    weights="model",
    phrase="the output layer negated, scale {noise_scale:g}",
    occasion="After the negation",
    axis="0: before the negation, 1: after it",
)


def help_of(command: str) -> str:
    text = io.StringIO()
    with contextlib.redirect_stdout(text), contextlib.suppress(SystemExit):
        main([command, "--help"])
    return " ".join(text.getvalue().split())


def test_a_new_attack_is_one_record(project: Path, attack: RelearnConfig) -> None:
    with ATTACKS.registered(TOY):
        for command in ("relearn", "compare"):
            assert "negation: turns the sign of the output layer" in help_of(command)
        config = dataclasses.replace(attack, attack="negation")
        assert "prune_share" in config.unused() and "noise_scale" not in config.unused()
        resurgence = ended(relearn(config)).result["resurgence"]
        assert resurgence["0"]["ce_neg"] != pytest.approx(resurgence["1"]["ce_neg"], rel=1e-2)

        comparison = CompareConfig(
            project=project, methods=("sare",), seeds=(0, 1), concepts=CONCEPTS, steps=2,
            attack="negation",
            **{k: v for k, v in SHORT.items() if k not in ("evaluate_every", "measure_images")},
        )  # fmt: skip
        summary = ended(compare(comparison)).result
        assert summary["attack"] == "Negation"
        assert summary["step_axis"] == TOY.axis
        assert {name: one["seeds"] for name, one in summary["methods"].items()} == {
            "base": 2,
            "sare": 2,
        }
        assert summary["verdict"].startswith("After the negation, ")

        page = report(ReportConfig(project=project)).read_text(encoding="utf-8")
        assert "Attack: the output layer negated, scale 0.1." in page
        assert TOY.axis in page
        assert "<h1>After the negation, " in page
        assert "SARE, after the negation" in page
    assert "negation" not in help_of("relearn")
