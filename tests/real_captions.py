"""Captions that real models wrote. They are not in the repository; tests of them are an extra.

To run those tests, set SARE_REAL_CAPTIONS to a folder with these JSON Lines files:

- `i1_llava.jsonl`, `i2_llava.jsonl`, `i2_mplug.jsonl`: `image_id` and `caption`, of 2,000 images of
  COCO val2014. They are `caption_data/Instruction1_llava.json`, `Instruction2_llava.json` and
  `Instruction2_mplug.json` of https://github.com/AoiDragon/POPE (Li et al., EMNLP 2023, MIT).
- `objects.jsonl`: `image_id` and `objects`, the COCO objects of those images as CHAIR defines them:
  annotated instances, and objects named in the reference captions, both of
  https://cocodataset.org (instances and captions of val2014, CC BY 4.0).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

FOLDER_VARIABLE = "SARE_REAL_CAPTIONS"

_BESIDE_THE_CLONE = Path(__file__).resolve().parents[2] / "shared" / "data" / "coco-captions"

REAL_CAPTIONS = Path(os.environ.get(FOLDER_VARIABLE, _BESIDE_THE_CLONE))
"""Folder of the files."""

needs_real_captions = pytest.mark.skipif(
    not (REAL_CAPTIONS / "objects.jsonl").is_file(),
    reason=f"needs captions of real models in ${FOLDER_VARIABLE}: see tests/real_captions.py",
)


def read_rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of one of the files."""
    lines = (REAL_CAPTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
