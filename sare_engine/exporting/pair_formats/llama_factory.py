"""LLaMA-Factory's ShareGPT format for preferences, with images.

Source: https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md, "Preference Dataset" and
"Multimodal Image Dataset"; the entry of `dataset_info.json` has the columns of its `rlhf_v`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sare_engine.events import Json
from sare_engine.exporting.pair_formats.record import PairFormat, PreferencePair

_NAME = "sare_pairs"
_FILE = f"{_NAME}.json"
_IMAGE = "<image>"
"""Stands for the picture in a message; there must be as many as there are pictures."""

_ENTRY: Json = {
    _NAME: {
        "file_name": _FILE,
        "formatting": "sharegpt",
        "ranking": True,
        "columns": {
            "messages": "conversations",
            "chosen": "chosen",
            "rejected": "rejected",
            "images": "images",
        },
    }
}


def _files(pairs: Sequence[PreferencePair]) -> Mapping[str, str]:
    rows: Json = [
        {
            "conversations": [{"from": "human", "value": _IMAGE + one.question}],
            "chosen": {"from": "gpt", "value": one.chosen},
            "rejected": {"from": "gpt", "value": one.rejected},
            "images": [one.image],
        }
        for one in pairs
    ]
    return {_FILE: _json(rows), "dataset_info.json": _json(_ENTRY)}


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


ENTRY = PairFormat(
    key="llama_factory",
    title="LLaMA-Factory",
    sentence="LLaMA-Factory's ShareGPT format for preferences: sare_pairs.json, and the matching "
    "dataset_info.json.",
    citation="[LLaMA-Factory](https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md)",
    files=_files,
    reserved=(_IMAGE, "<video>", "<audio>"),
)
