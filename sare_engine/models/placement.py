"""Which share of a model each GPU of a computer holds when its layers are spread; free of torch.

Only the layers of the language model are spread. All else stays on the first GPU, home: vision
tower, projector, embeddings and output layer. So batches, logits and losses are where they are
with one GPU, and a pass sends nothing but the stream of hidden states from GPU to GPU and back.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sare_engine.models.memory import ModelShape, estimate_erase_bytes


def share_of(shape: ModelShape, layers: int, *, home: bool) -> ModelShape:
    """Return the sizes of what one GPU holds: so many layers, and at home all that isn't spread."""

    def part(whole: int) -> int:
        return whole * layers // max(1, shape.layers)

    def kept(whole: int) -> int:
        return whole if home else 0

    inside = part(shape.linear_parameters)
    return dataclasses.replace(
        shape,
        layers=layers,
        parameters=inside + kept(shape.parameters - shape.linear_parameters),
        language_parameters=inside + kept(shape.language_parameters - shape.linear_parameters),
        linear_parameters=inside,
        linear_outputs=part(shape.linear_outputs),
        adapter_units=part(shape.adapter_units),
        widest_linear=shape.widest_linear if layers else 0,
        vocabulary=kept(shape.vocabulary),
        projector_parameters=kept(shape.projector_parameters),
        projector_units=kept(shape.projector_units),
    )


def spread_layers(
    shape: ModelShape, memories: Sequence[int], quantisation: str = "none"
) -> tuple[int, ...]:
    """Return how many layers each GPU takes so that all are filled to the same share.

    Args:
        shape: sizes of the model as it is held.
        memories: bytes that each GPU can give, home first.
        quantisation: how the frozen weights are held.
    """

    def taken(layers: int, number: int) -> float:
        share = share_of(shape, layers, home=number == 0)
        # Small passes: a plan makes them as small as it must.
        return float(estimate_erase_bytes(share, batch=1, quantisation=quantisation))

    found = [0] * len(memories)
    for _ in range(shape.layers):
        after = [
            taken(count + 1, number) / max(1, memory)
            for number, (count, memory) in enumerate(zip(found, memories, strict=True))
        ]
        found[after.index(min(after))] += 1
    return tuple(found)
