"""Every family with its layers on two emulated devices: the loss and its gradient as on one."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from sare_engine.config import ModelConfig
from sare_engine.erasure.batches import encode_examples, microbatches
from sare_engine.erasure.losses import Forward, NegativeLoss
from sare_engine.models.checkpointing import language_layers
from sare_engine.models.loading import load_model
from sare_engine.models.prompting import pad_id
from sare_engine.models.trainable import attach_lora, trained_weights
from sare_engine.models.vision import VisionFeatures
from tests.engine.emulated_devices import emulated_devices
from tests.engine.erasure.conftest import make_examples
from tests.engine.erasure.test_spreading import spread


@pytest.mark.slow
def test_the_gradient_is_that_of_one_device(family_folder: Path, pictures: list[Path]) -> None:
    found = []
    with emulated_devices():
        for shares in (1, 2):
            loaded = load_model(ModelConfig(model=family_folder, device="cpu"))
            count = len(language_layers(loaded.model))
            spread(loaded, *((count,) if shares == 1 else (1, count - 1)))
            attach_lora(loaded, "language_model", rank=4, alpha=8.0, seed=0)
            features = VisionFeatures(loaded)
            encoded = list(encode_examples(loaded, features, make_examples(pictures)[::2]))
            batches = microbatches(encoded, 0, pad_id(loaded), loaded.device)
            ce = NegativeLoss(Forward(loaded, features), batches).backward().ce
            trained = trained_weights(loaded.model).parameters
            assert len({one.device for one in trained}) == shares
            found.append([float(ce), *(None if one.grad is None else one.grad for one in trained)])
    for one, two in zip(*found, strict=True):
        if isinstance(one, torch.Tensor):
            assert isinstance(two, torch.Tensor)
            assert one.tolist() == two.tolist()
        else:
            assert one == two
