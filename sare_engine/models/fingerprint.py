"""The identity of a model: a short id of its config, weights and adapter."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from sare_engine.models.safetensors_headers import read_safetensors_header, read_tensors

_SAMPLED_BYTES = 256
"""Bytes of each tensor in the fingerprint: any training changes nearly all tensors."""


def fingerprint(folder: Path, adapter: Path | None = None) -> str:
    """Return 16 hexadecimal digits that change with config, weights or adapter.

    Only names, shapes and a few bytes of every tensor are read, which takes milliseconds; two
    models that differ only in other bytes would get the same id.
    """
    digest = hashlib.sha256()
    digest.update((folder / "config.json").read_bytes())
    tensors = list(read_tensors(folder))
    if adapter is not None:
        digest.update((adapter / "adapter_config.json").read_bytes())
        tensors += read_safetensors_header(adapter / "adapter_model.safetensors")
    with contextlib.ExitStack() as stack:
        files = {
            path: stack.enter_context(path.open("rb")) for path in {one.file for one in tensors}
        }
        for one in sorted(tensors, key=lambda one: (one.file.name, one.name)):
            digest.update(json.dumps([one.name, one.dtype, one.shape]).encode())
            files[one.file].seek(one.start + max(0, one.size // 2 - _SAMPLED_BYTES // 2))
            digest.update(files[one.file].read(min(one.size, _SAMPLED_BYTES)))
    return digest.hexdigest()[:16]
