"""Answers that transformers asks a device for in each forward pass, given by the host.

Are there as many image tokens as features? Is anything padded? Which positions are predicted? Each
question makes the host wait until the device has computed everything before. Where the batch was
put together, the answers were known.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from sare_engine.models.loading import base_model

_asked = threading.local()


@dataclass(frozen=True)
class KnownTokens:
    """What is known of a batch's tokens without asking the device.

    Attributes:
        ids: NumPy array of the token ids [B, T], on the host.
        padded: whether a caption is shorter than the longest.
        rows: int64 [N], on the device: the captions of the predicted tokens, in row-major order.
        columns: int64 [N], on the device: the positions that predict them.
    """

    ids: Any
    padded: bool
    rows: Tensor
    columns: Tensor


class Answers:
    """Answers a model's questions while it computes; what it asks otherwise, the device answers.

    Args:
        model: a model of transformers, with or without adapters.
    """

    def __init__(self, model: Any) -> None:
        inner = base_model(model)
        self._head = getattr(inner, "get_output_embeddings", lambda: None)()
        self._merging = _module_that_merges(inner)
        _listen_for_padding()

    @property
    def selects(self) -> bool:
        """Whether the predicted positions can be chosen here, and not by the model."""
        return self._head is not None

    @contextlib.contextmanager
    def to(self, known: KnownTokens) -> Iterator[None]:
        """Answer for this batch within the block."""
        with contextlib.ExitStack() as stack:
            stack.enter_context(_padding_known(known))
            if self._head is not None:
                hook = self._head.register_forward_pre_hook(_selecting(known))
                stack.callback(hook.remove)
            if self._merging is not None:
                stack.enter_context(_placeholders_known(self._merging, known))
            yield


def _selecting(known: KnownTokens) -> Callable[[Any, Any], Any]:
    def select(_head: Any, inputs: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        return (inputs[0][known.rows, known.columns], *inputs[1:])

    return select


def _module_that_merges(model: Any) -> Any:
    """Return the module that finds the image tokens as `input_ids == image_token_id`, or None.

    Families differ in that, so it is tried on two tokens.
    """
    for module in model.modules():
        find = getattr(module, "get_placeholder_mask", None)
        token = getattr(getattr(module, "config", None), "image_token_id", None)
        if find is None or not isinstance(token, int):
            continue
        ids = torch.tensor([[token, token + 1]])
        embedded = torch.zeros(1, 2, 4)
        try:
            found = find(ids, inputs_embeds=embedded, image_features=torch.zeros(1, 1, 4))
        except (RuntimeError, ValueError, TypeError, AttributeError, IndexError):
            return None
        expected = (ids == token).unsqueeze(-1)
        same = isinstance(found, Tensor) and found.shape == expected.shape
        return module if same and torch.equal(found, expected) else None
    return None


@contextlib.contextmanager
def _placeholders_known(module: Any, known: KnownTokens) -> Iterator[None]:
    ask = module.get_placeholder_mask
    token = module.config.image_token_id

    def answer(
        input_ids: Tensor | None = None,
        inputs_embeds: Tensor | None = None,
        image_features: Any = None,
        **others: Any,
    ) -> Any:
        plain = input_ids is not None and inputs_embeds is not None and not others
        if plain and isinstance(image_features, Tensor):
            assert input_ids is not None and inputs_embeds is not None
            count = int((known.ids == token).sum())
            if count * inputs_embeds.shape[-1] == image_features.numel():
                return (input_ids == token).unsqueeze(-1)
        return ask(input_ids, inputs_embeds=inputs_embeds, image_features=image_features, **others)

    module.get_placeholder_mask = answer
    try:
        yield
    finally:
        del module.get_placeholder_mask


@contextlib.contextmanager
def _padding_known(known: KnownTokens) -> Iterator[None]:
    before = getattr(_asked, "known", None)
    _asked.known = known
    try:
        yield
    finally:
        _asked.known = before


def _listen_for_padding() -> None:
    """Let transformers' question whether a mask is true everywhere be answered by this thread."""
    from transformers import masking_utils

    ask = getattr(masking_utils, "fast_all", None)
    if ask is None or getattr(ask, "answered", False):
        return

    def answer(mask: Tensor) -> Any:
        known = getattr(_asked, "known", None)
        if known is None or tuple(mask.shape) != known.ids.shape:
            return ask(mask)
        return not known.padded

    answer.answered = True  # type: ignore[attr-defined]
    masking_utils.fast_all = answer
