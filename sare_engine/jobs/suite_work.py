"""Running the attacks of a suite, one after the other or side by side, within a budget of time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sare_engine.config import AttackConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.errors import ConfigError, EngineError, ModelError, StorageError
from sare_engine.events import Event, Finished, Json, Notice, PhaseStarted, Progress
from sare_engine.jobs.overall import Expected, OverallProgress
from sare_engine.jobs.parts import JobPart, done_parts
from sare_engine.jobs.reusing import attack_once, equal_runs
from sare_engine.jobs.runner import job
from sare_engine.jobs.worker_places import WorkerPlace
from sare_engine.models.device_memory import release_memory
from sare_engine.reporting.suite import AttackOutcome, attack_outcome
from sare_engine.robustness.attack import PHASE
from sare_engine.robustness.suites import SUITES
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs

_SUITE_PHASE = "suite"
_NO_TIME = "The time was up; run the suite again to do what is missing."


@dataclass(frozen=True)
class SuiteTask:
    """An attack of a suite.

    Attributes:
        name: what it is called, once in a suite.
        wanted: its settings.
        trains: whether it trains.
    """

    name: str
    wanted: RelearnConfig
    trains: bool

    @property
    def expected(self) -> Expected:
        """How much work it is."""
        return expected_attack(self.wanted.steps, trains=self.trains)


def expected_attack(steps: int, *, trains: bool) -> Expected:
    """Return how much work an attack is that takes so many steps if it trains."""
    return Expected("training", {PHASE: steps}) if trains else Expected("changing")


@job
def suite_attack(
    config: RelearnConfig, *, name: str, take_over: bool, control: Control
) -> Iterator[Event]:
    """Run an attack of a suite, or find it; part of a suite.

    `Finished.result` has the name of the `run`, or the reason why there is none as `left_out`.

    Args:
        config: its settings.
        name: what it is called in notices.
        take_over: whether to continue a run that another program may still work on.
        control: pause, resume and stop.
    """
    try:
        run = yield from attack_once(config, name, control, take_over=take_over)
    except (StorageError, ModelError, ConfigError):
        raise  # The other attacks would fail too.
    except EngineError as error:
        yield Finished("done", {"left_out": f"{error.what} {error.why}".strip()})
        return
    yield Finished("done", {"run": run})


class SuiteWork:
    """Runs attacks, counts them, and estimates the time that is left.

    Attributes:
        left_out: name of an attack → why it has no result.
        outcomes: name of an attack → its outcome.

    Args:
        config: the suite's settings.
        control: polled between attacks, and by them.
        tested: over how many images a rate is counted, for runs that do not record it.
        expected: for each run that is still to come, whether it trains.
        placebos: how many of these, at the end, are of the placebo, for which time is kept.
        places: one for each worker process; without any, all is done in this process.
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
        places: Sequence[WorkerPlace] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.left_out: dict[str, str] = {}
        self.outcomes: dict[str, AttackOutcome] = {}
        self._config = config
        self._control = control
        self._tested = tested
        self._placebos = placebos
        self._places = places
        self._clock = clock
        self._began = clock()
        self._seconds: dict[bool, list[float]] = {True: [], False: []}
        self._overall = OverallProgress(
            _SUITE_PHASE,
            f"Attack suite “{SUITES[config.suite].title}”",
            "attacks",
            [expected_attack(config.steps, trains=trains) for trains in expected],
            at_once=max(1, len(places)),
            clock=clock,
        )

    def started(self) -> PhaseStarted:
        """Return the event that opens the suite."""
        return self._overall.started()

    def finished(self) -> Progress:
        """Return the progress at the end, also where less than expected had to be run."""
        return self._overall.complete()

    def do(self, tasks: Iterable[SuiteTask]) -> Iterator[Event]:
        """Yield the events of attacks, each asked for when it can begin; fill `outcomes`.

        Raises:
            Stopped: the user stopped the suite.
            StorageError, ModelError, ConfigError: the other attacks would fail too.
        """
        reused: set[str] = set()

        def parts() -> Iterator[JobPart | Event]:
            for task in tasks:
                self._control.poll()
                there = self._is_there(task.wanted)
                if there:
                    reused.add(task.name)
                elif self._is_late(task.wanted, task.trains):
                    self._overall.skip(task.expected)
                    yield self._leave_out(task.name, _NO_TIME)
                    yield self._overall.progress()
                    continue
                values = {"name": task.name, "take_over": self._config.take_over}
                yield JobPart(task.name, suite_attack, task.wanted, values, task.expected, there)

        def take(part: JobPart, result: Mapping[str, Json], seconds: float) -> Iterator[Event]:
            if "left_out" in result:
                yield self._leave_out(part.title, str(result["left_out"]))
                return
            run = Runs(self._config.project).find(str(result["run"]))
            self.outcomes[part.title] = attack_outcome(run, self._tested)
            if part.title not in reused:
                self._seconds[bool(part.expected.steps)].append(seconds)

        yield from done_parts(parts(), take, self._overall, self._control, self._places)

    def _leave_out(self, name: str, why: str) -> Event:
        self.left_out[name] = why
        release_memory()
        return Notice("warning", f"{name}: {why}")

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
