"""Directions have the length of the filters, and the weights come back bit for bit."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from sare_engine.control import Control, Stopped
from sare_engine.robustness.landscape import FilterDirections, even_offsets, walk


def weights(dtype: torch.dtype = torch.float32) -> list[Tensor]:
    generator = torch.Generator().manual_seed(3)
    return [
        torch.randn(4, 6, generator=generator).to(dtype) * 5,
        torch.randn(6, generator=generator).to(dtype),
        torch.randn(3, 2, 2, generator=generator).to(dtype),
        torch.zeros(2, 2, dtype=dtype),
    ]


def test_each_filter_moves_by_its_own_length() -> None:
    moved = weights()
    directions = FilterDirections(moved, 2, seed=0)
    directions.move([0.5, 0.0])
    for start, now in zip(weights(), moved, strict=True):
        if start.ndim < 2:
            assert torch.equal(start, now)
            continue
        for before, after in zip(start, now, strict=True):
            assert float((after - before).norm()) == pytest.approx(
                0.5 * float(before.norm()), rel=1e-5
            )
    first = moved[0].clone()
    directions.move([0.0, 0.5])
    assert not torch.allclose(first, moved[0])
    directions.move([0.0, 0.0])
    assert torch.equal(moved[0], weights()[0])


def test_one_seed_is_one_direction_for_every_model() -> None:
    left, right = weights(), [2 * one for one in weights()]
    FilterDirections(left, 1, seed=7).move([1.0])
    FilterDirections(right, 1, seed=7).move([1.0])
    assert torch.allclose(2 * left[0], right[0], rtol=1e-5)
    other = weights()
    FilterDirections(other, 1, seed=8).move([1.0])
    assert not torch.allclose(left[0], other[0])


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_line_is_measured_in_order_and_taken_back(dtype: torch.dtype) -> None:
    moved = weights(dtype)

    def measure() -> dict[str, float]:
        return {"square": float(sum((one.float() ** 2).sum() for one in moved))}

    at_start = measure()["square"]
    offsets = even_offsets(1.0, 5)
    places = list(walk(moved, measure, offsets, 1, seed=0, control=Control()))
    assert [place.coordinates for place in places] == [(x,) for x in offsets]
    assert places[2].values["square"] == at_start
    # |w + x d|^2 with |d| = |w| filter by filter: the mean over x and -x is |w|^2 (1 + x^2).
    matrices = float(sum((one.float() ** 2).sum() for one in weights(dtype) if one.ndim > 1))
    for left, right, x in ((0, 4, 1.0), (1, 3, 0.5)):
        mean = (places[left].values["square"] + places[right].values["square"]) / 2
        assert mean == pytest.approx(at_start + x**2 * matrices, rel=2e-2)
    assert all(torch.equal(one, two) for one, two in zip(moved, weights(dtype), strict=True))


def test_a_grid_goes_row_by_row_and_a_stop_takes_it_back() -> None:
    moved = weights()
    control = Control()
    places = walk(moved, dict, [-1.0, 0.0, 1.0], 2, seed=0, control=control)
    assert [next(places).coordinates for _ in range(4)] == [
        (-1.0, -1.0), (0.0, -1.0), (1.0, -1.0), (-1.0, 0.0),
    ]  # fmt: skip
    assert not torch.equal(moved[0], weights()[0])
    control.stop()
    with pytest.raises(Stopped):
        next(places)
    assert all(torch.equal(one, two) for one, two in zip(moved, weights(), strict=True))


@given(st.floats(1e-4, 10.0), st.integers(3, 201))
def test_offsets_are_even_and_mirrored(span: float, points: int) -> None:
    offsets = even_offsets(span, points)
    assert len(offsets) == points
    assert (offsets[0], offsets[-1]) == (-span, span)
    assert offsets == [-one for one in reversed(offsets)]
    if points % 2:
        assert offsets[points // 2] == 0.0
