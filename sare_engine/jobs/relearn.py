"""Attacking an erasure run, or the model before it, as a run of the same project."""

from __future__ import annotations

import dataclasses
import itertools
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.config import EraseConfig, ModelConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.domain import JudgedCaption
from sare_engine.erasure.example_files import EXAMPLES_FILE, read_examples, write_examples
from sare_engine.erasure.examples import CaptionExample, ExampleSet
from sare_engine.errors import DataError
from sare_engine.evaluation.tally import TALLY
from sare_engine.events import Event, Finished, Json, Notice, ProbeMetrics
from sare_engine.jobs.erase_examples import assign_missing_splits
from sare_engine.jobs.fitted import captions_at_once, fitted
from sare_engine.jobs.followed_attack import AttackTask, follow_attack
from sare_engine.jobs.judged import judged_captions
from sare_engine.jobs.opening import (
    ATTACK_SPLIT,
    TRAIN_SPLIT,
    OpenedModel,
    base_fingerprint,
    project_generation,
    project_model_config,
)
from sare_engine.jobs.placebo import placebo_captions, with_controls
from sare_engine.jobs.resuming import (
    require_resumable,
    resumed_config,
    resumed_model_config,
    tell_changes,
)
from sare_engine.jobs.run_record import recorded
from sare_engine.jobs.runner import job
from sare_engine.jobs.team_processes import done_together, tell_team
from sare_engine.reporting.comparability import FINGERPRINT
from sare_engine.robustness.attack import PHASE, AttackContext, nothing_to_relearn
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.team.seats import current_team
from sare_engine.workspace.locks import require_unchanging
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

_PLACEBO = "placebo"
"""Begins the names of runs that teach a control object."""
_PLACEBO_CAPTIONS = "captions that can name the control objects"


@job
def relearn(
    config: RelearnConfig, *, control: Control | None = None, given: Collection[str] = ()
) -> Iterator[Event]:
    """Attack an erasure, or the model before it, as a run in the project's folder.

    Attacks that fine-tune count their training steps; all others measure at step 0, before the
    attack, and at step 1, after it. `Finished.result` has the name of the `run`, the erasure
    `attacked` ("" for the base model), the key of the `attack`, the number of `samples` trained on,
    `resurgence`: step → metric → value on held-out images, `counted`: step → the images that the
    hallucination rate counts (see `sare_engine.evaluation.image_counts`), and `seconds`. With a
    placebo, the rate is that of the control objects.

    Args:
        config: the settings. An attack that is resumed begins again, on the same captions.
        control: pause, resume and stop.
        given: settings of memory that were stated although they have their default value.
    """
    control = control or Control()
    yield from done_together(
        relearn,
        config,
        control,
        lambda: _relearn(config, control, given),
        follow_attack,
        given=list(given),
    )


def _relearn(config: RelearnConfig, control: Control, given: Collection[str]) -> Iterator[Event]:
    """Attack in this process, which leads if there are several."""
    with Project.open(config.project) as project:
        runs = Runs(project.folder)
        resumed = runs.find(config.resume) if config.resume else None
        changed: list[str] = []
        again = False
        take_over = config.take_over
        if resumed is not None:
            require_resumable(resumed, PHASE, take_over=take_over)
            config, changed = resumed_config(resumed, config)
            again = (resumed.path / EXAMPLES_FILE).is_file()
            if again:
                config = dataclasses.replace(config, examples=resumed.path / EXAMPLES_FILE)
        config, fit = yield from fitted(
            config, given=given, images=project.count_images(), resumed=resumed
        )
        base = project_model_config(config, project)
        attacked, concepts = base, config.concepts or project.chosen_concepts()
        adapter = base.adapter is not None or (base.model / "adapter_config.json").is_file()
        if config.run:
            erasure = runs.find(config.run)
            stored = finished_erasure(erasure)
            attacked, concepts = erased_model_config(base, erasure, stored), stored.concepts
            adapter = attacked.adapter is not None
            config = dataclasses.replace(config, run=erasure.name)
        if not concepts:
            raise DataError(
                "There is nothing to relearn.",
                "No concept is chosen in the project.",
                "Mark concepts first (sare concepts --choose), or name an erasure run.",
            )
        ATTACKS[config.attack].check(adapter=adapter, quantisation=attacked.quantisation)
        config = dataclasses.replace(
            config, model=base.model, concepts=tuple(concepts), take_over=False
        )
        require_unchanging(project.folder)
        assign_missing_splits(project, EraseConfig(project=config.project))
        fingerprint = base_fingerprint(base)
        captions = _captions(config, project, fingerprint, again=again)
        if resumed is not None:
            attacked = resumed_model_config(resumed, attacked)
        tell_team({"model": attacked.to_dict()})
        opened = OpenedModel(attacked)
        yield from opened.load(control)
        with opened as loaded:
            if resumed is None:
                kind = _PLACEBO if config.controls else PHASE
                run = runs.create(PHASE, f"{kind}-{config.run or 'base'}", config)
            else:
                run = resumed
                run.resume(take_over=take_over)
            work = _attack(run, config, project, loaded, fingerprint, captions, control)
            if resumed is not None:
                work = itertools.chain(_begun_again(run, base.model, changed), work)
            yield from recorded(run, itertools.chain(fit.recorded(run), work))


def finished_erasure(run: RunFolder) -> EraseConfig:
    """Return the settings of an erasure run that is done.

    Raises:
        DataError: the run is not an erasure, or did not finish.
    """
    info = run.info
    if info.kind != "erase":
        raise DataError(
            f"{run.name} is not an erasure.",
            f"It is a run of {info.kind}.",
            "Name an erasure run.",
        )
    if info.status != "done":
        raise DataError(
            f"{run.name} has no result yet.",
            f"The erasure is {info.status}.",
            "Resume it (sare erase --resume) or choose another run.",
        )
    return EraseConfig.from_stored(run.config_dict())


