"""The way of computing that fits into a device's memory at the least cost in time.

Free of torch: a plan can be made for a device that isn't there.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sare_engine.events import Json
from sare_engine.formatting import bytes_text, count_text
from sare_engine.models.memory import ModelShape

_RESERVE_BYTES = 500_000_000
"""What the libraries, and on a GPU its driver, take besides what is estimated."""

_MARGIN = 0.9
"""Share of a device's memory that is planned with: allocators waste some, estimates err."""

_LAYER_SECONDS = {"cpu": 1e-4}
_USUAL_LAYER_SECONDS = 3e-4
"""Time to start a layer's kernels, forward and backward, however small its batch."""

_SPEED = {"cpu": 1e11}
_USUAL_SPEED = 1e14
"""Operations per second. Only orders of magnitude count: they decide how soon many small passes
cost more than recomputing activations."""

_RECOMPUTING = 4 / 3
"""Time of a step with gradient checkpointing: a third forward pass beside forward and backward."""


@dataclass(frozen=True)
class Way:
    """A way of computing.

    Attributes:
        dtype: a `ComputeConfig`'s.
        quantisation: a `ComputeConfig`'s.
        checkpointing: whether activations are recomputed in the backward pass.
        size: images or captions per pass.
    """

    dtype: str
    quantisation: str
    checkpointing: bool
    size: int


@dataclass(frozen=True)
class Share:
    """What a job takes of one device's memory.

    Attributes:
        device: what the device is called; "" for one that isn't here.
        layers: how many of the language model's layers it holds.
        bytes: memory that the job takes there.
        memory: memory that it can have there.
    """

    device: str
    layers: int
    bytes: int
    memory: int

    @property
    def fits(self) -> bool:
        """Whether it fits."""
        return self.bytes <= usable(self.memory)


