"""Compute the frozen vision tower's features once per image and use them many times.

Transformers (5.23 and later) accepts them as `mm_encoder_outputs` instead of `pixel_values`.
"""

from __future__ import annotations

import contextlib
import inspect
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from sare_engine.models.images import open_image
from sare_engine.models.loading import LoadedModel, base_model
from sare_engine.models.memory import FEATURE_CACHE_BYTES
from sare_engine.models.projector_rows import NotRepeatable, in_order, input_catcher, row_order
from sare_engine.models.prompting import PromptInputs, prompt_inputs
from sare_engine.models.trainable import part_prefixes

_PIXELS = ("pixel_values", "pixel_values_images", "image_patches", "pixel_attention_mask")


def supports_mm_encoder_outputs(model: Any) -> bool:
    """Return whether the model's forward accepts vision features instead of pixels."""
    inner = base_model(model)
    if not hasattr(inner, "get_image_features"):
        return False
    # InstructBLIP's image features depend on the question: nothing can be kept per image.
    asked = "qformer_input_ids" in inspect.signature(inner.get_image_features).parameters
    return not asked and "mm_encoder_outputs" in inspect.signature(inner.forward).parameters


@dataclass(frozen=True)
class _Entry:
    """What is kept of one image: the projector's input or its output.

    Attributes:
        tensors: the projector's input, or the final features in pieces [tokens, width].
        order: of the projector's rows, those that are the image's features, in their order; None
            where these are all rows as they come.
        deep: features that enter further layers of the language model (DeepStack).
        rest: other inputs about the image (sizes, grids).
        kind: class in which transformers passes features on.
        stacked: whether they are one tensor rather than a list.
    """

    tensors: tuple[torch.Tensor, ...]
    order: torch.Tensor | None
    deep: tuple[torch.Tensor, ...]
    rest: dict[str, torch.Tensor]
    kind: type
    stacked: bool

    @property
    def size(self) -> int:
        return sum(one.numel() * one.element_size() for one in (*self.tensors, *self.deep))


