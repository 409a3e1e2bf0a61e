"""Resuming a run: with the settings and the model that it began with, or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, TypeVar

from sare_engine.config import EraseConfig, ModelConfig, RelearnConfig
from sare_engine.errors import DataError, ModelError
from sare_engine.events import Event, Notice
from sare_engine.jobs.opening import base_fingerprint
from sare_engine.reporting.comparability import FINGERPRINT
from sare_engine.settings import settings_of
from sare_engine.workspace.runs import RunFolder, Runs

_WHERE = ("device", "placement", "processes")
"""Settings of where it is computed, which are not worth a word."""

_CHANGEABLE = frozenset(
    {
        *_WHERE,
        "microbatch",
        "gradient_checkpointing",
        "evaluate_every",
        "checkpoint_every",
        "fit",
        "rounds",
        "trust_remote_code",
    }
)
"""Settings that may change in the middle of a run: where and how fast it is computed."""

_OF_RESUMING = frozenset({"project", "model", "resume", "take_over"})
"""Settings that say which run is resumed, and how."""

ResumableT = TypeVar("ResumableT", EraseConfig, RelearnConfig)


def require_resumable(run: RunFolder, kind: str, *, take_over: bool) -> None:
    """Check that a run is of a kind, is not done, and does not run elsewhere.

    Raises:
        DataError: it is of another kind, or done.
        StorageError: another process works on it.
    """
    info = run.info
    if info.kind != kind:
        raise DataError(
            f"{run.name} cannot be resumed here.",
            f"It is a run of {info.kind}, not of {kind}.",
            "Choose another run.",
        )
    if info.status == "done":
        raise DataError(
            f"{run.name} cannot be resumed.",
            "It has done all of its steps.",
            "Attack it, export it, or start another erasure.",
        )
    run.require_free(take_over=take_over)


def check_resuming(kind: str, config: EraseConfig | RelearnConfig, given: Collection[str]) -> None:
    """Check that a run began with the settings that were stated for resuming it.

    The verbs themselves take a setting for stated only if it differs from its default.

    Args:
        kind: kind of the run: "erase" or "relearn".
        config: names the run as `resume`.
        given: the settings that were stated.

    Raises:
        DataError: there is no such run, or it began with another value of one of them.
    """
    run = Runs(config.project).find(config.resume)
    if run.info.kind == kind:
        _compared(run, config, type(config).from_stored(run.config_dict()), given)


def resumed_config(run: RunFolder, config: ResumableT) -> tuple[ResumableT, list[str]]:
    """Return the settings with which a run continues: its own.

    Args:
        run: the run that `config` resumes.
        config: what was asked for; a setting counts as asked for if it differs from its default.

    Returns:
        The settings, with the model's folder checked, and in words what differs from before and
        changes nothing about the outcome.

    Raises:
        DataError: a setting that matters was asked for with another value.
        ModelError: the model is missing or is another one.
    """
    stored = type(config).from_dict(run.config_dict())
    kept, changed = _compared(run, config, stored, ())
    model = _checked_model(run, config, stored)
    return dataclasses.replace(stored, **kept, model=model, resume=""), changed


def _compared(
    run: RunFolder,
    config: EraseConfig | RelearnConfig,
    stored: EraseConfig | RelearnConfig,
    given: Collection[str],
) -> tuple[dict[str, Any], list[str]]:
    """Return what of the asked settings is used, and in words what is used differently now.

    Raises:
        DataError: a setting that matters was asked for with another value.
    """
    refused, changed = [], []
    # An erasure that keeps its best weights measures at the same steps to its end.
    began_with = stored.outcome_settings()
    kept: dict[str, Any] = {"project": config.project, "take_over": False}
    kept |= {name: getattr(config, name) for name in _WHERE if hasattr(config, name)}
    for one in settings_of(type(config)):
        asked, began = getattr(config, one.name), getattr(stored, one.name)
        if one.name in _OF_RESUMING or (one.name not in given and asked == one.default):
            continue
        if _same(asked, began):
            continue
        words = f"{one.label}: {_text(began)}, not {_text(asked)}"
        if one.name in _CHANGEABLE and one.name not in began_with:
            kept[one.name] = asked
            if one.name not in _WHERE:
                changed.append(words)
        else:
            refused.append(words)
    if refused:
        raise DataError(
            f"{run.name} was not resumed.",
            f"It began with other settings than those given now ({'; '.join(refused)}).",
            "Leave these options out to resume it with its own settings, or start a new run with "
            "the new settings.",
        )
    return kept, changed


def resumed_model_config(run: RunFolder, config: ModelConfig) -> ModelConfig:
    """Return the model in the number format that the run began with, also on another device."""
    dtype = str(run.environment.get("dtype") or "").removeprefix("torch.")
    return dataclasses.replace(config, dtype=dtype) if config.dtype == "auto" and dtype else config


def require_same_model(run: RunFolder, fingerprint: str, folder: Path) -> None:
    """Check that a model is the one that a run began with.

    Raises:
        ModelError: it is another, or its weights were changed.
    """
    began = run.environment.get(FINGERPRINT)
    if began and fingerprint != began:
        raise ModelError(
            f"{run.name} was not resumed.",
            f"The model in {folder} is not the same that the run began with: it is another model, "
            f"or its weights were changed or replaced since (fingerprint {fingerprint}, not "
            f"{began}).",
            "Name the folder of the model that it began with (--model), or start a new run.",
        )


def require_same_format(
    run: RunFolder, dtype: str, quantisation: str, config: EraseConfig | RelearnConfig
) -> None:
    """Check that a loaded model is held as it was when a run began.

    Raises:
        ModelError: it is held in another number format.
    """
    began = str(run.environment.get("dtype") or dtype), config.quantisation
    if (dtype, quantisation) != began:
        raise ModelError(
            f"{run.name} was not resumed.",
            f"The loaded model is held in another number format than the run began with: {dtype}, "
            f"quantisation {quantisation}; then {began[0]}, quantisation {began[1]}.",
            "Unload the model: the run then loads it itself, as it was.",
        )


def tell_changes(run: RunFolder, changed: Collection[str]) -> Iterator[Event]:
    """Yield a notice of the settings with which a run continues differently."""
    if changed:
        yield Notice("info", f"{run.name} is resumed with other settings ({'; '.join(changed)}).")


def _checked_model(run: RunFolder, config: ResumableT, stored: ResumableT) -> Path | None:
    folder = config.model or stored.model
    if folder is None:
        return None
    if not _is_model(folder):
        raise ModelError(
            f"{run.name} was not resumed.",
            f"Its model is not in {folder} any more."
            if config.model is None
            else f"There is no model in {folder}.",
            "Name the folder where the same model is now (--model).",
        )
    found = base_fingerprint(ModelConfig(model=folder))
    require_same_model(run, found, folder)
    if not run.environment.get(FINGERPRINT) and config.model and stored.model:
        # A run of an older version does not know its model's fingerprint.
        same_place = config.model.resolve() == stored.model.resolve()
        there = _is_model(stored.model)
        if not same_place and there and base_fingerprint(ModelConfig(model=stored.model)) != found:
            raise ModelError(
                f"{run.name} was not resumed.",
                f"{config.model} is not the same model as {stored.model}, with which it began.",
                "Leave --model out, or start a new run.",
            )
    return folder


def _is_model(folder: Path) -> bool:
    return (folder / "config.json").is_file()


def _same(asked: Any, began: Any) -> bool:
    if isinstance(asked, tuple) and isinstance(began, tuple):
        return sorted(map(str, asked)) == sorted(map(str, began))
    if isinstance(asked, Path) and isinstance(began, Path):
        return asked.resolve() == began.resolve()
    return bool(asked == began)


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, float):
        return f"{value:g}"
    return "none" if value in (None, "") else str(value)
