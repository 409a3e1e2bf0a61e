"""Attacks that need no data: what is left of an erasure when its weights are changed a little.

They change the weights of a merged model in place, so that an adapter's erasure is attacked where
it ends up. Biases and norms, which have one dimension, stay as quantisation and pruning leave them
in practice; noise reaches every weight.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

import torch
from torch import Tensor

from sare_engine.events import Event
from sare_engine.models.loading import LoadedModel, base_model
from sare_engine.models.trainable import PARTS, merge_adapter, part_prefixes
from sare_engine.progress import PhaseProgress
from sare_engine.robustness.attack import PHASE, AttackContext


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
        raise ValueError("a symmetric integer needs at least 2 bits")
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


def weights_of(loaded: LoadedModel, parts: str) -> dict[str, Tensor]:
    """Return the weights of parts of a merged model by name, each once.

    The output layer belongs to the language model. A vision tower that lies inside a part does not
    belong to it, but a projector inside a vision tower is a part of its own.

    Args:
        loaded: the model; the names are those of the transformers model.
        parts: "language_model", "projector" or "both".
    """
    model = base_model(loaded.model)
    prefixes = part_prefixes(model)
    found: dict[int, tuple[str, Tensor]] = {}
    for part in PARTS[parts]:
        if part in prefixes:
            prefix = prefixes[part]
            tower = prefixes["vision_tower"] + "."
            for name, weight in model.get_submodule(prefix).named_parameters(prefix):
                if not name.startswith(tower) or prefix.startswith(tower):
                    found.setdefault(id(weight), (name, weight))
        if part == "language_model" and (output := model.get_output_embeddings()) is not None:
            name = next(name for name, module in model.named_modules() if module is output)
            for own, weight in output.named_parameters(name):
                found.setdefault(id(weight), (own, weight))
    return dict(found.values())


def change_weights(
    context: AttackContext, title: str, change: Callable[[str, Tensor], None]
) -> Iterator[Event]:
    """Change the merged model's weights tensor by tensor, and measure before and after.

    Args:
        context: the attack.
        title: what is being done, for people.
        change: changes a tensor in place, given its name.

    Raises:
        Stopped: the user stopped the job.
    """
    merge_adapter(context.loaded)
    weights = weights_of(context.loaded, context.config.parts)
    phase = PhaseProgress(PHASE, title, len(weights), "tensors")
    yield phase.started()
    yield from context.measured(0)
    for name, tensor in weights.items():
        context.control.poll()
        change(name, tensor)
        yield phase.advance()
    yield from context.measured(1)


def round_weights(context: AttackContext, *, bits: int) -> Iterator[Event]:
    """Round the merged model's weights to integers of `bits` bits and back."""

    def change(name: str, weights: Tensor) -> None:
        round_trip({name: weights}, bits)

    yield from change_weights(context, f"Rounding the weights to {bits} bits", change)


def _matrices(parameters: Mapping[str, Tensor]) -> list[Tensor]:
    return [one for one in parameters.values() if one.ndim >= 2 and one.is_floating_point()]
