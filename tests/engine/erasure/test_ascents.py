"""Where each ascent looks for the worst case, against an independent calculation."""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import torch
from torch import Tensor

from sare_engine.config import EraseConfig
from sare_engine.erasure.ascents import ASCENTS
from sare_engine.erasure.ascents.layerwise import layer_of
from sare_engine.erasure.batches import EncodedExample, microbatches
from sare_engine.erasure.gradients import clear_gradients
from sare_engine.erasure.losses import Forward, NegativeLoss
from sare_engine.erasure.method import Method, NegativePass, NegativeReading, StepLosses
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.retain_loss import RetainLoss
from sare_engine.erasure.schedules import seed_of_step
from sare_engine.errors import ModelError
from sare_engine.models.prompting import pad_id
from sare_engine.models.trainable import (
    TrainedWeights,
    merge_adapter,
    set_trainable_full,
    trained_weights,
)
from tests.engine.erasure.conftest import Workbench
from tests.engine.erasure.plain_model import (
    RHO,
    WEIGHT,
    agrees,
    cross_entropy,
    examples_of,
    flat,
    gradient_of,
    log_probabilities,
    parameters_of,
)
from tests.engine.erasure.test_sam import ScalarObjective

CEILING = 6.8
"""Nats; some tokens of the hallucinated spans are above it and some below."""


@pytest.fixture
def settings(tmp_path: Path) -> EraseConfig:
    return EraseConfig(project=tmp_path, rho=RHO, steps=10)


def ascent_of(bench: Workbench, config: EraseConfig) -> Method:
    return ASCENTS[config.ascent].build(trained_weights(bench.loaded.model), config)


def negative_loss(bench: Workbench, *, size: int = 0, ceiling: float = 0.0) -> NegativeLoss:
    batches = microbatches(examples_of(bench, "neg"), size, pad_id(bench.loaded), "cpu")
    return NegativeLoss(Forward(bench.loaded, bench.features), batches, ceiling)


def losses_of(number: int, negative: Any, weight: float = WEIGHT) -> StepLosses:
    """A step of which only what is unlearned matters."""
    return StepLosses(number, negative, cast("RetainLoss", None), weight)


def step(
    bench: Workbench, ascent: Method, number: int = 0, *, ceiling: float = 0.0
) -> tuple[Tensor, NegativeReading]:
    """The negative gradient as one vector, and what it told."""
    clear_gradients(parameters_of(bench))
    reading = ascent.negative(losses_of(number, negative_loss(bench, ceiling=ceiling)))
    parameters = parameters_of(bench)
    found = flat([torch.zeros_like(p) if p.grad is None else p.grad for p in parameters])
    ascent.advance()
    return found, reading


def gradient(bench: Workbench) -> list[Tensor]:
    """Of L_neg."""
    return gradient_of(bench, -cross_entropy(bench, "neg"))


def ce(bench: Workbench) -> float:
    with torch.no_grad():
        return float(cross_entropy(bench, "neg"))


def norm(tensors: Sequence[Tensor]) -> float:
    return float(torch.stack([t.detach().double().square().sum() for t in tensors]).sum().sqrt())


def displaced(bench: Workbench, displacement: Sequence[Tensor]) -> Workbench:
    twin = copy.deepcopy(bench)
    with torch.no_grad():
        for parameter, part in zip(parameters_of(twin), displacement, strict=True):
            parameter += part
    return twin


def assert_is_at(
    bench: Workbench, found: tuple[Tensor, NegativeReading], displacement: Sequence[Tensor]
) -> None:
    """Whether a step's gradient and reading are those at the displaced weights."""
    twin = displaced(bench, displacement)
    agrees(found[0], WEIGHT * flat(gradient(twin)))
    assert found[1].ce_perturbed == pytest.approx(ce(twin), rel=1e-4)
    assert found[1].rho == pytest.approx(norm(displacement), rel=1e-3)
    # The point is another one than the weights, by more than rounding.
    plain = WEIGHT * flat(gradient(bench))
    assert (found[0] - plain).norm() > 1e-3 * plain.norm()


