"""Processes that train one model together do what one process does."""

from __future__ import annotations

import copy
import dataclasses
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from sare_engine.config import EraseConfig
from sare_engine.control import Control, Stopped
from sare_engine.erasure import trainer
from sare_engine.erasure.batches import Batch
from sare_engine.erasure.examples import Stream
from sare_engine.erasure.losses import Forward
from sare_engine.erasure.method import NegativePass
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.shared_losses import SharedNegativeLoss, SharedRetainLoss
from sare_engine.erasure.trainer import train_erasure
from sare_engine.errors import DataError, DeviceError, EngineError
from sare_engine.events import Event, Notice, StepMetrics
from sare_engine.models.trainable import trainable_parameters
from sare_engine.team.exchange import TeamLostError
from sare_engine.team.team import Team
from sare_engine.tuned import RECOMMENDED
from tests.engine.erasure.conftest import Workbench
from tests.engine.threads_as_processes import in_team
from tests.waiting import eventually

CLOSE = 1e-5
"""How far the adapter of several processes may be from that of one, relative to its length."""

FORMS: dict[str, dict[str, Any]] = {
    "EFUF": {"method": "efuf"},
    "SARE": {"method": "sare", "rho": 0.3},
    "fresh adversary": {"ascent": "fresh_adversary", "simulated_steps": 3},
    "recommended": dict(RECOMMENDED),
}
OTHERS: dict[str, dict[str, Any]] = {
    "DPO": {"method": "dpo"},
    "NPO": {"method": "npo"},
    "KL": {"method": "kl"},
    "line search": {"ascent": "line_search", "rho": 0.3},
    "simulated fine-tuning": {"ascent": "fine_tuning", "simulated_learning_rate": 1e-4},
    "ceiling": {"ascent": "merged", "negative_ceiling": 4.0, "project_negative": True},
}
"""Losses and passes that the four forms do not use."""


def adapter(bench: Workbench) -> Tensor:
    parameters = trainable_parameters(bench.loaded.model).values()
    return torch.cat([one.detach().flatten() for one in parameters])


def train(
    bench: Workbench, config: EraseConfig, team: Team | None = None, **options: Any
) -> tuple[Tensor, list[Event]]:
    """Return the trained adapter and the events."""
    events = list(
        train_erasure(
            bench.loaded,
            bench.features,
            bench.data(config),
            config,
            team=team,
            **{"control": Control(), **options},
        )
    )
    return adapter(bench), events


def distance(found: Tensor, expected: Tensor) -> float:
    return float((found - expected).norm() / expected.norm())


def values(events: Sequence[Event]) -> list[dict[str, float]]:
    found = [dict(one.values) for one in events if isinstance(one, StepMetrics)]
    return [{name: value for name, value in one.items() if name != "seconds"} for one in found]


@pytest.mark.parametrize("form", FORMS)
def test_processes_train_the_adapter_of_one(
    workbench: Workbench, config: EraseConfig, form: str
) -> None:
    config = dataclasses.replace(config, **FORMS[form])
    benches = [copy.deepcopy(workbench) for _ in range(5)]
    alone, events = train(workbench, config)
    # Three captions to keep and two to unlearn: halves are uneven, and a third is empty.
    for size in (2, 3) if form == "SARE" else (2,):
        found = in_team(size, lambda team: train(benches.pop(), config, team))
        for trained, _ in found:
            assert torch.equal(trained, found[0][0])
        assert distance(found[0][0], alone) < CLOSE
        for told, expected in zip(values(found[0][1]), values(events), strict=True):
            assert told == pytest.approx(expected, rel=1e-4, abs=1e-5)


@pytest.mark.parametrize("form", OTHERS)
def test_other_forms_train_the_adapter_of_one_too(
    workbench: Workbench, config: EraseConfig, form: str
) -> None:
    config = dataclasses.replace(config, **OTHERS[form], steps=2)
    benches = [copy.deepcopy(workbench) for _ in range(2)]
    alone, _ = train(workbench, config)
    found = in_team(2, lambda team: train(benches.pop(), config, team)[0])
    assert distance(found[0], alone) < CLOSE


class MeanOfMeans(SharedNegativeLoss):
    """Weights each process's mean alike, as averaging gradients does."""

    def __init__(self, team: Team, forward: Forward, batches: Sequence[Batch], *rest: Any) -> None:
        super().__init__(team, forward, batches, *rest)
        self._total = team.size * sum(batch.count("neg") for batch in batches)


