"""Noise, rounding and pruning of weights against values worked out by hand."""

from __future__ import annotations

import pytest
import torch

from sare_engine.robustness.weights import add_noise, prune, round_trip


def test_noise_has_the_stated_relative_norm_and_repeats() -> None:
    start = {"a": torch.full((40, 30), 2.0), "b": torch.full((7,), 1e-3), "zero": torch.zeros(3)}
    moved = {name: one.clone() for name, one in start.items()}
    again = {name: one.clone() for name, one in start.items()}
    other = {name: one.clone() for name, one in start.items()}
    add_noise(moved, 0.1, seed=3)
    add_noise(again, 0.1, seed=3)
    add_noise(other, 0.1, seed=4)
    for name in ("a", "b"):
        relative = (moved[name] - start[name]).norm() / start[name].norm()
        assert float(relative) == pytest.approx(0.1, rel=1e-3)
        assert torch.equal(moved[name], again[name])
        assert not torch.equal(moved[name], other[name])
    assert torch.equal(moved["zero"], start["zero"])


def test_rounding_has_a_scale_for_each_row() -> None:
    # 3 bits: -3 … 3 steps. Steps are 0.3 / 3 = 0.1 and 30 / 3 = 10.
    weights = torch.tensor([[0.3, -0.14, 0.06, 0.04], [-30.0, 14.0, 16.0, 4.0], [0.0] * 4])
    bias = torch.tensor([0.123, 7.0])
    round_trip({"weights": weights, "bias": bias}, 3)
    expected = torch.tensor([[0.3, -0.1, 0.1, 0.0], [-30.0, 10.0, 20.0, 0.0], [0.0] * 4])
    torch.testing.assert_close(weights, expected)
    assert torch.equal(bias, torch.tensor([0.123, 7.0]))
    with pytest.raises(ValueError, match="2 bits"):
        round_trip({}, 1)


def test_eight_bits_are_closer_than_four_and_rounding_twice_changes_nothing() -> None:
    weights = torch.randn(20, 50, generator=torch.Generator().manual_seed(0))
    errors = {}
    for bits in (4, 8):
        rounded = weights.clone()
        round_trip({"w": rounded}, bits)
        step = weights.abs().amax(1, keepdim=True) / (2 ** (bits - 1) - 1)
        assert bool(((rounded - weights).abs() <= step / 2 * 1.001).all())
        assert all(len(row.unique()) <= 2**bits - 1 for row in rounded)
        errors[bits] = float((rounded - weights).norm())
        twice = rounded.clone()
        round_trip({"w": twice}, bits)
        torch.testing.assert_close(twice, rounded)
    assert errors[8] < errors[4] / 10


def test_pruning_takes_the_smallest_by_magnitude() -> None:
    weights = torch.tensor([[0.1, -5.0], [-0.2, 3.0], [1.0, -0.3]])
    bias = torch.tensor([0.001, 9.0])
    prune({"weights": weights, "bias": bias}, 0.5)
    assert weights.tolist() == [[0.0, -5.0], [0.0, 3.0], [1.0, 0.0]]
    assert bias[0] != 0
    same = torch.tensor([[1.0, 2.0]])
    prune({"w": same}, 0.0)
    assert same.tolist() == [[1.0, 2.0]]
    prune({"w": same}, 1.0)
    assert same.tolist() == [[0.0, 0.0]]
    with pytest.raises(ValueError, match="share"):
        prune({}, 1.5)
