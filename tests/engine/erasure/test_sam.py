"""Targeted-SAM: sign, worst case, exact restore, overshoot."""

from __future__ import annotations

import copy
import dataclasses
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
import torch
from torch import Tensor
from torch.nn import Parameter

from sare_engine.config import EraseConfig
from sare_engine.erasure.batches import microbatches
from sare_engine.erasure.gradients import gradient_norm
from sare_engine.erasure.losses import Forward, NegativeLoss
from sare_engine.erasure.method import NegativePass, NegativeReading, StepLosses, StepReading
from sare_engine.erasure.sam import TargetedSam
from sare_engine.models.prompting import pad_id
from sare_engine.models.trainable import TrainedWeights, trainable_parameters
from tests.engine.erasure.conftest import Workbench


class ScalarObjective:
    """CE = value(x) for one parameter, written out by hand."""

    def __init__(self, parameter: Tensor, value: Callable[[Tensor], Tensor]) -> None:
        self.parameter = parameter
        self.value = value
        self.calls = 0
        self.capped = False

    def backward(self, weight: float = 1.0) -> NegativePass:
        ce = self.value(self.parameter)
        (-weight * ce).backward()
        return NegativePass(float(ce.detach()))

    def suppress(
        self, weight: float, *, since: NegativePass | None = None, below: float | None = None
    ) -> NegativePass:
        self.calls += 1
        ce = self.value(self.parameter)
        dropped = below is not None and not float(ce.detach()) < below
        if not dropped:
            (-weight * ce).backward()
        return NegativePass(float(ce.detach()), capped=self.capped, dropped=dropped)


def targeted_sam(
    objective: Any, parameters: Sequence[Tensor], *, rho: float, weight: float, tries: int
) -> NegativeReading:
    """The negative gradient of one step, left in `.grad`, and its reading."""
    named = {str(number): cast("Parameter", one) for number, one in enumerate(parameters)}
    config = EraseConfig(project=Path("unused"), rho=rho, overshoot_tries=tries)
    losses = StepLosses(0, objective, cast("Any", None), weight)
    reading = TargetedSam(TrainedWeights(named), config).negative(losses)
    return StepReading(reading, {}).read()[0].negative


def negative_loss(bench: Workbench, *, ceiling: float = 0.0, size: int = 0) -> NegativeLoss:
    chosen = [one for one in bench.encoded if any(stream == "neg" for stream, _ in one.targets)]
    batches = microbatches(chosen, size, pad_id(bench.loaded), "cpu")
    return NegativeLoss(Forward(bench.loaded, bench.features), batches, ceiling)


def parameters_of(bench: Workbench) -> list[Tensor]:
    return list(trainable_parameters(bench.loaded.model).values())


def flat(tensors: Sequence[Tensor | None]) -> Tensor:
    return torch.cat([t.detach().flatten() for t in tensors if t is not None])


def test_the_perturbed_model_hallucinates_more(workbench: Workbench) -> None:
    parameters = parameters_of(workbench)
    reading = targeted_sam(
        negative_loss(workbench),
        parameters,
        rho=0.01,
        weight=0.3,
        tries=0,
    )
    assert reading.ce is not None and reading.ce_perturbed is not None
    assert reading.ce_perturbed < reading.ce
    assert reading.overshoots == 0
    # To first order the drop is rho * ||g||.
    assert reading.sharpness == pytest.approx(0.01 * reading.gradient_norm, rel=0.2)


def test_the_update_makes_the_hallucination_less_likely(workbench: Workbench) -> None:
    parameters = parameters_of(workbench)
    loss = negative_loss(workbench)
    reading = targeted_sam(loss, parameters, rho=0.01, weight=0.3, tries=0)
    with torch.no_grad():
        for parameter in parameters:
            if parameter.grad is not None:
                parameter -= 0.02 * parameter.grad
    assert reading.ce is not None
    assert loss.backward().ce > reading.ce


def test_gradient_is_that_of_the_negative_loss_at_the_worst_case(workbench: Workbench) -> None:
    rho, weight = 0.03, 0.3
    parameters = parameters_of(workbench)
    twin = copy.deepcopy(workbench)
    twin_parameters = parameters_of(twin)
    negative_loss(twin).backward()
    gradients = [p.grad.double() for p in twin_parameters if p.grad is not None]
    norm = math.sqrt(sum(float((one**2).sum()) for one in gradients))
    with torch.no_grad():
        for parameter in twin_parameters:
            assert parameter.grad is not None
            parameter += rho / norm * parameter.grad
            parameter.grad = None
    negative_loss(twin).backward()
    expected = weight * flat([p.grad for p in twin_parameters])

    reading = targeted_sam(
        negative_loss(workbench),
        parameters,
        rho=rho,
        weight=weight,
        tries=0,
    )

    assert reading.gradient_norm == pytest.approx(norm, rel=1e-5)
    torch.testing.assert_close(flat([p.grad for p in parameters]), expected, rtol=1e-4, atol=1e-7)
    unperturbed = copy.deepcopy(workbench)
    negative_loss(unperturbed).suppress(weight)
    difference = flat([p.grad for p in parameters_of(unperturbed)]) - expected
    assert difference.norm() > 1e-3 * expected.norm()


