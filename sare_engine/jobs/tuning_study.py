"""The trials of a search for settings, kept by Optuna in a file of the project.

Optuna's multi-objective TPE proposes settings from what earlier trials measured
(Akiba et al., KDD 2019, arXiv 1907.10902; Ozaki et al., JAIR 2022).
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import importlib.util
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sare_engine.errors import ConfigError, StorageError
from sare_engine.files import plain_storage_errors
from sare_engine.jobs.tuning_rules import (
    COMPLETE,
    FAILED,
    OUTCOMES,
    PRUNED,
    RUNNING,
    TrialRecord,
    best_trial,
    front,
)

if TYPE_CHECKING:
    from optuna import Study
    from optuna.storages import RDBStorage
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

_BASE, _OUTCOME, _ABOUT = "base", "outcome", "about"
"""Names under which a study keeps what is not Optuna's own."""


@dataclass(frozen=True)
class StudyRecord:
    """What a study holds.

    Attributes:
        name: of the study.
        base: the figures of the model before erasure; {} before the first trial.
        trials: in order.
        about: what the search was started with, as JSON.
        last: when its last trial began; None before the first.
    """

    name: str
    base: Mapping[str, float]
    trials: tuple[TrialRecord, ...]
    about: Mapping[str, Any]
    last: datetime.datetime | None = None

    def best(self) -> TrialRecord | None:
        """Return the trial to follow; None where none was complete."""
        return best_trial(self.trials, self.base)


