"""Each method's step gradient against an independent calculation on the plain model."""

from __future__ import annotations

import copy
import dataclasses
import math
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from sare_engine.config import EraseConfig
from sare_engine.erasure.batches import EncodedExample, microbatches
from sare_engine.erasure.losses import Forward, NegativeLoss
from sare_engine.erasure.method import NegativePass, StepLosses, StepReading
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.methods.npo import npo_penalty
from sare_engine.erasure.preference import PreferenceLoss
from sare_engine.erasure.reference import ReferenceWeights
from sare_engine.erasure.retain_loss import RetainLoss
from sare_engine.models.prompting import pad_id
from sare_engine.models.trainable import merge_adapter, set_trainable_full, trained_weights
from tests.engine.erasure.conftest import Workbench
from tests.engine.erasure.plain_model import (
    LAMBDA_SENT,
    RHO,
    WEIGHT,
    agrees,
    cross_entropy,
    examples_of,
    flat,
    gradient_of,
    log_probabilities,
    move,
    objective,
    parameters_of,
    target_means,
)


def step(
    bench: Workbench, config: EraseConfig, *, number: int = 0, size: int = 0, moved: float = 0.0
) -> tuple[Tensor, StepReading]:
    """The method's gradient as one vector, and what it told."""
    parameters = parameters_of(bench)
    method = METHODS[config.method].build(trained_weights(bench.loaded.model), config)
    if moved:
        move(parameters, moved)
    forward = Forward(bench.loaded, bench.features)
    pad = pad_id(bench.loaded)
    negative = microbatches(examples_of(bench, "neg"), size, pad, "cpu")
    pairs = microbatches([one for pair in bench.pairs() for one in pair], 2 * size, pad, "cpu")
    retain = microbatches(examples_of(bench, "pos", "sent"), size, pad, "cpu")
    before = [p.detach().clone() for p in parameters]
    reading = method.gradient(
        StepLosses(
            number,
            NegativeLoss(forward, negative),
            RetainLoss(forward, retain, LAMBDA_SENT),
            WEIGHT,
            PreferenceLoss(forward, pairs),
        )
    )
    assert all(torch.equal(a, b) for a, b in zip(before, parameters, strict=True))
    return flat([p.grad for p in parameters]), reading


@pytest.fixture
def settings(tmp_path: Path) -> EraseConfig:
    return EraseConfig(project=tmp_path, rho=RHO, npo_beta=0.2)


def test_efuf_is_the_gradient_of_the_whole_objective(
    workbench: Workbench, settings: EraseConfig
) -> None:
    expected = flat(gradient_of(workbench, objective(workbench)))
    found, _ = step(workbench, dataclasses.replace(settings, method="efuf"))
    agrees(found, expected)


def test_sam_is_the_gradient_at_the_worst_case_of_the_whole_objective(
    workbench: Workbench, settings: EraseConfig
) -> None:
    twin = copy.deepcopy(workbench)
    start = objective(twin)
    ascent = gradient_of(twin, start)
    norm = math.sqrt(sum(float((g.double() ** 2).sum()) for g in ascent))
    with torch.no_grad():
        for parameter, g in zip(parameters_of(twin), ascent, strict=True):
            parameter += RHO / norm * g
    worse = objective(twin)
    assert float(worse.detach()) > float(start.detach())
    expected = flat(gradient_of(twin, worse))
    found, reading = step(workbench, dataclasses.replace(settings, method="sam"))
    agrees(found, expected)
    assert (found - flat(ascent)).norm() > 1e-3 * expected.norm()
    assert reading.negative.ce_perturbed == pytest.approx(
        float(cross_entropy(twin, "neg").detach()), rel=1e-4
    )


