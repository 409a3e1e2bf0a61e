"""Inspect a model folder without loading it: what it is, how big, whether it is safe.

Only JSON files and the headers of safetensors files are read; no library that runs models is
imported.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sare_engine.errors import ModelError
from sare_engine.models.folder_files import PROCESSOR_FILES, is_there, read_json, text_config, whole
from sare_engine.models.foreign_formats import (
    foreign_weights,
    refuse_foreign_file,
    refuse_foreign_folder,
)
from sare_engine.models.hub import hub_name
from sare_engine.models.memory import (
    ModelShape,
    estimate_erase_bytes,
    estimate_feature_bytes,
    estimate_probe_bytes,
)
from sare_engine.models.model_card_head import licence_of
from sare_engine.models.processor_plan import has_image_settings, plan_processor
from sare_engine.models.safetensors_headers import (
    main_dtype,
    read_safetensors_header,
    read_tensors,
    refuse_missing_adapter,
    weights_format,
)
from sare_engine.models.shapes import part_sizes, shape_of

_VISION_CONFIG_KEYS = ("vision_config", "vision_cfg", "visual_config", "mm_vision_tower", "visual")
_CAPTIONING_ENDINGS = (
    "ForConditionalGeneration",
    "ForCausalLM",
    "ForImageTextToText",
    "ForVision2Seq",
)
ADAPTER_WEIGHTS = "adapter_model.safetensors"
_UNSAFE_REST = "non_lora_trainables.bin"
_CODE_CONFIGS = ("config.json", "tokenizer_config.json", *PROCESSOR_FILES)


@dataclass(frozen=True)
class PartSummary:
    """One part of an MLLM: "vision_tower", "projector" or "language_model"."""

    name: str
    parameters: int


@dataclass(frozen=True)
class ModelSummary:
    """What a model folder holds.

    Attributes:
        folder: the folder.
        architecture: class name from config.json; for an adapter its kind ("LORA").
        model_type: family from config.json ("llava"); "" if not given.
        parts: the three parts with their sizes; for an adapter what it changes.
        parameters: number of weights on disk.
        dtype: number format of most weights ("bfloat16").
        bytes_on_disk: size of the weights files.
        licence: identifier from the model card, or "".
        processor: whether files of an image processor were found.
        tied: whether input and output embeddings share their weights.
        context_length: longest sequence in tokens, or None where the config does not say.
        supported: whether this program can erase in it.
        reasons: why it is not supported.
        notices: what its processor files lack, and what is used instead.
        safe: whether loading it runs no code of its own.
        dangers: why it is not safe.
        probe_bytes: estimated memory for captioning 16 images at once; see `memory`.
        erase_bytes: estimated memory for erasing with LoRA of rank 16; see `memory`.
        feature_bytes: estimated memory of one image in the cache of vision features.
        quantised: "8bit" and "4bit" → `probe_bytes` and `erase_bytes` with quantised weights.
        is_adapter: whether the folder is a LoRA adapter and not a model.
        base: the base model that an adapter names, else "".
    """

    folder: Path
    architecture: str
    model_type: str
    parts: tuple[PartSummary, ...]
    parameters: int
    dtype: str
    bytes_on_disk: int
    licence: str
    processor: bool
    tied: bool
    context_length: int | None
    supported: bool
    reasons: tuple[str, ...]
    safe: bool
    dangers: tuple[str, ...]
    probe_bytes: int
    erase_bytes: int
    is_adapter: bool = False
    base: str = ""
    feature_bytes: int = 0
    quantised: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as JSON."""
        values = dataclasses.asdict(self)
        values["folder"] = str(self.folder)
        values["parts"] = {part.name: part.parameters for part in self.parts}
        values["reasons"] = list(self.reasons)
        values["dangers"] = list(self.dangers)
        values["notices"] = list(self.notices)
        return values


