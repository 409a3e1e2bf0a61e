"""Find which rows of a projector's output are the features of an image."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch


class NotRepeatable(ValueError):
    """The features are not a selection of the projector's output rows."""


def input_catcher(captured: list[tuple[torch.Tensor, torch.Tensor]]) -> Callable[..., None]:
    """Return a forward hook (with keyword arguments) that adds (input, output) to `captured`.

    The hook raises `NotRepeatable` where the module does more than map one tensor to another.
    """

    def catch(_module: Any, args: tuple[Any, ...], kwargs: dict[str, Any], output: Any) -> None:
        if len(args) != 1 or kwargs or not isinstance(output, torch.Tensor):
            raise NotRepeatable
        captured.append((args[0], output))

    return catch


def row_order(projected: torch.Tensor, pieces: Sequence[torch.Tensor]) -> torch.Tensor | None:
    """Return the rows of the projector's output that are features: LongTensor [N]; None for all.

    Some families reorder tokens after the projector (Qwen2.5-VL's windows), which may show on one
    picture and not on a smaller one.

    Args:
        projected: the projector's output [..., width].
        pieces: the image's features [tokens, width] each.

    Raises:
        NotRepeatable: the features are not rows of it.
    """
    same = projected.ndim == 3 and len(projected) == len(pieces)
    if (same and all(map(torch.equal, projected, pieces))) or (
        projected.ndim == 2 and len(pieces) == 1 and torch.equal(projected, pieces[0])
    ):
        return None
    if len(pieces) != 1:
        raise NotRepeatable
    rows = projected.flatten(0, -2)
    # The features of an image are copies of rows: equal rows are identical bit for bit.
    places: dict[bytes, list[int]] = {}
    for place, row in enumerate(rows.float().cpu().numpy()):
        places.setdefault(row.tobytes(), []).append(place)
    order = []
    for row in pieces[0].float().cpu().numpy():
        found = places.get(row.tobytes())
        if not found:
            raise NotRepeatable
        order.append(found.pop(0) if len(found) > 1 else found[0])
    return torch.tensor(order)


def in_order(projected: torch.Tensor, order: torch.Tensor | None) -> Sequence[torch.Tensor]:
    """Return the image's features in pieces [tokens, width]."""
    if order is not None:
        return [projected.flatten(0, -2)[order.to(projected.device)]]
    return [projected] if projected.ndim == 2 else list(projected)