def layers_of(bench: Workbench) -> list[str]:
    """The layer of each parameter, by the number in its name."""
    names = list(trained_weights(bench.loaded.model).named)
    found = [re.search(r"\.layers\.(\d+)\.", name) for name in names]
    assert all(found)
    return [one.group(1) for one in found if one]


def test_adaptive_is_asam(workbench: Workbench, settings: EraseConfig) -> None:
    # rho * T^2 g / ||T g|| with T = |w| + eta: Kwon et al., equation 8.
    g = gradient(workbench)
    scale = [p.detach().abs() + 0.01 for p in parameters_of(workbench)]
    length = norm([t * one for t, one in zip(scale, g, strict=True)])
    epsilon = [RHO * t**2 * one / length for t, one in zip(scale, g, strict=True)]
    config = dataclasses.replace(settings, ascent="adaptive")
    assert_is_at(workbench, step(workbench, ascent_of(workbench, config)), epsilon)


def test_layerwise_moves_every_layer_as_far(workbench: Workbench, settings: EraseConfig) -> None:
    g, layers = gradient(workbench), layers_of(workbench)
    assert len(set(layers)) > 1
    of_layer = {
        layer: norm([one for one, other in zip(g, layers, strict=True) if other == layer])
        for layer in layers
    }
    epsilon = [
        RHO / len(of_layer) ** 0.5 * one / of_layer[layer]
        for one, layer in zip(g, layers, strict=True)
    ]
    config = dataclasses.replace(settings, ascent="layerwise")
    assert_is_at(workbench, step(workbench, ascent_of(workbench, config)), epsilon)


