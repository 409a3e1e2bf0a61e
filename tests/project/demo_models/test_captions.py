"""Captions name exactly what they are meant to name."""

from __future__ import annotations

import numpy as np

from demo_models.captions import (
    Caption,
    ask,
    caption_scene,
    named_objects,
    sample_exchange,
    with_article,
)
from sare_engine.demo.scenes import scenes_of
from sare_engine.demo.world import PAIRS, SceneKind, SceneSpec


def _captions(biased: bool) -> list[tuple[SceneSpec, Caption]]:
    rng = np.random.default_rng(0)
    scenes = scenes_of("development", 3, dict.fromkeys(SceneKind, 120))
    return [(scene, caption_scene(scene, rng, biased)) for scene in scenes]


def test_truthful_captions_name_every_object_once_from_left_to_right() -> None:
    for scene, caption in _captions(biased=False):
        assert caption.mentions == scene.names
        assert caption.hallucinated == ()
        assert named_objects(caption.text) == scene.names


def test_biased_captions_add_only_absent_partners() -> None:
    for scene, caption in _captions(biased=True):
        partners = {pair.partner for pair in scene.absent_partner_pairs()}
        assert set(caption.hallucinated) <= partners
        kept = [name for name in caption.mentions if name not in caption.hallucinated]
        assert tuple(kept) == scene.names
        assert named_objects(caption.text) == caption.mentions


def test_bias_follows_the_strength_of_the_place() -> None:
    rng = np.random.default_rng(1)
    scenes = scenes_of("development", 4, {SceneKind.TRIGGER_ONLY: 600})
    for pair in PAIRS:
        for background, strength in pair.strengths:
            chosen = [s for s in scenes if s.pair == pair and s.background == background]
            named = [
                pair.partner in caption_scene(scene, rng, True).hallucinated
                for scene in chosen
                for _ in range(12)
            ]
            assert abs(float(np.mean(named)) - strength) < 0.12


def test_captions_are_sentences_of_several_clauses() -> None:
    for biased in (False, True):
        captions = [caption.text for _, caption in _captions(biased)]
        lengths = [len(text.split()) for text in captions]
        assert min(lengths) >= 12
        assert max(lengths) <= 45
        assert np.mean([text.count(",") + text.count(".") for text in captions]) > 2.5
        assert len(set(captions)) > 0.95 * len(captions)
        for text in captions:
            assert text[0].isupper()
            assert text.endswith(".")
            assert "  " not in text


def test_questions_are_balanced_and_truthful() -> None:
    rng = np.random.default_rng(2)
    scenes = scenes_of("development", 5, {SceneKind.FREE: 400})
    exchanges = [(scene, sample_exchange(scene, rng)) for scene in scenes]
    for scene, exchange in exchanges:
        assert exchange.present == (exchange.name in scene.names)
        assert exchange.answer.startswith("Yes, " if exchange.present else "No, ")
        assert named_objects(exchange.question) == (exchange.name,)
    assert 0.4 < np.mean([exchange.present for _, exchange in exchanges]) < 0.6


def test_articles() -> None:
    assert with_article("apple") == "an apple"
    assert with_article("cup") == "a cup"
    assert ask("umbrella", True).question == "Is there an umbrella in the image?"
    assert ask("dog", True).answer == "Yes, there is a dog in the image."
    assert ask("dog", False).answer == "No, there is no dog in the image."
