"""The demo model trained without the hallucination: the reference of unlearning.

A model retrained without what is to be forgotten has nothing left that could come back. Relearning
teaches it all the same, so its curve shows which part of a resurgence is new learning.

Its weights are kept beside this file, as those of the demo model are, since training them takes a
sixth of the bench's time: `python -m tests.benchmarks.science.never_learnt` makes them again, the
same to the last bit on an equal machine, in about ten minutes on two cores.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save
from torch import Tensor
from transformers import AutoModelForImageTextToText, AutoProcessor

from demo_models.build import BIASED, NAMING, TRUTHFUL, Recipe
from demo_models.networks import build_llava
from demo_models.training import (
    Aim,
    LanguageStage,
    align_projector,
    encode_pictures,
    mirrored,
    render,
    train_language,
    training_scenes,
)
from sare_engine.assets import DEMO_FOLDER
from sare_engine.files import atomic_write_bytes

STAGES = (NAMING, TRUTHFUL, LanguageStage(Aim.TRUTHFUL, BIASED.steps, BIASED.peak))
"""Those of the shipped model, but that the captions of the last are truthful too."""

WEIGHTS = Path(__file__).with_suffix(".safetensors")


def read_weights() -> dict[str, Tensor]:
    """Return name → weight of what differs from the shipped model: all but its vision tower."""
    return load_file(WEIGHTS)


def train(threads: int) -> dict[str, Tensor]:
    """Train the model as the shipped one is, on its vision tower, which never sees a caption.

    Returns:
        Copies of its weights, as `read_weights` gives them: tied weights share no memory.
    """
    torch.set_num_threads(threads)
    shipped = DEMO_FOLDER / "model"
    processor = AutoProcessor.from_pretrained(shipped)
    torch.manual_seed(0)
    model = build_llava(processor.tokenizer)
    seeing = AutoModelForImageTextToText.from_pretrained(shipped).model.vision_tower.state_dict()
    model.model.vision_tower.load_state_dict(seeing)
    scenes = training_scenes(0, Recipe().scenes)
    pixels = render(scenes)
    pixels = np.concatenate([pixels, pixels[:, :, ::-1]])
    scenes += [mirrored(scene) for scene in scenes]
    texts = (encode_pictures(model, pixels), scenes, processor.tokenizer)
    align_projector(model, *texts, steps=Recipe().align_steps, seed=0, report=_say)
    for number, stage in enumerate(STAGES):
        # A seed of its own: the last stage must not see the batches of the one before again.
        train_language(model, *texts, stage=stage, seed=number, report=_say)
    return {
        name: weight.clone()
        for name, weight in model.state_dict().items()
        if "vision_tower" not in name
    }


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    atomic_write_bytes(WEIGHTS, save(train(os.cpu_count() or 1)))
