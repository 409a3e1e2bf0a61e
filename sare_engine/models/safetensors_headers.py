"""List the tensors of safetensors files from their headers, and check that the files are complete.

The format is documented at https://github.com/huggingface/safetensors.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from sare_engine.errors import ModelError
from sare_engine.files import parse_json
from sare_engine.models.folder_files import is_there, read_json

_PICKLE_SUFFIXES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle")
_NOT_WEIGHTS = ("training_args.bin", "optimizer.pt", "scheduler.pt")
_LFS = b"version https://git-lfs"
_PART = re.compile(r"-\d{5}-of-\d{5}\.safetensors$")
_MAX_HEADER = 100_000_000
DTYPE_BITS = {
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
            if file.parent != folder or not is_there(file):
                raise _damaged_weights(file, "The index lists it, but it is not in the folder.")
    else:
        files = sorted(folder.glob("model*.safetensors")) or sorted(
            file for file in folder.glob("*.safetensors") if not file.name.startswith("adapter_")
        )
        weight_map = None
        if files and all(_PART.search(file.name) for file in files):
            # transformers finds parts by their index alone.
            raise _damaged_weights(index, f"It is missing, and {files[0].name} is only a part.")
    if not files:
        refuse_missing_weights(folder)
    tensors = tuple(one for file in files for one in read_safetensors_header(file))
    if weight_map is not None:
        missing = weight_map.keys() - {one.name for one in tensors}
        if missing:
            raise _damaged_weights(index, f"{len(missing)} weights that it lists are missing.")
    return tensors


def read_safetensors_header(path: Path) -> tuple[TensorEntry, ...]:
    """Read and check the header of a safetensors file.

    Raises:
        ModelError: the header is not valid, or it describes data beyond the file's end.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if size < 8 or length > min(size - 8, _MAX_HEADER):
                raise _damaged_weights(path, _why_no_header(path))
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
        bits = DTYPE_BITS.get(one.dtype)
        if bits is not None and one.size * 8 != one.count * bits:
            raise _damaged_weights(path, f"The size of {one.name} does not match its shape.")
    return found


def weights_format(tensors: tuple[TensorEntry, ...]) -> str:
    """Return the format that the metadata of the weights names ("pt", "mlx"), or ""."""
    if not tensors:
        return ""
    with tensors[0].file.open("rb") as file:
        header = parse_json(file.read(int.from_bytes(file.read(8), "little")))
    metadata = header.get("__metadata__")
    return str(metadata.get("format", "")) if isinstance(metadata, dict) else ""


def refuse_missing_weights(folder: Path) -> NoReturn:
    """Explain why a folder has no weights that can be used.

    Raises:
        ModelError: always.
    """
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


def refuse_missing_adapter(folder: Path) -> NoReturn:
    """Explain why an adapter's folder has no weights that can be used.

    Raises:
        ModelError: always.
    """
    if any((folder / f"adapter_model{suffix}").is_file() for suffix in _PICKLE_SUFFIXES):
        raise ModelError(
            "This adapter's weights are not in a safe format.",
            "adapter_model.bin is a pickle file: opening it can run any program on this computer.",
            "Choose the version with adapter_model.safetensors. Or, if you trust where it comes "
            "from, convert it: load it in Python with PEFT's from_pretrained and write it with "
            "save_pretrained into a new folder.",
        )
    raise ModelError(
        "This adapter has no weights.",
        f"{folder} holds no adapter_model.safetensors.",
        "Download or copy the adapter's folder again, with all its files.",
    )


def _why_no_header(path: Path) -> str:
    with path.open("rb") as file:
        if file.read(len(_LFS)) == _LFS:
            return "It is a pointer of Git LFS: the weights themselves were not downloaded."
    return "Its header is longer than the file, which is cut off."


def _damaged_weights(path: Path, why: str) -> ModelError:
    return ModelError(
        f"The weights file {path.name} is damaged or incomplete.",
        why,
        "Download or copy the file again.",
    )


def main_dtype(tensors: tuple[TensorEntry, ...]) -> str:
    """Return the number format of most values, by torch's name ("bfloat16")."""
    counts: dict[str, int] = {}
    for one in tensors:
        counts[one.dtype] = counts.get(one.dtype, 0) + one.count
    main = max(counts, key=lambda name: counts[name], default="")
    return _DTYPE_NAMES.get(main, main.lower())