class OwnEpsilon(SharedNegativeLoss):
    """Moves each process along the gradient of its own share."""

    def backward(self, weight: float = 1.0) -> NegativePass:
        own = self._pass(lambda: self._backward(weight))
        [ce] = self._team.add([own.ce])
        return dataclasses.replace(own, ce=ce)


class MeanOfMeansKept(SharedRetainLoss):
    """The same mistake in what is kept."""

    def __init__(self, team: Team, forward: Forward, batches: Sequence[Batch], *rest: Any) -> None:
        super().__init__(team, forward, batches, *rest)
        streams: tuple[Stream, Stream] = ("pos", "sent")
        self._totals = {
            stream: team.size * max(1, sum(batch.count(stream) for batch in batches))
            for stream in streams
        }


@pytest.mark.parametrize("wrong", [MeanOfMeans, OwnEpsilon, MeanOfMeansKept])
def test_wrong_averages_fail_that_check(
    workbench: Workbench, config: EraseConfig, monkeypatch: pytest.MonkeyPatch, wrong: type
) -> None:
    config = dataclasses.replace(config, **FORMS["SARE"], steps=2)
    benches = [copy.deepcopy(workbench) for _ in range(2)]
    alone, _ = train(workbench, config)
    monkeypatch.setattr(trainer, wrong.__bases__[0].__name__, wrong)
    found = in_team(2, lambda team: train(benches.pop(), config, team)[0])
    assert distance(found[0], alone) > 100 * CLOSE


