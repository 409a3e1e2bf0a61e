"""Model folders that judge captions instead of writing them: detectors and CLIP models."""

from __future__ import annotations

from pathlib import Path

from sare_engine.files import parse_json


def use_of(folder: Path) -> str | None:
    """Return what a folder's model is and how it is used, in a sentence; None for any other model.

    Only config.json is read, so that it can be asked before the weights are there.
    """
    from sare_engine.grounding.detection.folders import kind_of
    from sare_engine.grounding.image_text import KINDS

    try:
        model_type = parse_json((folder / "config.json").read_bytes()).get("model_type")
    except (OSError, ValueError, AttributeError):
        return None
    if kind_of(str(model_type)) is not None:
        return "It is an object detector, which judges captions: sare probe --detector FOLDER."
    if model_type in KINDS:
        return "It is a CLIP model, which judges captions: sare probe --clip FOLDER."
    return None