class VisionFeatures:
    """The images of a job as a model's inputs, with frozen features cached per image.

    The projector's input is cached: the projector itself runs each time, so the result is correct
    (and differentiable) even while it is trained or perturbed. If more is done with its output than
    selecting and ordering tokens, the final features are cached, unless its weights require a
    gradient.

    Images go through the vision tower one by one, so that an image's features do not depend on
    the rest of a batch. On first use, cached features are compared with plain pixels on the first
    image; if the predictions differ, pixels are used throughout.

    Not safe for use from several threads. `computed` counts the runs of the vision tower.

    Args:
        loaded: the model; its vision tower must not change while the cache lives.
        max_bytes: the least recently used images are dropped beyond this size.
        storage: device that keeps the features; the model's own is fastest.
    """

    def __init__(
        self,
        loaded: LoadedModel,
        *,
        max_bytes: int = FEATURE_CACHE_BYTES,
        storage: str | torch.device = "cpu",
    ) -> None:
        self._loaded = loaded
        self._max_bytes = max_bytes
        self._storage = torch.device(storage)
        self._entries: OrderedDict[Path, _Entry] = OrderedDict()
        self._bytes = 0
        self._prompts: dict[tuple[Path, str], PromptInputs] = {}
        self._way: str | None = None
        self._projector_name: str | None = None
        self.computed = 0

    @property
    def size(self) -> int:
        """Bytes of the features in the cache."""
        return self._bytes

    def clear(self) -> None:
        """Forget all images."""
        self._entries.clear()
        self._prompts.clear()
        self._bytes = 0

    def prompt(self, path: Path, prompt: str) -> PromptInputs:
        """Return the prompt's ids with this image's placeholders; image tensors are left out.

        Raises:
            ImageError: the picture cannot be read.
        """
        key = (path, prompt)
        if key not in self._prompts:
            inputs = prompt_inputs(self._loaded, open_image(path), prompt)
            # Reading the picture is the slow part: use the pixels while they are here.
            if path not in self._entries and self._chosen_way(inputs) != "plain":
                self._keep(path, self._compute(inputs))
            self._prompts[key] = PromptInputs(
                ids=inputs.ids, extras=inputs.extras, question=inputs.question
            )
        return self._prompts[key]

    def inputs(self, paths: Sequence[Path]) -> dict[str, torch.Tensor]:
        """Return the image tensors (`pixel_values` …) of these pictures as a batch on the device.

        Raises:
            ImageError: a picture cannot be read.
        """
        return self._batch([self._pixels(path).images for path in paths])

    def outputs(self, paths: Sequence[Path]) -> dict[str, Any]:
        """Return `mm_encoder_outputs` for these pictures, from the cache where possible.

        Call it for each forward pass: the projector's graph belongs to one pass.

        Raises:
            ImageError: a picture cannot be read.
            ValueError: the model does not take features; see `model_inputs`.
        """
        if self.way(paths[0]) == "plain":
            raise ValueError("this model takes pixels only")
        return self._outputs(self._all(paths))

    def model_inputs(self, paths: Sequence[Path]) -> dict[str, Any]:
        """Return the model's keyword arguments for these pictures, cached where possible.

        `model(input_ids=…, attention_mask=…, **features.model_inputs(paths))`: either
        `mm_encoder_outputs` or `pixel_values`, and the sizes and grids that go with them.

        Raises:
            ImageError: a picture cannot be read.
        """
        entries = self._all(paths) if self.way(paths[0]) != "plain" else []
        if self.way(paths[0]) == "plain":
            return dict(self.inputs(paths))
        return self._shown(entries)

    def generation_inputs(self, paths: Sequence[Path]) -> dict[str, Any]:
        """Return the same as `model_inputs`, in the form that `model.generate` accepts.

        Raises:
            ImageError: a picture cannot be read.
        """
        # BLIP's families have a `generate` of their own, which takes pixels only.
        generate = base_model(self._loaded.model).generate
        if "pixel_values" in inspect.signature(generate).parameters:
            return dict(self.inputs(paths))
        return self.model_inputs(paths)

    def way(self, path: Path) -> str:
        """Return how features are served: "projector" or "pooled" (cached), or "plain".

        Args:
            path: a picture to try it on, if that was not done yet.
        """
        if self._way is None:
            self._chosen_way(self._pixels(path))
        if self._way == "pooled" and self._projector_trained():
            return "plain"
        return self._way or "plain"

    def _pixels(self, path: Path) -> PromptInputs:
        return prompt_inputs(self._loaded, open_image(path), "")

    def _all(self, paths: Sequence[Path]) -> list[_Entry]:
        while True:
            way = self._way
            entries = [self._entry(path) for path in paths]
            if way == self._way:  # an image may have shown that this way does not work
                return entries

    def _entry(self, path: Path) -> _Entry:
        if path not in self._entries:
            self._keep(path, self._compute(self._pixels(path)))
        self._entries.move_to_end(path)
        return self._entries[path]

    def _keep(self, path: Path, entry: _Entry) -> None:
        self._entries[path] = entry
        self._bytes += entry.size
        while self._bytes > self._max_bytes and len(self._entries) > 1:
            oldest, dropped = self._entries.popitem(last=False)
            if oldest == path:  # never the one just asked for
                self._entries[path] = dropped
                break
            self._bytes -= dropped.size

    def _batch(self, images: Sequence[Any]) -> dict[str, Any]:
        return {
            name: self._placed(_joined([one[name] for one in images]))
            for name in (images[0] if images else {})
        }

    def _placed(self, tensor: torch.Tensor) -> torch.Tensor:
        if tensor.is_floating_point():
            return tensor.to(self._loaded.device, self._loaded.dtype, non_blocking=True)
        return tensor.to(self._loaded.device, non_blocking=True)

    def _projector(self) -> Any:
        if self._projector_name is None:
            self._projector_name = part_prefixes(self._loaded.model).get("projector", "")
        name = self._projector_name
        return base_model(self._loaded.model).get_submodule(name) if name else None

    def _projector_trained(self) -> bool:
        projector = self._projector()
        inner = base_model(self._loaded.model)
        weights = projector.parameters() if projector is not None else inner.parameters()
        return any(one.requires_grad for one in weights)

    def _chosen_way(self, inputs: PromptInputs) -> str:
        if self._way is None:
            self._way = "plain"
            if supports_mm_encoder_outputs(self._loaded.model):
                for way in ("projector", "pooled"):
                    self._way = way
                    if self._agrees(inputs):
                        break
                    self._way = "plain"
        return self._way

    def _agrees(self, inputs: PromptInputs) -> bool:
        """Return whether cached features and pixels give the same predictions on one image."""
        model = base_model(self._loaded.model)
        text = {"input_ids": inputs.ids[None].to(self._loaded.device)}
        text.update(
            {name: one[None].to(self._loaded.device) for name, one in inputs.extras.items()}
        )
        text["attention_mask"] = torch.ones_like(text["input_ids"])
        text.update(
            {name: one[None].to(self._loaded.device) for name, one in inputs.question.items()}
        )
        try:
            with torch.no_grad(), _evaluating(model):
                plain = model(**text, **self._batch([inputs.images])).logits
                entry = self._compute(inputs)
                cached = model(**text, **self._shown([entry])).logits
        except (RuntimeError, ValueError, TypeError, KeyError, AttributeError, IndexError):
            return False
        scale = plain.abs().max().clamp(min=1e-6)
        tolerance = 1e-4 if self._loaded.dtype is torch.float32 else 2e-2
        return bool((plain - cached).abs().max() <= tolerance * scale)

    def _compute(self, inputs: PromptInputs) -> _Entry:
        # Kept tensors must be usable in training, even if the caller is in inference mode now.
        with torch.inference_mode(mode=False), torch.no_grad():
            try:
                return self._compute_plain(inputs)
            except NotRepeatable:
                if self._way != "projector" or not self._entries:
                    raise
                self._way = "pooled"
                self._entries.clear()
                self._bytes = 0
                return self._compute_plain(inputs)

    def _compute_plain(self, inputs: PromptInputs) -> _Entry:
        self.computed += 1
        model = base_model(self._loaded.model)
        images = self._batch([inputs.images])
        accepted = inspect.signature(model.get_image_features).parameters
        given = {name: value for name, value in images.items() if name in accepted}
        captured: list[tuple[torch.Tensor, torch.Tensor]] = []
        hook: Any = contextlib.nullcontext()
        if self._way == "projector":
            projector = self._projector()
            if projector is None:
                raise NotRepeatable
            catch = input_catcher(captured)
            hook = _removed(projector.register_forward_hook(catch, with_kwargs=True))
        with _evaluating(model), hook:
            output = model.get_image_features(**given, return_dict=True)
        pieces = tuple(output.pooler_output)
        order = None
        tensors = pieces
        if self._way == "projector":
            if len(captured) != 1:
                raise NotRepeatable
            tensors = (captured[0][0],)
            order = row_order(captured[0][1], pieces)
        deep = [
            one if isinstance(one, torch.Tensor) else torch.cat(one)
            for one in getattr(output, "deepstack_features", None) or ()
        ]
        return _Entry(
            tensors=tuple(one.detach().to(self._storage) for one in tensors),
            order=order,
            deep=tuple(one.detach().to(self._storage) for one in deep),
            rest={name: value for name, value in inputs.images.items() if name not in _PIXELS},
            kind=type(output),
            stacked=isinstance(output.pooler_output, torch.Tensor),
        )

    def _shown(self, entries: Sequence[_Entry]) -> dict[str, Any]:
        shown = self._batch([one.rest for one in entries])
        shown["mm_encoder_outputs"] = self._outputs(entries)
        forward = inspect.signature(base_model(self._loaded.model).forward).parameters
        if "pixel_values" in forward and forward["pixel_values"].default is inspect.Parameter.empty:
            shown["pixel_values"] = None
        return shown

    def _outputs(self, entries: Sequence[_Entry]) -> dict[str, Any]:
        if self._way == "projector":
            projector = self._projector()
            kept = [one.tensors[0] for one in entries]
            one_by_one = kept[0].ndim == 2 or any(one.order is not None for one in entries)
            if one_by_one or any(one.shape != kept[0].shape for one in kept):
                features = [
                    piece
                    for one in entries
                    for piece in in_order(projector(self._placed(one.tensors[0])), one.order)
                ]
            else:
                features = list(projector(self._placed(torch.cat(kept))))
        else:
            features = [self._placed(piece) for one in entries for piece in one.tensors]
        outputs = entries[0].kind(
            pooler_output=torch.stack(features) if entries[0].stacked else features
        )
        if entries[0].deep:
            layers = zip(*(one.deep for one in entries), strict=True)
            outputs.deepstack_features = [tuple(map(self._placed, layer)) for layer in layers]
        return {"image": outputs}


def _joined(tensors: Sequence[torch.Tensor]) -> torch.Tensor:
    """Concatenate along the first dimension; pad smaller tensors with zeros, as processors do for
    images with different numbers of tiles."""
    shape = [max(sizes) for sizes in zip(*(one.shape[1:] for one in tensors), strict=True)]
    filled = []
    for one in tensors:
        if list(one.shape[1:]) != shape:
            larger = one.new_zeros((one.shape[0], *shape))
            larger[tuple(slice(size) for size in one.shape)] = one
            filled.append(larger)
        else:
            filled.append(one)
    return torch.cat(filled)


@contextlib.contextmanager
def _removed(handle: Any) -> Iterator[None]:
    try:
        yield
    finally:
        handle.remove()


@contextlib.contextmanager
def _evaluating(model: Any) -> Iterator[None]:
    """Use evaluation mode within the block, and restore each module's own mode after it."""
    training = [module for module in model.modules() if module.training]
    if training:
        model.eval()
    try:
        yield
    finally:
        for module in training:
            module.training = True
