"""The loop: what it minimises, and that it can be stopped and resumed."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch

from sare_engine.config import EraseConfig
from sare_engine.control import Control, Stopped
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.trainer import (
    ANNEAL_FROM,
    learning_rate,
    negative_weight,
    train_erasure,
)
from sare_engine.errors import EngineError, StorageError
from sare_engine.events import Event, ProbeMetrics, StepMetrics
from sare_engine.models.trainable import trainable_parameters
from tests.engine.erasure.conftest import Workbench


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


@pytest.mark.parametrize("method", sorted(METHODS))
def test_the_hallucination_is_erased_and_the_rest_kept(
    workbench: Workbench, config: EraseConfig, method: str
) -> None:
    steps = run(workbench, dataclasses.replace(config, method=method, steps=25))
    assert steps[-1].values["ce_neg"] > steps[0].values["ce_neg"] + 1.0
    if method == "ascent":
        assert "loss_pos" not in steps[-1].values
    elif method == "kl":
        assert steps[0].values["kl_pos"] == pytest.approx(0.0, abs=1e-6)
        assert 0.0 < steps[-1].values["kl_pos"] < steps[-1].values["ce_neg"]
    else:
        assert steps[-1].values["loss_pos"] < steps[0].values["loss_pos"]


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


def test_a_resumed_run_goes_on_bit_for_bit(
    workbench: Workbench, config: EraseConfig, tmp_path: Path
) -> None:
    twin = copy.deepcopy(workbench)
    config = dataclasses.replace(config, steps=6, warmup=0.5, anneal=True, checkpoint_every=3)
    whole = run(workbench, config, checkpoints=tmp_path)
    with torch.no_grad():
        for parameter in trainable_parameters(twin.loaded.model).values():
            parameter.add_(1.0)  # what is in memory must not matter
    resumed = run(twin, config, resume_from=tmp_path / "3")
    assert [step.step for step in resumed] == [4, 5, 6]
    for name, value in weights(workbench).items():
        assert torch.equal(value, weights(twin)[name])
    assert [s.values["ce_neg"] for s in resumed] == [s.values["ce_neg"] for s in whole[3:]]


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


def test_schedules() -> None:
    config = EraseConfig(project=Path("p"), steps=100, learning_rate=1.0, warmup=0.1, anneal=True)
    assert learning_rate(config, 0) == pytest.approx(0.1)
    assert learning_rate(config, 9) == learning_rate(config, 99) == 1.0
    assert negative_weight(config, 0) == config.lambda_neg
    assert negative_weight(config, int(100 * ANNEAL_FROM)) == pytest.approx(config.lambda_neg)
    assert negative_weight(config, 70) == pytest.approx(config.lambda_neg / 2)
    assert negative_weight(dataclasses.replace(config, anneal=False), 99) == config.lambda_neg


def test_the_combined_gradient_is_clipped(workbench: Workbench, config: EraseConfig) -> None:
    twin = copy.deepcopy(workbench)
    [free] = run(workbench, dataclasses.replace(config, steps=1, gradient_clip=0.0))
    [clipped] = run(twin, dataclasses.replace(config, steps=1, gradient_clip=1e-3))
    assert free.values["grad_norm"] == pytest.approx(clipped.values["grad_norm"], rel=1e-5)
    assert free.values["grad_norm"] > 1e-3


def _folders(parent: Path) -> Callable[[int], object]:
    @contextmanager
    def new(step: int) -> Iterator[Path]:
        folder = parent / str(step)
        folder.mkdir()
        yield folder

    return new
