"""Open what a job works on: its model, its project's model, its vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.assets import DEMO_FOLDER
from sare_engine.config import (
    ComputeConfig,
    GenerationConfig,
    ModelConfig,
    ProjectConfig,
)
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.events import Event, Notice, PhaseStarted, Progress
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.workspace.project import Project

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

TRAIN_SPLIT = "train"
HELD_OUT_SPLIT = "held_out"
ATTACK_SPLIT = "attack"
"""Captions that an attack relearns; where no image has this split, those trained on are taken."""

MODEL_SETTING = "model"
VOCABULARY_SETTING = "vocabulary"
_WORDS_SETTING = "words"
GENERATION_SETTING = "generation"
"""How the project's images were captioned: prompt and longest caption."""
FINGERPRINT_SETTING = "fingerprint"
"""Which model's captions count: the one that the project was last tested with."""
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
            from sare_engine.models.loading import load_model

            yield PhaseStarted("load", f"Loading {self._config.model.name}")
            self._loaded = load_model(self._config, control)
            yield Progress("load", 1, 1)
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
    config: ProjectConfig, project: Project, adapter: Path | None = None
) -> ModelConfig:
    """Return the model that a project job works with: the config's, or the project's own.

    Raises:
        DataError: the project was not tested with a model yet, and none is given.
    """
    folder = config.model or _stored_path(project, MODEL_SETTING)
    if folder is None:
        raise DataError(
            "There is no model to work with.",
            "The project was not tested with a model yet.",
            "Test images with a model first (sare probe), or give --model.",
        )
    return model_config(config, folder, adapter)


def model_config(config: ComputeConfig, folder: Path, adapter: Path | None = None) -> ModelConfig:
    """Return a model folder, with its adapter, as it is held in memory for a job."""
    return ModelConfig(
        model=folder,
        adapter=adapter,
        device=config.device,
        dtype=config.dtype,
        quantisation=config.quantisation,
        trust_remote_code=config.trust_remote_code,
    )


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


def current_fingerprint(project: Project) -> str | None:
    """Return the fingerprint whose captions count: the model tested last; None before any."""
    stored = project.settings.get(FINGERPRINT_SETTING)
    if stored:
        return str(stored)
    captions = project.captions()
    return max(captions, key=lambda one: one.id).model if captions else None


def project_generation(project: Project, batch_size: int = 16) -> GenerationConfig:
    """Return how the project's images were captioned, so that new captions compare with them."""
    stored = project.settings.get(GENERATION_SETTING) or {}
    return GenerationConfig(**stored, batch_size=batch_size)


def _stored_path(project: Project, key: str) -> Path | None:
    stored = project.settings.get(key)
    return Path(stored) if stored else None
