"""Merging an adapter into its model, then reloading what was written and comparing captions."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.assets import DEMO_FOLDER
from sare_engine.config import GenerationConfig, MergeConfig, ModelConfig
from sare_engine.control import Control
from sare_engine.errors import ModelError
from sare_engine.events import Event, Finished, Notice
from sare_engine.exporting.forms.merged import ENTRY as MERGED
from sare_engine.files import require_free_folder, require_space
from sare_engine.formatting import bytes_text
from sare_engine.jobs.expected_captions import expected_captions
from sare_engine.jobs.opening import OpenedModel
from sare_engine.jobs.runner import job
from sare_engine.models.device_memory import free_memory, memory_use
from sare_engine.models.fingerprint import fingerprint
from sare_engine.models.folder_files import read_json
from sare_engine.models.images import search_images
from sare_engine.models.inspection import ModelSummary, adapter_base, inspect_model
from sare_engine.models.memory import estimate_probe_bytes, held_as, weight_bytes
from sare_engine.models.shapes import model_shape

if TYPE_CHECKING:
    from sare_engine.exporting.verification import VerificationResult

_PICTURES = DEMO_FOLDER / "images"
_GENERATION = GenerationConfig(max_new_tokens=48, batch_size=1)
"""How pictures are captioned: long enough to show a difference, short enough for a large model."""


@job
def merge(config: MergeConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Write a model with its adapter merged into the weights, as a model of its own.

    Captions are compared twice, token by token: of the model with its adapter and of the merged
    one, which rounding to 16 bits may change; and of the merged one and of what was written,
    reloaded with plain transformers in a new process.

    `Finished.result` has the `folder`, the `base` and the `adapter`, the `dtype` of the weights,
    `captions_compared`, `captions_changed` by the merging, `captions_identical` after reloading
    (None where nothing was compared), the estimated `memory_bytes` and `seconds`.
    """
    from sare_engine.exporting.merging import writing_merged
    from sare_engine.models.loading import base_and_adapter
    from sare_engine.models.merging import merging

    control = control or Control()
    started = time.monotonic()
    require_free_folder(config.out)
    base, adapter = base_and_adapter(config)
    summary = inspect_model(base)
    if adapter is None:
        raise ModelError(
            "There is no adapter to merge.",
            f"{base} is a model, and no adapter is given.",
            "Give the adapter's folder (--adapter).",
        )
    _refuse_quantised(summary, base)
    yield from _warn_of_another_base(adapter, base)
    model = _model_config(config, summary, base, adapter)
    needed = _memory(model)
    yield from _warn_of_memory(model, needed)
    require_space(config.out, summary.bytes_on_disk)
    images = _images(config)
    opened = OpenedModel(model)
    yield from opened.load(control)
    with opened as loaded:
        title = "Captioning images with the adapter"
        with_adapter = yield from expected_captions(loaded, images, _GENERATION, title, control)
        yield from merging(loaded, control)
        title = "Captioning images with the merged model"
        merged = yield from expected_captions(loaded, images, _GENERATION, title, control)
        yield from writing_merged(loaded, config.out, adapter, config.shard_size, control)
        device, dtype = loaded.reloaded_on, str(loaded.dtype).removeprefix("torch.")
    changed = sum(one != other for one, other in zip(with_adapter, merged, strict=True))
    check: VerificationResult | None = None
    if images:
        check = yield from _verified(config, base, images, merged, (device, dtype), control)
        yield from _notices(changed, check, dtype)
    yield Finished(
        "done",
        {
            "folder": str(config.out.resolve()),
            "base": str(base.resolve()),
            "adapter": str(adapter.resolve()),
            "dtype": dtype,
            "captions_compared": len(images),
            "captions_changed": changed,
            "captions_identical": check.identical if check else None,
            "memory_bytes": needed,
            "seconds": time.monotonic() - started,
        },
    )


def _refuse_quantised(summary: ModelSummary, base: Path) -> None:
    if not summary.is_adapter and read_json(base / "config.json").get("quantization_config"):
        raise ModelError(
            "The adapter cannot be merged into this model.",
            f"The weights in {base} are quantised: the sum would be rounded to a few bits.",
            "Give the same model in 16 or 32 bits as the model (--model), and this adapter "
            "(--adapter).",
        )


