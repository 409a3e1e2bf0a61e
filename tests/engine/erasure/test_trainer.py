"""The loop: what it minimises, and that it can be stopped and resumed."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import torch

from sare_engine.config import EraseConfig
from sare_engine.control import Control, Stopped
from sare_engine.erasure.ascents import ASCENTS
from sare_engine.erasure.batches import Batch
from sare_engine.erasure.losses import Forward
from sare_engine.erasure.method import Method
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.numbers import Number
from sare_engine.erasure.reference import ReferenceWeights
from sare_engine.erasure.retain_loss import RetainLoss
from sare_engine.erasure.trainer import _step_losses, train_erasure
from sare_engine.errors import EngineError, StorageError
from sare_engine.events import Event, ProbeMetrics, StepMetrics
from sare_engine.models.trainable import trainable_parameters
from tests.engine.erasure.conftest import Workbench
from tests.engine.erasure.plain_model import cross_entropy


def run(
    bench: Workbench,
    config: EraseConfig,
    *,
    checkpoints: Path | None = None,
    resume_from: Path | None = None,
    control: Control | None = None,
    measure: Callable[[int], Iterator[Event]] | None = None,
) -> list[StepMetrics]:
    @contextmanager
    def new_checkpoint(step: int) -> Iterator[Path]:
        assert checkpoints is not None
        folder = checkpoints / str(step)
        folder.mkdir()
        yield folder

    return [
        event
        for event in train_erasure(
            bench.loaded,
            bench.features,
            bench.data(config),
            config,
            control=control or Control(),
            measure=measure,
            new_checkpoint=new_checkpoint if checkpoints else None,
            resume_from=resume_from,
        )
        if isinstance(event, StepMetrics)
    ]


def weights(bench: Workbench) -> dict[str, torch.Tensor]:
    return {
        name: p.detach().clone() for name, p in trainable_parameters(bench.loaded.model).items()
    }


def ce(bench: Workbench) -> float:
    with torch.no_grad():
        return float(cross_entropy(bench, "neg"))


@pytest.mark.parametrize("method", sorted(METHODS))
def test_the_hallucination_is_erased_and_the_rest_kept(
    workbench: Workbench, config: EraseConfig, method: str
) -> None:
    before = ce(workbench)
    # Of whole captions the hallucinated words are few: DPO takes longer to come to them.
    count = 60 if method == "dpo" else 25
    steps = run(workbench, dataclasses.replace(config, method=method, steps=count))
    assert ce(workbench) > before + 1.0
    if method in ("ascent", "task_vector"):
        assert "loss_pos" not in steps[-1].values
    elif method == "kl":
        assert steps[0].values["kl_pos"] == pytest.approx(0.0, abs=1e-6)
        assert 0.0 < steps[-1].values["kl_pos"] < steps[-1].values["ce_neg"]
    else:
        assert steps[-1].values["loss_pos"] < steps[0].values["loss_pos"]


@pytest.mark.parametrize("ascent", sorted(ASCENTS))
def test_every_ascent_erases_and_keeps(
    workbench: Workbench, config: EraseConfig, ascent: str
) -> None:
    before = ce(workbench)
    # An attack on all weights that is as fast as the erasure would undo all that it does.
    rate = 1e-4 if ascent == "fine_tuning" else config.simulated_learning_rate
    config = dataclasses.replace(config, ascent=ascent, steps=25, simulated_learning_rate=rate)
    steps = run(workbench, config)
    assert ce(workbench) > before + 1.0
    assert steps[-1].values["loss_pos"] < steps[0].values["loss_pos"]
    # Where the weights themselves are not looked at, nothing is told of them.
    one_pass = ("momentum", "relearning", "fine_tuning", "fresh_adversary")
    assert ("ce_neg" in steps[-1].values) == (ascent not in one_pass)
    assert steps[-1].values["ce_neg_perturbed"] > 0.0


def test_methods_differ_only_in_the_negative_gradient(
    workbench: Workbench, config: EraseConfig
) -> None:
    twin = copy.deepcopy(workbench)
    without = dataclasses.replace(config, lambda_neg=0.0, overshoot_tries=0)
    run(workbench, dataclasses.replace(without, method="efuf"))
    run(twin, dataclasses.replace(without, method="sare"))
    for name, value in weights(workbench).items():
        assert torch.equal(value, weights(twin)[name])


def test_sare_with_a_tiny_radius_is_efuf(workbench: Workbench, config: EraseConfig) -> None:
    twin = copy.deepcopy(workbench)
    third = copy.deepcopy(workbench)
    run(workbench, dataclasses.replace(config, method="efuf"))
    run(twin, dataclasses.replace(config, method="sare", rho=1e-7))
    run(third, dataclasses.replace(config, method="sare", rho=0.3))
    for name, value in weights(workbench).items():
        torch.testing.assert_close(value, weights(twin)[name], rtol=1e-3, atol=2e-4)
    assert any(
        not torch.allclose(value, weights(third)[name], atol=2e-4)
        for name, value in weights(workbench).items()
    )


def test_frozen_weights_do_not_move(workbench: Workbench, config: EraseConfig) -> None:
    before = {
        name: p.detach().clone()
        for name, p in workbench.loaded.model.named_parameters()
        if not p.requires_grad
    }
    run(workbench, config)
    for name, parameter in workbench.loaded.model.named_parameters():
        if name in before:
            assert torch.equal(parameter, before[name])


def test_microbatches_give_the_same_training(workbench: Workbench, config: EraseConfig) -> None:
    twin = copy.deepcopy(workbench)
    run(workbench, config)
    run(twin, dataclasses.replace(config, microbatch=1))
    for name, value in weights(workbench).items():
        torch.testing.assert_close(value, weights(twin)[name], rtol=1e-2, atol=3e-4)


STATEFUL = {
    "momentum": {"ascent": "momentum", "rho": 0.3},
    "relearning": {
        "ascent": "relearning",
        "simulated_steps": 4,
        "simulated_learning_rate": 5e-3,
        "rho_schedule": "rising",
    },
    "fine_tuning": {
        "ascent": "fine_tuning",
        "simulated_steps": 4,
        "simulated_learning_rate": 1e-3,
        "negative_clip": 0.5,
    },
    "fresh_adversary": {
        "ascent": "fresh_adversary",
        "project_negative": True,
        "simulated_steps": 4,
        "simulated_learning_rate": 5e-3,
    },
}
"""Ascents that carry something from step to step; the simulated attack is in its middle at 3."""


@pytest.mark.parametrize(
    "options",
    [
        {},
        *STATEFUL.values(),
        {"method": "dpo"},
        {"method": "task_vector"},
        {"method": "efuf", "project_negative": True},
    ],
    ids=["step", *STATEFUL, "dpo", "task_vector", "projected"],
)
def test_a_resumed_run_goes_on_bit_for_bit(
    workbench: Workbench, config: EraseConfig, tmp_path: Path, options: dict[str, Any]
) -> None:
    twin = copy.deepcopy(workbench)
    config = dataclasses.replace(
        config, steps=6, warmup=0.5, anneal=True, cooldown=0.4, checkpoint_every=3, **options
    )
    start = weights(workbench)
    whole = run(workbench, config, checkpoints=tmp_path)
    if config.method not in ("dpo", "task_vector"):
        with torch.no_grad():
            for parameter in trainable_parameters(twin.loaded.model).values():
                parameter.add_(1.0)  # what is in memory must not matter
    resumed = run(twin, config, resume_from=tmp_path / "3")
    assert [step.step for step in resumed] == [4, 5, 6]
    for name, value in weights(workbench).items():
        assert torch.equal(value, weights(twin)[name])
        assert not torch.equal(value, start[name])
    told = [[s.values["loss_neg"] for s in steps] for steps in (whole[3:], resumed)]
    assert told[0] == told[1]


@pytest.mark.parametrize("options", STATEFUL.values(), ids=STATEFUL)
def test_a_run_stopped_within_a_step_goes_on_bit_for_bit(
    workbench: Workbench,
    config: EraseConfig,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: dict[str, Any],
) -> None:
    """The stop comes between the passes over what is unlearned and what is kept."""
    twin, third = copy.deepcopy(workbench), copy.deepcopy(workbench)
    config = dataclasses.replace(config, steps=6, **options)
    whole = run(workbench, config)
    control = Control()
    plain = RetainLoss.backward
    calls = 0

    def stopping(self: RetainLoss) -> tuple[Number, Number]:
        nonlocal calls
        calls += 1
        if calls == 3:
            control.stop()
        return plain(self)

    with monkeypatch.context() as patch:
        patch.setattr(RetainLoss, "backward", stopping)
        with pytest.raises(Stopped):
            run(twin, config, checkpoints=tmp_path, control=control)
    assert [path.name for path in tmp_path.iterdir()] == ["2"]
    resumed = run(third, config, resume_from=tmp_path / "2")
    assert [step.step for step in resumed] == [3, 4, 5, 6]
    for name, value in weights(workbench).items():
        assert torch.equal(value, weights(third)[name])
    assert [s.values["loss_neg"] for s in resumed] == [s.values["loss_neg"] for s in whole[2:]]


@pytest.mark.parametrize("options", STATEFUL.values(), ids=STATEFUL)
def test_a_step_repeated_for_want_of_memory_is_one_step(
    workbench: Workbench,
    config: EraseConfig,
    monkeypatch: pytest.MonkeyPatch,
    options: dict[str, Any],
) -> None:
    """Memory runs out over the captions to keep, when the negative gradient was there already."""
    twin = copy.deepcopy(workbench)
    config = dataclasses.replace(config, **options)
    run(workbench, config)
    plain = RetainLoss.backward
    calls = 0

    def failing(self: RetainLoss) -> tuple[Number, Number]:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise RuntimeError("CUDA out of memory")
        return plain(self)

    monkeypatch.setattr(RetainLoss, "backward", failing)
    form: Any = ASCENTS[config.ascent].build
    advance = form.advance
    advanced = 0

    def counting(self: Method) -> None:
        nonlocal advanced
        advanced += 1
        advance(self)

    monkeypatch.setattr(form, "advance", counting)
    run(twin, config)
    assert (calls, advanced) == (config.steps + 1, config.steps)
    for name, value in weights(workbench).items():
        torch.testing.assert_close(value, weights(twin)[name], rtol=1e-2, atol=3e-4)


@pytest.mark.parametrize("options", STATEFUL.values(), ids=STATEFUL)
def test_a_checkpoint_without_the_methods_state_is_an_error_in_words(
    workbench: Workbench, config: EraseConfig, tmp_path: Path, options: dict[str, Any]
) -> None:
    run(workbench, config, checkpoints=tmp_path)
    with pytest.raises(StorageError, match="could not be read"):
        run(workbench, dataclasses.replace(config, **options), resume_from=tmp_path / "4")


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_no_pair_is_torn(workbench: Workbench, config: EraseConfig, size: int) -> None:
    config = dataclasses.replace(config, method="dpo")
    data = workbench.data(config)
    pairs = [[(one.image, one.input_ids.tolist()) for one in pair] for pair in workbench.pairs()]
    seen: list[list[Path]] = []

    class Watching(Forward):
        def token_ce(self, batch: Batch) -> torch.Tensor:
            if torch.is_grad_enabled():
                seen.append(list(batch.images))
            return super().token_ce(batch)

    forward = Watching(workbench.loaded, workbench.features)
    losses = _step_losses(workbench.loaded, forward, data, config, 0, size)
    assert losses.preference is not None
    reference = ReferenceWeights(list(trainable_parameters(workbench.loaded.model).values()))
    losses.preference.backward(reference, 0.1, 1.0)
    assert sum(map(len, seen)) == 2 * len(pairs)
    for images in seen:
        assert len(images) % 2 == 0 and len(images) <= max(2, size)
        assert images[0::2] == images[1::2]


def test_microbatches_give_the_same_training_with_pairs(
    workbench: Workbench, config: EraseConfig
) -> None:
    twin = copy.deepcopy(workbench)
    config = dataclasses.replace(config, method="dpo")
    run(workbench, config)
    run(twin, dataclasses.replace(config, microbatch=1))
    for name, value in weights(workbench).items():
        torch.testing.assert_close(value, weights(twin)[name], rtol=1e-2, atol=3e-4)


def test_a_damaged_checkpoint_is_an_error_in_words(
    workbench: Workbench, config: EraseConfig, tmp_path: Path
) -> None:
    (tmp_path / "state.safetensors").write_bytes(b"\x00" * 40)
    with pytest.raises(StorageError, match="could not be read"):
        run(workbench, config, resume_from=tmp_path)


def test_stop_keeps_a_checkpoint(workbench: Workbench, config: EraseConfig, tmp_path: Path) -> None:
    control = Control()
    seen = 0
    with pytest.raises(Stopped):
        for event in train_erasure(
            workbench.loaded,
            workbench.features,
            workbench.data(config),
            config,
            control=control,
            new_checkpoint=_folders(tmp_path),
        ):
            if isinstance(event, StepMetrics):
                seen = event.step
                if seen == 2:
                    control.stop()
    assert seen == 2
    assert (tmp_path / "2" / "state.safetensors").is_file()


def test_a_checkpoint_can_be_asked_for(
    workbench: Workbench, config: EraseConfig, tmp_path: Path
) -> None:
    control = Control()
    control.request_checkpoint()
    run(workbench, config, checkpoints=tmp_path, control=control)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "4"]


def test_it_measures_at_the_start_in_between_and_at_the_end(
    workbench: Workbench, config: EraseConfig
) -> None:
    measured: list[int] = []

    def measure(step: int) -> Iterator[Event]:
        measured.append(step)
        yield ProbeMetrics("erase", step, {})

    run(workbench, dataclasses.replace(config, steps=5, evaluate_every=2), measure=measure)
    assert measured == [0, 2, 4, 5]


def test_steps_tell_their_losses_and_sharpness(workbench: Workbench, config: EraseConfig) -> None:
    [first, *_] = run(workbench, config)
    assert first.values["loss_neg"] == -first.values["ce_neg"]
    assert first.values["sharpness"] == pytest.approx(
        first.values["ce_neg"] - first.values["ce_neg_perturbed"]
    )
    assert first.values["sharpness"] > 0
    plain = run(workbench, dataclasses.replace(config, method="efuf"))
    assert "sharpness" not in plain[0].values


def test_a_diverged_run_says_so(workbench: Workbench, config: EraseConfig) -> None:
    with torch.no_grad():
        next(iter(trainable_parameters(workbench.loaded.model).values())).fill_(float("nan"))
    with pytest.raises(EngineError, match="diverged"):
        run(workbench, config)


def test_the_combined_gradient_is_clipped(workbench: Workbench, config: EraseConfig) -> None:
    twin = copy.deepcopy(workbench)
    [free] = run(workbench, dataclasses.replace(config, steps=1, gradient_clip=0.0))
    [clipped] = run(twin, dataclasses.replace(config, steps=1, gradient_clip=1e-3))
    assert free.values["grad_norm"] == pytest.approx(clipped.values["grad_norm"], rel=1e-5)
    assert free.values["grad_norm"] > 1e-3


def _folders(parent: Path) -> Callable[[int], AbstractContextManager[Path]]:
    @contextmanager
    def new(step: int) -> Iterator[Path]:
        folder = parent / str(step)
        folder.mkdir()
        yield folder

    return new
