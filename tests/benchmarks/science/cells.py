"""One cell of the bench: an erasure, or one attack on it, in a process of its own."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import time
from collections import deque
from pathlib import Path
from typing import Any

import torch

from sare_engine import jobs
from sare_engine.assets import DEMO_FOLDER
from sare_engine.config import EraseConfig, ModelConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.erasure.batches import encode_examples
from sare_engine.erasure.examples import build_examples, relearning_examples
from sare_engine.errors import EngineError
from sare_engine.jobs.attacking import erased_model_config
from sare_engine.jobs.demonstrating import SHARPNESS_RHO
from sare_engine.jobs.held_out import SpanProbe, measuring, open_held_out
from sare_engine.jobs.judged import judged_captions
from sare_engine.jobs.opening import TRAIN_SPLIT
from sare_engine.models.loading import fingerprint, load_model
from sare_engine.models.trainable import (
    merge_adapter,
    set_trainable_full,
    trainable_parameters,
)
from sare_engine.models.vision import VisionFeatures
from sare_engine.robustness.relearning import relearn
from sare_engine.robustness.weights import WEIGHT_ATTACKS
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs
from tests.benchmarks.science.grid import ATTACKS, COMMON, Budget, Cell
from tests.benchmarks.tune_demo import finish, prepared

MEASURED = (
    "hallucination_rate",
    "degenerate_rate",
    "other_hallucination_rate",
    "concept_recall",
    "object_recall",
    "chair_i",
    "chair_s",
    "mean_words",
    "ce_neg",
)


def run_cell(task: tuple[Path, Cell, Budget, str]) -> dict[str, Any]:
    """Do the work of a cell and return its row.

    Args:
        task: folder of the bench, cell, budget, device.
    """
    folder, cell, budget, device = task

    torch.set_num_threads(1)
    started = time.monotonic()
    project = prepared(folder, cell.seed)
    values: dict[str, float] = {}
    failure = ""
    try:
        values = _values(project, cell, budget, device)
    except (RuntimeError, EngineError) as error:
        # A method that diverges is a result; the other cells go on.
        failure = str(error)
    return {
        **dataclasses.asdict(cell),
        "budget": dataclasses.asdict(budget),
        "values": values,
        "failure": failure,
        "seconds": time.monotonic() - started,
    }


def _values(project: Path, cell: Cell, budget: Budget, device: str) -> dict[str, float]:
    if cell.attack == "erase":
        return _erase(project, cell, budget, device)
    attack = dict(ATTACKS[cell.attack])
    kind = attack.pop("kind")
    if kind == "relearn":
        return _relearn(project, cell, budget, device, attack)
    return _change(project, cell, budget, device, kind, attack)


def run_name(cell: Cell, budget: Budget) -> str:
    """Return the name of a cell's erasure run; "" for the base model."""
    if cell.method == "base":
        return ""
    digest = hashlib.sha256(f"{cell.settings}/{budget.steps}".encode()).hexdigest()[:8]
    return f"science-{cell.method}-{digest}"


def _erase(project: Path, cell: Cell, budget: Budget, device: str) -> dict[str, float]:

    result = finish(
        jobs.erase(
            EraseConfig(
                project=project,
                method=cell.method,
                name=run_name(cell, budget),
                seed=cell.seed,
                device=device,
                steps=budget.steps,
                evaluate_every=0,
                checkpoint_every=0,
                measure_images=budget.images,
                **COMMON,
                **json.loads(cell.settings),
            )
        )
    )
    held_out = {name: result["held_out"][name] for name in MEASURED}
    return {**held_out, "training_seconds": result["training_seconds"]}


def _relearn(
    project: Path, cell: Cell, budget: Budget, device: str, attack: dict[str, Any]
) -> dict[str, float]:

    result = finish(
        jobs.relearn(
            RelearnConfig(
                project=project,
                run=run_name(cell, budget),
                seed=cell.seed,
                device=device,
                steps=budget.attack_steps,
                samples=budget.samples,
                measure_at=(budget.attack_steps,),
                measure_images=budget.images,
                **attack,
            )
        )
    )
    after = result["resurgence"][str(budget.attack_steps)]
    return {name: after[name] for name in MEASURED}


def _change(
    project: Path, cell: Cell, budget: Budget, device: str, kind: str, attack: dict[str, Any]
) -> dict[str, float]:
    """Measure a model whose weights are changed without the hallucination's captions."""

    control = Control()
    base = ModelConfig(model=DEMO_FOLDER / "model", device=device)
    key = fingerprint(base.model)
    model = base
    if cell.method != "base":
        run = Runs(project).find(run_name(cell, budget))
        model = erased_model_config(base, run, EraseConfig.from_dict(run.config_dict()))
    with Project.open(project) as opened:
        concepts = frozenset(opened.chosen_concepts())
        held_out = open_held_out(opened, key, concepts)
        captions = [one for _, one in judged_captions(opened, key, TRAIN_SPLIT)]
        loaded = load_model(model, control)
        try:
            features = VisionFeatures(loaded)
            if kind == "benign":
                clean = build_examples(captions, concepts).retain
                whole = [one for one in clean if any(t.stream == "sent" for t in one.targets)]
                examples = list(encode_examples(loaded, features, relearning_examples(whole)))
                config = _benign_config(project, cell, budget, device, attack)
                deque(relearn(loaded, features, examples, config, control=control), maxlen=0)
            else:
                merge_adapter(loaded)
                set_trainable_full(loaded, "language_model")
            if kind == "geometry":
                sharp = SpanProbe(loaded, features, held_out).sharpness(SHARPNESS_RHO)
                return {
                    "sharpness_worst": sharp.worst,
                    "sharpness_average": sharp.average,
                    "ce_neg": sharp.ce,
                }
            if kind in WEIGHT_ATTACKS:
                parameters = trainable_parameters(loaded.model)
                WEIGHT_ATTACKS[kind](parameters, attack["amount"], cell.seed)
            measure = measuring(
                "evaluate", loaded, features, held_out.limited(budget.images), control
            )
            [told] = measure(0)
            values = getattr(told, "values", {})
            return {name: values[name] for name in MEASURED}
        finally:
            loaded.unload()


def _benign_config(
    project: Path, cell: Cell, budget: Budget, device: str, attack: dict[str, Any]
) -> Any:

    return RelearnConfig(
        project=project,
        seed=cell.seed,
        device=device,
        steps=budget.attack_steps,
        samples=budget.samples,
        **attack,
    )