def failing_once(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let the second pass of all fail, in whatever process it is."""
    real = Forward.logits
    lock = threading.Lock()
    count = [0]

    def logits(self: Forward, batch: Batch) -> Tensor:
        with lock:
            count[0] += 1
            fails = count[0] == 2
        if fails:
            raise error
        return real(self, batch)

    monkeypatch.setattr(Forward, "logits", logits)


def test_memory_that_runs_out_in_one_process_halves_the_passes_of_all(
    workbench: Workbench, config: EraseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = dataclasses.replace(config, **FORMS["SARE"], steps=2, microbatch=4)
    benches = [copy.deepcopy(workbench) for _ in range(2)]
    alone, _ = train(workbench, config)
    failing_once(monkeypatch, MemoryError())
    found = in_team(2, lambda team: train(benches.pop(), config, team))
    assert distance(found[0][0], alone) < CLOSE
    for _, events in found:
        [notice] = [one for one in events if isinstance(one, Notice)]
        assert "captions now pass through the model 2 at a time" in notice.text


def outcome(work: Any) -> Exception | None:
    try:
        work()
    except Exception as error:
        # Its traceback would keep the connection to the others open.
        error.__context__ = None
        return error.with_traceback(None)
    return None


@pytest.mark.parametrize(
    "error", [DataError("The picture is gone.", "Somebody took it.", "Bring it back."), Stopped()]
)
def test_what_ends_one_process_in_a_step_ends_all(
    workbench: Workbench, config: EraseConfig, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    benches = [copy.deepcopy(workbench) for _ in range(2)]
    failing_once(monkeypatch, error)
    found = in_team(2, lambda team: outcome(lambda: train(benches.pop(), config, team)))
    assert [str(one) for one in found] == [str(error)] * 2
    assert all(isinstance(one, Stopped) == isinstance(error, Stopped) for one in found)


def test_memory_that_runs_out_between_passes_ends_all(
    workbench: Workbench, config: EraseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = dataclasses.replace(config, **FORMS["SARE"])
    benches = [copy.deepcopy(workbench) for _ in range(2)]
    second = benches[1]

    def member(team: Team) -> Exception | None:
        bench = benches[team.rank]

        def work() -> None:
            with team.publishing():
                train(bench, config, team)

        return outcome(work)

    real = METHODS["sare"].build

    def build(trained: Any, settings: EraseConfig) -> Any:
        method = real(trained, settings)
        if trained.parameters[0] is next(iter(trainable_parameters(second.loaded.model).values())):
            monkeypatch.setattr(method, "direction", lambda *_: (_ for _ in ()).throw(MemoryError))
        return method

    monkeypatch.setattr(
        trainer, "METHODS", {"sare": dataclasses.replace(METHODS["sare"], build=build)}
    )
    first, other = in_team(2, member)
    assert isinstance(other, DeviceError)
    assert "between two passes" in str(other)
    # The words of the other reach it, once their connection is gone.
    assert str(first) == str(other)
    assert not isinstance(first, TeamLostError)


def test_a_run_resumes_with_another_number_of_processes(
    workbench: Workbench, config: EraseConfig, tmp_path: Path
) -> None:
    config = dataclasses.replace(config, **FORMS["fresh adversary"], checkpoint_every=2)
    benches = [copy.deepcopy(workbench) for _ in range(6)]
    alone, _ = train(workbench, config)

    @contextmanager
    def new_checkpoint(step: int) -> Iterator[Path]:
        folder = tmp_path / str(step)
        folder.mkdir()
        yield folder

    def saving(team: Team) -> Tensor:
        options: dict[str, Any] = {"new_checkpoint": new_checkpoint} if team.leads else {}
        return train(benches.pop(), config, team, **options)[0]

    in_team(2, saving)
    assert {one.name for one in tmp_path.iterdir()} == {"2", "4"}
    resumed: dict[str, Any] = {"resume_from": tmp_path / "2"}
    [*_, bench] = benches
    assert distance(train(bench, config, **resumed)[0], alone) < CLOSE
    by_three = in_team(3, lambda team: train(benches[team.rank], config, team, **resumed)[0])
    assert distance(by_three[0], alone) < CLOSE


def test_pause_stop_and_an_early_end_reach_all(workbench: Workbench, config: EraseConfig) -> None:
    config = dataclasses.replace(config, method="efuf", steps=1000)
    benches = [copy.deepcopy(workbench) for _ in range(2)]
    control = Control()
    steps = [0, 0]

    def member(team: Team) -> Exception | None:
        bench = benches[team.rank]

        def work() -> None:
            for event in train_erasure(
                bench.loaded,
                bench.features,
                bench.data(config),
                config,
                control=control if team.leads else Control(),
                team=team,
            ):
                steps[team.rank] += isinstance(event, StepMetrics)

        return outcome(work)

    ended: list[list[Exception | None]] = []
    thread = threading.Thread(target=lambda: ended.append(in_team(2, member)))
    thread.start()
    eventually(lambda: min(steps) > 0, True)
    control.pause()
    eventually(lambda: control.waiting, True)
    held = list(steps)
    control.resume()
    eventually(lambda: min(steps) > max(held), True)
    control.stop()
    thread.join()
    assert [type(one) for one in ended[0]] == [Stopped, Stopped]

    def until_two(team: Team) -> list[Event]:
        counted = [0]

        def enough() -> bool:
            counted[0] += 1
            return team.leads and counted[0] > 4  # Asked before and after each step.

        return train(benches[team.rank], config, team, enough=enough)[1]

    assert [len(values(events)) for events in in_team(2, until_two)] == [2, 2]


def test_members_exchange_words_and_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    def member(team: Team) -> Any:
        told = team.tell({"é": [1, None]} if team.leads else None)
        gathered = team.gather({"rank": "x" * team.rank})
        one = torch.zeros(3, requires_grad=True)
        two = torch.zeros(2, requires_grad=True)
        none = torch.zeros(1, requires_grad=True)
        if team.rank == 1:
            one.grad = torch.ones(3)
        two.grad = torch.full((2,), float(team.rank))
        team.add_gradients([one, two, none])
        lacking = team.lacking(lambda size: size * team.rank)
        assert lacking is not None
        return told, gathered, one.grad, two.grad, none.grad, lacking(5)

    for told, gathered, one, two, none, lacks in in_team(3, member):
        assert told == {"é": [1, None]}
        assert gathered == [{"rank": ""}, {"rank": "x"}, {"rank": "xx"}]
        assert (one.tolist(), two.tolist(), none) == ([1.0] * 3, [3.0] * 2, None)
        assert lacks == 10


def test_a_process_that_goes_without_a_word_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    from sare_engine.team import exchange

    monkeypatch.setattr(exchange, "_WORDS_SECONDS", 0.1)

    def member(team: Team) -> Exception | None:
        return None if team.leads else outcome(lambda: team.tell())

    [_, lost] = in_team(2, member)
    assert isinstance(lost, EngineError)
    assert lost.what == "A process of the job ended unexpectedly."
