"""Open what a job works on: its model, its project's model, its vocabulary."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.assets import DEMO_FOLDER
from sare_engine.config import (
    ComputeConfig,
    GenerationConfig,
    ModelConfig,
    ProjectConfig,
)
from sare_engine.control import Control
from sare_engine.domain import CaptionSet
from sare_engine.errors import DataError, ModelError
from sare_engine.events import Event, Json, Notice
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.workspace.caption_names import set_name
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RUNS_FOLDER

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

TRAIN_SPLIT = "train"
HELD_OUT_SPLIT = "held_out"
ATTACK_SPLIT = "attack"
"""Captions that an attack relearns; where no image has this split, those trained on are taken."""

MODEL_SETTING = "model"
"""Folder of the base model."""
VOCABULARY_SETTING = "vocabulary"
_WORDS_SETTING = "words"
GENERATION_SETTING = "generation"
"""Prompt and longest caption of the last test, which the next test starts from."""
TRIGGERS_SETTING = "triggers"
"""Concept → objects known to set off its hallucination."""
MERGES_SETTING = "merges"
"""Concepts that count as others: concept → `{"into": …}` and what undoes it."""


class OpenedModel:
    """A model for the duration of a job: loaded and unloaded by the job, or its owner's.

    Example:
        opened = OpenedModel(config, given_model)
        yield from opened.load(control)
        with opened as loaded:
            ...
    """

    def __init__(self, config: ModelConfig, given: LoadedModel | None = None) -> None:
        self._config = config
        self._owned = given is None
        self._loaded = given

    def load(self, control: Control) -> Iterator[Event]:
        """Load the model unless it was given, and yield the progress."""
        if self._loaded is None:
            from sare_engine.models.loading import loading

            self._loaded = yield from loading(self._config, control)
            yield from (Notice("info", text) for text in self._loaded.summary.notices)

    def __enter__(self) -> LoadedModel:
        if self._loaded is None:
            raise RuntimeError("load() was not run")
        return self._loaded

    def __exit__(self, *_: object) -> None:
        if self._owned and self._loaded is not None:
            self._loaded.unload()
        self._loaded = None


def project_model_config(
    config: ProjectConfig,
    project: Project,
    adapter: Path | None = None,
    *,
    loaded: LoadedModel | None = None,
) -> ModelConfig:
    """Return the model that a project job works with: the config's, or the project's own.

    Args:
        config: the job's settings.
        project: the project.
        adapter: goes on top of the model.
        loaded: the model if it is loaded already, so that it does not matter where it was.

    Raises:
        DataError: the project was not tested with a model yet, and none is given.
        ModelError: the project's own model was moved or removed.
    """
    base = project.base_set()
    folder = config.model or (base.model_folder if base else None)
    folder = folder or _stored_path(project, MODEL_SETTING)
    if folder is None:
        raise DataError(
            "There is no model to work with.",
            "The project was not tested with a model yet.",
            "Test images with a model first (sare probe), or give --model.",
        )
    if config.model is None and loaded is None and not folder.is_dir():
        raise ModelError(
            "The project's model was not found.",
            f"It is not in {folder} any more.",
            "Name the folder where it is now (--model).",
        )
    return model_config(config, folder, adapter)


def model_config(config: ComputeConfig, folder: Path, adapter: Path | None = None) -> ModelConfig:
    """Return a model folder, with its adapter, as it is held in memory for a job."""
    return ModelConfig(
        model=folder,
        adapter=adapter,
        device=config.device,
        placement=config.placement,
        dtype=config.dtype,
        quantisation=config.quantisation,
        trust_remote_code=config.trust_remote_code,
    )


def base_fingerprint(base: ModelConfig) -> str:
    """Return the fingerprint under which the project keeps the base model's captions.

    Raises:
        ModelError: the folder is missing, damaged or not a model.
    """
    from sare_engine.models.inspection import inspect_model
    from sare_engine.models.loading import fingerprint

    inspect_model(base.model)
    return fingerprint(base.model, base.adapter)


def open_vocabulary(given: Path | None, model: Path | None) -> Vocabulary:
    """Return the given vocabulary, else the demo's for the demo model, else COCO's."""
    if given is not None:
        return Vocabulary.from_file(given)
    if model is not None and model.resolve().is_relative_to(DEMO_FOLDER):
        return Vocabulary.demo()
    return Vocabulary.coco()


def project_vocabulary(project: Project) -> Vocabulary:
    """Return the vocabulary that the project was tested with, merged as its user merged it."""
    return unmerged_vocabulary(project).merged(project_merges(project))


def unmerged_vocabulary(project: Project) -> Vocabulary:
    """Return the vocabulary that the project was tested with, as its file had it then."""
    words = project.settings.get(_WORDS_SETTING)
    if words:
        return Vocabulary.from_dict(words)
    return open_vocabulary(
        _stored_path(project, VOCABULARY_SETTING), _stored_path(project, MODEL_SETTING)
    )


def remember_vocabulary(project: Project, path: Path | None, vocabulary: Vocabulary) -> None:
    """Keep a vocabulary in the project, which then counts the same objects wherever it lies.

    Args:
        project: where it is kept.
        path: its file, or None for one that comes with the program.
        vocabulary: its words, not merged.
    """
    project.settings[VOCABULARY_SETTING] = str(path.resolve()) if path else None
    project.settings[_WORDS_SETTING] = vocabulary.to_dict()


def project_merges(project: Project) -> dict[str, str]:
    """Return the concepts that count as others in this project."""
    stored = project.settings.get(MERGES_SETTING) or {}
    return {concept: merge["into"] for concept, merge in stored.items()}


def chosen_captions(project: Project, name: str = "") -> CaptionSet | None:
    """Return the caption set of a name, or the base model's; None if the project has no captions.

    Raises:
        DataError: there is no set of this name; the message lists the names.
    """
    return project.caption_set(name) if name else project.base_set()


def project_generation(
    project: Project, fingerprint: str = "", batch_size: int = 16
) -> GenerationConfig:
    """Return how a model's images were captioned, so that new captions compare with them.

    Args:
        project: the project.
        fingerprint: of the model; "" for the base model.
        batch_size: images captioned at once.
    """
    chosen = project.set_of_model(fingerprint) if fingerprint else project.base_set()
    if chosen is None or chosen.imported:
        stored = project.settings.get(GENERATION_SETTING) or {}
        return GenerationConfig(**_greedy(stored), batch_size=batch_size)
    return GenerationConfig(
        prompt=chosen.prompt, batch_size=batch_size, **_greedy(chosen.generation)
    )


def _greedy(generation: Mapping[str, Json]) -> dict[str, Any]:
    """Return those of a set's settings that its greedy captions have."""
    return {name: generation[name] for name in ("prompt", "max_new_tokens") if name in generation}