def test_random_smoothing_moves_by_rho_where_seed_and_step_say(
    workbench: Workbench, settings: EraseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = dataclasses.replace(settings, method="random")
    moves: list[Tensor] = []
    start = flat(parameters_of(workbench))
    plain = NegativeLoss.suppress

    def watching(self: NegativeLoss, weight: float, **bounds: Any) -> NegativePass:
        moves.append(flat(parameters_of(workbench)) - start)
        return plain(self, weight, **bounds)

    monkeypatch.setattr(NegativeLoss, "suppress", watching)
    twin = copy.deepcopy(workbench)
    found = []
    for number, seed in ((0, 0), (0, 0), (1, 0), (0, 1)):
        for parameter in parameters_of(workbench):
            parameter.grad = None
        found.append(step(workbench, dataclasses.replace(random, seed=seed), number=number)[0])
    assert all(float(one.norm()) == pytest.approx(RHO, rel=1e-3) for one in moves)
    assert torch.equal(moves[0], moves[1])
    assert torch.equal(found[0], found[1])
    for other in moves[2:]:
        # Independent directions in many dimensions are nearly orthogonal.
        assert abs(float(torch.dot(moves[0], other))) < 0.2 * RHO**2
    offset = 0
    with torch.no_grad():
        for parameter in parameters_of(twin):
            parameter += moves[0][offset : offset + parameter.numel()].view_as(parameter)
            offset += parameter.numel()
    negative = flat(gradient_of(twin, -WEIGHT * cross_entropy(twin, "neg")))
    kept = cross_entropy(workbench, "pos") + LAMBDA_SENT * cross_entropy(workbench, "sent")
    agrees(found[0], negative + flat(gradient_of(workbench, kept)))


def test_npo_is_the_papers_loss_against_the_model_before(
    workbench: Workbench, settings: EraseConfig
) -> None:
    beta = settings.npo_beta

    def log_likelihoods(bench: Workbench) -> list[Tensor]:
        return [
            log_probabilities(bench, one)[positions - 1][
                torch.arange(len(positions)), one.input_ids[positions]
            ].sum()
            for one in examples_of(bench, "neg")
            for _, positions in one.targets
        ]

    twin = copy.deepcopy(workbench)
    with torch.no_grad():
        before = log_likelihoods(twin)
    move(parameters_of(twin), 0.02)
    # -2/beta * log sigmoid(-beta * log(pi / pi_ref)), as the paper's first form has it.
    ratios = [now - then for now, then in zip(log_likelihoods(twin), before, strict=True)]
    assert any(abs(float(ratio.detach())) > 0.1 for ratio in ratios)
    losses = [-2.0 / beta * torch.log(torch.sigmoid(-beta * ratio)) for ratio in ratios]
    kept = cross_entropy(twin, "pos") + LAMBDA_SENT * cross_entropy(twin, "sent")
    expected = flat(gradient_of(twin, WEIGHT * torch.stack(losses).mean() + kept))
    for size in (0, 1):
        bench = copy.deepcopy(workbench)
        found, reading = step(
            bench, dataclasses.replace(settings, method="npo"), size=size, moved=0.02
        )
        agrees(found, expected)
    assert reading.negative.ce == pytest.approx(
        float(cross_entropy(twin, "neg").detach()), rel=1e-4
    )


def test_npo_fades_where_a_target_is_erased_and_is_ascent_for_a_small_beta() -> None:
    ratio = torch.tensor([-200.0, 0.0, 3.0], requires_grad=True)
    npo_penalty(ratio, 0.1).sum().backward()
    assert ratio.grad is not None
    # 2 * sigmoid(beta * ratio).
    assert ratio.grad.tolist() == pytest.approx(
        [2 / (1 + math.exp(20)), 1.0, 2 / (1 + math.exp(-0.3))], rel=1e-5
    )
    small = torch.tensor([-3.0, 2.0], requires_grad=True)
    npo_penalty(small, 1e-4).sum().backward()
    assert small.grad is not None
    assert small.grad.tolist() == pytest.approx([1.0, 1.0], abs=1e-3)


def test_ascent_is_the_negative_loss_alone(workbench: Workbench, settings: EraseConfig) -> None:
    expected = flat(gradient_of(workbench, -WEIGHT * cross_entropy(workbench, "neg")))
    found, reading = step(workbench, dataclasses.replace(settings, method="ascent"))
    agrees(found, expected)
    assert reading.retain == {}


def test_kl_holds_the_model_before_on_what_is_kept(
    workbench: Workbench, settings: EraseConfig
) -> None:
    base, twin = copy.deepcopy(workbench), copy.deepcopy(workbench)
    move(parameters_of(twin), 0.02)

    def divergence(example: EncodedExample, positions: Tensor) -> Tensor:
        with torch.no_grad():
            then = log_probabilities(base, example)[positions - 1]
        now = log_probabilities(twin, example)[positions - 1]
        return (then.exp() * (then - now)).sum(-1).mean()

    pos, sent = (target_means(twin, stream, divergence) for stream in ("pos", "sent"))
    assert float(pos.detach()) > 1e-3
    value = -WEIGHT * cross_entropy(twin, "neg") + pos + LAMBDA_SENT * sent
    expected = flat(gradient_of(twin, value))
    found, reading = step(workbench, dataclasses.replace(settings, method="kl"), moved=0.02)
    agrees(found, expected)
    assert reading.retain == {
        "kl_pos": pytest.approx(float(pos.detach()), rel=1e-3),
        "kl_sent": pytest.approx(float(sent.detach()), rel=1e-3),
    }


def log_likelihood(bench: Workbench, example: EncodedExample) -> Tensor:
    """Of the whole caption with its end, as a sum over tokens."""
    [positions] = [positions for stream, positions in example.targets if stream == "sent"]
    told = log_probabilities(bench, example)[positions - 1]
    return told[torch.arange(len(positions)), example.input_ids[positions]].sum()


@pytest.mark.parametrize("size", [0, 1])
def test_dpo_is_the_papers_loss_over_pairs(
    workbench: Workbench, settings: EraseConfig, size: int
) -> None:
    twin, base = copy.deepcopy(workbench), copy.deepcopy(workbench)
    move(parameters_of(twin), 0.02)
    losses = []
    for clean, hallucinated in twin.pairs():
        with torch.no_grad():
            before = log_likelihood(base, clean) - log_likelihood(base, hallucinated)
        margin = log_likelihood(twin, clean) - log_likelihood(twin, hallucinated) - before
        assert abs(float(margin.detach())) > 0.1
        losses.append(-torch.log(torch.sigmoid(settings.dpo_beta * margin)))
    assert len(losses) == 2
    kept = cross_entropy(twin, "pos") + LAMBDA_SENT * cross_entropy(twin, "sent")
    expected = flat(gradient_of(twin, WEIGHT * torch.stack(losses).mean() + kept))
    found, reading = step(
        workbench, dataclasses.replace(settings, method="dpo"), size=size, moved=0.02
    )
    agrees(found, expected)
    assert reading.negative.ce == pytest.approx(
        float(cross_entropy(twin, "neg").detach()), rel=1e-4
    )


def test_the_task_vector_learns_the_hallucination(
    workbench: Workbench, settings: EraseConfig
) -> None:
    expected = flat(gradient_of(workbench, WEIGHT * cross_entropy(workbench, "neg")))
    found, reading = step(workbench, dataclasses.replace(settings, method="task_vector"))
    agrees(found, expected)
    assert reading.retain == {}


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("trainable", ["lora", "full"])
def test_the_task_vector_is_taken_off_the_merged_weights(
    workbench: Workbench, settings: EraseConfig, trainable: str, scale: float
) -> None:
    """theta_0 - scale * (theta_T - theta_0), weight for weight."""
    for name, parameter in workbench.loaded.model.named_parameters():
        if "lora_B" in name:
            parameter.data.zero_()  # as an adapter begins
    if trainable == "full":
        merge_adapter(workbench.loaded)
        set_trainable_full(workbench.loaded, "language_model")

    def merged() -> dict[str, Tensor]:
        bench = copy.deepcopy(workbench)
        merge_adapter(bench.loaded)
        return dict(bench.loaded.model.named_parameters())

    method = METHODS["task_vector"].build(
        trained_weights(workbench.loaded.model),
        dataclasses.replace(settings, task_vector_scale=scale),
    )
    start = merged()
    move(parameters_of(workbench), 0.02)
    learnt = merged()
    method.finish()
    changed = 0
    for name, found in merged().items():
        expected = start[name] - scale * (learnt[name] - start[name])
        torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-6)
        changed += not torch.allclose(start[name], expected, atol=1e-6)
    assert changed > 5


@pytest.mark.parametrize("method", ["efuf", "sare", "sam", "random", "npo", "ascent", "kl"])
def test_a_step_against_the_gradient_makes_the_hallucination_less_likely(
    workbench: Workbench, settings: EraseConfig, method: str
) -> None:
    steep = dataclasses.replace(settings, method=method, rho=0.005)
    _, reading = step(workbench, steep)
    kept = float(cross_entropy(workbench, "neg").detach())
    assert reading.negative.ce == pytest.approx(kept, rel=1e-4)
    parameters = parameters_of(workbench)
    before = ReferenceWeights(parameters)
    kept_gradient = gradient_of(
        workbench, cross_entropy(workbench, "pos") + LAMBDA_SENT * cross_entropy(workbench, "sent")
    )
    with torch.no_grad():
        for parameter, other in zip(parameters, kept_gradient, strict=True):
            assert parameter.grad is not None
            own = parameter.grad - (0.0 if method in ("ascent", "kl") else other)
            parameter -= 0.02 * own
        assert float(cross_entropy(workbench, "neg")) > kept
        with before.in_place():
            assert float(cross_entropy(workbench, "neg")) == pytest.approx(kept, rel=1e-6)
