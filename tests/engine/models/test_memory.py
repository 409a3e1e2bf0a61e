"""Memory estimates move the right way and hold what they must."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from sare_engine.config import EraseConfig
from sare_engine.erasure.kinds import held_copies
from sare_engine.models.memory import (
    FEATURE_CACHE_BYTES,
    BlockShape,
    ModelShape,
    estimate_erase_bytes,
    estimate_feature_bytes,
    estimate_probe_bytes,
    held_as,
    weight_bytes,
)

# LLaVA-1.5-7B in bfloat16.
LLAVA = ModelShape(
    parameters=7_063_000_000,
    bytes_per_weight=2,
    layers=32,
    hidden=4096,
    intermediate=11008,
    attention_width=4096,
    key_value_width=4096,
    vocabulary=32064,
    image_tokens=576,
    adapter_units=32 * (4 * 2 * 4096 + 3 * (4096 + 11008)),
    language_parameters=6_738_000_000,
    block=BlockShape(norm_inputs=2 * 4096, linear_inputs=6 * 4096 + 11008, linears=7),
    linear_parameters=32 * (4 * 4096 * 4096 + 3 * 4096 * 11008),
    linear_outputs=32 * (5 * 4096 + 2 * 11008),
    widest_linear=4096 * 11008,
    features=576 * 1024,
    projector_parameters=1024 * 4096 + 4096 * 4096,
    projector_units=1024 + 3 * 4096,
)


def test_lora_on_a_7b_model_costs_weights_states_and_activations() -> None:
    adapter = 16 * LLAVA.adapter_units
    assert adapter == 39_976_960  # what peft reports for r = 16 on all linear layers of Llama-7B
    estimate = estimate_erase_bytes(LLAVA, rank=16, batch=8)
    floor = LLAVA.parameters * 2 + adapter * 4 * 6
    assert floor < estimate < 80e9


def test_weights_of_a_7b_model_in_8_and_4_bits() -> None:
    rounded, rest = 6_476_005_376, 7_063_000_000 - 6_476_005_376
    assert weight_bytes(LLAVA) == 14_126_000_000
    assert weight_bytes(LLAVA, "8bit") == 2 * rest + rounded + 4 * 1_359_872
    assert weight_bytes(LLAVA, "4bit") == 2 * rest + rounded // 2 + rounded // 16
    for estimate in (estimate_probe_bytes, estimate_erase_bytes):
        plain, eight, four = (estimate(LLAVA, quantisation=one) for one in ("none", "8bit", "4bit"))
        one_layer = 2 * 4096 * 11008
        assert plain - four == weight_bytes(LLAVA) - weight_bytes(LLAVA, "4bit") - one_layer
        assert four < eight < plain


def test_cached_features_of_a_7b_model() -> None:
    assert estimate_feature_bytes(LLAVA, 1) == 1_179_648
    assert estimate_feature_bytes(LLAVA, 1000) == 1000 * 1_179_648
    assert estimate_feature_bytes(LLAVA, 10_000, FEATURE_CACHE_BYTES) == FEATURE_CACHE_BYTES
    assert 1750 < FEATURE_CACHE_BYTES / estimate_feature_bytes(LLAVA, 1) < 1850


def test_full_training_costs_five_copies_and_more() -> None:
    assert estimate_erase_bytes(LLAVA, rank=None) > 5 * 4 * LLAVA.language_parameters


def test_weights_are_held_in_the_format_that_loading_brings_them_to() -> None:
    def size(dtype: str, device: str, on_disk: int = 2) -> int:
        shape = dataclasses.replace(LLAVA, bytes_per_weight=on_disk)
        return held_as(shape, dtype, device).bytes_per_weight

    assert [size("auto", device) for device in ("cpu", "cuda", "mps")] == [4, 2, 2]
    assert size("auto", "cuda", 4) == 4
    assert size("auto", "cuda", 1) == 4  # formats of 8 bits are not computed in
    assert [size(one, "cpu") for one in ("float32", "bfloat16", "float16")] == [4, 2, 2]


def test_trained_parts_count_and_no_other() -> None:
    language, projector, both = (
        estimate_erase_bytes(LLAVA, rank=None, parts=parts, copies=0, checkpointing=True)
        for parts in ("language_model", "projector", "both")
    )
    # A trained weight takes four times its own bytes.
    assert both - language == 3 * 4 * LLAVA.projector_parameters
    difference = LLAVA.language_parameters - LLAVA.projector_parameters
    assert 3 * 4 * difference < language - projector < 3.5 * 4 * difference
    adapters = [estimate_erase_bytes(LLAVA, parts=parts) for parts in ("language_model", "both")]
    assert adapters[1] - adapters[0] == 5 * 4 * 16 * LLAVA.projector_units


def test_copies_of_the_trained_weights_that_methods_hold() -> None:
    adapter = 4 * 16 * LLAVA.adapter_units

    def needed(method: str, ascent: str = "step") -> int:
        held = held_copies(EraseConfig(project=Path(), method=method, ascent=ascent))
        return estimate_erase_bytes(LLAVA, copies=held.copies, copies_under=held.copies_under)

    def copies(method: str, ascent: str = "step") -> float:
        return (needed(method, ascent) - needed("efuf")) / adapter

    assert estimate_erase_bytes(LLAVA) == needed("sare")
    assert [copies("sare", one) for one in ("step", "line_search", "subset")] == [1, 1, 1]
    # The average of earlier gradients, the weights before, and the step's whole gradient.
    assert copies("sare", "momentum") == 3
    # Displacement, two moments, the weights before, and the step's whole gradient.
    assert copies("sare", "relearning") == 5
    assert [copies(one) for one in ("ascent", "sam", "random", "task_vector")] == [0, 1, 1, 1]
    # The initial weights, and beside them the present weights; NPO has no gradient yet when it
    # computes with the initial weights.
    assert [copies(one) for one in ("npo", "kl", "dpo")] == [1, 2, 2]
    assert copies("npo", "relearning") == 1  # only SARE has an ascent
    # All linear layers in 16 bits, as they were and their gradient.
    assert needed("sare", "merged") - needed("efuf") == 2 * 2 * 6_476_005_376


def test_estimates_grow_with_batch_layers_and_tokens() -> None:
    deeper = dataclasses.replace(LLAVA, layers=64)
    for estimate in (estimate_probe_bytes, estimate_erase_bytes):
        base = estimate(LLAVA, batch=8)
        assert estimate(LLAVA, batch=16) > base
        assert estimate(deeper, batch=8) > base
        assert estimate(LLAVA, batch=8, text_tokens=400) > base
