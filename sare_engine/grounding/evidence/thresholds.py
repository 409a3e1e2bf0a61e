"""T1, T0 and T2: where CLIP scores turn into verdicts (EFUF, arXiv 2402.09801)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from sare_engine.errors import ModelError


@dataclass(frozen=True)
class Thresholds:
    """Where CLIP scores turn into verdicts, in 100 x cosine.

    Attributes:
        t1: below it an object counts as hallucinated.
        t0: above it, as grounded.
        t2: mean score above which a whole response is kept, or None.
    """

    t1: float = 23.0
    t0: float = 32.0
    t2: float | None = 27.5


def read_thresholds(folder: Path) -> Thresholds | None:
    """Return the thresholds in a CLIP folder's `thresholds.json` (`t1`, `t0`, `t2`), or None.

    EFUF's numbers hold for ViT-B/32 only; a folder with another CLIP can bring its own.

    Raises:
        ModelError: the file is there but does not hold these numbers.
    """
    path = Path(folder) / "thresholds.json"
    if not path.is_file():
        return None
    try:
        values = {str(key).lower(): value for key, value in json.loads(path.read_text()).items()}
        t2 = values.get("t2")
        found = Thresholds(
            float(values["t1"]), float(values["t0"]), None if t2 is None else float(t2)
        )
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise ModelError(
            "The thresholds of the CLIP model could not be read.",
            f"{path} does not hold the numbers t1 and t0 ({error}).",
            "Correct the file, or delete it to use EFUF's thresholds.",
        ) from None
    return found