def _warn_of_another_base(adapter: Path, base: Path) -> Iterator[Event]:
    if not (adapter / "adapter_config.json").is_file():
        return  # Refused when it is loaded.
    stated = str(read_json(adapter / "adapter_config.json").get("base_model_name_or_path") or "")
    found = adapter_base(adapter)
    # A model that was moved since is known by its name alone.
    same = _last_part(stated) == base.resolve().name if found is None else _is_same(found, base)
    if stated and not same:
        yield Notice(
            "warning",
            f"The adapter {adapter.name} names {stated} as its model, and is merged into {base}.",
            "Give the adapter's own model (--model), unless both are the same.",
        )


def _is_same(found: Path, base: Path) -> bool:
    if found.resolve() == base.resolve():
        return True
    try:
        return fingerprint(found) == fingerprint(base)
    except (OSError, ModelError):
        return False


def _last_part(stated: str) -> str:
    """Return the last part of a path of any system, or of a name on the Hugging Face hub."""
    return stated.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _model_config(
    config: MergeConfig, summary: ModelSummary, base: Path, adapter: Path
) -> ModelConfig:
    """Return the model to load: in the format in which it will be written."""
    formats = ("float32", "bfloat16", "float16")
    auto = summary.dtype if summary.dtype in formats else "float32"
    return ModelConfig(
        model=base,
        adapter=adapter,
        device=config.device,
        dtype=auto if config.dtype == "auto" else config.dtype,
        trust_remote_code=config.trust_remote_code,
    )


def _memory(model: ModelConfig) -> int:
    shape = held_as(model_shape(model.model), model.dtype, memory_use(model.device).device)
    # While it is merged, the update of one layer is held beside the weights, in 32 bits.
    update = 2 * 4 * shape.widest_linear
    return max(estimate_probe_bytes(shape, batch=1), weight_bytes(shape) + update)


def _warn_of_memory(model: ModelConfig, needed: int) -> Iterator[Event]:
    free = free_memory(memory_use(model.device).device)
    if free is not None and free < needed:
        yield Notice(
            "warning",
            f"Merging takes about {bytes_text(needed)} of memory; {bytes_text(free)} are free.",
            "Close other programs, or merge on the CPU (--device cpu).",
        )


def _images(config: MergeConfig) -> list[Path]:
    given = config.images or ((_PICTURES,) if _PICTURES.is_dir() else ())
    return list(search_images(given).paths)[: config.verify_images]


def _verified(
    config: MergeConfig,
    base: Path,
    images: list[Path],
    expected: list[tuple[int, ...]],
    loaded_as: tuple[str, str],
    control: Control,
) -> Generator[Event, None, VerificationResult]:
    from sare_engine.exporting.verification import verifying_export

    device, dtype = loaded_as
    return (
        yield from verifying_export(
            config.out,
            MERGED,
            base_folder=base,
            images=images,
            prompt=_GENERATION.prompt,
            expected=expected,
            max_new_tokens=_GENERATION.max_new_tokens,
            device=device,
            dtype=dtype,
            trust_remote_code=config.trust_remote_code,
            control=control,
        )
    )


def _notices(changed: int, check: VerificationResult, dtype: str) -> Iterator[Notice]:
    if changed:
        yield Notice(
            "warning" if dtype == "float32" else "info",
            f"Merging changed {changed} of {check.compared} captions: the sum of weights and "
            f"update is rounded to {dtype}.",
            "Write the model in float32 (--dtype float32) for the captions of model and adapter."
            if dtype != "float32"
            else "",
        )
    if check.identical:
        yield Notice(
            "info",
            f"The reloaded model gives the same {check.compared} captions, token by token.",
        )
    else:
        yield Notice(
            "warning",
            f"The reloaded model differs in {len(check.differences)} of {check.compared} captions.",
            "In 16 bits rounding can change a caption; in 32 bits do not rely on the result.",
        )
