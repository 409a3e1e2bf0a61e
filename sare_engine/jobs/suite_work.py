"""Running the attacks of a suite one after the other, within a budget of time."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence

from sare_engine.config import AttackConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.errors import ConfigError, EngineError, ModelError, StorageError
from sare_engine.events import Event, Notice, PhaseStarted, Progress
from sare_engine.jobs.reusing import attack_once, equal_runs
from sare_engine.models.device_memory import release_memory
from sare_engine.reporting.suite import AttackOutcome, attack_outcome
from sare_engine.robustness.attack import PHASE
from sare_engine.robustness.suites import SUITES
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs

_SUITE_PHASE = "suite"
_NO_TIME = "The time was up; run the suite again to do what is missing."


class SuiteWork:
    """Runs attacks, counts them, and estimates the time that is left.

    Attributes:
        left_out: name of an attack → why it has no result.

    Args:
        config: the suite's settings.
        control: polled between attacks, and by them.
        tested: over how many images a rate is counted, for runs that do not record it.
        expected: for each run that is still to come, whether it trains.
        placebos: how many of these, at the end, are of the placebo, for which time is kept.
        clock: returns seconds.
    """

    def __init__(
        self,
        config: AttackConfig,
        control: Control,
        tested: int | None,
        expected: Sequence[bool],
        placebos: int,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.left_out: dict[str, str] = {}
        self._config = config
        self._control = control
        self._tested = tested
        self._expected = list(expected)
        self._total = len(expected)
        self._placebos = placebos
        self._clock = clock
        self._began = clock()
        self._seconds: dict[bool, list[float]] = {True: [], False: []}

    def started(self) -> PhaseStarted:
        """Return the event that opens the suite."""
        title = f"Attack suite “{SUITES[self._config.suite].title}”"
        return PhaseStarted(_SUITE_PHASE, title, self._total, "attacks")

    def finished(self) -> Progress:
        """Return the progress at the end, also where less than expected had to be run."""
        return Progress(_SUITE_PHASE, self._total, self._total, None, 0.0)

    def do(
        self, name: str, wanted: RelearnConfig, *, trains: bool
    ) -> Generator[Event, None, AttackOutcome | None]:
        """Yield the events of an attack; return its outcome, None where it has none.

        Raises:
            Stopped: the user stopped the suite.
            StorageError, ModelError, ConfigError: the other attacks would fail too.
        """
        self._control.poll()
        outcome = None
        began = self._clock()
        reused = self._is_there(wanted)
        if not reused and self._is_late(wanted, trains):
            self.left_out[name] = _NO_TIME
        else:
            try:
                run = yield from attack_once(
                    wanted, name, self._control, take_over=self._config.take_over
                )
                outcome = attack_outcome(Runs(wanted.project).find(run), self._tested)
            except (StorageError, ModelError, ConfigError):
                raise
            except EngineError as error:
                self.left_out[name] = f"{error.what} {error.why}".strip()
            if outcome is None:
                release_memory()
                yield Notice("warning", f"{name}: {self.left_out[name]}")
            elif not reused:
                self._seconds[trains].append(self._clock() - began)
        if trains in self._expected:
            self._expected.remove(trains)
        yield self._progress()
        return outcome

    def _is_there(self, wanted: RelearnConfig) -> bool:
        with Project.open(wanted.project) as project:
            return any(one.status == "done" for one in equal_runs(project, PHASE, wanted))

    def _is_late(self, wanted: RelearnConfig, trains: bool) -> bool:
        """Whether an attack would end after the budget, with the time kept for the placebo."""
        if not self._config.minutes or not any(self._seconds.values()):
            return False
        needed = self._expected_seconds(trains) or 0.0
        if not wanted.controls:
            needed += self._placebos * (self._expected_seconds(True) or 0.0)
        return self._clock() - self._began + needed > 60 * self._config.minutes

    def _expected_seconds(self, trains: bool) -> float | None:
        known = self._seconds[trains] or self._seconds[not trains]
        return sum(known) / len(known) if known else None

    def _progress(self) -> Progress:
        left = [self._expected_seconds(trains) for trains in self._expected]
        known = [one for one in left if one is not None]
        eta = sum(known) if len(known) == len(left) else None
        done = self._total - len(self._expected)
        elapsed = self._clock() - self._began
        rate = done / elapsed if elapsed > 0 and done else None
        return Progress(_SUITE_PHASE, done, self._total, rate, eta)
