"""Whether a folder contains an object detector, of which kind, and at which scores it is sure.

A family is recognised by its auto class: transformers' zero-shot object detection finds what a
text names, closed-set object detection what its labels name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from sare_engine.errors import ModelError
from sare_engine.files import parse_json

Kind = Literal["open", "closed"]
OPEN: Final = "open"
"""Looks for the objects that texts name."""
CLOSED: Final = "closed"
"""Knows a fixed list of labels."""

WHAT = "The detector could not be loaded."
_FIX = (
    "Choose a folder with a model for zero-shot object detection (such as Grounding DINO, OWLv2 or "
    "OmDet-Turbo) or object detection (such as DETR, RT-DETR, D-FINE or YOLOS): config.json, "
    "model.safetensors, preprocessor_config.json and, for texts, tokenizer files."
)
_WEIGHTS = ("model.safetensors", "model.safetensors.index.json")
_TOKENIZERS = ("tokenizer.json", "vocab.txt", "vocab.json", "spiece.model", "tokenizer.model")
_PLACEHOLDER = re.compile(r"LABEL_\d+")
"""Labels that transformers makes up where a config has none."""


@dataclass(frozen=True)
class Limits:
    """The scores at which a detector's verdicts change, 0 to 1.

    Attributes:
        low: below it an object counts as not there.
        high: above it, as there.
    """

    low: float
    high: float


_PUBLISHED: Mapping[str, Limits] = {
    # Text and box threshold of github.com/IDEA-Research/GroundingDINO, README.
    "grounding-dino": Limits(0.25, 0.35),
    # --pred-score-thr of github.com/open-mmlab/mmdetection, demo/image_demo.py.
    "mm-grounding-dino": Limits(0.15, 0.3),
    # conf_threshold of github.com/om-ai-lab/OmDet, run_demo.py.
    "omdet-turbo": Limits(0.15, 0.3),
    "owlvit": Limits(0.05, 0.1),
    "owlv2": Limits(0.05, 0.1),
    # "Keep only predictions with 0.7+ confidence", github.com/facebookresearch/detr, notebooks.
    "detr": Limits(0.35, 0.7),
    # thrh of github.com/lyuwenyu/RT-DETR, references/deploy/rtdetrv2_torch.py.
    "rt_detr": Limits(0.3, 0.6),
    "rt_detr_v2": Limits(0.3, 0.6),
    # thrh of github.com/Peterande/D-FINE, tools/inference/torch_inf.py.
    "d_fine": Limits(0.3, 0.6),
}
"""The authors' thresholds. Where they publish a single one, half of it is the lower limit."""


@dataclass(frozen=True)
class DetectorFolder:
    """A detector in a folder.

    Attributes:
        folder: the folder.
        model_type: its family, as config.json names it.
        kind: `OPEN` or `CLOSED`.
        labels: number → label of a closed-set detector; empty for an open one.
    """

    folder: Path
    model_type: str
    kind: Kind
    labels: Mapping[int, str]


def read_folder(folder: Path) -> DetectorFolder:
    """Recognise the detector in a folder; no weights are read.

    Raises:
        ModelError: the folder is missing or incomplete, or its model is not a detector.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ModelError(WHAT, f"{folder} is not a folder.", _FIX)
    try:
        config = parse_json((folder / "config.json").read_bytes())
    except OSError:
        raise ModelError(WHAT, f"{folder} contains no config.json.", _FIX) from None
    except ValueError:
        config = None
    if not isinstance(config, dict):
        raise ModelError(WHAT, f"{folder / 'config.json'} is not a JSON record.", _FIX)
    model_type = str(config.get("model_type"))
    kind = kind_of(model_type)
    if kind is None:
        raise ModelError(
            WHAT, f"{folder} has a model of type “{model_type}”, which is not a detector.", _FIX
        )
    if not any((folder / name).is_file() for name in _WEIGHTS):
        raise ModelError(
            WHAT,
            f"{folder} contains no safetensors weights; other formats can contain programs.",
            "Convert the weights to safetensors, or choose another folder.",
        )
    if not _has_processor(folder):
        raise ModelError(
            WHAT,
            f"{folder} contains no preprocessor_config.json, which says how pictures are read.",
            "Copy the published model's preprocessor_config.json into the folder.",
        )
    if kind == OPEN and not any((folder / name).is_file() for name in _TOKENIZERS):
        raise ModelError(
            WHAT,
            f"{folder} contains no tokenizer, which turns the names of objects into its input.",
            "Copy the published model's tokenizer files into the folder.",
        )
    labels = _labels(config, folder) if kind == CLOSED else {}
    return DetectorFolder(folder, model_type, kind, labels)


def published_limits(model_type: str, usual: float | None) -> Limits:
    """Return the authors' thresholds of a family.

    Args:
        model_type: the family, as config.json names it.
        usual: the threshold of the family's own post-processing, for a family that is not in the
            list; None if it has none.
    """
    found = _PUBLISHED.get(model_type)
    if found is not None:
        return found
    high = 0.5 if usual is None else usual
    return Limits(round(high / 2, 4), high)


def kind_of(model_type: str) -> Kind | None:
    """Return which kind of detector a model type is, by its auto class; None if it is none."""
    from transformers.models.auto import modeling_auto

    if model_type in modeling_auto.MODEL_FOR_ZERO_SHOT_OBJECT_DETECTION_MAPPING_NAMES:
        return OPEN
    if model_type in modeling_auto.MODEL_FOR_OBJECT_DETECTION_MAPPING_NAMES:
        return CLOSED
    return None


def _has_processor(folder: Path) -> bool:
    if (folder / "preprocessor_config.json").is_file():
        return True
    # A processor saved as a whole has its image processor's settings inside.
    try:
        whole = parse_json((folder / "processor_config.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(whole, dict) and "image_processor" in whole


def _labels(config: Mapping[str, Any], folder: Path) -> dict[int, str]:
    given = config.get("id2label")
    try:
        labels = {int(number): str(label) for number, label in (given or {}).items()}
    except (AttributeError, TypeError, ValueError):
        labels = {}
    if not labels or all(_PLACEHOLDER.fullmatch(label) for label in labels.values()):
        raise ModelError(
            WHAT,
            f"{folder / 'config.json'} does not name the detector's labels (id2label).",
            "Add the names of the labels to config.json, or choose another detector.",
        )
    return labels