@dataclass(frozen=True)
class Plan:
    """What a job would take on a device.

    Attributes:
        settings: the settings that memory depends on, as planned.
        changes: those of them that differ from what the job would use otherwise.
        bytes: memory that the job takes so, on all devices together.
        memory: memory that it can have.
        device: "cpu", "cuda" or "mps".
        fits: whether it fits.
        why: what the plan is and what it costs, in sentences.
        would_fit: another form of the job that would fit, in words; "" if it fits, or none does.
        shares: what each GPU takes where the model's layers are spread; else empty.
    """

    settings: Mapping[str, Json]
    changes: Mapping[str, Json]
    bytes: int
    memory: int
    device: str
    fits: bool
    why: str
    would_fit: str = ""
    shares: Sequence[Share] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the plan as JSON."""
        spread = {"devices": [dataclasses.asdict(one) for one in self.shares]}
        return {
            **(spread if self.shares else {}),
            "settings": dict(self.settings),
            "changes": dict(self.changes),
            "bytes": self.bytes,
            "memory": self.memory,
            "device": self.device,
            "fits": self.fits,
            "why": self.why,
            "would_fit": self.would_fit,
        }


@dataclass(frozen=True)
class Choices:
    """What may be chosen; each tuple begins with what the job uses otherwise.

    Attributes:
        dtypes: number formats.
        quantisations: how the frozen weights may be held.
        checkpointing: whether activations may be recomputed.
        sizes: images or captions per pass, the largest first.
        unit: which of the two, as a plural.
    """

    dtypes: Sequence[str] = ("auto",)
    quantisations: Sequence[str] = ("none",)
    checkpointing: Sequence[bool] = (False,)
    sizes: Sequence[int] = (1,)
    unit: str = "captions"

    @property
    def usual(self) -> Way:
        """The way that the job would take otherwise."""
        return Way(self.dtypes[0], self.quantisations[0], self.checkpointing[0], self.sizes[0])

    def ways(self, slowdown: Callable[[Way], float]) -> Iterator[Way]:
        """Yield all ways: first those that leave the result as it is, of these the fastest."""
        for quantisation, dtype in itertools.product(self.quantisations, self.dtypes):
            ways = [
                Way(dtype, quantisation, *one)
                for one in itertools.product(self.checkpointing, self.sizes)
            ]
            yield from sorted(ways, key=slowdown)


def halves(size: int) -> tuple[int, ...]:
    """Return a number and its halves, down to 1."""
    found = [size]
    while found[-1] > 1:
        found.append(found[-1] // 2)
    return tuple(found)


def usable(memory: int) -> int:
    """Return how much of a memory is planned with."""
    return max(0, int(_MARGIN * memory) - _RESERVE_BYTES)


def best_way(
    choices: Choices,
    shares: Callable[[Way], Sequence[Share]],
    slowdown: Callable[[Way], float],
) -> tuple[Way, Sequence[Share]]:
    """Return the first way that fits into each device; if none does, the one that lacks least.

    Args:
        choices: what may be chosen.
        shares: returns what a way takes of each device.
        slowdown: how many times as long as the usual way one takes.
    """
    found: dict[Way, Sequence[Share]] = {}
    for way in choices.ways(slowdown):
        found[way] = shares(way)
        if all(one.fits for one in found[way]):
            return way, found[way]

    def lacking(way: Way) -> int:
        return max(one.bytes - usable(one.memory) for one in found[way])

    least = min(found, key=lacking)
    return least, found[least]


def slowdown_of(
    shape: ModelShape, device: str, usual: Way, *, text_tokens: int = 192
) -> Callable[[Way], float]:
    """Return a function of a way: how many times as long a step takes as the usual way.

    A pass costs the time to start its kernels besides that of its captions, so that small passes
    cost most for small models.

    Args:
        shape: sizes of the model.
        device: "cpu", "cuda" or "mps".
        usual: the way that counts as 1.
        text_tokens: tokens of prompt and caption.
    """
    operations = 4 * max(1, shape.language_parameters) * (shape.image_tokens + text_tokens)
    of_caption = operations / _SPEED.get(device, _USUAL_SPEED)
    of_pass = max(1, shape.layers) * _LAYER_SECONDS.get(device, _USUAL_LAYER_SECONDS)

    def seconds(way: Way) -> float:
        time = usual.size * of_caption + math.ceil(usual.size / way.size) * of_pass
        return time * (_RECOMPUTING if way.checkpointing else 1.0)

    return lambda way: seconds(way) / seconds(usual)


def costs_in_words(way: Way, choices: Choices, slowdown: Callable[[Way], float]) -> Iterator[str]:
    """Yield what each difference from the usual way costs, a sentence each."""
    usual = choices.usual
    if way.size != usual.size:
        passes = Way(way.dtype, way.quantisation, usual.checkpointing, way.size)
        yield (
            f"{count_text(way.size, choices.unit)} per pass instead of {usual.size}: the same "
            f"result, {_longer(slowdown(passes))}."
        )
    if way.checkpointing and not usual.checkpointing:
        yield "Gradient checkpointing: the same result, steps take about a third longer."
    if way.quantisation != usual.quantisation:
        bits = way.quantisation.removesuffix("bit")
        more = "a little" if bits == "8" else "somewhat more"
        yield (
            f"Frozen weights in {bits} bits: answers differ {more} from those of the unrounded "
            "model, and steps take longer."
        )
    if way.dtype != usual.dtype:
        yield (
            f"Frozen weights in {way.dtype}: half the memory of float32, answers differ slightly."
        )


def fit_in_words(shares: Sequence[Share]) -> str:
    """Return whether a job fits into its devices, in a sentence; of several, what each takes."""
    if len(shares) > 1:
        fits = "Takes" if all(one.fits for one in shares) else "Does not fit: it takes"
        return f"{fits} about {', '.join(map(_share_in_words, shares))}."
    [one] = shares
    if one.fits:
        return f"Takes about {bytes_text(one.bytes)} of {bytes_text(one.memory)}."
    return (
        f"Does not fit: it takes about {bytes_text(one.bytes)}, and of {bytes_text(one.memory)} "
        f"{bytes_text(usable(one.memory))} can be planned with."
    )


def _share_in_words(share: Share) -> str:
    layers = count_text(share.layers, "layers")
    if not share.fits:
        layers += f"; {bytes_text(usable(share.memory))} can be planned with"
    return f"{bytes_text(share.bytes)} of {bytes_text(share.memory)} on {share.device} ({layers})"


def _longer(factor: float) -> str:
    if factor < 1.03:
        return "hardly slower"
    if factor < 1.95:
        return f"steps take about {5 * round(20 * (factor - 1))} % longer"
    return f"steps take about {factor:.0f} times as long"
