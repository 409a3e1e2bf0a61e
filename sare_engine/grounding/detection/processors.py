"""Load a detector's processor so that it works with Pillow alone.

Transformers uses torchvision if it is installed and Pillow otherwise; the two resize differently,
so that a detector would score differently on another computer. Here pictures always go through
Pillow.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sare_engine.errors import ModelError
from sare_engine.grounding.detection.folders import OPEN, WHAT, DetectorFolder

_Array = npt.NDArray[np.floating[Any]]


def load_processor(found: DetectorFolder) -> Any:
    """Return what turns pictures, and texts for an open detector, into inputs.

    Raises:
        ModelError: the tokenizer of an open detector is missing.
        ImportError: the family's images need a library that is not installed.
        Exception: whatever else transformers raises for files that do not match.
    """
    from transformers import AutoImageProcessor

    options = {"local_files_only": True, "trust_remote_code": False, "backend": "pil"}
    images = AutoImageProcessor.from_pretrained(found.folder, **options)
    _resize_without_scipy(images)
    if found.kind != OPEN:
        return images
    processor = _processor_class(found.model_type).from_pretrained(found.folder, **options)
    if getattr(processor, "tokenizer", None) is None:
        raise ModelError(
            WHAT,
            f"{found.folder} contains no tokenizer.",
            "Copy the published model's tokenizer files into the folder.",
        )
    processor.image_processor = images
    return processor


def _processor_class(model_type: str) -> Any:
    """Return a family's processor class, also where transformers hides it without torchvision.

    OmDet-Turbo's needs torchvision only to post-process, which is done here.
    """
    from transformers.models.auto.configuration_auto import model_type_to_module_name
    from transformers.models.auto.processing_auto import PROCESSOR_MAPPING_NAMES

    name = PROCESSOR_MAPPING_NAMES.get(model_type)
    if name is None:
        from transformers import AutoProcessor

        return AutoProcessor
    import transformers

    # Several families share a processor: MM-Grounding-DINO's is Grounding DINO's.
    family = getattr(transformers, name).__module__.rpartition(".")[0]
    if not family.startswith("transformers.models."):
        family = f"transformers.models.{model_type_to_module_name(model_type)}"
    package = family.rpartition(".")[2]
    return getattr(importlib.import_module(f"{family}.processing_{package}"), name)


def _resize_without_scipy(images: Any) -> None:
    """Let an image processor that resizes with SciPy (OWLv2's) do so without it."""
    from transformers.utils import is_scipy_available

    resize = getattr(type(images), "resize", None)
    names = getattr(getattr(resize, "__code__", None), "co_names", ())
    if "ndi" in names and not is_scipy_available():
        images.resize = antialiased_resize


def antialiased_resize(image: _Array, size: Mapping[str, int], *_: Any, **__: Any) -> _Array:
    """Resize as scikit-image does, and OWLv2's own code with it: blurred first, then linear.

    The same numbers as `scipy.ndimage`'s `gaussian_filter` and `zoom(order=1, grid_mode=True)`
    with mirrored edges.

    Args:
        image: (channels, height, width).
        size: "height" and "width" wanted.

    Returns:
        (channels, height, width) in the wanted size, within the range of the original's values.
    """
    resized = image
    for axis, wanted in ((1, size["height"]), (2, size["width"])):
        resized = _blurred(resized, axis, (image.shape[axis] / wanted - 1) / 2)
    for axis, wanted in ((1, size["height"]), (2, size["width"])):
        resized = _interpolated(resized, axis, wanted)
    clipped: _Array = np.clip(resized, image.min(), image.max())
    return clipped


def _blurred(image: _Array, axis: int, sigma: float) -> _Array:
    if sigma <= 0:
        return image
    radius = int(4 * sigma + 0.5)
    places = np.arange(-radius, radius + 1)
    weights = np.exp(-0.5 * (places / sigma) ** 2).astype(image.dtype)
    weights /= weights.sum()
    edges = [(radius, radius) if one == axis else (0, 0) for one in range(image.ndim)]
    padded = np.pad(image, edges, mode="reflect")
    length = image.shape[axis]
    blurred = np.zeros_like(image)
    for shift, weight in enumerate(weights):
        blurred += weight * np.take(padded, range(shift, shift + length), axis=axis)
    return blurred


def _interpolated(image: _Array, axis: int, wanted: int) -> _Array:
    last = image.shape[axis] - 1
    places = np.abs((np.arange(wanted) + 0.5) * (last + 1) / wanted - 0.5)
    places = np.clip(np.where(places > last, 2 * last - places, places), 0, last)
    lower = np.floor(places).astype(int)
    shape = [wanted if one == axis else 1 for one in range(image.ndim)]
    share = (places - lower).astype(image.dtype).reshape(shape)
    below = np.take(image, lower, axis=axis)
    above = np.take(image, np.minimum(lower + 1, last), axis=axis)
    interpolated: _Array = below * (1 - share) + above * share
    return interpolated
