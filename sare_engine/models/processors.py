"""Load a model's processor so that it gives the same pixels with or without torchvision.

Transformers uses torchvision if it is installed and Pillow otherwise; the two round differently
when they resize, so that a model would answer differently on another computer. Here images always
go through Pillow. The parts of a processor that need torchvision are for videos, which are not
used here: if torchvision is missing, they are left out.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def load_processor(folder: Path, *, trust_remote_code: bool = False) -> Any:
    """Load the processor of a model folder; nothing is downloaded.

    Raises:
        ImportError: it needs a library that is not installed.
        Exception: whatever else transformers raises for files that do not match.
    """
    from transformers import AutoImageProcessor, AutoProcessor
    from transformers.utils import is_torchvision_available

    options = {"local_files_only": True, "trust_remote_code": trust_remote_code}
    with contextlib.ExitStack() as stack:
        if not is_torchvision_available():
            stack.enter_context(_without_videos())
            stack.enter_context(_pixtral_without_torchvision())
        processor = AutoProcessor.from_pretrained(folder, **options)
    images = getattr(processor, "image_processor", None)
    # Code that comes with a model has only one image processor.
    if images is not None and type(images).__module__.startswith("transformers.models."):
        processor.image_processor = AutoImageProcessor.from_pretrained(
            folder, backend="pil", **options
        )
    return processor


class NoVideos(dict[str, Any]):
    """Stands in for a required video processor; written to JSON as an empty object."""

    # Some processors read these even without a video.
    num_frames = fps = None


@contextlib.contextmanager
def _without_videos() -> Iterator[None]:
    """Within the block, processors get a `NoVideos` as their video processor."""
    from transformers import ProcessorMixin
    from transformers.models.auto.video_processing_auto import AutoVideoProcessor

    check = ProcessorMixin.check_argument_for_proper_class

    def none(*_: Any, **__: Any) -> NoVideos:
        return NoVideos()

    def checked(self: Any, name: str, argument: Any) -> Any:
        return NoVideos if isinstance(argument, NoVideos) else check(self, name, argument)

    with (
        _replaced(AutoVideoProcessor, "from_pretrained", none),
        _replaced(ProcessorMixin, "check_argument_for_proper_class", checked),
    ):
        yield


@contextlib.contextmanager
def _pixtral_without_torchvision() -> Iterator[None]:
    """Within the block, Pixtral's processor works without torchvision.

    Its module imports one function from the torchvision half of the image processor, and the
    Pillow half has the same function.
    """
    family = "transformers.models.pixtral"
    package = importlib.import_module(family)
    pillow = importlib.import_module(f"{family}.image_processing_pil_pixtral")
    missing = f"{family}.image_processing_pixtral"
    sys.modules[missing] = pillow
    try:
        module = importlib.import_module(f"{family}.processing_pixtral")
    finally:
        del sys.modules[missing]
    with _replaced(package, "PixtralProcessor", module.PixtralProcessor):
        yield


@contextlib.contextmanager
def _replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Set `owner.name` to `value` within the block."""
    before = vars(owner).get(name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        if before is None:
            delattr(owner, name)
        else:
            setattr(owner, name, before)
