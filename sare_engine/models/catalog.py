"""Look into a model folder without loading it: what it is, how big, whether it is safe.

Only JSON files and the headers of safetensors files are read; no library that runs models is
imported. The safetensors format is documented at https://github.com/huggingface/safetensors.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sare_engine.errors import ModelError
from sare_engine.files import parse_json
from sare_engine.models.hub import hub_name
from sare_engine.models.image_tokens import image_tokens
from sare_engine.models.memory import (
    BlockShape,
    ModelShape,
    estimate_erase_bytes,
    estimate_feature_bytes,
    estimate_probe_bytes,
)

PROJECTOR_NAMES = (
    "multi_modal_projector",
    "mm_projector",
    "projector",
    "connector",
    "merger",
    "deepstack_merger_list",
    "aligner",
    "abstractor",
    "resampler",
    "language_projection",
    "qformer",
    "query_tokens",
    "embed_vision",
    "image_newline",
)
"""Module names under which architectures keep the link from vision to language."""

VISION_NAMES = (
    "vision_tower",
    "vision_model",
    "vision_encoder",
    "vision_backbone",
    "visual",
    "vision",
    "image_encoder",
    "image_tower",
    "vpm",
)
"""Module names under which architectures keep the image encoder."""

_VISION_CONFIG_KEYS = ("vision_config", "vision_cfg", "visual_config", "mm_vision_tower", "visual")
_TEXT_CONFIG_KEYS = ("text_config", "llm_config", "language_config")
_CAPTIONING_ENDINGS = (
    "ForConditionalGeneration",
    "ForCausalLM",
    "ForImageTextToText",
    "ForVision2Seq",
)
_PROCESSOR_FILES = ("processor_config.json", "preprocessor_config.json")
_CODE_CONFIGS = ("config.json", "tokenizer_config.json", *_PROCESSOR_FILES)
_PICKLE_SUFFIXES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle")
_NOT_WEIGHTS = ("training_args.bin", "optimizer.pt", "scheduler.pt")
_MAX_HEADER = 100_000_000
_DTYPE_BITS = {
    "F64": 64, "F32": 32, "F16": 16, "BF16": 16, "I64": 64, "I32": 32, "I16": 16, "I8": 8,
    "U64": 64, "U32": 32, "U16": 16, "U8": 8, "BOOL": 8, "C64": 64, "F8_E4M3": 8, "F8_E5M2": 8,
    "F8_E8M0": 8, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6,
}  # fmt: skip
_DTYPE_NAMES = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16"}


@dataclass(frozen=True)
class TensorEntry:
    """One tensor of a safetensors file.

    Attributes:
        name: its name in the checkpoint.
        dtype: safetensors' name of the number format ("BF16").
        shape: sizes of its dimensions.
        file: the file that holds it.
        start: first byte of its data in that file.
        size: bytes of its data.
    """

    name: str
    dtype: str
    shape: tuple[int, ...]
    file: Path
    start: int
    size: int

    @property
    def count(self) -> int:
        """Number of values."""
        return math.prod(self.shape)


@dataclass(frozen=True)
class PartSummary:
    """One part of an MLLM: "vision_tower", "projector" or "language_model"."""

    name: str
    parameters: int


@dataclass(frozen=True)
class ModelSummary:
    """What a model folder holds.

    Attributes:
        folder: the folder looked into.
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
        safe: whether loading it runs no foreign code.
        dangers: why it is not safe.
        probe_bytes: estimated memory for captioning 16 images at once; see `memory`.
        erase_bytes: estimated memory for erasing with LoRA of rank 16; see `memory`.
        feature_bytes: estimated memory of one image in the cache of vision features.
        quantised: "8bit" and "4bit" → `probe_bytes` and `erase_bytes` with weights so held.
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

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as JSON."""
        values = dataclasses.asdict(self)
        values["folder"] = str(self.folder)
        values["parts"] = {part.name: part.parameters for part in self.parts}
        values["reasons"] = list(self.reasons)
        values["dangers"] = list(self.dangers)
        return values


def inspect_model(folder: Path) -> ModelSummary:
    """Look into a folder that should hold an MLLM or a LoRA adapter.

    Custom code and architectures that are not supported are reported in the summary; `load_model`
    refuses them by `check_loadable`.

    Raises:
        ModelError: the folder is missing or empty, holds no model, a model without vision, only
            pickle weights, or weights that are damaged.
    """
    folder = Path(folder)
    _check_folder(folder)
    if (folder / "adapter_config.json").is_file():
        return _inspect_adapter(folder)
    if not (folder / "config.json").is_file():
        raise ModelError(
            "This folder holds no model.",
            f"{folder} has no config.json.",
            "Choose the folder that holds config.json and the safetensors files.",
        )
    config = read_json(folder / "config.json")
    architecture = _architecture(config)
    _check_is_mllm(config, architecture)
    tensors = read_tensors(folder)
    sizes = _part_sizes(tensors)
    shape = _shape(folder, config, tensors, sizes)
    reasons = tuple(_unsupported(folder, config, architecture))
    dangers = tuple(_dangers(folder))
    text = _text_config(config)
    return ModelSummary(
        folder=folder,
        architecture=architecture,
        model_type=str(config.get("model_type", "")),
        parts=tuple(PartSummary(name, count) for name, count in sizes.items()),
        parameters=sum(sizes.values()),
        dtype=_main_dtype(tensors),
        bytes_on_disk=sum(path.stat().st_size for path in {one.file for one in tensors}),
        licence=_licence(folder),
        processor=_has_processor(folder),
        tied=bool(config.get("tie_word_embeddings", text.get("tie_word_embeddings", False))),
        context_length=_whole(text.get("max_position_embeddings")),
        supported=not reasons,
        reasons=reasons,
        safe=not dangers,
        dangers=dangers,
        probe_bytes=estimate_probe_bytes(shape),
        erase_bytes=estimate_erase_bytes(shape),
        feature_bytes=estimate_feature_bytes(shape, 1),
        quantised=_quantised_estimates(shape),
    )


def check_described(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Look at what the files of a folder say of its model, before its weights are there.

    Returns:
        Why it is not supported, and why it is not safe; nothing for an adapter.

    Raises:
        ModelError: it is described as no MLLM, or by files that cannot be read.
    """
    if (folder / "adapter_config.json").is_file():
        return (), ()
    config = read_json(folder / "config.json")
    architecture = _architecture(config)
    _check_is_mllm(config, architecture)
    return tuple(_unsupported(folder, config, architecture)), tuple(_dangers(folder))


