"""Memory that runs out during training: halves, exactly once each, with the same result."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch

from sare_engine.config import EraseConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.erasure.batches import Batch
from sare_engine.erasure.fitting import FittingBatches
from sare_engine.erasure.losses import Forward
from sare_engine.erasure.pass_room import BESIDE, pass_room
from sare_engine.erasure.trainer import train_erasure
from sare_engine.errors import DeviceError
from sare_engine.events import Event, Notice, StepMetrics
from sare_engine.models.device_memory import is_out_of_memory
from sare_engine.models.trainable import trainable_parameters
from sare_engine.robustness.attack import AttackContext
from sare_engine.robustness.attacks import ATTACKS
from tests.engine.erasure.conftest import Workbench

ERRORS = [
    torch.OutOfMemoryError("CUDA out of memory."),
    MemoryError(),
    RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes."),
]


@pytest.fixture
def room_for(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    """Let memory run out where more captions than that pass through the model at once."""

    def limit(captions: int, error: Exception = ERRORS[0], after: int = 0) -> list[int]:
        genuine = Forward.token_ce
        sizes: list[int] = []

        def token_ce(self: Forward, batch: Batch) -> torch.Tensor:
            result = genuine(self, batch)  # the graph is there when memory runs out
            sizes.append(len(batch.images))
            if len(batch.images) > captions and len(sizes) > after:
                raise error
            return result

        monkeypatch.setattr(Forward, "token_ce", token_ce)
        return sizes

    return limit


def train(bench: Workbench, config: EraseConfig, folder: Path | None = None) -> Iterator[Event]:
    @contextmanager
    def new_checkpoint(step: int) -> Iterator[Path]:
        assert folder is not None
        path = folder / str(step)
        path.mkdir()
        yield path

    return train_erasure(
        bench.loaded,
        bench.features,
        bench.data(config),
        config,
        control=Control(),
        new_checkpoint=new_checkpoint if folder else None,
    )


def weights(bench: Workbench) -> dict[str, torch.Tensor]:
    return {
        name: one.detach().clone() for name, one in trainable_parameters(bench.loaded.model).items()
    }


@pytest.mark.parametrize(("room", "tried"), [(8, [8]), (3, [8, 4, 2]), (1, [8, 4, 2, 1])])
def test_each_halving_tries_the_step_once_more(room: int, tried: list[int]) -> None:
    tries: list[int] = []
    undone: list[int] = []

    def work(size: int) -> str:
        tries.append(size)
        if size > room:
            raise ERRORS[0]
        return "done"

    fitting = FittingBatches(8)
    told = run_to_end(fitting.run(work, lambda: undone.append(tries[-1])))
    assert tries == tried
    assert undone == tried[:-1]
    assert [one.text for one in told.notices] == [
        f"Memory ran out: captions now pass through the model {size} at a time."
        for size in tried[1:]
    ]
    assert told.result == "done"
    # What did not fit is not tried again at the next step.
    assert run_to_end(fitting.run(work, lambda: None)).notices == []
    assert tries == [*tried, tried[-1]]


def test_where_not_even_one_fits_it_is_tried_once_and_told() -> None:
    tries: list[int] = []

    def work(size: int) -> None:
        tries.append(size)
        raise ERRORS[1]

    with pytest.raises(DeviceError, match="Not even one caption fits"):
        run_to_end(FittingBatches(4).run(work, lambda: None))
    assert tries == [4, 2, 1]


@dataclasses.dataclass
class Told:
    """What a generator yielded, and what it returned."""

    notices: list[Notice]
    result: object = None


def run_to_end(events: Generator[Event, None, object]) -> Told:
    told = Told([])
    while True:
        try:
            event = next(events)
        except StopIteration as end:
            told.result = end.value
            return told
        assert isinstance(event, Notice) and event.level == "warning"
        told.notices.append(event)


@pytest.mark.parametrize("error", ERRORS, ids=["cuda", "python", "cpu"])
def test_a_halved_batch_trains_the_same(
    workbench: Workbench,
    config: EraseConfig,
    room_for: Callable[..., list[int]],
    error: Exception,
) -> None:
    config = dataclasses.replace(config, negative_batch=2, retain_batch=3, steps=3)
    twin = copy.deepcopy(workbench)
    list(train(twin, dataclasses.replace(config, microbatch=1)))
    sizes = room_for(1, error)
    events = list(train(workbench, config))
    notices = [one for one in events if isinstance(one, Notice)]
    # From three captions to one is one halving; the batch stays halved.
    assert [one.level for one in notices] == ["warning"]
    assert "1 at a time" in notices[0].text
    assert [one.step for one in events if isinstance(one, StepMetrics)] == [1, 2, 3]
    assert sizes[0] == 2
    assert set(sizes[1:]) == {1}
    for name, value in weights(workbench).items():
        assert torch.equal(value, weights(twin)[name])


def test_memory_that_runs_out_at_the_perturbed_weights_leaves_no_trace(
    workbench: Workbench, config: EraseConfig, room_for: Callable[..., list[int]]
) -> None:
    config = dataclasses.replace(config, negative_batch=2, retain_batch=2, steps=1)
    twin = copy.deepcopy(workbench)
    list(train(twin, dataclasses.replace(config, microbatch=1)))
    sizes = room_for(1, after=1)  # the second pass is the one at theta + epsilon
    list(train(workbench, config))
    assert sizes[:2] == [2, 2]
    for name, value in weights(workbench).items():
        assert torch.equal(value, weights(twin)[name])


def test_one_caption_too_many_stops_with_the_checkpoint_kept(
    workbench: Workbench,
    config: EraseConfig,
    room_for: Callable[..., list[int]],
    tmp_path: Path,
) -> None:
    config = dataclasses.replace(
        config, negative_batch=2, retain_batch=2, steps=4, method="efuf", checkpoint_every=0
    )
    room_for(0, after=4)  # two steps of two passes fit
    events = []
    with pytest.raises(DeviceError, match="Memory ran out"):
        for event in train(workbench, config, tmp_path):
            events.append(event)
    assert sum(isinstance(one, StepMetrics) for one in events) == 2
    assert sum(isinstance(one, Notice) for one in events) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["2"]


def test_other_errors_are_no_lack_of_memory(
    workbench: Workbench, config: EraseConfig, room_for: Callable[..., list[int]]
) -> None:
    room_for(0, RuntimeError("shapes do not fit"))
    with pytest.raises(RuntimeError, match="shapes"):
        list(train(workbench, config))
    assert not is_out_of_memory(ValueError("out of memory"))


def test_relearning_is_halved_too(
    workbench: Workbench, room_for: Callable[..., list[int]], tmp_path: Path
) -> None:
    config = RelearnConfig(project=tmp_path, attack="same_adapter", batch=4, steps=2)
    sent = [
        dataclasses.replace(one, targets=(("sent", one.targets[0][1]),))
        for one in workbench.encoded
    ]
    sizes = room_for(2)
    context = AttackContext(workbench.loaded, workbench.features, sent, config, Control())
    events = list(ATTACKS[config.attack].attack(context))
    assert sum(isinstance(one, Notice) for one in events) == 1
    assert sizes == [4, 2, 2, 2, 2]


def test_a_pass_without_room_is_halved_before_it_begins(
    workbench: Workbench, config: EraseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a CPU, where the kernel kills what takes too much; the result stays the same."""
    config = dataclasses.replace(config, negative_batch=2, retain_batch=3, steps=2)
    twin = copy.deepcopy(workbench)
    list(train(twin, dataclasses.replace(config, microbatch=1)))

    def room(*_: object) -> Callable[[int], int]:
        return lambda size: size - 1

    monkeypatch.setattr("sare_engine.erasure.trainer.pass_room", room)
    notices = [one for one in train(workbench, config) if isinstance(one, Notice)]
    assert [one.text for one in notices] == [
        "Memory is short: captions now pass through the model 1 at a time."
    ]
    for name, expected in weights(twin).items():
        torch.testing.assert_close(weights(workbench)[name], expected, rtol=0, atol=0)


def test_a_step_without_room_is_refused_before_it_begins() -> None:
    begun: list[int] = []
    steps = FittingBatches(4, lambda _: 3_000_000_000).run(begun.append, lambda: None)
    with pytest.raises(DeviceError, match="There is not enough memory for a") as caught:
        run_to_end(steps)
    assert "about 3.00 GB are missing. The step was not started" in caught.value.why
    assert begun == []


def test_room_follows_what_is_free(
    workbench: Workbench, config: EraseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = pass_room(workbench.loaded, workbench.data(config).captions(), config)
    assert lacking is not None
    assert lacking(8) == 0
    monkeypatch.setattr("sare_engine.erasure.pass_room.free_memory", lambda _: 0)
    more, less, least = lacking(4096), lacking(2048), lacking(1024)
    assert more - less > 1.9 * (less - least) > 0
    assert least > BESIDE
