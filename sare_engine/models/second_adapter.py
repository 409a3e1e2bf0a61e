"""A second low-rank adapter beside the one that is trained, in place only while it is asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor

from sare_engine.errors import ModelError


class SecondAdapter:
    """A' and B' on the same layers as a trained adapter, with its rank and scale.

    In place, a layer computes W x + s B A x + s B' A' x. It hooks into the matrices of the first
    adapter: A' reads the input that A has already cast and keeps for the backward pass, so that
    the second adapter costs nothing but its own weights, and no weight under the adapters is
    touched or read. These may be of any format.

    Args:
        layers: peft's layers with one trained adapter each.

    Attributes:
        parameters: A' and B' of each layer in turns, float32 [r, in] and [out, r].

    Raises:
        ModelError: there is no adapter.
    """

    def __init__(self, layers: Sequence[Any]) -> None:
        if not layers:
            raise ModelError(
                "A second adapter could not be put on the model.",
                "There is no adapter that it could stand beside.",
                "Train an adapter (LoRA), or choose another ascent.",
            )
        self._layers = [(layer, layer.active_adapters[0]) for layer in layers]
        self.parameters: list[Tensor] = []
        for layer, name in self._layers:
            for matrix in (layer.lora_A[name], layer.lora_B[name]):
                self.parameters.append(torch.zeros_like(matrix.weight, requires_grad=True))

    @torch.no_grad()
    def draw(self, seed: int) -> None:
        """Begin as a new adapter does: A' random, B' zero.

        Each element of A' is uniform within 1 / sqrt(inputs), as in PEFT.
        """
        # Drawn on the CPU so that one seed gives one adapter on every device.
        generator = torch.Generator().manual_seed(seed)
        for a, b in self._pairs():
            reach = 1.0 / math.sqrt(a.shape[1])
            a.copy_(torch.empty(a.shape).uniform_(-reach, reach, generator=generator))
            b.zero_()

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Let the model compute with the second adapter; afterwards it holds no gradient."""
        hooks = []
        try:
            for (layer, name), (a, b) in zip(self._layers, self._pairs(), strict=True):
                read = _Read(a, b)
                hooks.append(layer.lora_A[name].register_forward_hook(read.after_first))
                hooks.append(layer.lora_B[name].register_forward_hook(read.after_second))
            yield
        finally:
            for hook in hooks:
                hook.remove()
            for one in self.parameters:
                one.grad = None

    @torch.no_grad()
    def length(self) -> Tensor:
        """Return how far it moves the weights, the norm of all s B' A' as one vector, 0-d.

        ||B A||^2 = <B^T B, A A^T>, which never makes a matrix of the layer's size.
        """
        squares = [
            layer.scaling[name] ** 2 * torch.sum((b.T @ b) * (a @ a.T))
            for (layer, name), (a, b) in zip(self._layers, self._pairs(), strict=True)
        ]
        home = squares[0].device
        return torch.stack([one.to(home) for one in squares]).sum().clamp(min=0.0).sqrt()

    def _pairs(self) -> Iterator[tuple[Tensor, Tensor]]:
        return zip(self.parameters[::2], self.parameters[1::2], strict=True)


class _Read:
    """What A' reads of a layer's input, until B' takes it on."""

    def __init__(self, a: Tensor, b: Tensor) -> None:
        self._a, self._b = a, b
        self._inner: Tensor | None = None

    def after_first(self, module: Any, inputs: tuple[Tensor], output: Tensor) -> None:
        del module, output
        self._inner = torch.nn.functional.linear(inputs[0], self._a)

    def after_second(self, module: Any, inputs: tuple[Tensor], output: Tensor) -> Tensor:
        del module, inputs
        assert self._inner is not None
        inner, self._inner = self._inner, None
        flat = output.flatten(0, -2)
        return torch.addmm(flat, inner.flatten(0, -2), self._b.T).view_as(output)
