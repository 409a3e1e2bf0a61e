"""The trials of a search for settings, kept by Optuna in a file of the project.

Optuna's multi-objective TPE proposes settings from what earlier trials measured
(Akiba et al., KDD 2019, arXiv 1907.10902; Ozaki et al., JAIR 2022).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sare_engine.errors import ConfigError
from sare_engine.files import plain_storage_errors

if TYPE_CHECKING:
    from optuna import Study
    from optuna.trial import FrozenTrial, Trial

STUDIES_FILE = "tuning.sqlite"
"""All studies of a project."""

STEPS_SHARE = "steps_share"
"""What is proposed for the number of steps: a share of the most that are allowed."""

_FACTORS: Mapping[str, tuple[float, float]] = {
    "learning_rate": (1 / 8, 4.0),
    "lambda_neg": (1 / 4, 4.0),
    "lambda_sent": (1 / 4, 4.0),
    "simulated_learning_rate": (1 / 4, 4.0),
    "rho": (1 / 4, 4.0),
}
"""Setting → least and greatest factor on what the search begins with."""

_STARTUP_TRIALS = 5
"""Drawn at random, after the settings that the search begins with."""

_RECALL_PAID, _BROKEN_ADDED = 0.05, 0.02
"""How much worse than the model before erasure the best settings may be, where any are so good."""

_OUTCOMES = ("rate_after_attack", "concept_recall", "degenerate_rate")
_BASE, _OUTCOME = "base", "outcome"


@dataclass(frozen=True)
class TrialRecord:
    """A trial and what came of it.

    Attributes:
        number: counted from 0.
        state: "complete", "pruned", "failed" or "running".
        proposed: setting → value; `STEPS_SHARE` stands for the steps.
        values: what was measured, by name; a pruned trial has no `rate_after_attack`.
        on_front: whether no other trial is at least as good in everything and better in something.
    """

    number: int
    state: str
    proposed: Mapping[str, float]
    values: Mapping[str, float]
    on_front: bool = False


class TuningStudy:
    """Proposes settings, and remembers what they came to.

    Args:
        folder: the project's folder.
        conditions: what has to be equal for trials to be compared, as JSON.
        start: setting → the value that the search begins with; 0 leaves a setting out.
        seed: of the proposals.

    Raises:
        ConfigError: Optuna is not installed.
        StorageError: the project's folder cannot be written.
    """

    def __init__(
        self,
        folder: Path,
        conditions: Mapping[str, Any],
        start: Mapping[str, float],
        seed: int,
    ) -> None:
        try:
            import optuna
        except ImportError:
            raise ConfigError(
                [("trials", "need the Python library Optuna: pip install 'sare-desktop[tuning]'.")]
            ) from None
        optuna.logging.set_verbosity(optuna.logging.WARNING)
        text = json.dumps(conditions, sort_keys=True)
        self.name = f"study-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
        self._ranges = {
            name: (start[name] * low, start[name] * high)
            for name, (low, high) in _FACTORS.items()
            if start.get(name)
        }
        file = folder / STUDIES_FILE
        with plain_storage_errors(file):
            self._storage = optuna.storages.RDBStorage(f"sqlite:///{file.resolve()}")
            self._study: Study = optuna.create_study(
                storage=self._storage,
                study_name=self.name,
                # In the order of `_OUTCOMES`.
                directions=["minimize", "maximize", "minimize"],
                load_if_exists=True,
                sampler=optuna.samplers.TPESampler(seed=seed, n_startup_trials=_STARTUP_TRIALS),
            )
        if not self._study.trials:
            begins = {name: start[name] for name in self._ranges}
            self._study.enqueue_trial({**begins, STEPS_SHARE: 1.0})
        self._try_again()
        self._running: dict[int, Trial] = {}
        self._latest = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._storage.remove_session()
        self._storage.engine.dispose()

    def _try_again(self) -> None:
        """Propose again what a stopped or killed process was at."""
        from optuna.trial import TrialState

        for one in self._study.get_trials(states=[TrialState.RUNNING]):
            self._study.tell(one.number, state=TrialState.FAIL)
            self._study.enqueue_trial(one.params)

    @property
    def finished(self) -> int:
        """Number of trials that ended with a result, or were ended early for theirs."""
        from optuna.trial import TrialState

        ended = (TrialState.COMPLETE, TrialState.PRUNED)
        return len(self._study.get_trials(deepcopy=False, states=ended))

    @property
    def unfinished(self) -> int:
        """Number of trials that were proposed here and have not ended."""
        return len(self._running)

    def propose(self) -> dict[str, float]:
        """Return the settings to try next, of a trial whose `number` is then known."""
        trial = self._study.ask()
        self._latest = trial.number
        self._running[trial.number] = trial
        proposed = {
            name: trial.suggest_float(name, low, high, log=True)
            for name, (low, high) in self._ranges.items()
        }
        return {**proposed, STEPS_SHARE: trial.suggest_float(STEPS_SHARE, 0.5, 1.0)}

    @property
    def number(self) -> int:
        """Number of the trial that was proposed last."""
        return self._latest

    def tell(
        self, values: Mapping[str, float], base: Mapping[str, float], number: int | None = None
    ) -> None:
        """Record what came of a proposal.

        Args:
            values: what was measured; without `rate_after_attack` the trial was ended early.
            base: the same figures of the model before erasure, as far as they are known.
            number: of the trial; None for the one that was proposed last.
        """
        from optuna.trial import TrialState

        trial = self._running.pop(self._latest if number is None else number, None)
        if trial is None:
            raise RuntimeError("nothing was proposed")
        trial.set_user_attr(_OUTCOME, dict(values))
        self._study.set_user_attr(_BASE, dict(base))
        if all(name in values for name in _OUTCOMES):
            self._study.tell(trial, [values[name] for name in _OUTCOMES])
        else:
            self._study.tell(trial, state=TrialState.PRUNED)

    def base(self) -> dict[str, float]:
        """Return the figures of the model before erasure; {} before the first trial."""
        return dict(self._study.user_attrs.get(_BASE, {}))

    def trials(self) -> list[TrialRecord]:
        """Return the trials in order."""
        front = {one.number for one in self._study.best_trials}
        names = {"complete": "complete", "pruned": "pruned", "fail": "failed"}
        return [
            TrialRecord(
                one.number,
                names.get(one.state.name.lower(), "running"),
                dict(one.params),
                _values(one),
                one.number in front,
            )
            for one in self._study.trials
            if one.params
        ]

    def best(self) -> TrialRecord | None:
        """Return the trial to follow; None where none was complete.

        Of the trials that pay little for the erasure in true mentions and whole captions, it is
        the one that withstands the attack best; where all pay more, the one that pays least.
        """
        base, complete = self.base(), [one for one in self.trials() if one.state == "complete"]

        def paid(one: TrialRecord) -> float:
            recall = base.get("concept_recall", 1.0) - one.values["concept_recall"] - _RECALL_PAID
            broken = (
                one.values["degenerate_rate"] - base.get("degenerate_rate", 0.0) - _BROKEN_ADDED
            )
            return max(recall, 0.0) + max(broken, 0.0)

        def worth(one: TrialRecord) -> tuple[float, float, float]:
            values = one.values
            return paid(one), values["rate_after_attack"], -values["concept_recall"]

        return min(complete, key=worth, default=None)


def _values(trial: FrozenTrial) -> dict[str, float]:
    return dict(trial.user_attrs.get(_OUTCOME, {}))
