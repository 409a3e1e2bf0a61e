"""Every family, from its folder to an erased model that plain transformers loads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sare_engine.config import EraseConfig, GenerationConfig
from sare_engine.control import Control
from sare_engine.erasure.batches import encode_example_set
from sare_engine.erasure.examples import CaptionExample, ExampleSet, Target
from sare_engine.erasure.trainer import train_erasure
from sare_engine.errors import ModelError
from sare_engine.events import StepMetrics
from sare_engine.exporting.forms import FORMS
from sare_engine.exporting.forms.adapter import export_adapter
from sare_engine.exporting.forms.merged import export_merged
from sare_engine.grounding.mentions import find_mentions, sub_sentences
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.models.chat_template import end_ids
from sare_engine.models.generation import caption_images, poll_objects
from sare_engine.models.images import open_image
from sare_engine.models.inspection import inspect_model
from sare_engine.models.loading import LoadedModel, base_model
from sare_engine.models.parts import part_of
from sare_engine.models.processors import load_processor
from sare_engine.models.prompting import (
    PromptInputs,
    encode_caption,
    pad_batch,
    pad_id,
    pad_questions,
    target_token_mask,
)
from sare_engine.models.trainable import (
    attach_lora,
    set_trainable_full,
    trainable_parameters,
)
from sare_engine.models.vision import VisionFeatures
from tests.engine.architectures.conftest import all_families_in_slow_tests
from tests.engine.exporting.verified import verify_export

PROMPT = "Describe the image."
CAPTION = "A red fork, a blue knife and a green cup on the table. There is no spoon."
TOKENS = 10
COCO = Vocabulary.coco()

PLAIN_PROMPTS = {
    "PaliGemma": "<image>{}",
    "BLIP-2": "Question: {} Answer:",
    "InstructBLIP": "{}",
}
"""How the authors of families without a chat template ask."""


def plain_inputs(processor: Any, family: str, path: Path, prompt: str) -> Any:
    """What plain transformers gives the model for a picture and a prompt."""
    image = open_image(path)
    if family in PLAIN_PROMPTS:
        return processor(
            images=image, text=PLAIN_PROMPTS[family].format(prompt), return_tensors="pt"
        )
    content = [{"type": "image", "image": image}, {"type": "text", "text": prompt}]
    return processor.apply_chat_template(
        [{"role": "user", "content": content}],
        add_generation_prompt=True,
        tokenize=True,
        return_dict=True,
        return_tensors="pt",
    )


@torch.inference_mode()
def plain_answer(model: Any, processor: Any, family: str, path: Path) -> list[int]:
    inputs = plain_inputs(processor, family, path, PROMPT)
    inputs.pop("labels", None)
    ids: list[int] = model.generate(**inputs, do_sample=False, max_new_tokens=TOKENS)[0].tolist()
    new = ids[inputs["input_ids"].shape[1] :]
    ends = model.generation_config.eos_token_id
    ends = ends if isinstance(ends, list) else [ends]
    last = next((place for place, one in enumerate(new) if one in ends), len(new) - 1)
    return new[: last + 1]


def captions_of(loaded: LoadedModel, pictures: list[Path]) -> list[list[int]]:
    config = GenerationConfig(prompt=PROMPT, max_new_tokens=TOKENS, batch_size=len(pictures))
    return [list(one.token_ids) for one in caption_images(loaded, pictures, config)]


def test_the_summary_counts_every_weight(family_folder: Path, loaded_once: LoadedModel) -> None:
    summary = inspect_model(family_folder)
    assert summary.supported
    assert summary.safe
    assert summary.processor
    assert all(part.parameters > 0 for part in summary.parts)
    assert summary.parameters == sum(one.numel() for one in loaded_once.model.parameters())
    assert summary.context_length
    assert summary.parameters * 4 < summary.probe_bytes < summary.erase_bytes


def test_captions_are_those_of_plain_transformers(
    family: str, loaded_once: LoadedModel, pictures: list[Path]
) -> None:
    found = captions_of(loaded_once, pictures)  # together, padded, from cached features
    model, processor = loaded_once.model, loaded_once.processor
    assert found == [plain_answer(model, processor, family, path) for path in pictures]
    assert len({tuple(one) for one in found}) > 1  # the images matter


def test_training_reads_a_caption_as_generation_wrote_it(
    loaded_once: LoadedModel, pictures: list[Path]
) -> None:
    """Teacher forcing on a padded batch predicts greedily just what was generated."""
    features = VisionFeatures(loaded_once)
    config = GenerationConfig(prompt=PROMPT, max_new_tokens=TOKENS, batch_size=4)
    captions = list(caption_images(loaded_once, pictures, config, features=features))
    prompts = [features.prompt(path, PROMPT) for path in pictures]
    encoded = [
        encode_caption(loaded_once, prompt, PROMPT, one.text, one.token_ids)
        for prompt, one in zip(prompts, captions, strict=True)
    ]
    batch = pad_batch(
        [one.input_ids for one in encoded],
        pad_id(loaded_once),
        extras=[one.extras for one in encoded],
    )
    batch |= pad_questions([one.question for one in prompts])
    with torch.no_grad():
        logits = loaded_once.model(**batch, **features.model_inputs(pictures)).logits
    for row, (one, caption) in enumerate(zip(encoded, captions, strict=True)):
        predicted = logits[row, one.caption_start - 1 : len(one.input_ids) - 1].argmax(-1)
        assert predicted.tolist() == list(caption.token_ids)


def test_polled_odds_are_those_of_the_next_token(
    family: str, loaded_once: LoadedModel, pictures: list[Path]
) -> None:
    questions = ["Is there a fork in the image?", "Is there a cat near the lamp in the image?"]
    pairs = [(path, question) for path in pictures[:2] for question in questions]
    found = list(poll_objects(loaded_once, pairs, batch_size=3))
    vocabulary = loaded_once.tokenizer.get_vocab()

    def spelled(words: tuple[str, ...], space: str) -> list[int]:
        return [vocabulary[space + word] for word in words if space + word in vocabulary]

    for (path, question), probability in zip(pairs, found, strict=True):
        inputs = plain_inputs(loaded_once.processor, family, path, question)
        inputs.pop("labels", None)
        with torch.no_grad():
            chances = loaded_once.model(**inputs).logits[0, -1].softmax(-1)
        possible = []
        for space in ("", "Ġ", "▁"):
            yes = chances[spelled(("Yes", "yes", "YES"), space)].sum()
            no = chances[spelled(("No", "no", "NO"), space)].sum()
            possible.append(float(yes / (yes + no)))
        assert any(abs(probability - one) < 1e-4 for one in possible)


def test_cached_features_are_what_pixels_give(loaded: LoadedModel, pictures: list[Path]) -> None:
    """Also while the projector is trained: same logits, same gradients, whatever the padding."""
    features = VisionFeatures(loaded)
    captions = ("A cat", "A red fork.", "A dog runs", "no spoon")
    prompts = [features.prompt(path, PROMPT) for path in pictures]
    encoded = [
        encode_caption(loaded, prompt, PROMPT, caption)
        for prompt, caption in zip(prompts, captions, strict=True)
    ]
    batch = pad_batch(
        [one.input_ids for one in encoded],
        pad_id(loaded),
        extras=[one.extras for one in encoded],
    )
    batch |= pad_questions([one.question for one in prompts])
    set_trainable_full(loaded, "projector")
    trained = trainable_parameters(loaded.model)
    with torch.no_grad():
        for one in trained.values():
            one.mul_(1.1)

    def run(images: dict[str, Any]) -> tuple[torch.Tensor, list[torch.Tensor]]:
        logits = loaded.model(**batch, **images).logits
        last = torch.stack(
            [
                row[mask.bool()][-1]
                for row, mask in zip(logits, batch["attention_mask"], strict=True)
            ]
        )
        gradients = torch.autograd.grad(last.logsumexp(-1).sum(), list(trained.values()))
        return last.detach(), list(gradients)

    plain, expected = run(features.inputs(pictures))
    cached, found = run(features.model_inputs(pictures))
    torch.testing.assert_close(cached, plain, rtol=1e-4, atol=1e-4)
    for gradient, wanted in zip(found, expected, strict=True):
        torch.testing.assert_close(gradient, wanted, rtol=1e-3, atol=1e-4)
    assert any(one.abs().max() > 0 for one in expected)
    # The batch's padding is not seen.
    alone = encoded[1]
    single = loaded.model(
        input_ids=alone.input_ids[None],
        **{name: one[None] for name, one in {**alone.extras, **prompts[1].question}.items()},
        **features.inputs(pictures[1:2]),
    ).logits
    torch.testing.assert_close(plain[1], single[0, -1].detach(), rtol=1e-4, atol=1e-4)


def test_the_vision_tower_is_never_trained(family: str, loaded: LoadedModel) -> None:
    if family == "Gemma 3":
        with pytest.raises(ModelError, match="projector has no linear layers"):
            attach_lora(loaded, "both", 2, 4.0, 0)
        return
    attach_lora(loaded, "both", 2, 4.0, 0)
    names = list(trainable_parameters(loaded.model))
    seeing = {part_of(name) for name in names}
    assert seeing == {"projector", "language_model"}
    assert not any("lm_head" in name or "embed_tokens" in name for name in names)


@pytest.mark.parametrize("words", ["a blue knife", "A red fork,", "There is no spoon."])
def test_labels_are_the_words_and_nothing_else(
    family: str, loaded_once: LoadedModel, pictures: list[Path], words: str
) -> None:
    features = VisionFeatures(loaded_once)
    prompt = features.prompt(pictures[1], PROMPT)
    encoded = encode_caption(loaded_once, prompt, PROMPT, CAPTION)
    start = CAPTION.index(words)
    mask = target_token_mask(encoded, start, start + len(words))
    marked = loaded_once.tokenizer.decode(encoded.input_ids[mask])
    assert marked.strip() == words
    assert not mask[: len(prompt.ids)].any()
    # The prompt is what the processor alone makes of image and prompt.
    inputs = plain_inputs(loaded_once.processor, family, pictures[1], PROMPT)
    assert prompt.ids.tolist() == inputs["input_ids"][0].tolist()
    whole = target_token_mask(encoded, 0, len(CAPTION), include_eos=True)
    assert whole[len(prompt.ids) :].all()
    assert int(encoded.input_ids[-1]) in end_ids(loaded_once)
    answer = loaded_once.tokenizer.decode(encoded.input_ids[whole][:-1])
    assert answer.strip() == CAPTION


WORDS = "a red fork hot dogs the cat's Knives no spoon née 猫 😀 toilet seat wine-glass 1,000 “cup”"
written = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=4).map(" ".join),
        st.sampled_from([",", ".", ";", "!", "?", ":", "...", ',"']),
        st.sampled_from([" ", "  ", "\n"]),
    ),
    min_size=1,
    max_size=4,
).map(lambda clauses: "".join(words + sign + space for words, sign, space in clauses))
"""Captions as models write them, and worse."""


@pytest.fixture(scope="session")
def prompt(loaded_once: LoadedModel, pictures: list[Path]) -> PromptInputs:
    """The prompt of the family for the first picture."""
    return VisionFeatures(loaded_once).prompt(pictures[0], PROMPT)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(caption=written)
def test_target_tokens_spell_the_sub_sentence_of_any_caption(
    loaded_once: LoadedModel, prompt: PromptInputs, caption: str
) -> None:
    encoded = encode_caption(loaded_once, prompt, PROMPT, caption)

    def spelled(start: int, end: int) -> str:
        mask = target_token_mask(encoded, start, end)
        taken.append(mask)
        return str(loaded_once.tokenizer.decode(encoded.input_ids[mask]))

    taken: list[torch.Tensor] = []
    for start, end in sub_sentences(caption):
        assert spelled(start, end).strip() == caption[start:end].strip()
    # Every token of the answer but its end belongs to one sub-sentence.
    counted = torch.stack(taken).sum(0)
    assert (counted[: len(prompt.ids)] == 0).all()
    assert (counted[len(prompt.ids) :] <= 1).all()
    for mention in find_mentions(caption, COCO):
        assert caption[mention.start : mention.end] in spelled(mention.start, mention.end)
        sub_sentence = caption[mention.sub_start : mention.sub_end]
        assert spelled(mention.sub_start, mention.sub_end).strip() == sub_sentence.strip()


def examples(pictures: list[Path]) -> ExampleSet:
    """Captions that name a knife where none is, and what is to be kept."""

    def one(path: Path, caption: str, *targets: tuple[str, str]) -> CaptionExample:
        spans = tuple(
            Target(stream, caption.index(words), caption.index(words) + len(words))  # type: ignore[arg-type]
            for stream, words in targets
        )
        return CaptionExample(path, PROMPT, caption, spans)

    kept = "A cat sits on a chair, near a lamp."
    return ExampleSet(
        negative=tuple(one(path, CAPTION, ("neg", "a blue knife")) for path in pictures[:2]),
        retain=tuple(
            one(path, kept, ("pos", "A cat sits"), ("sent", kept)) for path in pictures[2:]
        ),
        concepts=frozenset({"knife"}),
    )


def erase(
    loaded: LoadedModel, pictures: list[Path], steps: int = 10, **settings: Any
) -> list[Mapping[str, float]]:
    features = VisionFeatures(loaded)
    attach_lora(loaded, "language_model", 4, 8.0, seed=0)
    data = encode_example_set(
        loaded, features, examples(pictures), negative_batch=2, retain_batch=2, seed=0
    )
    config = EraseConfig(
        project=Path("none"),
        steps=steps,
        learning_rate=5e-3,
        rho=0.01,
        warmup=0.0,
        method="sare",
        **settings,
    )
    events = train_erasure(loaded, features, data, config, control=Control())
    return [event.values for event in events if isinstance(event, StepMetrics)]


@all_families_in_slow_tests
def test_ten_steps_lower_the_loss_and_both_exports_answer_the_same(
    family: str, loaded: LoadedModel, pictures: list[Path], tmp_path: Path
) -> None:
    from peft import PeftModel
    from transformers import AutoModelForImageTextToText

    before = captions_of(loaded, pictures)
    steps = erase(loaded, pictures)
    first, last = (
        0.3 * one["loss_neg"] + one["loss_pos"] + 0.2 * one["loss_sent"]
        for one in (steps[0], steps[-1])
    )
    assert last < first
    assert steps[-1]["ce_neg"] > steps[0]["ce_neg"]
    assert all(one["grad_norm_neg"] > 0 for one in steps)
    erased = captions_of(loaded, pictures)
    assert erased != before

    folder = loaded.folder
    adapter = export_adapter(loaded, tmp_path / "adapter")
    merged = export_merged(loaded, tmp_path / "merged")
    for model in (
        PeftModel.from_pretrained(AutoModelForImageTextToText.from_pretrained(folder), adapter),
        AutoModelForImageTextToText.from_pretrained(merged),
    ):
        inner = base_model(model).eval()
        processor = load_processor(merged)
        assert [plain_answer(inner, processor, family, path) for path in pictures] == erased


@all_families_in_slow_tests
def test_ten_steps_against_a_fresh_adversary_touch_the_adapter_alone(
    loaded: LoadedModel, pictures: list[Path]
) -> None:
    """In little memory: caption by caption, with recomputed activations."""
    under = {name: one.clone() for name, one in loaded.model.named_parameters()}
    steps = erase(
        loaded,
        pictures,
        ascent="fresh_adversary",
        simulated_steps=4,
        gradient_checkpointing=True,
        microbatch=1,
    )
    assert steps[-1]["ce_neg_perturbed"] > steps[0]["ce_neg_perturbed"]
    assert [one["rho"] > 0 for one in steps] == [number % 4 > 0 for number in range(10)]
    model = base_model(loaded.model)
    for name, one in model.named_parameters():
        name = name.replace(".base_layer", "")
        assert "lora_" in name or torch.equal(one, under.pop(name)), name
    assert not under


@pytest.mark.parametrize("family", ["Qwen2.5-VL", "PaliGemma"], indirect=True)
@pytest.mark.usefixtures("same_process")
def test_exports_answer_the_same_by_the_script_that_reloads_them(
    loaded: LoadedModel, pictures: list[Path], tmp_path: Path
) -> None:
    """One with a processor for videos too, one without a chat template."""
    reload_export(loaded, pictures, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("family", ["Qwen2.5-VL", "PaliGemma"], indirect=True)
def test_exports_answer_the_same_in_a_process_of_their_own(
    loaded: LoadedModel, pictures: list[Path], tmp_path: Path
) -> None:
    reload_export(loaded, pictures, tmp_path)


def reload_export(loaded: LoadedModel, pictures: list[Path], tmp_path: Path) -> None:
    erase(loaded, pictures, steps=2)
    expected = captions_of(loaded, pictures[:2])
    export_merged(loaded, tmp_path / "merged")
    result = verify_export(
        tmp_path / "merged",
        FORMS["merged"],
        base_folder=loaded.folder,
        images=pictures[:2],
        prompt=PROMPT,
        expected=expected,
        max_new_tokens=TOKENS,
    )
    assert result.identical, result.sentence()
