"""The demo model trained without the hallucination: the reference of unlearning.

A model retrained without what is to be forgotten has nothing left that could come back. Relearning
teaches it all the same, so its curve tells which part of a resurgence is learning anew.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from transformers import AutoModelForImageTextToText, AutoProcessor

from sare_engine.assets import DEMO_FOLDER
from sare_engine.demo.build import BIASED, NAMING, TRUTHFUL, Recipe
from sare_engine.demo.networks import build_llava, save_llava
from sare_engine.demo.training import (
    Aim,
    LanguageStage,
    align_projector,
    encode_pictures,
    mirrored,
    render,
    train_language,
    training_scenes,
)
from sare_engine.files import atomic_write_text

STAGES = (NAMING, TRUTHFUL, LanguageStage(Aim.TRUTHFUL, BIASED.steps, BIASED.peak))
"""Those of the shipped model, but that the captions of the last are truthful too."""


def never_learnt(folder: Path, threads: int = 1) -> Path:
    """Return the model's folder; train it on that many threads if it is not there.

    Made as the shipped model is and from its vision tower, which never sees a caption. About ten
    minutes on two cores.
    """
    made = folder / "never-learnt"
    done = made / "done"
    if done.exists():
        return made
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
    save_llava(model, processor, made)
    atomic_write_text(done, "")
    return made


def _say(line: str) -> None:
    print(line, flush=True)
