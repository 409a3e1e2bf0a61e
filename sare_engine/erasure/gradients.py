"""Norms and lengths of gradients, all parameters taken as one vector."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def gradient_norm(parameters: Sequence[Tensor]) -> Tensor:
    """Return the Euclidean norm of all gradients as one vector, a 0-d float32 tensor.

    Parameters without a gradient count as zero.
    """
    gradients = [p.grad for p in parameters if p.grad is not None]
    return norm_of(gradients) if gradients else torch.zeros(())


def norm_of(tensors: Sequence[Tensor]) -> Tensor:
    """Return the Euclidean norm of all tensors as one vector, a 0-d float32 tensor.

    It is on the first tensor's device; the others may be elsewhere.
    """
    norm: Tensor = torch.linalg.vector_norm(
        stacked(torch._foreach_norm(list(tensors), 2.0, dtype=torch.float32))
    )
    return norm


def stacked(numbers: Sequence[Tensor]) -> Tensor:
    """Return 0-d tensors as one [N] on the first one's device; a model's layers may be spread."""
    home = numbers[0].device
    return torch.stack([one.to(home) for one in numbers])


def shorten_gradient(parameters: Sequence[Tensor], longest: float) -> Tensor:
    """Scale the gradients to a norm of `longest` if it is greater; return the norm before, 0-d.

    Their direction does not change.
    """
    norm = gradient_norm(parameters)
    gradients = [p.grad for p in parameters if p.grad is not None]
    # There are none where every token is beyond a ceiling.
    if gradients:
        share = torch.clamp(longest / (norm + 1e-12), max=1.0)
        for device, there in _by_device(gradients).items():
            torch._foreach_mul_(there, share.to(device))
    return norm


def _by_device(tensors: Sequence[Tensor]) -> dict[torch.device, list[Tensor]]:
    found: dict[torch.device, list[Tensor]] = {}
    for one in tensors:
        found.setdefault(one.device, []).append(one)
    return found


def clear_gradients(parameters: Sequence[Tensor]) -> None:
    """Drop the parameters' gradients."""
    for parameter in parameters:
        parameter.grad = None


def set_random_gradients(parameters: Sequence[Tensor], seed: int) -> None:
    """Replace the gradients by standard normal noise; `Perturbation` gives it a length."""
    # Drawn on the CPU so that one seed gives one direction on every device.
    generator = torch.Generator().manual_seed(seed)
    for parameter in parameters:
        noise = torch.randn(parameter.shape, generator=generator)
        parameter.grad = noise.to(device=parameter.device, dtype=parameter.dtype)
