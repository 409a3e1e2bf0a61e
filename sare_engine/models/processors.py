"""Load a model's processor so that it gives the same pixels with or without torchvision.

Transformers uses torchvision if it is installed and Pillow otherwise; the two round differently
when they resize, so that a model would answer differently on another computer. Here images always
go through Pillow. The parts of a processor that need torchvision are for videos, which are not
used here: if torchvision is missing, they are left out.

Processor files that lack what the model's config.json fixes are completed; see `processor_plan`.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sare_engine.errors import ModelError
from sare_engine.models.families import family_of
from sare_engine.models.folder_files import read_json, whole
from sare_engine.models.processor_plan import ProcessorPlan, plan_processor


def load_processor(folder: Path, *, trust_remote_code: bool = False) -> Any:
    """Load the processor of a model folder, completed and tried on an image.

    Nothing is downloaded.

    Raises:
        ModelError: it does not turn an image and a prompt into inputs of this model.
        ImportError: it needs a library that is not installed.
        Exception: whatever else transformers raises for files that do not match.
    """
    from transformers import AutoImageProcessor, AutoProcessor
    from transformers.utils import is_torchvision_available

    path = folder / "config.json"
    config = read_json(path) if path.is_file() else {}
    plan = plan_processor(folder, config) if config else ProcessorPlan()
    options = {"local_files_only": True, "trust_remote_code": trust_remote_code}
    with contextlib.ExitStack() as stack:
        stack.enter_context(_completed(plan))
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
    if plan.template is not None:
        processor.chat_template = plan.template
    elif config and family_of(config) is not None:
        # What templates there are leave out the image.
        processor.chat_template = None
        if getattr(processor, "tokenizer", None) is not None:
            processor.tokenizer.chat_template = None
    if config and type(processor).__module__.startswith("transformers.models."):
        _try_out(processor, config)
    return processor


def _try_out(processor: Any, config: Mapping[str, Any]) -> None:
    """Turn a grey image and a prompt into inputs, before minutes of loading weights.

    Raises:
        ModelError: that fails, or the model would not find the image in them.
    """
    from PIL import Image

    what = "The model's processor files do not fit the model."
    remedy = "Download the published model's processor and tokenizer files into the folder again."
    if getattr(processor, "tokenizer", None) is None or not hasattr(processor, "image_processor"):
        raise ModelError(
            "The model could not be loaded.",
            "Its processor has no tokenizer, or its image processor's files are missing.",
            "Download or copy the model folder again, with all its files.",
        )
    family = family_of(config)
    if family is None:
        return
    sign = getattr(processor, "image_token", None) or family.sign
    # Families without a chat put the image's tokens in front themselves.
    prompt = "What?" if not family.chats else f"{sign}\nWhat?"
    try:
        values = processor(
            images=[Image.new("RGB", (224, 224), "grey")], text=[prompt], return_tensors="pt"
        )
    except Exception as error:  # processors are given files that do not match
        raise ModelError(
            what, "A test image could not be turned into the model's inputs.", remedy
        ) from error
    number = whole(config.get("image_token_index"), whole(config.get("image_token_id")))
    if number is not None and not bool((values["input_ids"] == number).any()):
        raise ModelError(
            what,
            f"Prompts have no token {number}, which stands for an image in config.json.",
            remedy,
        )


@contextlib.contextmanager
def _completed(plan: ProcessorPlan) -> Iterator[None]:
    """Within the block, processor files are read as if they held what they lack."""
    from transformers import ProcessorMixin
    from transformers.image_processing_base import ImageProcessingMixin

    def completing(read: Any, settings: Mapping[str, Any]) -> Callable[..., Any]:
        def completed(cls: Any, *given: Any, **options: Any) -> tuple[dict[str, Any], Any]:
            values, rest = read.__func__(cls, *given, **options)
            return {**values, **settings}, rest

        return completed

    with contextlib.ExitStack() as stack:
        for owner, name, settings in (
            (ProcessorMixin, "get_processor_dict", plan.settings),
            (ImageProcessingMixin, "get_image_processor_dict", plan.image_settings),
        ):
            if settings:
                read = vars(owner)[name]
                stack.enter_context(_replaced(owner, name, classmethod(completing(read, settings))))
        yield


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
