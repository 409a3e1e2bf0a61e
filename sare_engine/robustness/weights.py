"""Attacks that need no data: what is left of an erasure when its weights are changed a little.

They change the weights of a merged model in place, so that an adapter's erasure is attacked where
it ends up. Biases and norms, which have one dimension, stay as quantisation and pruning leave them
in practice; noise reaches every weight.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import torch
from torch import Tensor


@torch.no_grad()
def add_noise(parameters: Mapping[str, Tensor], strength: float, *, seed: int) -> None:
    """Add Gaussian noise whose norm is `strength` times the norm of each tensor.

    One seed gives the same noise for every model of the same shape.
    """
    for name, weights in parameters.items():
        digest = hashlib.sha256(f"{seed}/noise/{name}".encode()).digest()
        # Drawn on the CPU so that one seed gives one noise on every device.
        generator = torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)
        noise = torch.randn(weights.shape, generator=generator).to(weights.device)
        scale = strength * weights.float().norm() / noise.norm()
        weights.copy_(weights.float() + scale * noise)


@torch.no_grad()
def round_trip(parameters: Mapping[str, Tensor], bits: int) -> None:
    """Round each matrix to integers of `bits` bits and back: absmax, one scale for each row.

    Symmetric: the largest weight of a row becomes 2^(bits - 1) - 1 steps (Dettmers et al., arXiv
    2208.07339, section 2.1, row-wise).

    Raises:
        ValueError: fewer than 2 bits.
    """
    if bits < 2:
        raise ValueError("a symmetric integer needs 2 bits at least")
    top = 2 ** (bits - 1) - 1
    for weights in _matrices(parameters):
        rows = weights.float().flatten(1)
        step = rows.abs().amax(1, keepdim=True) / top
        step = torch.where(step > 0, step, torch.ones_like(step))
        weights.copy_(((rows / step).round().clamp(-top, top) * step).view_as(weights))


@torch.no_grad()
def prune(parameters: Mapping[str, Tensor], share: float) -> None:
    """Set the smallest weights of each matrix to zero, `share` of them.

    Magnitude pruning, layer by layer (Han et al., arXiv 1506.02626).

    Raises:
        ValueError: the share is not within 0 to 1.
    """
    if not 0.0 <= share <= 1.0:
        raise ValueError("the share must be within 0 and 1")
    for weights in _matrices(parameters):
        count = round(share * weights.numel())
        if count:
            smallest = weights.abs().flatten().topk(count, largest=False).indices
            weights.view(-1)[smallest] = 0


def _matrices(parameters: Mapping[str, Tensor]) -> list[Tensor]:
    return [one for one in parameters.values() if one.ndim >= 2 and one.is_floating_point()]


def _noise(parameters: Mapping[str, Tensor], amount: float, seed: int) -> None:
    add_noise(parameters, amount, seed=seed)


def _quantise(parameters: Mapping[str, Tensor], amount: float, seed: int) -> None:
    del seed
    round_trip(parameters, int(amount))


def _prune(parameters: Mapping[str, Tensor], amount: float, seed: int) -> None:
    del seed
    prune(parameters, amount)


WEIGHT_ATTACKS: dict[str, Callable[[Mapping[str, Tensor], float, int], None]] = {
    "noise": _noise,
    "round_trip": _quantise,
    "prune": _prune,
}
"""Name → attack on the weights, given its amount (relative norm, bits, share) and a seed."""
