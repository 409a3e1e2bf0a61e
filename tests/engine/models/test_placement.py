"""Shares of a model that is spread over several GPUs; nothing is loaded."""

from __future__ import annotations

import dataclasses

import pytest

from sare_engine.models.memory import estimate_erase_bytes, weight_bytes
from sare_engine.models.placement import share_of, spread_layers
from tests.engine.models.test_memory import LLAVA

GB = 10**9


@pytest.mark.parametrize("quantisation", ["none", "8bit", "4bit"])
@pytest.mark.parametrize("counts", [(32, 0), (16, 16), (5, 13, 14)])
def test_shares_add_up_to_the_model(counts: tuple[int, ...], quantisation: str) -> None:
    shares = [share_of(LLAVA, one, home=not number) for number, one in enumerate(counts)]
    for name in ("layers", "parameters", "language_parameters", "linear_parameters"):
        assert sum(getattr(one, name) for one in shares) == getattr(LLAVA, name)
    held = sum(weight_bytes(one, quantisation) for one in shares)
    assert held == pytest.approx(weight_bytes(LLAVA, quantisation), rel=1e-6)
    # Only home has what is not in the layers.
    assert [one.vocabulary for one in shares] == [LLAVA.vocabulary] + [0] * (len(counts) - 1)


def test_a_share_of_all_layers_takes_what_the_model_takes() -> None:
    whole = share_of(LLAVA, LLAVA.layers, home=True)
    assert estimate_erase_bytes(whole) == estimate_erase_bytes(LLAVA)


def test_gpus_are_filled_evenly() -> None:
    equal = spread_layers(LLAVA, (24 * GB, 24 * GB))
    assert sum(equal) == LLAVA.layers
    # Home holds the vision tower and the embeddings, too.
    assert 0 <= equal[1] - equal[0] <= 4
    uneven = spread_layers(LLAVA, (12 * GB, 24 * GB))
    assert uneven[1] > 1.8 * uneven[0]
    assert spread_layers(LLAVA, (80 * GB, 1)) == (32, 0)
    filled = [
        estimate_erase_bytes(share_of(LLAVA, one, home=not number), batch=1)
        for number, one in enumerate(spread_layers(LLAVA, (24 * GB,) * 3))
    ]
    assert max(filled) < 1.2 * min(filled)


def test_home_may_hold_no_layer() -> None:
    heavy = dataclasses.replace(LLAVA, parameters=LLAVA.linear_parameters + 9 * GB)
    assert spread_layers(heavy, (24 * GB, 24 * GB))[0] < 4