def test_the_weights_come_back_bit_for_bit(workbench: Workbench) -> None:
    parameters = parameters_of(workbench)
    before = [parameter.detach().clone() for parameter in parameters]
    for rho in (0.3, 1e-4, 7.0):
        for parameter in parameters:
            parameter.grad = None
        targeted_sam(negative_loss(workbench), parameters, rho=rho, weight=1.0, tries=2)
        assert all(torch.equal(a, b) for a, b in zip(before, parameters, strict=True))


def test_the_weights_come_back_when_the_second_pass_fails() -> None:
    parameter = torch.nn.Parameter(torch.tensor([0.3, -1.7]))
    before = parameter.detach().clone()

    class Failing(ScalarObjective):
        def suppress(
            self, weight: float, *, since: NegativePass | None = None, below: float | None = None
        ) -> NegativePass:
            raise RuntimeError("out of memory")

    objective = Failing(parameter, lambda x: (x**2).sum())
    with pytest.raises(RuntimeError):
        targeted_sam(objective, [parameter], rho=0.1, weight=1.0, tries=0)
    assert torch.equal(parameter.detach(), before)


@pytest.mark.parametrize("masked", [False, True])
def test_curvature_is_that_of_the_loss_unless_a_ceiling_changed_it(masked: bool) -> None:
    # L_neg = -3x² has the second derivative -6 in every direction.
    parameter = torch.nn.Parameter(torch.tensor([0.5, -0.25]))
    objective = ScalarObjective(parameter, lambda x: 3.0 * (x**2).sum())
    objective.capped = masked
    reading = targeted_sam(objective, [parameter], rho=0.1, weight=0.3, tries=0)
    assert reading.curvature == (None if masked else pytest.approx(-6.0, rel=1e-3))


@pytest.mark.parametrize(("ceiling", "capped"), [(0.0, False), (1e-4, True), (1e4, False)])
def test_a_pass_reports_whether_its_ceiling_left_tokens_out(
    workbench: Workbench, ceiling: float, capped: bool
) -> None:
    loss = negative_loss(workbench, ceiling=ceiling)
    reading = targeted_sam(loss, parameters_of(workbench), rho=0.05, weight=1.0, tries=0)
    assert (loss.suppress(1.0).capped, reading.curvature is None) == (capped, capped)


def test_overshoot_halves_rho_within_the_step() -> None:
    # CE = x², x = 1: the ascent on -x² moves towards 0 by rho. A rho of 7 lands at -6, where CE
    # is 36; 3.5 at -2.5 (6.25); 1.75 at -0.75, below 1.
    parameter = torch.nn.Parameter(torch.tensor([1.0]))
    objective = ScalarObjective(parameter, lambda x: (x**2).sum())
    reading = targeted_sam(objective, [parameter], rho=7.0, weight=0.5, tries=3)
    assert reading.overshoots == 2
    assert not reading.overshot
    assert reading.rho == pytest.approx(1.75)
    assert reading.ce_perturbed == pytest.approx(0.5625)
    assert parameter.grad is not None
    # d(-x²)/dx at -0.75 is 1.5, times the weight.
    assert float(parameter.grad) == pytest.approx(0.75)


def test_overshoot_that_no_try_cures_is_told_and_still_trains() -> None:
    parameter = torch.nn.Parameter(torch.tensor([1.0]))
    objective = ScalarObjective(parameter, lambda x: (x**2).sum())
    reading = targeted_sam(objective, [parameter], rho=7.0, weight=1.0, tries=1)
    assert reading.overshot
    assert reading.overshoots == 1
    assert objective.calls == 2
    assert parameter.grad is not None


