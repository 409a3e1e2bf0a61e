"""Erasing chosen hallucinations as a run of a project."""

from __future__ import annotations

import dataclasses
import itertools
import time
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sare_engine.config import EraseConfig, ModelConfig
from sare_engine.control import Control
from sare_engine.erasure.example_files import EXAMPLES_FILE, read_examples, write_examples
from sare_engine.erasure.examples import (
    ExampleSet,
)
from sare_engine.erasure.kinds import method_kind
from sare_engine.errors import ConfigError, DataError
from sare_engine.events import Event, Finished, Notice, ProbeMetrics, StepMetrics
from sare_engine.jobs.continuing import captions_fingerprint, continued
from sare_engine.jobs.erase_examples import example_set
from sare_engine.jobs.erasure_data import prepare_training, training_data
from sare_engine.jobs.fitted import as_fitted, captions_at_once, fitted
from sare_engine.jobs.followed_erasure import ErasureTask, follow_erasure
from sare_engine.jobs.judged import (
    warn_of_missing_files,
)
from sare_engine.jobs.opening import (
    OpenedModel,
    project_model_config,
)
from sare_engine.jobs.result_folder import save_result
from sare_engine.jobs.resuming import (
    require_resumable,
    require_same_format,
    require_same_model,
    resumed_config,
    resumed_model_config,
    tell_changes,
)
from sare_engine.jobs.run_record import recorded
from sare_engine.jobs.runner import job
from sare_engine.jobs.team_processes import done_together, tell_team
from sare_engine.jobs.tested_adapter import refuse_tested_adapter
from sare_engine.reporting.comparability import FINGERPRINT
from sare_engine.team.seats import current_team
from sare_engine.workspace.locks import require_unchanging
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Checkpoint, RunFolder, Runs

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel


@job
def erase(
    config: EraseConfig,
    *,
    model: LoadedModel | None = None,
    control: Control | None = None,
    given: Collection[str] = (),
) -> Iterator[Event]:
    """Erase the chosen hallucinations, as a run in the project's folder.

    `Finished.result` has the name of the `run`, its `method` and `concepts`, the number of
    `examples` of each kind, the `folder` of the trained adapter or model, what was measured of it
    on the `held_out` images, `training_seconds` and `seconds`; both count the steps before the run
    was resumed. Where the best weights are kept, or it may end early, also `kept_step` of
    `trained_steps`, `kept_why` in words, and whether it `stopped_early`. With several rounds it is
    the result of the last, and more; see `erase_in_rounds`.

    Args:
        config: the settings.
        model: a loaded model to train in place instead of loading it from its folder. It is
            returned unchanged, except after full training, when it is unloaded.
        control: pause, resume, stop and checkpoint-now.
        given: settings of memory that were stated although they have their default value; the
            others at their defaults are planned, unless `config.fit` is "off".
    """
    from sare_engine.jobs.rounds import erase_in_rounds, rounds_of

    control = control or Control()
    rounds = rounds_of(config)
    if config.processes > 1 and model is not None:
        text = "must be 1 for a model that is loaded already: each process loads its own."
        raise ConfigError([("processes", text)])
    if rounds > 1 and current_team() is not None:
        text = "must be 1 under torchrun, as captions between two rounds are written by one process"
        raise ConfigError([("rounds", f"{text}. Use --processes instead of torchrun.")])
    if rounds > 1:
        yield from erase_in_rounds(config, rounds, model=model, control=control, given=given)
    else:
        yield from erase_in_one_run(config, model=model, control=control, given=given)


def erase_in_one_run(
    config: EraseConfig,
    *,
    model: LoadedModel | None = None,
    control: Control,
    given: Collection[str] = (),
) -> Iterator[Event]:
    """Erase as `erase` does, in one run; arguments and result are as there."""
    yield from done_together(
        erase_together,
        config,
        control,
        lambda: _erase(config, model, control, given),
        follow_erasure,
        given=list(given),
    )


@job
def erase_together(
    config: EraseConfig, *, control: Control, given: Collection[str] = ()
) -> Iterator[Event]:
    """Do one run in a process of a team: the first leads, the others follow."""
    yield from erase_in_one_run(config, control=control, given=given)