def model_shape(folder: Path) -> ModelShape:
    """Return the sizes of a model folder that memory depends on; see `memory`.

    Raises:
        ModelError: the config or the weights cannot be read.
    """
    tensors = read_tensors(folder)
    config = read_json(folder / "config.json")
    return _shape(folder, config, tensors, _part_sizes(tensors))


def check_loadable(summary: ModelSummary, *, trust_remote_code: bool = False) -> None:
    """Refuse what must not or cannot be loaded.

    Raises:
        ModelError: the model brings its own code and that was not allowed, or the architecture is
            not supported.
    """
    if not summary.safe and not trust_remote_code:
        raise ModelError(
            "This model was not loaded, because it would run its own code.",
            " ".join(summary.dangers),
            "If you trust where it comes from, allow custom code (trust_remote_code) and try "
            "again.",
        )
    if not summary.supported:
        raise ModelError(
            "This model is not supported.",
            " ".join(summary.reasons),
            "Choose an MLLM in the Hugging Face format, such as a llava-hf model.",
        )


def part_of(name: str) -> str:
    """Return the part a weight or module belongs to by its dotted name.

    A projector that sits inside the vision encoder (Qwen's `visual.merger`) counts as projector.
    """
    pieces = name.split(".")
    if any(piece in PROJECTOR_NAMES for piece in pieces):
        return "projector"
    if any(piece in VISION_NAMES for piece in pieces):
        return "vision_tower"
    return "language_model"


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        ModelError: the file cannot be read or holds no JSON object.
    """
    try:
        value = parse_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{path.name} could not be read.",
            f"It is not valid JSON ({error}).",
            "Download or copy the model folder again.",
        ) from None
    if not isinstance(value, dict):
        raise ModelError(
            f"{path.name} could not be read.",
            "It is not a JSON object.",
            "Download or copy the model folder again.",
        )
    return value


def read_tensors(folder: Path) -> tuple[TensorEntry, ...]:
    """List the tensors of a model's safetensors files from their headers.

    Raises:
        ModelError: there are none (only pickle files, or no weights), a file that the index names
            is missing, or a file is damaged.
    """
    index = folder / "model.safetensors.index.json"
    if index.is_file():
        weight_map = read_json(index).get("weight_map")
        if not isinstance(weight_map, dict) or not weight_map:
            raise _damaged_weights(index, "Its list of weights is missing.")
        files = sorted({folder / str(name) for name in weight_map.values()})
        for file in files:
            if file.parent != folder or not _is_there(file):
                raise _damaged_weights(file, "The index names it, but it is not in the folder.")
    else:
        files = sorted(folder.glob("model*.safetensors")) or sorted(
            file for file in folder.glob("*.safetensors") if not file.name.startswith("adapter_")
        )
        weight_map = None
    if not files:
        _refuse_missing_weights(folder)
    tensors = tuple(one for file in files for one in read_safetensors_header(file))
    if weight_map is not None:
        missing = weight_map.keys() - {one.name for one in tensors}
        if missing:
            raise _damaged_weights(index, f"{len(missing)} weights that it names are missing.")
    return tensors


def read_safetensors_header(path: Path) -> tuple[TensorEntry, ...]:
    """Read and check the header of a safetensors file.

    Raises:
        ModelError: the header is no valid header, or it describes data beyond the file's end.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if size < 8 or length > min(size - 8, _MAX_HEADER):
                raise _damaged_weights(path, "Its header is longer than the file: it is cut off.")
            header = file.read(length)
    except OSError as error:
        raise ModelError(
            f"{path.name} could not be read.", str(error), "Check the disk and the permissions."
        ) from None
    try:
        entries = parse_json(header)
        entries.pop("__metadata__", None)
        found = tuple(
            TensorEntry(
                name=str(name),
                dtype=str(entry["dtype"]),
                shape=tuple(int(one) for one in entry["shape"]),
                file=path,
                start=8 + length + int(entry["data_offsets"][0]),
                size=int(entry["data_offsets"][1]) - int(entry["data_offsets"][0]),
            )
            for name, entry in entries.items()
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        raise _damaged_weights(path, "Its header is not that of a safetensors file.") from None
    for one in found:
        if one.start < 8 + length or one.size < 0 or one.start + one.size > size:
            raise _damaged_weights(path, f"The data of {one.name} lie beyond the end of the file.")
        bits = _DTYPE_BITS.get(one.dtype)
        if bits is not None and one.size * 8 != one.count * bits:
            raise _damaged_weights(path, f"The size of {one.name} does not fit its shape.")
    return found


def _check_folder(folder: Path) -> None:
    if not folder.exists():
        name = hub_name(folder.as_posix())
        if name is not None:
            raise ModelError(
                "The model folder was not found.",
                f"{name} looks like a name on the Hugging Face hub. Nothing is downloaded unless "
                "you ask for it.",
                f"Ask for it (sare download {name} --out FOLDER; without --out it tells the size) "
                "and choose that folder.",
            )
        raise ModelError(
            "The model folder was not found.",
            f"There is no {folder}.",
            "Check the path and whether the disk is connected.",
        )
    if not folder.is_dir():
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
    described = architecture or str(config.get("model_type", "")) or "This model"
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


def _unsupported(folder: Path, config: Mapping[str, Any], architecture: str) -> Iterator[str]:
    if not architecture:
        yield "config.json does not name an architecture."
    if config.get("is_encoder_decoder") or _text_config(config).get("is_encoder_decoder"):
        yield (
            "It is an encoder-decoder: image and prompt go into an encoder, and the caption comes "
            "from a decoder of its own. Erasure is made for models that write the caption on "
            "behind the prompt."
        )
    if "mm_vision_tower" in config and "vision_config" not in config:
        yield (
            "It is in the format of the original LLaVA code; the llava-hf models hold the same "
            "weights in the Hugging Face format."
        )
    if config.get("quantization_config"):
        yield "Its weights are quantised; choose the version in bfloat16 or float16."
    if not _has_processor(folder):
        yield "The files of its image processor (preprocessor_config.json) are missing."
    if not any(
        (folder / name).is_file()
        for name in ("tokenizer.json", "tokenizer.model", "tokenizer_config.json", "vocab.json")
    ):
        yield "The files of its tokenizer (tokenizer.json) are missing."


def _dangers(folder: Path) -> Iterator[str]:
    for name in _CODE_CONFIGS:
        if (folder / name).is_file() and read_json(folder / name).get("auto_map"):
            yield f"{name} asks to run Python code from the folder (auto_map)."


def _has_processor(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _PROCESSOR_FILES)


def _refuse_missing_weights(folder: Path) -> None:
    pickles = [
        file
        for file in sorted(folder.iterdir())
        if file.suffix in _PICKLE_SUFFIXES and file.name not in _NOT_WEIGHTS
    ]
    if pickles:
        raise ModelError(
            "This model's weights are not in a safe format.",
            f"{pickles[0].name} is a pickle file: opening it can run any program on this computer.",
            "Choose the version of the model with .safetensors files. Or, if you trust where it "
            "comes from, convert it: load it in Python with transformers' from_pretrained and "
            "write it with save_pretrained into a new folder.",
        )
    raise ModelError(
        "This model has no weights.",
        f"{folder} holds no .safetensors file.",
        "Download or copy the model folder again, with all its files.",
    )


def _damaged_weights(path: Path, why: str) -> ModelError:
    return ModelError(
        f"The weights file {path.name} is damaged or incomplete.",
        why,
        "Download or copy the file again.",
    )


def _part_sizes(tensors: tuple[TensorEntry, ...]) -> dict[str, int]:
    sizes = {"vision_tower": 0, "projector": 0, "language_model": 0}
    for one in tensors:
        sizes[part_of(one.name)] += one.count
    return sizes


def _main_dtype(tensors: tuple[TensorEntry, ...]) -> str:
    counts: dict[str, int] = {}
    for one in tensors:
        counts[one.dtype] = counts.get(one.dtype, 0) + one.count
    main = max(counts, key=lambda name: counts[name], default="")
    return _DTYPE_NAMES.get(main, main.lower())


def _text_config(config: Mapping[str, Any]) -> Mapping[str, Any]:
    for key in _TEXT_CONFIG_KEYS:
        if isinstance(config.get(key), dict):
            found: Mapping[str, Any] = config[key]
            return found
    return config


def _whole(value: Any, default: int | None = None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def _shape(
    folder: Path,
    config: Mapping[str, Any],
    tensors: tuple[TensorEntry, ...],
    sizes: Mapping[str, int],
) -> ModelShape:
    text = _text_config(config)
    embedding = next(
        (
            one
            for one in tensors
            if one.name.endswith("embed_tokens.weight") and part_of(one.name) == "language_model"
        ),
        None,
    )
    tokens = image_tokens(config, _image_settings(folder))
    bits = max((_DTYPE_BITS.get(one.dtype, 16) for one in tensors), default=16)
    inside = [
        one
        for one in tensors
        if part_of(one.name) == "language_model"
        and "embed" not in one.name
        and "lm_head" not in one.name
    ]
    linears = [one for one in inside if len(one.shape) == 2]
    projecting = [
        one for one in tensors if len(one.shape) == 2 and part_of(one.name) == "projector"
    ]
    layers = {match[1] for one in linears if (match := re.search(r"layers\.(\d+)\.", one.name))}
    block = [one for one in inside if re.search(r"layers\.0\.", one.name)]

    def written(*names: str) -> int | None:
        """Width of what the block's layer of that name writes; configs leave defaults out."""
        pattern = rf"\.({'|'.join(names)})\."
        found = [one for one in block if len(one.shape) == 2 and re.search(pattern, one.name)]
        return found[0].shape[0] if found else None

    hidden = _whole(text.get("hidden_size")) or (embedding.shape[-1] if embedding else 0)
    heads = _whole(text.get("num_attention_heads")) or 1
    key_heads = _whole(text.get("num_key_value_heads")) or heads
    head_size = _whole(text.get("head_dim")) or hidden // heads
    return ModelShape(
        parameters=sum(sizes.values()),
        bytes_per_weight=max(1, min(bits, 32) // 8),
        layers=len(layers) or _whole(text.get("num_hidden_layers")) or 0,
        hidden=hidden,
        intermediate=written("up_proj", "fc1", "w3")
        or _whole(text.get("intermediate_size"))
        or 4 * hidden,
        attention_width=written("q_proj", "wq") or heads * head_size,
        key_value_width=written("k_proj", "wk") or key_heads * head_size,
        vocabulary=(embedding.shape[0] if embedding else _whole(text.get("vocab_size")) or 0),
        image_tokens=tokens,
        adapter_units=sum(sum(one.shape) for one in linears),
        language_parameters=sizes["language_model"],
        linear_parameters=sum(one.count for one in linears),
        linear_outputs=sum(one.shape[0] for one in linears),
        widest_linear=max((one.count for one in linears), default=0),
        features=_features(config, tensors, hidden, tokens),
        projector_parameters=sizes["projector"],
        projector_units=sum(sum(one.shape) for one in projecting),
        block=_block(block, hidden, heads if text.get("attn_logit_softcapping") else 0),
    )


def _features(
    config: Mapping[str, Any], tensors: tuple[TensorEntry, ...], hidden: int, tokens: int
) -> int:
    """Values that the feature cache keeps of an ordinary photo; see `vision.VisionFeatures`.

    The projector's input, of which a token takes as much as the projector's first layer reads; or
    the final features, where tokens are put together behind the projector.
    """
    if str(config.get("model_type", "")) == "instructblip":
        return 0
    if config.get("image_grid_pinpoints") or config.get("model_type") == "mistral3":
        return tokens * hidden
    vision = config.get("vision_config")
    vision = vision if isinstance(vision, dict) else {}
    size, patch = _whole(vision.get("image_size")), _whole(vision.get("patch_size"))
    if config.get("mm_tokens_per_image") and size and patch:  # Gemma 3 pools in the projector
        return (size // patch) ** 2 * (_whole(vision.get("hidden_size")) or hidden)
    projecting = [
        one
        for one in tensors
        if len(one.shape) == 2
        and part_of(one.name) == "projector"
        and not re.search(r"qformer|deepstack|query_tokens|newline", one.name)
    ]
    width = projecting[0].shape[1] if projecting else hidden
    deep = {found[1] for one in tensors if (found := re.search(r"deepstack\w*\.(\d+)", one.name))}
    return tokens * (width + len(deep) * hidden)


def _block(tensors: list[TensorEntry], hidden: int, capped_heads: int) -> BlockShape:
    """The shape of the block that these tensors make; Llama's where there are none."""
    linears = [one for one in tensors if len(one.shape) == 2]
    if not linears:
        return BlockShape(2 * hidden, 10 * hidden, 7, capped_heads=capped_heads)
    norms = [one for one in tensors if len(one.shape) == 1 and "norm" in one.name]
    widths = 0
    for norm in norms:
        if norm.name.endswith(".weight"):
            # A norm of queries or keys may be as wide as one head, and reads what all write.
            layer = re.sub(r"_?(layer)?norm$", "_proj", norm.name.removesuffix(".weight"))
            wide = [one.shape[0] for one in linears if one.name == f"{layer}.weight"]
            widths += wide[0] if wide else norm.shape[0]
    return BlockShape(
        norm_inputs=widths,
        linear_inputs=sum(one.shape[1] for one in linears),
        linears=len(linears),
        gated=any("gate" in one.name or ".w3." in one.name for one in linears),
        layer_norm=any(norm.name.endswith(".bias") for norm in norms),
        capped_heads=capped_heads,
    )


def _image_settings(folder: Path) -> Mapping[str, Any]:
    """Settings of the image processor; newer folders keep them within the processor's."""
    for name in _PROCESSOR_FILES:
        path = folder / name
        if path.is_file():
            data = read_json(path)
            nested = data.get("image_processor")
            if isinstance(nested, dict):
                return nested
            if name == _PROCESSOR_FILES[-1]:
                return data
    return {}


def _licence(folder: Path) -> str:
    for name in ("README.md", "readme.md"):
        path = folder / name
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")[:20_000]
            head = re.match(r"---\s*\n(.*?)\n---", text, re.DOTALL)
            stated = head and re.search(
                r"^license(?:_name)?:\s*[\"']?([^\"'\n]+)", head[1], re.MULTILINE
            )
            if stated:
                return str(stated[1]).strip()
    for path in sorted(folder.glob("LICEN[CS]E*")):
        lines = path.read_text(encoding="utf-8", errors="replace")[:2000].splitlines()
        return next((line.strip() for line in lines if line.strip()), "")
    return ""


def _quantised_estimates(shape: ModelShape) -> dict[str, dict[str, int]]:
    return {
        bits: {
            "probe_bytes": estimate_probe_bytes(shape, quantisation=bits),
            "erase_bytes": estimate_erase_bytes(shape, quantisation=bits),
        }
        for bits in ("8bit", "4bit")
    }


def _inspect_adapter(folder: Path) -> ModelSummary:
    config = read_json(folder / "adapter_config.json")
    weights = folder / "adapter_model.safetensors"
    if not weights.is_file():
        _refuse_missing_weights(folder)
    tensors = read_safetensors_header(weights)
    base = adapter_base(folder)
    reasons: tuple[str, ...] = ()
    probe = erase = features = 0
    quantised: Mapping[str, Mapping[str, int]] = {}
    if str(config.get("peft_type", "")).upper() != "LORA":
        reasons = (f"It is an adapter of kind {config.get('peft_type')}, not LoRA.",)
    stated = str(config.get("base_model_name_or_path") or "")
    if base is not None and not (base / "adapter_config.json").exists():
        below = inspect_model(base)
        probe, erase = below.probe_bytes, below.erase_bytes
        features, quantised = below.feature_bytes, below.quantised
    elif not reasons:
        reasons = (f"Its base model {stated or '(not named)'} is not on this computer.",)
    sizes = _part_sizes(tensors)
    return ModelSummary(
        folder=folder,
        architecture=str(config.get("peft_type", "")),
        model_type="",
        parts=tuple(PartSummary(name, count) for name, count in sizes.items()),
        parameters=sum(sizes.values()),
        dtype=_main_dtype(tensors),
        bytes_on_disk=weights.stat().st_size,
        licence=_licence(folder),
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


def adapter_base(folder: Path) -> Path | None:
    """Return the folder of the base model that a LoRA adapter names, or None if it is not here.

    A relative path is looked up from the adapter's folder first, then from the current one.
    """
    stated = read_json(folder / "adapter_config.json").get("base_model_name_or_path")
    if not stated:
        return None
    for candidate in (folder / str(stated), Path(str(stated))):
        there = _is_there(candidate) and candidate.is_dir()
        if there and candidate.resolve() != folder.resolve():
            return candidate
    return None


def _is_there(path: Path) -> bool:
    """Whether there is a file or folder of a name that a stranger may have made up."""
    try:
        return path.exists()
    except OSError:  # longer than any name can be
        return False