def erased_model_config(base: ModelConfig, run: RunFolder, stored: EraseConfig) -> ModelConfig:
    """Return the model that an erasure run made: its adapter on the base, or its own weights."""
    if stored.trainable == "lora":
        return dataclasses.replace(base, adapter=run.adapter_folder)
    return dataclasses.replace(base, model=run.model_folder)


def _captions(
    config: RelearnConfig, project: Project, fingerprint: str, *, again: bool
) -> Sequence[CaptionExample]:
    """Return the captions that the attack trains on; none for an attack without training.

    Args:
        config: the settings.
        project: the project.
        fingerprint: of the model before erasure.
        again: whether `config.examples` are the captions of the attack that is made again.

    Raises:
        DataError: the attack trains, and there are none.
    """
    attack, concepts = ATTACKS[config.attack], frozenset(config.concepts)
    if attack.choose is None:
        return ()
    if config.examples is not None:
        chosen: Sequence[CaptionExample] = read_examples(config.examples, concepts).retain
    else:
        splits = {image.split for image in project.images()}
        source = ATTACK_SPLIT if ATTACK_SPLIT in splits else TRAIN_SPLIT
        if attack.imported:
            judged = list(_imported_captions(project, fingerprint, source))
        else:
            found = judged_captions(project, fingerprint, source, with_picture=True)
            judged = [caption for _, caption in found]
        chosen = attack.choose(judged, concepts)
    if not chosen:
        raise nothing_to_relearn(attack.trained_on, imported=attack.imported)
    if config.controls and not again:
        chosen = placebo_captions(project, fingerprint, chosen, config.controls)
        if not chosen:
            raise DataError(
                "There is nothing to learn.",
                "Every caption of the attack names the control already, its image shows it, or it "
                "names no object that has a control.",
                "Choose another control object.",
            )
    return chosen


def has_imported_captions(project: Project) -> bool:
    """Whether the project has imported captions that an attack could train on."""
    return any(one.imported and not one.served for one in project.caption_sets())


def _imported_captions(project: Project, fingerprint: str, split: str) -> Iterator[JudgedCaption]:
    """Yield the imported captions of the images of a split, under the project's prompt if bare."""
    usual = project_generation(project, fingerprint).prompt
    for chosen in project.caption_sets():
        if chosen.imported and not chosen.served:
            for _, one in judged_captions(project, chosen.model, split, with_picture=True):
                yield dataclasses.replace(one, prompt=one.prompt or usual, token_ids=None)


def _begun_again(run: RunFolder, model: Path, changed: Collection[str]) -> Iterator[Event]:
    run.update_config({"model": str(model.absolute())})
    run.rewind(None)
    yield from tell_changes(run, changed)


def _attack(
    run: RunFolder,
    config: RelearnConfig,
    project: Project,
    loaded: LoadedModel,
    fingerprint: str,
    captions: Sequence[CaptionExample],
    control: Control,
) -> Iterator[Event]:
    from sare_engine.erasure.batches import encode_examples
    from sare_engine.jobs.held_out_images import open_held_out
    from sare_engine.jobs.measuring import measuring
    from sare_engine.models.vision import VisionFeatures

    started = time.monotonic()
    attack, concepts = ATTACKS[config.attack], frozenset(config.concepts)
    if attack.trains:
        write_examples(run.path / EXAMPLES_FILE, ExampleSet((), tuple(captions), concepts))
        if len(captions) < config.samples:
            yield Notice(
                "warning",
                f"The project has only {len(captions)} "
                f"{_PLACEBO_CAPTIONS if config.controls else attack.trained_on}; "
                f"{config.samples} were asked for.",
                "Test more images for a stronger attack.",
            )
    features = VisionFeatures(loaded)
    held_out = open_held_out(project, fingerprint, concepts).limited(config.measure_images)
    if config.controls:
        held_out = with_controls(held_out, project, fingerprint, config.controls)
    held_out = held_out.captioned(captions_at_once(config, loaded, held_out.captioned_at_once))
    run.update_environment(
        {
            "device": str(loaded.device),
            "dtype": str(loaded.dtype),
            FINGERPRINT: fingerprint,
        }
    )
    team = current_team()
    task = AttackTask(
        config,
        examples=run.path / EXAMPLES_FILE if attack.trains else None,
        images=tuple(held_out.objects),
        generation=held_out.generation,
    )
    tell_team(task.to_dict())
    measure = None
    if held_out.objects:
        measure = measuring(PHASE, loaded, features, held_out, control, team=team)
    context = AttackContext(
        loaded,
        features,
        list(encode_examples(loaded, features, captions, control)),
        config,
        control,
        measure,
        team,
    )
    resurgence: dict[str, dict[str, float]] = {}
    counted: dict[str, dict[str, Json]] = {}
    for event in attack.attack(context):
        if isinstance(event, ProbeMetrics):
            resurgence[str(event.step)] = dict(event.values)
            # What each image contributes stays in the run's own record.
            counted[str(event.step)] = {
                key: value for key, value in event.counted.items() if key != TALLY
            }
        yield event
    yield Finished(
        "done",
        {
            "run": run.name,
            "attacked": config.run,
            "attack": config.attack,
            "samples": min(config.samples, len(captions)),
            "resurgence": resurgence,
            "counted": counted,
            "seconds": time.monotonic() - started,
        },
    )
