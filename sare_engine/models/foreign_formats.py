"""Name folders that hold something other than a model in the Hugging Face format.

Formats are recognised by the files that their own tools write, as these tools document them. Only
names of files and small JSON files are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.errors import ModelError
from sare_engine.formatting import some_names
from sare_engine.models.folder_files import is_there
from sare_engine.models.model_card_head import base_models

_ORIGINAL = "Get the model that it was converted from, in the Hugging Face format (safetensors)"
_SHOWN = 3


@dataclass(frozen=True)
class Format:
    """A format in which models are published, which cannot be used here.

    Attributes:
        patterns: names of files of which the folder has one.
        title: what the folder is.
        why: what the format is for, in a sentence.
        fix: what to get instead; "" for the original model.
    """

    patterns: tuple[str, ...]
    title: str
    why: str
    fix: str = ""


_FORMATS = (
    Format(
        ("model_index.json",),
        "a diffusers pipeline",
        "It makes images (model_index.json) and does not describe them.",
        "Choose a multimodal model (MLLM) that answers about images, such as a LLaVA",
    ),
    Format(
        ("*.gguf", "*.llamafile"),
        "a GGUF model",
        "GGUF is the format of llama.cpp and Ollama. Its weights are packed for inference; they "
        "cannot be trained.",
    ),
    Format(
        ("openvino_*.xml", "openvino_*.bin"),
        "an OpenVINO model",
        "OpenVINO models are compiled for inference; they cannot be trained.",
    ),
    Format(
        ("*.onnx", "onnx/*.onnx", "*.onnx_data"),
        "an ONNX model",
        "ONNX models are graphs for inference; they cannot be trained.",
    ),
    Format(
        ("*.mlpackage", "*.mlmodelc", "*.mlmodel"),
        "a Core ML model",
        "Core ML models are compiled for Apple's devices; they cannot be trained.",
    ),
    Format(
        ("*.engine", "*.plan", "*.trt"),
        "a TensorRT engine",
        "TensorRT engines are compiled for inference; they cannot be trained.",
    ),
    Format(
        ("*.tflite", "*.task", "*.litertlm"),
        "a LiteRT (TensorFlow Lite) model",
        "LiteRT models are packed for inference on devices; they cannot be trained.",
    ),
    Format(
        ("zero_to_fp32.py", "global_step*"),
        "a checkpoint of DeepSpeed",
        "Its weights are split by process (ZeRO).",
        "Join them with the script in the folder (python zero_to_fp32.py . OUT "
        "--safe_serialization), copy the config, tokenizer and processor files to OUT, and choose "
        "OUT",
    ),
    Format(
        ("pytorch_lora_weights.safetensors",),
        "a LoRA for a diffusers pipeline",
        "It changes a model that makes images.",
        "Choose a LoRA adapter in the PEFT format (adapter_config.json)",
    ),
    Format(
        ("adapter_model.safetensors", "adapter_model.bin"),
        "a LoRA adapter without its configuration",
        "It has weights of an adapter, but no adapter_config.json, which names the base model.",
        "Copy adapter_config.json from where the adapter was trained or published",
    ),
    Format(
        ("params.json", "consolidated*.safetensors", "consolidated*.pth"),
        "a model in its authors' own format (consolidated weights)",
        "It has no config.json.",
        "Get the same model in the Hugging Face format, often published with “-hf” in its name",
    ),
    Format(
        ("tf_model.h5", "flax_model.msgpack", "*.h5"),
        "a model for TensorFlow or Flax",
        "It has no weights for PyTorch.",
    ),
    Format(
        ("mm_projector.bin", "non_lora_trainables.bin"),
        "a part of an original LLaVA",
        "It holds a projector or what was trained beside a LoRA, in LLaVA's own format.",
        "Merge it with LLaVA's scripts and convert the result with transformers' "
        "convert_llava_weights_to_hf.py, or choose a llava-hf model",
    ),
)


def refuse_foreign_file(path: Path) -> None:
    """Raise an error that names the format of a single file, if it is a known one.

    Raises:
        ModelError: it is a model in another format.
    """
    for one in _FORMATS:
        if any(pattern.startswith("*.") and path.match(pattern) for pattern in one.patterns):
            raise _refusal(path, path.parent, one, [path.name])


def refuse_foreign_folder(folder: Path) -> None:
    """Raise an error that names what a folder without a usable model is, if that is known.

    Args:
        folder: a folder that exists.

    Raises:
        ModelError: it is something else than a model, or the model is above or below it.
    """
    _refuse_own(folder)
    described = (folder / "config.json").is_file() or (folder / "adapter_config.json").is_file()
    if described and any(folder.glob("*.safetensors")):
        return
    # Pickles of PyTorch are refused as such, beside whatever else was made of them.
    pickles = [one for one in folder.glob("*.bin") if not one.name.startswith("openvino_")]
    if not described or not pickles:
        _refuse_formats(folder)
    if described:
        return
    _refuse_cache(folder)
    _refuse_neighbours(folder)


def names_a_model(path: Path) -> bool:
    """Return whether a file or folder is a model in any format that is known here.

    Folders above and below a model do not count.
    """
    try:
        if path.is_file():
            refuse_foreign_file(path)
            return False
        if _is_model(path):
            return True
        if not path.is_dir():
            return False
        _refuse_formats(path)
        _refuse_cache(path)
    except ModelError:
        return True
    except OSError:  # a folder that may not be read
        return False
    return False


def foreign_weights(
    config: Mapping[str, Any], folder: Path, names: tuple[str, ...], made_by: str
) -> Iterator[str]:
    """Yield why weights in safetensors files are not those of a plain model.

    Args:
        config: the model's config.json.
        folder: the model folder.
        names: the names of its tensors.
        made_by: the format in the metadata of its weights ("pt", "mlx").
    """
    method = _quantisation_method(config, folder, names)
    mlx = made_by == "mlx" or isinstance(config.get("quantization"), dict)
    if mlx or method == "mlx":
        yield (
            "It is an MLX model: its weights are arranged, and often rounded, for Apple's MLX. "
            f"{_instead(folder)}."
        )
    elif method == "bitsandbytes":
        yield (
            "Its weights were saved in 8 or 4 bits by bitsandbytes, and what was rounded off "
            f"cannot be restored for exports. {_instead(folder)}, and choose 8 or 4 bits when "
            "loading it here (quantisation)."
        )
    elif method:
        yield (
            f"Its weights are quantised ({method}), which cannot be trained or exported here. "
            f"{_instead(folder)} in bfloat16 or float16."
        )
    if config.get("_class_name"):
        yield f"It is a part of a diffusers pipeline ({config['_class_name']})."


_METHODS = {
    "gptq": "GPTQ",
    "awq": "AWQ",
    "exl2": "ExLlamaV2",
    "exl3": "ExLlamaV3",
    "fp8": "FP8",
    "fbgemm_fp8": "FP8",
    "compressed-tensors": "compressed-tensors",
    "bitsandbytes": "bitsandbytes",
    "mxfp4": "MXFP4",
    "hqq": "HQQ",
    "aqlm": "AQLM",
    "torchao": "torchao",
    "quanto": "Quanto",
    "eetq": "EETQ",
    "auto-round": "AutoRound",
}
_METHOD_FILES = {"quantize_config.json": "GPTQ", "quant_config.json": "AWQ"}
"""Files of AutoGPTQ and AutoAWQ from before config.json held their settings."""
_PACKED = re.compile(r"\.(qweight|qzeros|weight_packed|weight_scale|weight_scale_inv|absmax)$")


def _quantisation_method(config: Mapping[str, Any], folder: Path, names: tuple[str, ...]) -> str:
    """Return how the weights were rounded; "" if they were not."""
    for stated in (config.get("quantization_config"), config.get("compression_config")):
        if not stated:
            continue
        settings = stated if isinstance(stated, dict) else {}
        kind = str(settings.get("quant_method") or "")
        if not kind and any(key.startswith(("load_in_", "bnb_")) for key in settings):
            kind = "bitsandbytes"
        if not kind and {"group_size", "bits"} <= settings.keys() and _has_scales(names):
            return "mlx"
        return kind if kind == "bitsandbytes" else _METHODS.get(kind, kind) or "unknown method"
    for name, title in _METHOD_FILES.items():
        if (folder / name).is_file():
            return title
    if _has_scales(names):
        return "mlx"
    packed = next((name for name in names if _PACKED.search(name)), "")
    return f"packed weights such as {packed}" if packed else ""


def _has_scales(names: tuple[str, ...]) -> bool:
    """Whether weights have the scales and biases that MLX keeps beside rounded ones."""
    known = set(names)
    return any(
        name.endswith(".scales") and name.removesuffix("scales") + "biases" in known
        for name in names
    )


def _instead(folder: Path) -> str:
    named = base_models(folder)
    if not named:
        return _ORIGINAL
    return (
        f"Get the model that it was made from ({named[0]}: sare download {named[0]} --out FOLDER)"
    )


def _refusal(path: Path, folder: Path, form: Format, names: list[str]) -> ModelError:
    projector = next((name for name in names if "mmproj" in name.lower()), "")
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    more = " The vision part is a file of its own (mmproj)." if projector else ""
    kind = "file" if path != folder else "folder"
    return ModelError(
        f"This {kind} is {form.title}, not a model in the Hugging Face format.",
        f"{path} holds {shown}. {form.why}{more}" if kind == "folder" else f"{form.why}{more}",
        f"{form.fix or _instead(folder)}.",
    )


def _refuse_own(folder: Path) -> None:
    """Lead from a run or a project of this program to what the runs wrote."""
    if (folder / "status.json").is_file() and (folder / "metrics.jsonl").is_file():
        written = [folder / name for name in ("adapter", "model") if _is_model(folder / name)]
        raise ModelError(
            "This is a run of a project, not a model.",
            f"{folder} holds settings and metrics"
            + ("." if written else "; the run has written no adapter."),
            f"Choose {written[0]}." if written else "Choose the run of an erasure that is done.",
        )
    if (folder / "project.sqlite").is_file():
        raise ModelError(
            "This is a project, not a model.",
            f"{folder} holds captions and runs.",
            "Choose a model's folder, or the adapter of a run in its “runs” folder.",
        )


def _refuse_formats(folder: Path) -> None:
    for one in _FORMATS:
        found = [path for pattern in one.patterns for path in sorted(folder.glob(pattern))]
        if found:
            names = [path.relative_to(folder).as_posix() for path in found]
            raise _refusal(folder, folder, one, names)


def _refuse_cache(folder: Path) -> None:
    if (folder / "snapshots").is_dir():
        found = sorted(
            (one for one in (folder / "snapshots").iterdir() if _is_model(one)),
            key=lambda one: one.stat().st_mtime,
        )
        if found:
            raise ModelError(
                "This is a folder of the Hugging Face cache, above the model.",
                f"{folder} keeps versions of a model in snapshots.",
                f"Choose {found[-1]}.",
            )
        raise ModelError(
            "This folder of the Hugging Face cache holds no complete model.",
            f"No version in {folder / 'snapshots'} has a config.json.",
            "Download the model again (sare download NAME --out FOLDER).",
        )
    if any(folder.glob("models--*")):
        names = [
            one.name.removeprefix("models--").replace("--", "/")
            for one in sorted(folder.glob("models--*"))
        ]
        raise ModelError(
            "This is the Hugging Face cache, not a model.",
            f"{folder} holds {some_names(names, _SHOWN)}.",
            "Choose the folder in “snapshots” of one of these models, or name the model.",
        )
    if (folder / "manifests").is_dir() and (folder / "blobs").is_dir():
        raise ModelError(
            "This is Ollama's store of models, in the GGUF format.",
            "Its weights are packed for inference; they cannot be trained.",
            f"{_ORIGINAL}.",
        )


def _refuse_neighbours(folder: Path) -> None:
    """Name a model in the folders right below, or right above."""
    below = [one for one in sorted(folder.iterdir()) if one.is_dir() and _is_model(one)]
    if below:
        raise ModelError(
            "This folder is not a model; it contains "
            + ("a folder that is." if len(below) == 1 else f"{len(below)} folders that are."),
            f"{folder} has no config.json; {some_names([one.name for one in below], _SHOWN)} "
            + ("has." if len(below) == 1 else "have."),
            f"Choose {below[0]}." if len(below) == 1 else "Choose one of these folders.",
        )
    if folder.parent != folder and _is_model(folder.parent):
        raise ModelError(
            "This folder is a part of a model.",
            f"{folder} has no config.json; the folder above it has.",
            f"Choose {folder.parent}.",
        )


def _is_model(folder: Path) -> bool:
    return any(
        is_there(folder / name) and (folder / name).is_file()
        for name in ("config.json", "adapter_config.json")
    )