def test_subset_moves_half_of_the_layers(
    workbench: Workbench, settings: EraseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    g, layers = gradient(workbench), layers_of(workbench)
    parameters = parameters_of(workbench)
    start = [p.detach().clone() for p in parameters]
    moves: list[list[Tensor]] = []
    plain = NegativeLoss.suppress

    def watching(self: NegativeLoss, weight: float, **bounds: Any) -> NegativePass:
        moves.append([p.detach() - s for p, s in zip(parameters, start, strict=True)])
        return plain(self, weight, **bounds)

    monkeypatch.setattr(NegativeLoss, "suppress", watching)
    config = dataclasses.replace(settings, ascent="subset", overshoot_tries=0)
    chosen = []
    for number in (*range(8), 0):
        ascent = ascent_of(workbench, config)
        found = step(workbench, ascent, number)
        moved = {layer for layer, one in zip(layers, moves[-1], strict=True) if one.abs().max() > 0}
        assert len(moved) == (len(set(layers)) + 1) // 2
        kept = [
            one if layer in moved else torch.zeros_like(one)
            for one, layer in zip(g, layers, strict=True)
        ]
        if number < 2:
            assert_is_at(workbench, found, [RHO / norm(kept) * one for one in kept])
        chosen.append(moved)
    assert chosen[0] == chosen[-1]
    assert any(one != chosen[0] for one in chosen)
    other = ascent_of(workbench, dataclasses.replace(config, seed=1))
    seeds = []
    for number in range(8):
        step(workbench, other, number)
        seeds.append(
            {layer for layer, one in zip(layers, moves[-1], strict=True) if one.abs().max() > 0}
        )
    assert seeds != chosen[:8]


@pytest.mark.parametrize("rho", [0.02, 12.0])
def test_line_search_goes_to_the_lowest_cross_entropy(
    workbench: Workbench, settings: EraseConfig, rho: float
) -> None:
    g = gradient(workbench)
    length = norm(g)
    tried = {
        share: ce(displaced(workbench, [share * rho / length * one for one in g]))
        for share in (1.0, 0.5, 0.25, 0.125)
    }
    best = min(tried, key=lambda share: tried[share])
    assert (best == 1.0) == (rho == 0.02)  # a long step overshoots
    config = dataclasses.replace(settings, ascent="line_search", rho=rho)
    found = step(workbench, ascent_of(workbench, config))
    assert_is_at(workbench, found, [best * rho / length * one for one in g])
    assert found[1].ce == pytest.approx(ce(workbench), rel=1e-4)


def test_several_steps_follow_the_gradient(workbench: Workbench, settings: EraseConfig) -> None:
    twin = copy.deepcopy(workbench)
    for _ in range(4):
        g = gradient(twin)
        with torch.no_grad():
            for parameter, one in zip(parameters_of(twin), g, strict=True):
                parameter += 0.3 / 4 / norm(g) * one
    config = dataclasses.replace(settings, ascent="steps", ascent_steps=4, rho=0.3)
    found, reading = step(workbench, ascent_of(workbench, config))
    agrees(found, WEIGHT * flat(gradient(twin)))
    assert reading.ce_perturbed == pytest.approx(ce(twin), rel=1e-4)
    assert reading.ce == pytest.approx(ce(workbench), rel=1e-4)
    assert reading.gradient_norm == pytest.approx(norm(gradient(workbench)), rel=1e-4)
    # Not what one long step finds.
    single = dataclasses.replace(config, ascent="step")
    alone, _ = step(workbench, ascent_of(workbench, single))
    assert (alone - found).norm() > 1e-2 * found.norm()


def test_the_ceiling_of_several_steps_goes_by_the_weights_themselves(
    workbench: Workbench, settings: EraseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token above the ceiling halfway up and not at the weights is still pushed."""
    several = dataclasses.replace(settings, ascent="steps", ascent_steps=3, rho=0.5)
    given: list[NegativePass | None] = []
    plain = NegativeLoss.suppress

    def watching(self: NegativeLoss, weight: float, **bounds: Any) -> NegativePass:
        given.append(bounds["since"])
        return plain(self, weight, **bounds)

    monkeypatch.setattr(NegativeLoss, "suppress", watching)
    step(workbench, ascent_of(workbench, several), ceiling=CEILING)
    clear_gradients(parameters_of(workbench))
    [since] = given
    assert since is not None
    [opened], [expected] = since.below, negative_loss(workbench, ceiling=CEILING).backward().below
    assert torch.equal(opened, expected)
    assert opened.any() and not opened.all()


def drift(bench: Workbench, number: int) -> list[Tensor]:
    """What an optimiser would do to the weights after a step: anything."""
    generator = torch.Generator().manual_seed(100 + number)
    return [3e-3 * torch.randn(p.shape, generator=generator) for p in parameters_of(bench)]


def add(parameters: Sequence[Tensor], parts: Sequence[Tensor]) -> None:
    with torch.no_grad():
        for parameter, part in zip(parameters, parts, strict=True):
            parameter += part


def test_momentum_looks_along_earlier_gradients(
    workbench: Workbench, settings: EraseConfig
) -> None:
    ascent = ascent_of(workbench, dataclasses.replace(settings, ascent="momentum"))
    average = [torch.zeros_like(p) for p in parameters_of(workbench)]
    for number in range(4):
        length = norm(average)
        epsilon = [RHO / length * one if number else one for one in average]
        twin = displaced(workbench, epsilon)
        g = gradient(twin)
        found, reading = step(workbench, ascent, number)
        agrees(found, WEIGHT * flat(g))
        assert reading.ce is None
        assert reading.ce_perturbed == pytest.approx(ce(twin), rel=1e-4)
        assert reading.gradient_norm == pytest.approx(norm(g), rel=1e-3)
        assert reading.rho == (RHO if number else 0.0)
        average = [0.9 * one + 0.1 * new for one, new in zip(average, g, strict=True)]
        add(parameters_of(workbench), drift(workbench, number))


def test_merged_is_the_worst_case_of_the_weights_an_attacker_merges(
    workbench: Workbench, settings: EraseConfig
) -> None:
    """On the merged model, with the chain rule from its weights to A and B written out."""
    rho = 0.2
    adapted = {
        name: module
        for name, module in workbench.loaded.model.named_modules()
        if hasattr(module, "lora_A")
    }
    merged = copy.deepcopy(workbench)
    merge_adapter(merged.loaded)
    set_trainable_full(merged.loaded, "language_model")
    short = {name.removeprefix("base_model.model."): one for name, one in adapted.items()}
    named = dict(merged.loaded.model.named_parameters())
    weights = [named[f"{name}.weight"] for name in short]
    g = list(torch.autograd.grad(-cross_entropy(merged, "neg"), weights))
    with torch.no_grad():
        for weight, one in zip(weights, g, strict=True):
            weight += rho / norm(g) * one
    expected = {}
    at_worst = torch.autograd.grad(-WEIGHT * cross_entropy(merged, "neg"), weights)
    for module, one in zip(adapted.values(), at_worst, strict=True):
        lora: Any = module
        a, b = lora.lora_A["default"].weight, lora.lora_B["default"].weight
        scale = lora.scaling["default"]
        expected[id(a)] = scale * b.T @ one
        expected[id(b)] = scale * one @ a.T
    config = dataclasses.replace(settings, ascent="merged", rho=rho)
    found, reading = step(workbench, ascent_of(workbench, config))
    agrees(found, flat([expected[id(p)] for p in parameters_of(workbench)]))
    assert reading.ce_perturbed == pytest.approx(ce(merged), rel=1e-4)
    assert reading.gradient_norm == pytest.approx(norm(g), rel=1e-4)
    assert reading.rho == rho and not reading.overshoots
    plain = WEIGHT * flat(gradient(workbench))
    assert (found - plain).norm() > 1e-3 * plain.norm()


def layer_on(weight: torch.nn.Parameter) -> Any:
    """As much of a layer with an adapter as a perturbation of its weight knows."""
    return SimpleNamespace(base_layer=SimpleNamespace(weight=weight))


def test_merged_halves_what_overshoots(settings: EraseConfig) -> None:
    # CE = (w + a)^2 at w = 1, a = 0: a rho of 7 lands at -6, 3.5 at -2.5, 1.75 at -0.75.
    under = torch.nn.Parameter(torch.tensor([1.0]), requires_grad=False)
    adapter = torch.nn.Parameter(torch.tensor([0.0]))
    config = dataclasses.replace(settings, ascent="merged", rho=7.0)
    ascent: Any = ASCENTS["merged"].build(
        TrainedWeights({"a": adapter}, (layer_on(under),)), config
    )
    objective = ScalarObjective(adapter, lambda a: ((under + a) ** 2).sum())
    reading = ascent.negative(losses_of(0, objective, 0.5))
    assert (reading.rho, reading.overshoots, reading.overshot) == (1.75, 2, False)
    assert reading.ce_perturbed == pytest.approx(0.5625)
    assert adapter.grad is not None
    assert float(adapter.grad) == pytest.approx(0.75)
    assert float(under) == 1.0 and under.grad is None and not under.requires_grad


def test_merged_needs_weights_that_can_move(workbench: Workbench, settings: EraseConfig) -> None:
    config = dataclasses.replace(settings, ascent="merged")
    assert config.problems() == []
    [(field, text)] = dataclasses.replace(config, trainable="full").problems()
    assert field == "ascent" and "adapter" in text
    rounded = torch.nn.Parameter(torch.zeros(3, dtype=torch.uint8), requires_grad=False)
    trained = dataclasses.replace(
        trained_weights(workbench.loaded.model), layers=(layer_on(rounded),)
    )
    for ascent in ("merged", "fine_tuning"):
        with pytest.raises(ModelError, match="cannot be perturbed"):
            ASCENTS[ascent].build(trained, config)


def below_ceiling(bench: Workbench, example: EncodedExample, positions: Tensor) -> Tensor:
    """Mean cross-entropy of a target whose tokens above the ceiling are left alone."""
    told = log_probabilities(bench, example)[positions - 1]
    each = -told[torch.arange(len(positions)), example.input_ids[positions]]
    return (each * (each.detach() < CEILING)).mean()


def ceiling_gradient(bench: Workbench) -> list[Tensor]:
    values = [
        below_ceiling(bench, one, positions)
        for one in examples_of(bench, "neg")
        for _, positions in one.targets
    ]
    return gradient_of(bench, -torch.stack(values).mean())


@pytest.mark.parametrize("ceiling", [0.0, CEILING])
@pytest.mark.parametrize("schedule", ["constant", "rising"])
def test_relearning_is_an_attack_with_adam_all_along_the_erasure(
    workbench: Workbench, settings: EraseConfig, ceiling: float, schedule: str
) -> None:
    """The attacker sees every token, the erasure those below the ceiling; anew every 3 steps."""
    config = dataclasses.replace(
        settings,
        ascent="relearning",
        simulated_steps=3,
        simulated_learning_rate=2e-3,
        rho_schedule=schedule,
    )
    ascent = ascent_of(workbench, config)
    attacker = copy.deepcopy(workbench)
    for number in range(7):
        if number % 3 == 0:
            attacker = copy.deepcopy(workbench)
            optimizer = torch.optim.Adam(parameters_of(attacker), maximize=True)
        # Rising: from nothing to all over the first 5 of 10 steps.
        share = min(1.0, (number + 1) / 5) if schedule == "rising" else 1.0
        optimizer.param_groups[0]["lr"] = 2e-3 * share
        expected = ceiling_gradient(attacker) if ceiling else gradient(attacker)
        found, reading = step(workbench, ascent, number, ceiling=ceiling)
        torch.testing.assert_close(found, WEIGHT * flat(expected), rtol=5e-3, atol=2e-5)
        assert reading.ce is None
        assert reading.ce_perturbed == pytest.approx(ce(attacker), rel=1e-3)
        apart = [a - b for a, b in zip(*map(parameters_of, (attacker, workbench)), strict=True)]
        assert reading.rho == pytest.approx(norm(apart), rel=1e-3, abs=1e-6)
        assert (reading.rho > 0.0) == (number % 3 > 0)
        for parameter, one in zip(parameters_of(attacker), gradient(attacker), strict=True):
            parameter.grad = one
        optimizer.step()
        change = drift(workbench, number)
        add(parameters_of(attacker), change)
        add(parameters_of(workbench), change)


@pytest.mark.parametrize("ceiling", [0.0, CEILING])
def test_fine_tuning_is_an_attack_on_the_weights_under_the_adapters(
    workbench: Workbench, settings: EraseConfig, ceiling: float
) -> None:
    config = dataclasses.replace(
        settings, ascent="fine_tuning", simulated_steps=3, simulated_learning_rate=5e-4
    )
    ascent = ascent_of(workbench, config)
    attacker, adapted = workbench, trained_weights(workbench.loaded.model).adapted
    assert adapted
    for number in range(5):
        if number % 3 == 0:
            attacker = copy.deepcopy(workbench)
            adapted = trained_weights(attacker.loaded.model).adapted
            optimizer = torch.optim.Adam(adapted, lr=5e-4, maximize=True)
        expected = ceiling_gradient(attacker) if ceiling else gradient(attacker)
        found, reading = step(workbench, ascent, number, ceiling=ceiling)
        torch.testing.assert_close(found, WEIGHT * flat(expected), rtol=5e-3, atol=2e-5)
        assert reading.ce_perturbed == pytest.approx(ce(attacker), rel=1e-3)
        for weights in adapted:
            weights.requires_grad_(True)
        ascending = torch.autograd.grad(-cross_entropy(attacker, "neg"), adapted)
        for weights, one in zip(adapted, ascending, strict=True):
            weights.grad = one
        optimizer.step()
        for weights in adapted:
            weights.requires_grad_(False)
            weights.grad = None
        change = drift(workbench, number)
        add(parameters_of(attacker), change)
        add(parameters_of(workbench), change)


@pytest.mark.parametrize("ceiling", [0.0, CEILING])
def test_a_fresh_adversary_is_a_new_adapter_beside_the_erasures(
    workbench: Workbench, settings: EraseConfig, ceiling: float
) -> None:
    """Against full-weight gradients projected on both adapters by the chain rule."""
    config = dataclasses.replace(
        settings, ascent="fresh_adversary", simulated_steps=3, simulated_learning_rate=5e-3
    )
    ascent = ascent_of(workbench, config)
    for number in range(7):
        count = number % 3
        layers = trained_weights(workbench.loaded.model).layers
        if count == 0:
            generator = torch.Generator().manual_seed(
                seed_of_step(config.seed, "adversary", number)
            )
            second = []
            for layer in layers:
                a, b = layer.lora_A["default"].weight, layer.lora_B["default"].weight
                reach = a.shape[1] ** -0.5
                drawn = torch.empty(a.shape).uniform_(-reach, reach, generator=generator)
                second += [drawn, torch.zeros_like(b)]
            optimizer = torch.optim.Adam(second, lr=5e-3, maximize=True)
        # W + s B A + s B' A' as one matrix each, without any adapter.
        attacked = copy.deepcopy(workbench)
        under = trained_weights(attacked.loaded.model).adapted
        for layer, weights, a, b in zip(layers, under, second[::2], second[1::2], strict=True):
            weights.data += layer.scaling["default"] * b @ a
        expected = ceiling_gradient(attacked) if ceiling else gradient(attacked)
        found, reading = step(workbench, ascent, number, ceiling=ceiling)
        torch.testing.assert_close(found, WEIGHT * flat(expected), rtol=5e-3, atol=2e-5)
        assert reading.ce is None
        assert reading.ce_perturbed == pytest.approx(ce(attacked), rel=1e-3)
        moved = [
            layer.scaling["default"] * b @ a
            for layer, a, b in zip(layers, second[::2], second[1::2], strict=True)
        ]
        assert reading.rho == pytest.approx(norm(moved), rel=1e-3, abs=1e-6)
        assert (reading.rho > 0.0) == (count > 0)
        for weights in under:
            weights.requires_grad_(True)
        ascending = torch.autograd.grad(-cross_entropy(attacked, "neg"), under)
        for place, (layer, change) in enumerate(zip(layers, ascending, strict=True)):
            a, b = second[2 * place], second[2 * place + 1]
            scale = layer.scaling["default"]
            a.grad, b.grad = scale * b.T @ change, scale * change @ a.T
        optimizer.step()
        add(parameters_of(workbench), drift(workbench, number))


@pytest.mark.parametrize("ascent", ["relearning", "fine_tuning", "fresh_adversary"])
def test_a_simulated_attack_goes_on_where_the_ceiling_no_longer_pushes(
    workbench: Workbench, settings: EraseConfig, ascent: str
) -> None:
    """Above the ceiling throughout, the erasure rests and the attacker does not."""
    config = dataclasses.replace(settings, ascent=ascent, simulated_learning_rate=3e-3)
    attack = ascent_of(workbench, config)
    told = [step(workbench, attack, number, ceiling=1e-3) for number in range(4)]
    assert all(not found.abs().sum() for found, _ in told)
    values = [reading.reported_ce for _, reading in told]
    assert values == sorted(values, reverse=True) and values[-1] < values[0] - 0.1


@pytest.mark.parametrize("size", [0, 1])
@pytest.mark.parametrize("ceiling", [0.0, 1e-3, CEILING, 1e3])
def test_both_gradients_of_one_pass_are_those_of_two(
    workbench: Workbench, ceiling: float, size: int
) -> None:
    parameters = parameters_of(workbench)
    whole = gradient(workbench)
    if ceiling in (0.0, 1e3):
        pushed = whole
    elif ceiling == CEILING:
        pushed = ceiling_gradient(workbench)
        assert norm(pushed) < 0.99 * norm(whole)
    else:
        pushed = [torch.zeros_like(p) for p in parameters]
    told, found = negative_loss(workbench, size=size, ceiling=ceiling).backward_both(
        parameters, WEIGHT
    )
    agrees(flat(found), flat(whole))
    own = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
    agrees(flat(own), WEIGHT * flat(pushed))
    assert told == pytest.approx(ce(workbench), rel=1e-4)


@pytest.mark.parametrize("passes", [0, 1, 2])
@pytest.mark.parametrize("ascent", sorted(ASCENTS))
def test_everything_is_as_it_was_even_where_a_pass_fails(
    workbench: Workbench,
    settings: EraseConfig,
    monkeypatch: pytest.MonkeyPatch,
    ascent: str,
    passes: int,
) -> None:
    """`passes` is how many forward passes succeed before memory runs out; 0: all do."""
    config = dataclasses.replace(settings, ascent=ascent, rho=0.7)
    method = ascent_of(workbench, config)
    for number in range(2):
        step(workbench, method, number)  # so that there is a state to perturb by
    clear_gradients(parameters_of(workbench))
    before = {
        name: (p.detach().clone(), p.requires_grad)
        for name, p in workbench.loaded.model.named_parameters()
    }
    state = {name: part.clone() for name, part in method.state().items()}
    done = 0
    plain = Forward.token_ce

    def failing(self: Forward, batch: Any) -> Tensor:
        nonlocal done
        done += 1
        if passes and done > passes:
            raise RuntimeError("out of memory")
        return plain(self, batch)

    monkeypatch.setattr(Forward, "token_ce", failing)
    failed = False
    try:
        method.negative(losses_of(2, negative_loss(workbench)))
    except RuntimeError:
        failed = True
    assert failed == (0 < passes < done)
    trained = set(map(id, parameters_of(workbench)))
    for name, p in workbench.loaded.model.named_parameters():
        value, asks = before[name]
        assert torch.equal(p, value), name
        assert p.requires_grad == asks, name
        assert p.grad is None or id(p) in trained, name
    # What it carries changes once the whole step's gradient is there.
    assert state.keys() == method.state().keys()
    assert all(torch.equal(part, state[name]) for name, part in method.state().items())


@pytest.mark.parametrize("ascent", ["momentum", "relearning", "fine_tuning", "fresh_adversary"])
def test_a_step_that_was_broken_off_is_taken_once(
    workbench: Workbench, settings: EraseConfig, ascent: str
) -> None:
    """Bit for bit the same as if memory had not run out over what is kept."""
    config = dataclasses.replace(settings, ascent=ascent)
    results = []
    for fails in (False, True):
        bench = copy.deepcopy(workbench)
        method = METHODS["sare"].build(trained_weights(bench.loaded.model), config)
        forward = Forward(bench.loaded, bench.features)
        retain = microbatches(examples_of(bench, "pos", "sent"), 0, pad_id(bench.loaded), "cpu")
        for number in range(4):
            if fails and number == 2:
                clear_gradients(parameters_of(bench))
                broken = RetainLoss(forward, [None], 1.0)  # type: ignore[list-item]
                with pytest.raises(AttributeError):
                    method.gradient(StepLosses(number, negative_loss(bench), broken, WEIGHT))
            clear_gradients(parameters_of(bench))
            kept = RetainLoss(forward, retain, 1.0)
            method.gradient(StepLosses(number, negative_loss(bench), kept, WEIGHT))
        results.append((flat([p.grad for p in parameters_of(bench)]), method.state()))
    (gradient, state), (again, state_again) = results
    assert torch.equal(gradient, again)
    assert state and all(torch.equal(part, state_again[name]) for name, part in state.items())


def test_a_layer_goes_up_to_the_first_number_of_its_name() -> None:
    stem = "base_model.model.model.language_model.layers.11"
    assert layer_of(f"{stem}.self_attn.q_proj.lora_A.default.weight") == stem
    assert layer_of("language_model.layers.1.mlp.experts.7.up") == "language_model.layers.1"
    assert layer_of("lm_head.weight") == "lm_head.weight"