def inspect_model(folder: Path, base: Path | None = None) -> ModelSummary:
    """Inspect a folder with an MLLM or a LoRA adapter.

    Custom code and architectures that are not supported are reported in the summary; `load_model`
    refuses them by `check_loadable`. Whether an adapter fits its model is left to `adapter_fit`.

    Args:
        folder: the folder.
        base: folder of an adapter's base model; None looks for the model that the adapter names.

    Raises:
        ModelError: the folder is missing or empty, or holds no model, a model without vision, only
            pickle weights, or damaged weights.
    """
    folder = Path(folder)
    _check_folder(folder)
    refuse_foreign_folder(folder)
    if (folder / "adapter_config.json").is_file():
        return _inspect_adapter(folder, base)
    if not (folder / "config.json").is_file():
        raise ModelError(
            "This folder is not a model.",
            f"{folder} has no config.json.",
            "Choose the folder that holds config.json and the safetensors files.",
        )
    config = read_json(folder / "config.json")
    architecture = _architecture(config)
    _check_is_mllm(config, architecture)
    tensors = read_tensors(folder)
    sizes = part_sizes(tensors)
    shape = shape_of(folder, config, tensors, sizes)
    plan = plan_processor(folder, config)
    foreign = foreign_weights(
        config, folder, tuple(one.name for one in tensors), weights_format(tensors)
    )
    reasons = (*_unsupported(config, architecture), *foreign, *plan.reasons)
    dangers = tuple(_dangers(folder))
    text = text_config(config)
    return ModelSummary(
        folder=folder,
        architecture=architecture,
        model_type=str(config.get("model_type", "")),
        parts=tuple(PartSummary(name, count) for name, count in sizes.items()),
        parameters=sum(sizes.values()),
        dtype=main_dtype(tensors),
        bytes_on_disk=sum(path.stat().st_size for path in {one.file for one in tensors}),
        licence=licence_of(folder),
        processor=has_image_settings(folder),
        tied=bool(config.get("tie_word_embeddings", text.get("tie_word_embeddings", False))),
        context_length=whole(text.get("max_position_embeddings")),
        supported=not reasons,
        reasons=reasons,
        safe=not dangers,
        dangers=dangers,
        probe_bytes=estimate_probe_bytes(shape),
        erase_bytes=estimate_erase_bytes(shape),
        feature_bytes=estimate_feature_bytes(shape, 1),
        quantised=_quantised_estimates(shape),
        notices=plan.notices if not reasons else (),
    )


