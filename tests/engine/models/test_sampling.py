"""Sampled tokens follow the nucleus's distribution, and captions depend on their seed alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from sare_engine.config import GenerationConfig
from sare_engine.models.generation import CaptionRequest, caption_images, write_captions
from sare_engine.models.loading import LoadedModel
from sare_engine.models.sampling import Sampling, draw_tokens

PROMPT = "Describe the image."
SHARES = (0.05, 0.5, 0.15, 0.3)
"""Probabilities of four tokens; by probability the order is 1, 3, 2, 0."""


def drawn(at: float, *, temperature: float = 1.0, top_p: float = 1.0) -> int:
    logits = torch.tensor([SHARES]).log()
    return int(draw_tokens(logits, [temperature], [top_p], [at])[0])


@pytest.mark.parametrize(
    ("at", "token"),
    [(0.0, 1), (0.49, 1), (0.51, 3), (0.79, 3), (0.81, 2), (0.94, 2), (0.96, 0), (0.9999999, 0)],
)
def test_tokens_have_their_shares(at: float, token: int) -> None:
    assert drawn(at) == token


def test_the_nucleus_holds_the_token_that_crosses_top_p() -> None:
    # .5 + .3 are needed for .7; within them the second begins at .5 / .8.
    assert [drawn(at, top_p=0.7) for at in (0.0, 0.62, 0.63, 0.9999999)] == [1, 1, 3, 3]
    assert drawn(0.9999999, top_p=0.4) == 1


def test_a_temperature_sharpens_and_flattens() -> None:
    # Squared: .25, .09, .0225, .0025 of .365, so that the first has .685.
    assert [drawn(at, temperature=0.5) for at in (0.68, 0.69)] == [1, 3]


def test_rows_do_not_mix() -> None:
    logits = torch.tensor([SHARES, SHARES[::-1]]).log()
    assert draw_tokens(logits, [1.0, 1.0], [1.0, 0.4], [0.6, 0.99]).tolist() == [3, 2]


def test_a_sampled_caption_depends_on_its_seed_alone(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    config = GenerationConfig(prompt=PROMPT, max_new_tokens=12, batch_size=3)
    requests = [
        CaptionRequest(image, PROMPT, Sampling(1.0, 1.0, f"{place}:{number}") if number else None)
        for place, image in enumerate(tiny_images[:3])
        for number in range(3)
    ]
    captions = [one.token_ids for one in write_captions(tiny_llava, requests, config)]
    assert len(set(captions)) == 9
    # Greedy rows are what they are without sampled neighbours.
    greedy = [one.token_ids for one in caption_images(tiny_llava, tiny_images[:3], config)]
    assert captions[::3] == greedy
    # In another order and in other batches: the same.
    again = write_captions(
        tiny_llava, requests[::-1], GenerationConfig(max_new_tokens=12, batch_size=5)
    )
    assert [one.token_ids for one in again] == captions[::-1]
    # Another seed gives another caption.
    [other] = write_captions(
        tiny_llava, [CaptionRequest(tiny_images[0], PROMPT, Sampling(1.0, 1.0, "1"))], config
    )
    assert other.token_ids not in captions
