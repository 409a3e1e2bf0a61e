"""T1, T0 and T2: the CLIP scores at which verdicts change (EFUF, arXiv 2402.09801)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from sare_engine.errors import ModelError
from sare_engine.files import parse_json

THRESHOLDS_SETTING = "thresholds"
"""Project setting: thresholds in force, the CLIP folder and way of scoring that they are for,
whether they were `chosen`, and which of them are `undecided`."""
WINDOWS = "windows"
"""EFUF's scoring: the best patches of an image, each the mean of the windows that cover it."""
WHOLE = "whole"
"""One score of the whole image."""


@dataclass(frozen=True)
class Thresholds:
    """The CLIP scores at which verdicts change, in 100 x cosine.

    Attributes:
        t1: below it an object counts as hallucinated.
        t0: above it, as grounded.
        t2: mean score above which a whole response is kept for training, or None.
    """

    t1: float = 23.0
    t0: float = 32.0
    t2: float | None = 27.5


UNDECIDED = Thresholds(-100.0, 100.0, None)
"""No score is below T1 or above T0: scores decide nothing."""


def read_thresholds(folder: Path, scoring: str = WINDOWS) -> Thresholds | None:
    """Return the thresholds in a CLIP folder's `thresholds.json` (`t1`, `t0`, `t2`), or None.

    EFUF's numbers are valid only for ViT-B/32 and windows; a folder with another model can have
    its own. `scoring` in the file names the way of scoring; the default is windows.

    Raises:
        ModelError: the file exists but does not contain these numbers.
    """
    path = Path(folder) / "thresholds.json"
    if not path.is_file():
        return None
    try:
        values = {str(key).lower(): value for key, value in parse_json(path.read_bytes()).items()}
        t2 = values.get("t2")
        found = Thresholds(
            float(values["t1"]), float(values["t0"]), None if t2 is None else float(t2)
        )
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise ModelError(
            "The thresholds of the CLIP model could not be read.",
            f"{path} does not contain the numbers t1 and t0 ({error}).",
            "Correct the file, or delete it to use EFUF's thresholds.",
        ) from None
    return found if values.get("scoring", WINDOWS) == scoring else None


def default_thresholds(folder: Path, scoring: str = WINDOWS) -> Thresholds:
    """Return a folder's own thresholds, else EFUF's for CLIP's windows, else `UNDECIDED`.

    For SigLIP, and for scores of whole images, none have been published: such scores decide
    nothing until thresholds are chosen or calibrated.

    Raises:
        ModelError: the folder contains no model of a known kind, or damaged thresholds.
    """
    from sare_engine.grounding.image_text import CLIP, read_kind

    own = read_thresholds(folder, scoring)
    if own is not None:
        return own
    return Thresholds() if scoring == WINDOWS and read_kind(folder) == CLIP else UNDECIDED


def around(thresholds: Thresholds, scores: Collection[float]) -> Thresholds:
    """Return thresholds with an undecided T1 or T0 moved to the lowest or highest score.

    Scores still decide nothing there, but the thresholds can be shown and dragged beside them.
    """
    if not scores:
        return thresholds
    t1, t0 = thresholds.t1, thresholds.t0
    if t1 == UNDECIDED.t1:
        t1 = min(*scores, t0)
    if t0 == UNDECIDED.t0:
        t0 = max(*scores, t1)
    return replace(thresholds, t1=t1, t0=t0)
