"""How often a training step makes the host wait for the device, for every family."""

from __future__ import annotations

from pathlib import Path

import pytest

from sare_engine.config import EraseConfig
from sare_engine.erasure.batches import encode_examples
from sare_engine.models.loading import LoadedModel
from sare_engine.models.trainable import attach_lora
from sare_engine.models.vision import VisionFeatures, supports_mm_encoder_outputs
from sare_engine.tuned import RECOMMENDED
from tests.engine.architectures.conftest import all_families_in_slow_tests
from tests.engine.erasure.conftest import Workbench, make_examples
from tests.engine.erasure.test_waiting import check_waits, waits_per_step


@all_families_in_slow_tests
def test_a_step_of_the_recommended_form_waits_at_most_twice(
    loaded: LoadedModel, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not supports_mm_encoder_outputs(loaded.model):
        pytest.skip("the vision tower runs in each step")
    attach_lora(loaded, "language_model", rank=4, alpha=8.0, seed=0)
    features = VisionFeatures(loaded)
    examples = make_examples(pictures)
    bench = Workbench(loaded, features, examples, list(encode_examples(loaded, features, examples)))
    config = EraseConfig(
        project=Path("none"), steps=2, negative_batch=2, retain_batch=2, microbatch=1,
        evaluate_every=0, checkpoint_every=0, **{**RECOMMENDED, "negative_ceiling": 1000.0},
    )  # fmt: skip
    steps = waits_per_step(bench, config, monkeypatch)
    check_waits([[one for one in found if not of_the_model(one)] for found in steps])


def of_the_model(wait: str) -> bool:
    """Whether transformers' own code asked, for places of tiles and frames.

    Backward, its masks are seen without its lines; a LLaVA, which has none, is counted whole.
    """
    return "modeling_" in wait or wait.startswith(("index ", "index_put "))