def _erase(
    config: EraseConfig, model: LoadedModel | None, control: Control, given: Collection[str]
) -> Iterator[Event]:
    """Erase in this process, which leads if there are several."""
    with Project.open(config.project) as project:
        runs = Runs(project.folder)
        resumed = runs.find(config.resume) if config.resume else None
        changed: list[str] = []
        if resumed is not None:
            take_over = config.take_over
            require_resumable(resumed, "erase", take_over=take_over)
            config, changed = resumed_config(resumed, config)
            if (resumed.path / EXAMPLES_FILE).is_file():
                # What the project says of its images may have changed since the run began.
                config = dataclasses.replace(config, examples=resumed.path / EXAMPLES_FILE)
        described = project_model_config(config, project, loaded=model)
        config, parent = continued(runs, config)
        require_unchanging(project.folder)
        if resumed is not None:
            described = resumed_model_config(resumed, described)
        elif config.examples is None:
            refuse_tested_adapter(project, described.model)
            _require_examples(config, project, described, parent, model)
        config, fit = yield from fitted(
            config, given=given, model=model, images=project.count_images(), resumed=resumed
        )
        opened = OpenedModel(_loaded_by_all(as_fitted(described, config)), model)
        yield from opened.load(control)
        with opened as loaded:
            config = _completed(config, project, loaded)
            concepts = frozenset(config.concepts)
            if config.examples is not None:
                examples = read_examples(config.examples, concepts)
            else:
                require_unchanging(project.folder)
                written_by = captions_fingerprint(described, parent, loaded)
                examples = example_set(project, written_by, concepts, config)
            yield from warn_of_missing_files(project.images())
            for shortcoming in examples.shortcomings():
                yield Notice("warning", shortcoming)
            run = resumed or runs.create(
                "erase", config.name or method_kind(config.to_dict()), config
            )
            if resumed is not None:
                require_same_model(run, loaded.fingerprint, loaded.folder)
                require_same_format(run, str(loaded.dtype), loaded.quantisation, config)
                run.resume(take_over=take_over)
            start = run.checkpoints()[-1] if resumed is not None and run.checkpoints() else None
            prepared = _prepared(run, examples, loaded, resumed, start, changed)
            work = _train(run, config, project, loaded, examples, control, start, parent)
            try:
                yield from recorded(run, itertools.chain(fit.recorded(run), prepared, work))
            finally:
                if model is not None and config.trainable == "full":
                    # Its weights are no longer those it was loaded with.
                    loaded.unload()
                elif model is not None and hasattr(loaded.model, "peft_config"):
                    # The owner's model comes back as it was given.
                    loaded.model = loaded.model.unload()


def _loaded_by_all(described: ModelConfig) -> ModelConfig:
    """Let the other processes of the team, if there are any, load the model too; return it."""
    tell_team({"model": described.to_dict()})
    return described


def _require_examples(
    config: EraseConfig,
    project: Project,
    described: ModelConfig,
    parent: RunFolder | None,
    model: LoadedModel | None,
) -> None:
    """Find what is wrong with the request before minutes of loading.

    Raises:
        EngineError: as `example_set` does, no concept is chosen, or the device is missing.
    """
    if model is None:
        from sare_engine.models.loading import resolve_device

        resolve_device(described.device)
    known = captions_fingerprint(described, parent, model)
    example_set(project, known, frozenset(_concepts(config, project)), config)


def _completed(config: EraseConfig, project: Project, loaded: LoadedModel) -> EraseConfig:
    """Fill in what the config leaves to the project, so that the run's copy stands alone."""
    concepts = _concepts(config, project)
    return dataclasses.replace(
        config, concepts=concepts, model=loaded.folder, resume="", take_over=False
    )


def _concepts(config: EraseConfig, project: Project) -> tuple[str, ...]:
    """Return what is to be erased.

    Raises:
        DataError: nothing is chosen.
    """
    concepts = config.concepts or project.chosen_concepts()
    if not concepts:
        raise DataError(
            "There is nothing to erase.",
            "No concept is chosen.",
            "Mark concepts first (sare concepts --choose), or give --concepts.",
        )
    return tuple(concepts)


