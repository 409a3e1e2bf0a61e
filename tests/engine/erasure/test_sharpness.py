"""Sharpness of functions whose worst and average case are known."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
import torch

from sare_engine.erasure.sharpness import Sharpness, measure_sharpness, top_hessian_eigenvalue


def test_worst_case_of_a_linear_function_is_rho_times_the_slope() -> None:
    slope = torch.tensor([3.0, -4.0])
    x = torch.nn.Parameter(torch.tensor([1.0, 2.0]))
    sharpness = measure_sharpness(lambda: [(slope * x).sum()], [x], rho=0.1)
    assert sharpness.worst == pytest.approx(0.1 * 5.0, rel=1e-4)
    assert abs(sharpness.average) <= sharpness.worst
    assert x.detach().tolist() == [1.0, 2.0]
    assert x.grad is None


def test_passes_add_up() -> None:
    slope = torch.tensor([3.0, -4.0, 1.0, 2.0])

    def measured(passes: int) -> Sharpness:
        x = torch.nn.Parameter(torch.tensor([1.0, 2.0, 0.5, 0.1]))

        def ce() -> Iterator[torch.Tensor]:
            for rows in torch.arange(4).chunk(passes):
                yield (slope[rows] * x[rows] ** 2).sum()

        return measure_sharpness(ce, [x], rho=0.1)

    whole, parted = measured(1), measured(4)
    assert parted.ce == pytest.approx(whole.ce) == 3.0 - 16.0 + 0.25 + 0.02
    assert parted.worst == pytest.approx(whole.worst, rel=1e-5)
    assert parted.average == pytest.approx(whole.average, rel=1e-5)


def test_worst_case_is_found_inside_the_ball_when_the_rim_overshoots() -> None:
    # CE = x², x = 1, rho = 4: the rim (-3) has CE 9; at half of it (-1) CE is 1; a quarter hits 0.
    x = torch.nn.Parameter(torch.tensor([1.0]))
    assert measure_sharpness(lambda: [(x**2).sum()], [x], rho=4.0).worst == pytest.approx(1.0)


def test_worst_case_is_never_negative() -> None:
    x = torch.nn.Parameter(torch.tensor([0.001]))
    assert measure_sharpness(lambda: [(x**2).sum()], [x], rho=5.0).worst >= 0.0


def test_average_case_of_a_bowl_is_the_mean_over_directions() -> None:
    # At its minimum every direction raises x² by rho² exactly.
    x = torch.nn.Parameter(torch.zeros(50))
    sharpness = measure_sharpness(lambda: [(x**2).sum()], [x], rho=0.3, directions=6)
    assert sharpness.average == pytest.approx(-0.09, rel=1e-4)


def test_the_same_seed_takes_the_same_directions() -> None:
    def average(seed: int) -> float:
        x = torch.nn.Parameter(torch.linspace(-1, 1, 10))
        ce = lambda: [(x.sin() * torch.arange(10.0)).sum()]  # noqa: E731
        return measure_sharpness(ce, [x], rho=0.5, seed=seed).average

    assert average(1) == average(1) != average(2)


def test_top_hessian_eigenvalue_of_a_known_matrix() -> None:
    generator = torch.Generator().manual_seed(0)
    basis, _ = torch.linalg.qr(torch.randn(6, 6, generator=generator))
    matrix = basis @ torch.diag(torch.tensor([7.0, 2.0, 1.0, 0.5, 0.1, 0.0])) @ basis.T
    x = torch.nn.Parameter(torch.randn(3, generator=generator))
    y = torch.nn.Parameter(torch.randn(3, generator=generator))

    def ce() -> list[torch.Tensor]:
        z = torch.cat([x, y])
        return [0.5 * z @ matrix @ z]

    before = x.detach().clone()
    value = top_hessian_eigenvalue(ce, [x, y], iterations=25)
    assert value == pytest.approx(7.0, rel=1e-2)
    assert torch.equal(x.detach(), before)


def test_eigenvalue_of_a_plane_is_zero() -> None:
    x = torch.nn.Parameter(torch.tensor([1.0, 2.0]))
    assert math.isclose(top_hessian_eigenvalue(lambda: [x.sum()], [x]), 0.0, abs_tol=1e-3)