class TuningStudy:
    """Proposes settings, and remembers what they came to.

    Args:
        folder: the project's folder.
        conditions: what has to be equal for trials to be compared, as JSON.
        start: setting → the value that the search begins with; 0 leaves a setting out.
        seed: of the proposals.
        about: what the search is started with, as JSON; kept for `read_studies`.

    Raises:
        ConfigError: Optuna is not installed.
        StorageError: the project's folder cannot be written, or the file is damaged.
    """

    def __init__(
        self,
        folder: Path,
        conditions: Mapping[str, Any],
        start: Mapping[str, float],
        seed: int,
        about: Mapping[str, Any] | None = None,
    ) -> None:
        require_optuna()
        import optuna

        text = json.dumps(conditions, sort_keys=True)
        self.name = f"study-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
        self._ranges = {
            name: (start[name] * low, start[name] * high)
            for name, (low, high) in _FACTORS.items()
            if start.get(name)
        }
        file = folder / STUDIES_FILE
        with _plain_errors(file, "written"):
            self._storage = _storage(file)
            self._study: Study = optuna.create_study(
                storage=self._storage,
                study_name=self.name,
                directions=list(OUTCOMES.values()),
                load_if_exists=True,
            )
        self._seed = seed
        if about is not None:
            self._study.set_user_attr(_ABOUT, dict(about))
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
        _close(self._storage)

    def _try_again(self) -> None:
        """Propose again what a stopped or killed process was at.

        A process may have been killed anywhere in here, too: what waits already is not added twice,
        and a trial whose measurements are there is not made again.
        """
        from optuna.trial import TrialState

        waiting = [
            _proposed(one)
            for one in self._study.get_trials(deepcopy=False, states=[TrialState.WAITING])
        ]
        for one in self._study.get_trials(states=[TrialState.RUNNING]):
            if _OUTCOME in one.user_attrs:
                self._close_trial(one.number, one.user_attrs[_OUTCOME])
                continue
            if _proposed(one) not in waiting:
                self._study.enqueue_trial(_proposed(one))
            self._study.tell(one.number, state=TrialState.FAIL)

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
        """Return the settings to try next, of a trial whose `number` is then known.

        They depend on the seed, the trial's number and the trials before it, not on how many of
        those were made by this process: a search that goes on draws nothing that it had already.
        """
        import numpy as np
        from optuna.samplers import TPESampler

        trial = self._study.ask()
        [own] = np.random.SeedSequence([self._seed, trial.number]).generate_state(1)
        self._study.sampler = TPESampler(seed=int(own), n_startup_trials=_STARTUP_TRIALS)
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
            values: what was measured; without a rate after the attack the trial was ended early.
            base: the same figures of the model before erasure, as far as they are known.
            number: of the trial; None for the one that was proposed last.
        """
        trial = self._running.pop(self._latest if number is None else number, None)
        if trial is None:
            raise RuntimeError("nothing was proposed")
        self._study.set_user_attr(_BASE, dict(base))
        trial.set_user_attr(_OUTCOME, dict(values))
        self._close_trial(trial.number, values)

    def _close_trial(self, number: int, values: Mapping[str, float]) -> None:
        from optuna.trial import TrialState

        if all(name in values for name in OUTCOMES):
            self._study.tell(number, [values[name] for name in OUTCOMES])
        else:
            self._study.tell(number, state=TrialState.PRUNED)

    def record(self) -> StudyRecord:
        """Return what the study holds now."""
        return _record(self._study)


def tuning_available() -> bool:
    """Whether the library that keeps the trials is installed; it is not imported."""
    return importlib.util.find_spec("optuna") is not None


def require_optuna() -> None:
    """Import the library that keeps the trials.

    Raises:
        ConfigError: it is not installed.
    """
    try:
        import optuna
    except ImportError:
        raise ConfigError(
            [("trials", "need the Python library Optuna: pip install 'sare-desktop[tuning]'.")]
        ) from None
    optuna.logging.set_verbosity(optuna.logging.WARNING)


def read_studies(folder: Path) -> list[StudyRecord]:
    """Return the studies of a project, the one that was worked on last first; nothing is changed.

    Raises:
        ConfigError: Optuna is not installed.
        StorageError: the file cannot be read.
    """
    file = folder / STUDIES_FILE
    if not file.is_file():
        return []
    require_optuna()
    import optuna

    with _plain_errors(file, "read"), _opened(file) as storage:
        if storage is None:
            return []
        records = [
            _record(optuna.load_study(study_name=name, storage=storage))
            for name in optuna.get_all_study_names(storage)
        ]
    earliest = datetime.datetime.min
    return sorted(records, key=lambda one: one.last or earliest, reverse=True)


def _storage(file: Path, *, exists: bool = False) -> RDBStorage:
    from optuna.storages import RDBStorage

    return RDBStorage(f"sqlite:///{file.resolve()}", skip_table_creation=exists)


def _close(storage: RDBStorage) -> None:
    storage.remove_session()
    storage.engine.dispose()


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[RDBStorage | None]:
    """Open the studies; None while another process has only begun to make the file."""
    from optuna.exceptions import StorageInternalError

    storage = None
    try:
        storage = _storage(file, exists=True)
        yield storage
    except StorageInternalError as error:
        if storage is not None or "no such table" not in str(error.__cause__):
            raise
        yield None
    finally:
        if storage is not None:
            _close(storage)


@contextlib.contextmanager
def _plain_errors(file: Path, verb: str) -> Iterator[None]:
    """Turn the failures of the database inside the block into a `StorageError`."""
    from optuna.exceptions import StorageInternalError
    from sqlalchemy.exc import SQLAlchemyError

    try:
        with plain_storage_errors(file, verb=verb):
            yield
    except (SQLAlchemyError, StorageInternalError) as error:
        why = str(error.__cause__ or error).splitlines()[0]
        raise StorageError(
            f"The trials in {file} could not be {verb}.",
            why,
            "If the file is damaged, move it away; the next search begins a new one.",
        ) from error


def _record(study: Study) -> StudyRecord:
    frozen = [one for one in study.trials if one.params]
    names = {"complete": COMPLETE, "pruned": PRUNED, "fail": FAILED}
    trials = [
        TrialRecord(
            one.number,
            names.get(one.state.name.lower(), RUNNING),
            dict(one.params),
            dict(one.user_attrs.get(_OUTCOME, {})),
        )
        for one in frozen
    ]
    ahead = front(trials)
    begun = [one.datetime_start for one in frozen if one.datetime_start is not None]
    return StudyRecord(
        study.study_name,
        dict(study.user_attrs.get(_BASE, {})),
        tuple(
            TrialRecord(one.number, one.state, one.proposed, one.values, one.number in ahead)
            for one in trials
        ),
        dict(study.user_attrs.get(_ABOUT, {})),
        max(begun, default=None),
    )


def _proposed(trial: FrozenTrial) -> dict[str, Any]:
    """Return the settings of a trial, also those that were to be tried when it was interrupted."""
    return {**trial.system_attrs.get("fixed_params", {}), **trial.params}