def _prepared(
    run: RunFolder,
    examples: ExampleSet,
    loaded: LoadedModel,
    resumed: RunFolder | None,
    start: Checkpoint | None,
    changed: Collection[str],
) -> Iterator[Event]:
    """Write what the run trains on; let one that is resumed continue at its checkpoint."""
    if resumed is not None:
        run.update_config({"model": str(loaded.folder.absolute())})
        run.rewind(start.step if start else None)
        yield from tell_changes(run, changed)
    if not (run.path / EXAMPLES_FILE).is_file():
        write_examples(run.path / EXAMPLES_FILE, examples)


def _train(
    run: RunFolder,
    config: EraseConfig,
    project: Project,
    loaded: LoadedModel,
    examples: ExampleSet,
    control: Control,
    start: Checkpoint | None,
    parent: RunFolder | None,
) -> Iterator[Event]:
    from sare_engine.erasure.trainer import Measure, train_erasure
    from sare_engine.jobs.best_weights import BestWeights, warn_of_no_measurements
    from sare_engine.jobs.held_out_images import open_held_out
    from sare_engine.jobs.measuring import measuring
    from sare_engine.models.vision import VisionFeatures

    started = time.monotonic()
    held_out = open_held_out(project, loaded.fingerprint, frozenset(config.concepts))
    held_out = held_out.captioned(captions_at_once(config, loaded, held_out.captioned_at_once))
    features = VisionFeatures(loaded)
    done = start.step if start else 0
    probes = run.probes("erase") if start else []
    task = ErasureTask(
        config,
        examples=run.path / EXAMPLES_FILE,
        checkpoint=start.path if start else None,
        measured=any(one.step == done for one in probes),
        images=tuple(held_out.limited(config.measure_images).objects),
        generation=held_out.generation,
        adapter=parent.adapter_folder if parent is not None else None,
    )
    tell_team(task.to_dict())
    prepare_training(loaded, config, task.adapter)
    run.update_environment(
        {
            "device": str(loaded.device),
            "dtype": str(loaded.dtype),
            FINGERPRINT: loaded.fingerprint,
        }
    )
    data = training_data(loaded, features, examples, config, control)
    measure: Measure | None = None
    if held_out.objects:
        measure = measuring(
            "erase",
            loaded,
            features,
            held_out.limited(config.measure_images),
            control,
            sharpness_rho=config.sharpness_rho,
            batch=config.microbatch,
            team=current_team(),
        )
    last = dict(probes[-1].values) if probes else {}
    best = None
    yield from warn_of_no_measurements(config)
    if config.depends_on_measurements:
        best = BestWeights(run, config, loaded, probes)
        measure = best.following(measure) if measure else None
    earlier_seconds = training_seconds = sum(
        one.values.get("seconds", 0.0) for one in run.steps("erase") if one.step <= done
    )
    for event in train_erasure(
        loaded,
        features,
        data,
        config,
        control=control,
        measure=measure,
        new_checkpoint=run.new_checkpoint,
        resume_from=task.checkpoint,
        measured=task.measured,
        enough=best.enough if best else lambda: False,
        team=current_team(),
    ):
        if isinstance(event, ProbeMetrics):
            last = dict(event.values)
        elif isinstance(event, StepMetrics):
            done = event.step
        training_seconds += getattr(event, "values", {}).get("seconds", 0.0)
        yield event
    if best is not None:
        yield from best.settle(done)
    result_folder = save_result(run, config, loaded)
    result = {
        "run": run.name,
        "method": method_kind(config.to_dict()),
        "concepts": list(config.concepts),
        "examples": {stream: examples.count(stream) for stream in ("neg", "pos", "sent")},
        "folder": str(result_folder),
        "held_out": best.values() if best else last,
        **(best.result(done) if best else {}),
        "training_seconds": training_seconds,
        "seconds": earlier_seconds + time.monotonic() - started,
    }
    try:
        yield Finished("done", result)
    finally:
        if best is not None:
            best.drop_copy()
