"""A process of its own that trains in a control group with little memory.

`python -m tests.engine.jobs.small_group GROUP MODEL SHARE FIT` joins the group, loads the model,
lets the group have SHARE of what a pass over all captions takes, and what any pass takes beside its
tensors, on top of what is there then. It trains two steps and prints as JSON what came of it. The
kernel kills it if it takes more.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

PROMPT = "Describe the image."
CAPTION = "A red fork, a blue knife and a green cup on the table. There is no spoon."
CAPTIONS = 16
LIMITS = ("memory.max", "memory.limit_in_bytes")
"""Of a group of version 2 and 1."""


def limit_file(group: Path) -> Path:
    """Return the file with a group's limit."""
    return next(group / name for name in LIMITS if (group / name).exists())


def train(group: Path, folder: Path, share: float, fit: str) -> dict[str, Any]:
    """Train in the group; return steps, notices and the error."""
    from PIL import Image

    from sare_engine.config import EraseConfig, ModelConfig
    from sare_engine.control import Control
    from sare_engine.erasure.batches import encode_example_set
    from sare_engine.erasure.examples import CaptionExample, ExampleSet, Target
    from sare_engine.erasure.pass_room import BESIDE
    from sare_engine.erasure.trainer import train_erasure
    from sare_engine.errors import DeviceError
    from sare_engine.events import Notice, StepMetrics
    from sare_engine.models.loading import load_model
    from sare_engine.models.memory import estimate_pass_bytes, held_as
    from sare_engine.models.shapes import model_shape
    from sare_engine.models.system_memory import group_limits
    from sare_engine.models.trainable import attach_lora
    from sare_engine.models.vision import VisionFeatures

    picture = folder / "picture.png"
    Image.linear_gradient("L").resize((64, 48)).convert("RGB").save(picture)
    loaded = load_model(ModelConfig(model=folder, device="cpu"))
    features = VisionFeatures(loaded)
    attach_lora(loaded, "language_model", 8, 16.0, seed=0)
    caption = " ".join([CAPTION] * 8)
    end = len(caption)  # Captions are cut behind their last target.
    negative = CaptionExample(picture, PROMPT, caption, (Target("neg", end - 64, end),))
    kept = CaptionExample(picture, PROMPT, caption, (Target("pos", end - 64, end),))
    examples = ExampleSet((negative,) * CAPTIONS, (kept,) * CAPTIONS, frozenset({"spoon"}))
    sizes: dict[str, Any] = {"negative_batch": CAPTIONS, "retain_batch": CAPTIONS}
    data = encode_example_set(loaded, features, examples, seed=0, **sizes)
    config = EraseConfig(
        project=Path("none"), method="efuf", fit=fit, steps=2, lora_rank=8, **sizes
    )  # fmt: skip
    shape = held_as(model_shape(folder), "auto", "cpu")
    longest = max(len(one.input_ids) for one in data.captions())
    needed = estimate_pass_bytes(
        shape, rank=8, batch=CAPTIONS, text_tokens=longest - shape.image_tokens
    )
    used = next(group_limits()).used
    limit_file(group).write_text(str(used + BESIDE + int(share * needed)))
    found: dict[str, Any] = {"notices": [], "steps": 0, "error": "", "needed": needed}
    try:
        for event in train_erasure(loaded, features, data, config, control=Control()):
            found["steps"] += isinstance(event, StepMetrics)
            found["notices"] += [event.text] if isinstance(event, Notice) else []
    except DeviceError as error:
        found["error"] = error.what
    return found


def main() -> None:
    """Join the group before anything takes memory; what was taken before stays outside."""
    group, folder, share, fit = sys.argv[1:]
    (Path(group) / "cgroup.procs").write_text(str(os.getpid()))
    print(json.dumps(train(Path(group), Path(folder), float(share), fit)))


if __name__ == "__main__":
    main()
