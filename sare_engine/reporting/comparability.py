"""Which runs measured the same, so that they may be averaged, set side by side or reused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sare_engine.events import Json
from sare_engine.settings import Config
from sare_engine.workspace.runs import RunFolder

FINGERPRINT = "model_fingerprint"
"""What a run's environment calls the fingerprint of the model before erasure."""

_SEED = "seed"

ConfigT = TypeVar("ConfigT", bound=Config)


@dataclass(frozen=True)
class Conditions:
    """Everything that decides what a run measures.

    Attributes:
        settings: the settings that affect the outcome, without the model and the seed.
        model: absolute folder of the model, "" where none is named.
        fingerprint: fingerprint of that model, "" where it is not known: older versions did not
            record it.
        seed: the run's seed.
    """

    settings: Mapping[str, Json]
    model: str
    fingerprint: str
    seed: int

    def comparable(self, other: Conditions) -> bool:
        """Whether two runs differ in nothing that affects the outcome but their seeds.

        A model is recognised by its fingerprint, so that a folder may move and a folder whose
        weights were replaced is another model; where one run has none, by its folder.
        """
        if self.fingerprint and other.fingerprint:
            same_model = self.fingerprint == other.fingerprint
        else:
            same_model = self.model == other.model
        return same_model and self.settings == other.settings

    def equal(self, other: Conditions) -> bool:
        """Whether two runs differ in nothing that affects the outcome."""
        return self.seed == other.seed and self.comparable(other)


def conditions_of(
    config: Config, fingerprint: str = "", *, without: frozenset[str] = frozenset()
) -> Conditions:
    """Return the conditions of a run with these settings.

    Args:
        config: the settings of an erasure or an attack.
        fingerprint: fingerprint of the model before erasure, if it is known.
        without: settings that are compared elsewhere.
    """
    settings = {
        name: value for name, value in config.outcome_settings().items() if name not in without
    }
    seed, model = settings.pop(_SEED), settings.pop("model")
    for name, value in settings.items():
        # Objects are a set: their order changes nothing.
        if name == "concepts" and isinstance(value, list):
            settings[name] = sorted(value)
    for name, value in config.to_dict().items():
        if name in settings and isinstance(getattr(config, name), Path):
            settings[name] = str(Path(value).resolve())
    return Conditions(settings, str(Path(model).resolve()) if model else "", fingerprint, seed)


def stored_conditions(
    run: RunFolder, config_type: type[ConfigT], *, without: frozenset[str] = frozenset()
) -> tuple[ConfigT, Conditions]:
    """Return the settings of a run, whatever version stored them, and its conditions.

    A setting that the run does not have counts with its default.

    Raises:
        EngineError: the run's files are damaged.
    """
    config = config_type.from_stored(run.config_dict())
    fingerprint = run.environment.get(FINGERPRINT)
    return config, conditions_of(config, str(fingerprint or ""), without=without)
