"""Slices of the loss around a model's weights, along filter-normalised random directions.

Li et al., "Visualizing the Loss Landscape of Neural Nets", NeurIPS 2018, arXiv 1712.09913: each
filter of a random direction gets the length of the filter of the weights that it belongs to, so
that surfaces of networks with weights of different scales are comparable. A filter is a row of a
weight matrix; biases and norms do not move.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from sare_engine.control import Control


@dataclass(frozen=True)
class Place:
    """A point of a slice and what was measured there.

    Attributes:
        coordinates: how far along each direction; at 1 every filter has moved by its length.
        values: the measured values.
    """

    coordinates: tuple[float, ...]
    values: dict[str, float]


class FilterDirections:
    """Moves weights along random directions and puts them back bit for bit.

    One seed gives the same random numbers for every model of the same shape.

    Args:
        parameters: the weights, in a fixed order; those with fewer than two dimensions do not move.
        count: number of directions.
        seed: seed of the directions.
    """

    def __init__(self, parameters: Sequence[Tensor], count: int, seed: int) -> None:
        self._moved = [one for one in parameters if one.ndim >= 2 and one.is_floating_point()]
        self._start = [one.detach().clone() for one in self._moved]
        self._directions = [self._draw(seed, number) for number in range(count)]

    def _draw(self, seed: int, number: int) -> list[Tensor]:
        digest = hashlib.sha256(f"{seed}/{number}".encode()).digest()
        # Drawn on the CPU so that one seed gives one direction on every device.
        generator = torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)
        noise = (torch.randn(one.shape, generator=generator) for one in self._start)
        return [_normalised(one, start) for one, start in zip(noise, self._start, strict=True)]

    @torch.no_grad()
    def move(self, coordinates: Sequence[float]) -> None:
        """Set the weights to their start plus coordinate times direction, summed."""
        for place, (weights, start) in enumerate(zip(self._moved, self._start, strict=True)):
            there = start.float()
            for coordinate, direction in zip(coordinates, self._directions, strict=True):
                there = there + coordinate * direction[place].float()
            weights.copy_(there)

    @torch.no_grad()
    def restore(self) -> None:
        """Put the weights back as they were."""
        for weights, start in zip(self._moved, self._start, strict=True):
            weights.copy_(start)


def walk(
    parameters: Sequence[Tensor],
    measure: Callable[[], dict[str, float]],
    offsets: Sequence[float],
    dimensions: int,
    *,
    seed: int,
    control: Control,
) -> Generator[Place, None, None]:
    """Measure at every point of a slice, row by row; the weights come back bit for bit.

    Args:
        parameters: the weights to move.
        measure: measures the model as it is.
        offsets: the coordinates along each direction.
        dimensions: 1 for a line, 2 for a square grid (the second direction changes slowest).
        seed: seed of the directions.
        control: polled at every point.

    Raises:
        Stopped: the control was stopped.
    """
    directions = FilterDirections(parameters, dimensions, seed)
    second: Sequence[float | None] = list(offsets) if dimensions == 2 else [None]
    try:
        for y in second:
            for x in offsets:
                control.poll()
                coordinates = (x,) if y is None else (x, y)
                directions.move(coordinates)
                with torch.no_grad():
                    values = measure()
                yield Place(coordinates, values)
    finally:
        directions.restore()


def even_offsets(span: float, points: int) -> list[float]:
    """Return `points` coordinates from -span to span; the middle of an odd number is exactly 0."""
    return [span * ((2 * number - points + 1) / (points - 1)) for number in range(points)]


def _normalised(noise: Tensor, weights: Tensor) -> Tensor:
    """Give each filter of the noise the length of the same filter of the weights."""
    noise = noise.to(weights.device)
    dims = tuple(range(1, weights.ndim))
    length: Tensor = torch.linalg.vector_norm(weights.float(), dim=dims, keepdim=True)
    own: Tensor = torch.linalg.vector_norm(noise, dim=dims, keepdim=True)
    scale: Tensor = length / own.clamp_min(torch.finfo(torch.float32).tiny)
    return (noise * scale).to(weights.dtype)
