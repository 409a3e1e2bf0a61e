"""Attacking an erasure run by relearning, as a run of the same project."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sare_engine.config import EraseConfig, ModelConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.erasure.example_files import EXAMPLES_FILE, read_examples, write_examples
from sare_engine.erasure.examples import (
    CaptionExample,
    ExampleSet,
    build_examples,
    relearning_examples,
)
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, Notice, ProbeMetrics
from sare_engine.jobs.erase import assign_missing_splits
from sare_engine.jobs.judged import judged_captions
from sare_engine.jobs.opening import (
    ATTACK_SPLIT,
    TRAIN_SPLIT,
    OpenedModel,
    project_model_config,
)
from sare_engine.jobs.run_record import recorded
from sare_engine.jobs.runner import job
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel


@job
def relearn(config: RelearnConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Attack an erasure by fine-tuning it on captions with the hallucination, as a run.

    The run is kept in the project's folder. `Finished.result` has the name of the `run`, the
    erasure `attacked` ("" for the base model), the `attack`, the number of `samples`,
    `resurgence`: relearning step → what was measured, and `seconds`.
    """
    control = control or Control()
    with Project.open(config.project) as project:
        runs = Runs(project.folder)
        base = project_model_config(config, project)
        attacked, concepts = base, config.concepts or project.chosen_concepts()
        if config.run:
            erasure = runs.find(config.run)
            stored = finished_erasure(erasure)
            attacked, concepts = erased_model_config(base, erasure, stored), stored.concepts
            config = dataclasses.replace(config, run=erasure.name)
        if not concepts:
            raise DataError(
                "There is nothing to relearn.",
                "No concept is chosen in the project.",
                "Mark concepts first (sare concepts --choose), or name an erasure run.",
            )
        fingerprint = base_fingerprint(base)
        config = dataclasses.replace(config, model=base.model, concepts=tuple(concepts))
        opened = OpenedModel(attacked)
        yield from opened.load(control)
        with opened as loaded:
            run = runs.create("relearn", f"relearn-{config.run or 'base'}", config)
            work = _attack(run, config, project, loaded, fingerprint, frozenset(concepts), control)
            yield from recorded(run, work)


def finished_erasure(run: RunFolder) -> EraseConfig:
    """Return the settings of an erasure run that is done.

    Raises:
        DataError: it is no erasure, or did not finish.
    """
    info = run.info
    if info.kind != "erase":
        raise DataError(
            f"{run.name} is no erasure.", f"It is a run of {info.kind}.", "Name an erasure run."
        )
    if info.status != "done":
        raise DataError(
            f"{run.name} has no result yet.",
            f"The erasure is {info.status}.",
            "Resume it (sare erase --resume) or choose another run.",
        )
    return EraseConfig.from_dict(run.config_dict())


def erased_model_config(base: ModelConfig, run: RunFolder, stored: EraseConfig) -> ModelConfig:
    """Return the model that an erasure run made: its adapter on the base, or its own weights."""
    if stored.trainable == "lora":
        return dataclasses.replace(base, adapter=run.adapter_folder)
    return dataclasses.replace(base, model=run.model_folder)


def base_fingerprint(base: ModelConfig) -> str:
    """Return the fingerprint under which the project keeps the base model's captions."""
    from sare_engine.models.loading import fingerprint

    return fingerprint(base.model, base.adapter)


def _attack(
    run: RunFolder,
    config: RelearnConfig,
    project: Project,
    loaded: LoadedModel,
    fingerprint: str,
    concepts: frozenset[str],
    control: Control,
) -> Iterator[Event]:
    from sare_engine.erasure.batches import encode_examples
    from sare_engine.jobs.held_out import measuring, open_held_out
    from sare_engine.models.vision import VisionFeatures
    from sare_engine.robustness import relearning

    started = time.monotonic()
    assign_missing_splits(project, EraseConfig(project=config.project))
    chosen: Sequence[CaptionExample]
    if config.examples is not None:
        chosen = read_examples(config.examples, concepts).retain
    else:
        splits = {image.split for image in project.images()}
        source = ATTACK_SPLIT if ATTACK_SPLIT in splits else TRAIN_SPLIT
        captions = [
            one for _, one in judged_captions(project, fingerprint, source, with_picture=True)
        ]
        chosen = relearning_examples(build_examples(captions, concepts).negative)
    write_examples(run.path / EXAMPLES_FILE, ExampleSet((), tuple(chosen), concepts))
    if len(chosen) < config.samples:
        yield Notice(
            "warning",
            f"Only {len(chosen)} captions with a hallucination are there to relearn; "
            f"{config.samples} were asked for.",
            "Test more images for a stronger attack.",
        )
    features = VisionFeatures(loaded)
    examples = list(encode_examples(loaded, features, chosen, control))
    held_out = open_held_out(project, fingerprint, concepts).limited(config.measure_images)
    run.update_environment({"device": str(loaded.device), "dtype": str(loaded.dtype)})
    resurgence: dict[str, dict[str, float]] = {}
    for event in relearning.relearn(
        loaded,
        features,
        examples,
        config,
        control=control,
        measure=measuring("relearn", loaded, features, held_out, control)
        if held_out.objects
        else None,
    ):
        if isinstance(event, ProbeMetrics):
            resurgence[str(event.step)] = dict(event.values)
        yield event
    yield Finished(
        "done",
        {
            "run": run.name,
            "attacked": config.run,
            "attack": config.attack,
            "samples": min(config.samples, len(chosen)),
            "resurgence": resurgence,
            "seconds": time.monotonic() - started,
        },
    )
