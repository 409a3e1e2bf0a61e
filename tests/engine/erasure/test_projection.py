"""The negative gradient without what works against what is kept."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from sare_engine.erasure.projection import RetainDirection


def drawn(seed: int, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """Gradients of what is unlearned and of what is kept, each [steps, 2 matrices, 6]."""
    found = np.random.default_rng(seed).normal(size=(2, steps, 2, 6))
    return found[0], found[1]


@given(st.integers(0, 10_000))
def test_each_matrix_loses_what_opposes_the_running_mean(seed: int) -> None:
    negative, retain = drawn(seed, 4)
    parameters = [torch.zeros(2, 3, requires_grad=True) for _ in range(2)]
    kept = RetainDirection(parameters)
    mean = np.zeros((2, 6))
    for step in range(4):
        expected = negative[step].copy()
        for matrix in range(2):
            along = expected[matrix] @ mean[matrix]
            if along < 0:
                expected[matrix] -= along / (mean[matrix] @ mean[matrix]) * mean[matrix]
            assert expected[matrix] @ mean[matrix] >= -1e-9
        for parameter, one in zip(parameters, negative[step], strict=True):
            parameter.grad = torch.tensor(one, dtype=torch.float32).reshape(2, 3)
        kept.set_aside()
        assert all(parameter.grad is None for parameter in parameters)
        for parameter, one in zip(parameters, retain[step], strict=True):
            parameter.grad = torch.tensor(one, dtype=torch.float32).reshape(2, 3)
        kept.put_back()
        mean = 0.9 * mean + 0.1 * retain[step]
        whole = np.stack([one.grad.numpy().ravel() for one in parameters if one.grad is not None])
        np.testing.assert_allclose(whole, expected + retain[step], rtol=1e-4, atol=1e-5)


def test_what_has_no_gradient_is_left_alone() -> None:
    parameters = [torch.zeros(3, requires_grad=True) for _ in range(3)]
    kept = RetainDirection(parameters)
    parameters[0].grad = torch.ones(3)
    kept.set_aside()
    parameters[1].grad = torch.full((3,), 2.0)
    kept.put_back()
    first, second, third = (one.grad for one in parameters)
    assert first is not None and torch.equal(first, torch.ones(3))
    assert second is not None and torch.equal(second, torch.full((3,), 2.0))
    assert third is None
    kept.set_aside()  # A broken-off step is begun again.
    kept.set_aside()
    kept.put_back()
    assert all(one.grad is None for one in parameters)


def test_the_mean_is_carried_on() -> None:
    parameters = [torch.zeros(3, requires_grad=True)]
    kept, again = RetainDirection(parameters), RetainDirection(parameters)
    kept.set_aside()
    parameters[0].grad = torch.tensor([1.0, -2.0, 4.0])
    kept.put_back()
    again.restore(kept.state())
    assert torch.equal(again.state()["retained.0"], torch.tensor([0.1, -0.2, 0.4]))
