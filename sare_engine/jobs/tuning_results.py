"""What the searches of a project have found so far, in the terms of an erasure."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sare_engine.config import EraseConfig, TuneConfig
from sare_engine.errors import ConfigError
from sare_engine.jobs.tuning_rules import breaks_captions, why_best, why_ended
from sare_engine.jobs.tuning_study import STEPS_SHARE, StudyRecord, read_studies
from sare_engine.settings import settings_of
from sare_engine.tuned import RECOMMENDED

_SEARCH, _START = "search", "start"

_OF_A_TRIAL = ("evaluate_every", "checkpoint_every", "measure_images", "patience", "name")
"""Settings of a trial that an erasure with what was found does not share."""


def about_search(config: TuneConfig, start: EraseConfig) -> dict[str, Any]:
    """Return what a study keeps of a search, as JSON: its settings and what it begins with."""
    return {_SEARCH: config.to_dict(), _START: start.to_dict()}


def as_result(study: StudyRecord, config: TuneConfig, start: EraseConfig) -> dict[str, Any]:
    """Return a study as the result of a search; see `tune`."""
    best = study.best()
    chosen = {**RECOMMENDED, **full_settings(best.proposed, config.steps)} if best else {}
    return {
        "study": study.name,
        "search": config.to_dict(),
        "base": dict(study.base),
        "trials": [
            {
                "number": one.number + 1,
                "state": one.state,
                "why_ended": why_ended(one, study.base),
                "on_front": one.on_front,
                "breaks_captions": breaks_captions(one.values, study.base),
                "settings": full_settings(one.proposed, config.steps),
                "values": dict(one.values),
            }
            for one in study.trials
        ],
        "best": {"number": best.number + 1, "settings": chosen, "why": why_best(best, study.base)}
        if best
        else None,
        "erasure": _erasure(config, start, chosen).to_dict() if best else {},
    }


def tuning_results(project: Path) -> list[dict[str, Any]]:
    """Return the searches of a project, the one that was worked on last first.

    Each is what `tune` gives as its result, also while the search goes on or after it was
    interrupted. Nothing is changed.

    Args:
        project: the project's folder.

    Raises:
        ConfigError: there are searches, and Optuna, which keeps them, is not installed.
        StorageError: the file of the trials cannot be read.
    """
    found = []
    for study in read_studies(project):
        try:
            config = TuneConfig.from_stored(study.about[_SEARCH])
            start = EraseConfig.from_stored(study.about[_START])
        except (ConfigError, KeyError, TypeError):
            continue  # Of a version that kept less; its search goes on all the same.
        found.append(as_result(study, config, start))
    return found


def without_share(proposed: Mapping[str, float]) -> dict[str, float]:
    """Return what is proposed for an erasure's own settings."""
    return {name: value for name, value in proposed.items() if name != STEPS_SHARE}


def full_settings(proposed: Mapping[str, float], steps: int) -> dict[str, Any]:
    """Return the proposed settings of a whole erasure of at most so many steps."""
    share = proposed.get(STEPS_SHARE, 1.0)
    rounded = {name: float(f"{value:.3g}") for name, value in without_share(proposed).items()}
    return {**rounded, "steps": max(1, round(share * steps))}


def _erasure(config: TuneConfig, start: EraseConfig, chosen: Mapping[str, Any]) -> EraseConfig:
    """Return the erasure to run, which measures and saves as erasures usually do."""
    usual = {one.name: one.default for one in settings_of(EraseConfig) if one.name in _OF_A_TRIAL}
    return dataclasses.replace(start, **{**usual, "patience": config.patience, **chosen})