def made_by_run(project: Project, model: Path, adapter: Path | None) -> str:
    """Return the name of the project's run whose result a model or adapter is; "" if of none."""
    runs = project.folder / RUNS_FOLDER
    for folder in (adapter, model):
        place = folder.resolve() if folder is not None else runs
        if runs in place.parents:
            return place.relative_to(runs).parts[0]
    return ""


def captions_of_model(
    project: Project,
    loaded: LoadedModel,
    prompt: str,
    generation: Mapping[str, Json],
) -> CaptionSet:
    """Return a set for captions by a loaded model, which is not in the project yet.

    Args:
        project: the project.
        loaded: the model, with its adapter if it has one.
        prompt: what the model is asked.
        generation: settings by which the captions are generated; empty if they are not known.
    """
    model = loaded.folder.resolve()
    adapter = loaded.adapter.resolve() if loaded.adapter else None
    run = made_by_run(project, model, adapter)
    return CaptionSet(
        name=set_name(model, adapter, run),
        model=loaded.fingerprint,
        prompt=prompt,
        model_folder=model,
        adapter_folder=adapter,
        run=run,
        generation=generation,
    )


def base_change(before: CaptionSet | None, after: CaptionSet | None) -> Iterator[Event]:
    """Yield a notice if erasures start from other captions than before."""
    if before is None or after is None or before.id == after.id:
        return
    why = " as its model has no adapter" if before.adapter_folder is not None else ""
    yield Notice(
        "warning",
        f"Erasures start from the captions “{after.name}” from now on instead of “{before.name}”"
        f"{why or ', which no tested model wrote'}.",
        f"To change this back: sare sets PROJECT --base {shlex.quote(before.name)}",
    )


def base_of_several(project: Project, chosen: CaptionSet) -> Iterator[Event]:
    """Let erasures start from a set with several captions instead of the greedy ones in it.

    Where the user has chosen the base, it stays, and a notice says how to change it.
    """
    base = project.base_set()
    if base is None or base.id == chosen.id or not chosen.several or base.several:
        return
    if (base.model, base.prompt) != (chosen.model, chosen.prompt):
        return
    command = "sare sets PROJECT --base"
    if project.base_is_chosen:
        yield Notice(
            "info",
            f"Erasures still start from the captions “{base.name}”, which you have chosen.",
            f"To train on all captions: {command} {shlex.quote(chosen.name)}",
        )
        return
    project.set_base(chosen.name)
    yield Notice(
        "info",
        f"Erasures start from the captions “{chosen.name}” from now on, which include those of "
        f"“{base.name}”.",
        f"To change this back: {command} {shlex.quote(base.name)}",
    )


def remember_captions_per_image(project: Project, count: int) -> None:
    """Keep the number of captions of each image, which the next test starts from."""
    stored = project.settings.get(GENERATION_SETTING) or {}
    project.settings[GENERATION_SETTING] = {**stored, "captions_per_image": count}


def show_captions_of_model(project: Project, wanted: CaptionSet) -> CaptionSet:
    """Return the project's set of a model's captions, which is shown from now on."""
    with project.transaction():
        chosen = project.open_caption_set(wanted)
        project.show_set(chosen.name)
        if chosen == project.base_set():
            project.settings[MODEL_SETTING] = str(chosen.model_folder)
        before = {} if wanted.generation else project.settings.get(GENERATION_SETTING) or {}
        project.settings[GENERATION_SETTING] = {
            **before,
            "prompt": wanted.prompt,
            **wanted.generation,
        }
    return chosen


def _stored_path(project: Project, key: str) -> Path | None:
    stored = project.settings.get(key)
    return Path(stored) if stored else None