def check_described(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Check the description of a model whose weights are not there yet.

    Returns:
        Why it is not supported, and why it is not safe; nothing for an adapter.

    Raises:
        ModelError: it is not described as an MLLM, or the files cannot be read.
    """
    if (folder / "adapter_config.json").is_file():
        return (), ()
    config = read_json(folder / "config.json")
    architecture = _architecture(config)
    _check_is_mllm(config, architecture)
    reasons = (
        *_unsupported(config, architecture),
        *foreign_weights(config, folder, (), ""),
        *plan_processor(folder, config).reasons,
    )
    return reasons, tuple(_dangers(folder))


def check_loadable(summary: ModelSummary, *, trust_remote_code: bool = False) -> None:
    """Refuse a model that must not or cannot be loaded.

    Raises:
        ModelError: the model has its own code and that was not allowed, or the architecture is
            not supported.
    """
    if not summary.safe and not trust_remote_code:
        raise ModelError(
            "This model was not loaded, because it would run its own code.",
            " ".join(summary.dangers),
            "If you trust where it comes from, allow its code (--trust-remote-code) and try again.",
        )
    if not summary.supported:
        raise ModelError(
            "This model is not supported.",
            " ".join(summary.reasons),
            "Complete the folder where that is possible, or choose another MLLM in the Hugging "
            "Face format, such as a llava-hf model.",
        )


def _check_folder(folder: Path) -> None:
    if not folder.exists():
        name = hub_name(folder.as_posix())
        if name is not None:
            raise ModelError(
                "The model folder was not found.",
                f"{name} looks like a name on the Hugging Face hub. Nothing is downloaded unless "
                "you ask for it.",
                f"Download it (sare download {name} --out FOLDER) and choose that folder.",
            )
        raise ModelError(
            "The model folder was not found.",
            f"There is no {folder}.",
            "Check the path and whether the disk is connected.",
        )
    if not folder.is_dir():
        refuse_foreign_file(folder)
        raise ModelError(
            "A model is a folder, not a file.",
            f"{folder} is a file.",
            "Choose the folder that holds config.json.",
        )
    try:
        empty = next(folder.iterdir(), None) is None
    except OSError as error:
        raise ModelError(
            "The model folder could not be opened.", str(error), "Check its permissions."
        ) from None
    if empty:
        raise ModelError(
            "The model folder is empty.",
            f"{folder} holds no files.",
            "Choose the folder that holds config.json and the safetensors files.",
        )


def _architecture(config: Mapping[str, Any]) -> str:
    names = config.get("architectures")
    return str(names[0]) if isinstance(names, list) and names else ""


def _check_is_mllm(config: Mapping[str, Any], architecture: str) -> None:
    named = architecture or config.get("model_type") or config.get("_class_name")
    described = str(named or "This model")
    if not any(config.get(key) for key in _VISION_CONFIG_KEYS):
        raise ModelError(
            "This model cannot see images.",
            f"{described} has no vision part: config.json describes none.",
            "Choose a multimodal model (MLLM), such as a LLaVA.",
        )
    if architecture and not architecture.endswith(_CAPTIONING_ENDINGS):
        raise ModelError(
            "This model cannot write captions.",
            f"{described} is not a model that answers in text about an image.",
            "Choose a multimodal model (MLLM), such as a LLaVA.",
        )


def _unsupported(config: Mapping[str, Any], architecture: str) -> Iterator[str]:
    if not architecture:
        yield "config.json does not name an architecture."
    if config.get("is_encoder_decoder") or text_config(config).get("is_encoder_decoder"):
        yield (
            "It is an encoder-decoder: image and prompt go into an encoder, and a separate decoder "
            "writes the caption. Erasure is designed for models that continue the prompt with "
            "the caption."
        )
    if "mm_vision_tower" in config and "vision_config" not in config:
        yield (
            "It is in the format of the original LLaVA code; the llava-hf models hold the same "
            "weights in the Hugging Face format."
        )


def _dangers(folder: Path) -> Iterator[str]:
    for name in _CODE_CONFIGS:
        if (folder / name).is_file() and read_json(folder / name).get("auto_map"):
            yield f"{name} asks to run Python code from the folder (auto_map)."


def _quantised_estimates(shape: ModelShape) -> dict[str, dict[str, int]]:
    return {
        bits: {
            "probe_bytes": estimate_probe_bytes(shape, quantisation=bits),
            "erase_bytes": estimate_erase_bytes(shape, quantisation=bits),
        }
        for bits in ("8bit", "4bit")
    }


def _inspect_adapter(folder: Path, base: Path | None) -> ModelSummary:
    weights = folder / ADAPTER_WEIGHTS
    if not weights.is_file():
        refuse_missing_adapter(folder)
    config = read_json(folder / "adapter_config.json")
    tensors = read_safetensors_header(weights)
    base = base or adapter_base(folder)
    reasons = tuple(adapter_shortcomings(folder))
    probe = erase = features = 0
    quantised: Mapping[str, Mapping[str, int]] = {}
    stated = str(config.get("base_model_name_or_path") or "")
    if base is not None and not (base / "adapter_config.json").exists():
        below = inspect_model(base)
        probe, erase = below.probe_bytes, below.erase_bytes
        features, quantised = below.feature_bytes, below.quantised
    elif not reasons:
        why, fix = missing_base(folder)
        reasons = (f"{why} Whether its {len(tensors)} weights fit could not be checked. {fix}",)
    sizes = part_sizes(tensors)
    return ModelSummary(
        folder=folder,
        architecture=str(config.get("peft_type", "")),
        model_type="",
        parts=tuple(PartSummary(name, count) for name, count in sizes.items()),
        parameters=sum(sizes.values()),
        dtype=main_dtype(tensors),
        bytes_on_disk=weights.stat().st_size,
        licence=licence_of(folder),
        processor=False,
        tied=False,
        context_length=None,
        supported=not reasons,
        reasons=reasons,
        safe=True,
        dangers=(),
        probe_bytes=probe,
        erase_bytes=erase,
        is_adapter=True,
        base=str(base) if base is not None else stated,
        feature_bytes=features,
        quantised=quantised,
    )


def adapter_shortcomings(folder: Path) -> Iterator[str]:
    """Say why the adapter in a folder cannot be loaded, or not as a whole.

    Raises:
        ModelError: adapter_config.json cannot be read.
    """
    config = read_json(folder / "adapter_config.json")
    kind = str(config.get("peft_type") or "")
    if kind.upper() != "LORA":
        yield f"It is an adapter of kind {kind or '(not stated)'}, not LoRA."
    if (folder / _UNSAFE_REST).is_file():
        yield (
            f"{_UNSAFE_REST} holds further trained weights (LLaVA's own script writes the "
            "projector there). It is a pickle file, which is not opened, and without it the model "
            "is not the one that was trained."
        )


def adapter_base(folder: Path) -> Path | None:
    """Return the folder of the base model that a LoRA adapter names, or None if it is missing.

    A relative path is looked up from the adapter's folder first, then from the current one; a name
    on the Hugging Face hub among the downloads in its cache.
    """
    stated = read_json(folder / "adapter_config.json").get("base_model_name_or_path")
    if not stated:
        return None
    for candidate in (folder / str(stated), Path(str(stated))):
        there = is_there(candidate) and candidate.is_dir()
        if there and candidate.resolve() != folder.resolve():
            return candidate
    return _downloaded(str(stated))


def missing_base(folder: Path) -> tuple[str, str]:
    """Return why the base model of an adapter is not found, and what to do, in sentences."""
    stated = str(read_json(folder / "adapter_config.json").get("base_model_name_or_path") or "")
    use = "choose that folder as the model, and this one as its adapter"
    options = f"(--model BASE --adapter {folder.name}; with sare inspect: --base BASE)"
    if not stated:
        return (
            f"adapter_config.json in {folder.name} does not name the base model.",
            f"Find out which model it was trained on, and {use} {options}.",
        )
    name = hub_name(stated)
    if name is not None:
        return (
            f"Its base model {name} is not on this computer.",
            f"Download it (sare download {name} --out BASE), then {use} {options}.",
        )
    return (
        f"Its base model was in {stated}, which is not on this computer.",
        f"Copy or download the same model, then {use} {options}.",
    )


def _downloaded(name: str) -> Path | None:
    """Return the folder of a model in the Hugging Face cache, or None."""
    if hub_name(name) is None:
        return None
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(name, "config.json")
    return Path(found).parent if isinstance(found, str) else None