def test_an_unchecked_step_that_overshoots_is_computed_again() -> None:
    # As above; but the step before did not overshoot, so that this one is not checked at once.
    def method(rho: float) -> TargetedSam:
        config = EraseConfig(project=Path("unused"), rho=rho, overshoot_tries=3)
        return TargetedSam(TrainedWeights({"x": parameter}), config)

    def step(sam: TargetedSam) -> tuple[StepReading, float | None]:
        parameter.grad = None
        reading, _ = StepReading(sam.negative(losses), {}).read()
        return reading, None if parameter.grad is None else float(parameter.grad)

    parameter = torch.nn.Parameter(torch.tensor([1.0]))
    objective = ScalarObjective(parameter, lambda x: (x**2).sum())
    losses = StepLosses(0, cast("Any", objective), cast("Any", None), 0.5)
    expected = step(method(7.0))
    assert expected[0].negative.overshoots == 2
    sam = method(0.25)
    first, _ = step(sam)
    assert not sam.again(first)
    objective.calls = 0
    second, _ = step(sam)
    assert objective.calls == 1 and not second.negative.overshot and not sam.again(second)
    sam.config = dataclasses.replace(sam.config, rho=7.0)
    missed, _ = step(sam)
    assert missed.negative.overshot and missed.negative.overshoots == 0
    assert sam.again(missed)
    careful = step(sam)
    assert careful == expected
    assert not sam.again(careful[0])
    # It overshot, so the next step is checked at once.
    assert step(sam) == expected


def test_curvature_of_a_quadratic() -> None:
    # -CE = -x², second derivative -2, at any radius.
    parameter = torch.nn.Parameter(torch.tensor([1.0]))
    objective = ScalarObjective(parameter, lambda x: (x**2).sum())
    reading = targeted_sam(objective, [parameter], rho=0.25, weight=0.3, tries=0)
    assert reading.curvature == pytest.approx(-2.0, rel=1e-4)


def test_a_zero_gradient_moves_nothing() -> None:
    parameter = torch.nn.Parameter(torch.tensor([0.0]))
    objective = ScalarObjective(parameter, lambda x: (x**2).sum())
    reading = targeted_sam(objective, [parameter], rho=0.5, weight=1.0, tries=3)
    assert reading.gradient_norm == 0.0
    assert float(parameter.detach()) == 0.0


def test_parameters_without_a_gradient_stay_in_place() -> None:
    used = torch.nn.Parameter(torch.tensor([1.0]))
    unused = torch.nn.Parameter(torch.tensor([5.0]))
    seen: list[float] = []

    def value(x: Tensor) -> Tensor:
        seen.append(float(unused.detach()))
        return (x**2).sum()

    objective = ScalarObjective(used, value)
    targeted_sam(objective, [unused, used], rho=0.1, weight=1.0, tries=0)
    assert seen == [5.0, 5.0]
    assert float(gradient_norm([unused, used])) > 0.0
    assert float(gradient_norm([unused])) == 0.0


def test_microbatches_form_one_perturbation(workbench: Workbench) -> None:
    twin = copy.deepcopy(workbench)
    gradients = []
    for bench, size in ((workbench, 0), (twin, 1)):
        parameters = parameters_of(bench)
        reading = targeted_sam(
            negative_loss(bench, size=size),
            parameters,
            rho=0.05,
            weight=0.3,
            tries=2,
        )
        gradients.append((reading, flat([p.grad for p in parameters])))
    (whole, expected), (split, found) = gradients
    assert split.ce == pytest.approx(whole.ce, rel=1e-5)
    assert split.ce_perturbed == pytest.approx(whole.ce_perturbed, rel=1e-5)
    torch.testing.assert_close(found, expected, rtol=1e-3, atol=1e-6)


def test_the_ceiling_leaves_alone_only_what_is_erased_at_both_points(
    workbench: Workbench,
) -> None:
    parameters = parameters_of(workbench)
    [batch] = microbatches(
        [one for one in workbench.encoded if any(s == "neg" for s, _ in one.targets)],
        0,
        pad_id(workbench.loaded),
        "cpu",
    )
    with torch.no_grad():
        each = Forward(workbench.loaded, workbench.features).token_ce(batch)
    # What the targets' means depend on are the tokens of the hallucinated spans.
    weighed = torch.zeros_like(each, requires_grad=True)
    batch.targets["neg"].mean_per_target(weighed).sum().backward()
    assert weighed.grad is not None
    lowest = float(each[weighed.grad > 0].min())

    def pushed(ceiling: float, rho: float) -> Tensor:
        for parameter in parameters:
            parameter.grad = None
        targeted_sam(
            negative_loss(workbench, ceiling=ceiling),
            parameters,
            rho=rho,
            weight=1.0,
            tries=0,
        )
        return flat([p.grad for p in parameters])

    free = pushed(0.0, 0.05)
    assert pushed(lowest / 2, 1e-6).norm() == 0.0
    torch.testing.assert_close(pushed(1e3, 0.05), free, rtol=1e-4, atol=1e-6)
    # At the weights every token is just above the ceiling, at the worst case not all are.
    still_wanted = pushed(lowest * 0.999, 0.2)
    assert still_wanted.norm() > 0.0
