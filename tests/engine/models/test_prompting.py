"""Label masks: exactly the tokens of the sub-sentence, for tokenizers of different kinds."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sare_engine.errors import DataError
from sare_engine.models.chat_template import end_of_turn_id, render_prompt
from sare_engine.models.images import open_image
from sare_engine.models.loading import LoadedModel
from sare_engine.models.prompting import (
    EncodedCaption,
    PromptInputs,
    encode_caption,
    pad_batch,
    prediction_mask,
    prompt_inputs,
    target_token_mask,
)

PROMPT = "Describe the image."
CAPTION = "A red fork, a blue knife. There is no spoon"

WORDS = ["a", "red", "fork", "cats", "Knife", "née", "猫", "😀", "it's", "10", "hot-dog", "ﬁn"]


def word_level() -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    text = " ".join([*WORDS, *CAPTION.split(), "USER : Describe the image . ASSISTANT , ; ! ?"])
    words = ["<pad>", "<s>", "</s>", "<image>", "<unk>"]
    cutter = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation()]
    )
    words += sorted({piece for piece, _ in cutter.pre_tokenize_str(text)})
    tokenizer = Tokenizer(
        models.WordLevel({word: index for index, word in enumerate(words)}, unk_token="<unk>")
    )
    tokenizer.pre_tokenizer = cutter
    tokenizer.add_special_tokens(words[:5])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
    )


def metaspace() -> Any:
    """A tokenizer in the manner of Llama 2: ▁ for spaces, bytes for what is unknown."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    special = ["<unk>", "<s>", "</s>", "<image>", "<pad>"]
    spaces = pre_tokenizers.Metaspace(prepend_scheme="first", split=True)
    learner = Tokenizer(models.BPE())
    learner.pre_tokenizer = spaces
    trainer = trainers.BpeTrainer(vocab_size=150, special_tokens=special, show_progress=False)
    corpus = ["USER: Describe the image. ASSISTANT: a red fork, cats; Knife! 10? hot-dog it's"]
    learner.train_from_iterator(corpus * 2, trainer)
    learned = json.loads(learner.to_str())["model"]
    for byte in range(256):
        learned["vocab"][f"<0x{byte:02X}>"] = len(learned["vocab"])
    tokenizer = Tokenizer(
        models.BPE(
            vocab=learned["vocab"],
            merges=[tuple(pair) for pair in learned["merges"]],
            unk_token="<unk>",
            byte_fallback=True,
        )
    )
    tokenizer.pre_tokenizer = spaces
    tokenizer.add_special_tokens(special)
    tokenizer.decoder = decoders.Sequence(
        [
            decoders.Replace("▁", " "),
            decoders.ByteFallback(),
            decoders.Fuse(),
            decoders.Strip(" ", 1, 0),
        ]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
    )


class Kinds(dict[str, Any]):
    """A dictionary that hypothesis prints shortly."""

    def __repr__(self) -> str:
        return "kinds"


@pytest.fixture(scope="module")
def kinds(tiny_tokenizer: Any) -> dict[str, Any]:
    """The tiny model's tokenizer and two of other make, each as a model's stand-in."""
    made = Kinds()
    for name, tokenizer in (
        ("bytes", tiny_tokenizer),
        ("words", word_level()),
        ("metaspace", metaspace()),
    ):
        tokenizer.chat_template = tiny_tokenizer.chat_template
        model = SimpleNamespace(
            generation_config=SimpleNamespace(eos_token_id=tokenizer.eos_token_id),
            config=SimpleNamespace(image_token_id=tokenizer.convert_tokens_to_ids("<image>")),
        )
        made[name] = SimpleNamespace(model=model, processor=tokenizer, tokenizer=tokenizer)
    return made


def stand_in_prompt(loaded: Any, images: int = 5) -> PromptInputs:
    """Prompt ids with a run of placeholders, as a processor would give them."""
    text = render_prompt(loaded, PROMPT).replace("<image>", "<image>" * images)
    return PromptInputs(torch.tensor(loaded.tokenizer(text)["input_ids"]))


def marked(loaded: Any, encoded: EncodedCaption, start: int, end: int) -> str:
    mask = target_token_mask(encoded, start, end)
    return str(loaded.tokenizer.decode(encoded.input_ids[mask], skip_special_tokens=True))


@st.composite
def captions(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A caption and its clauses, which tile it as `sub_sentences` does."""
    text, clauses = "", []
    for index in range(draw(st.integers(1, 4))):
        start = len(text)
        lead = draw(st.sampled_from([" ", "  ", "\n"])) if index else ""
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
        text += lead + " ".join(words) + draw(st.sampled_from(",.;!?"))
        clauses.append((start, len(text)))
    return text, clauses


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=captions(), kind=st.sampled_from(["bytes", "metaspace", "words"]))
def test_target_tokens_spell_the_sub_sentence_and_nothing_else(
    kinds: dict[str, Any], data: tuple[str, list[tuple[int, int]]], kind: str
) -> None:
    loaded, (caption, clauses) = kinds[kind], data
    inputs = stand_in_prompt(loaded)
    encoded = encode_caption(loaded, inputs, PROMPT, caption)
    assert torch.equal(encoded.input_ids[: encoded.caption_start], inputs.ids)
    seen = torch.zeros(len(encoded.input_ids), dtype=torch.long)
    for start, end in clauses:
        mask = target_token_mask(encoded, start, end)
        assert not mask[: encoded.caption_start].any()
        assert not mask[encoded.eos_index]
        seen += mask
        if kind == "words":  # its decoder puts spaces around signs; compare without any
            spelled = "".join(marked(loaded, encoded, start, end).split())
            assert spelled == "".join(caption[start:end].split())
        else:
            assert marked(loaded, encoded, start, end).strip() == caption[start:end].strip()
    assert (seen <= 1).all()  # no token belongs to two clauses
    spelling = [
        index
        for index, (first, last) in enumerate(encoded.spans)
        if encoded.caption[first:last].strip()
    ]
    assert all(seen[encoded.caption_start + index] == 1 for index in spelling)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=captions(), kind=st.sampled_from(["bytes", "metaspace"]))
def test_spans_by_decoding_mark_the_same_tokens(
    kinds: dict[str, Any], data: tuple[str, list[tuple[int, int]]], kind: str
) -> None:
    """Ids that the tokenizer would not choose itself still get the right spans."""
    loaded, (caption, clauses) = kinds[kind], data
    inputs = stand_in_prompt(loaded)
    usual = encode_caption(loaded, inputs, PROMPT, caption)
    # Break the first word into single pieces, as a model may well generate it.
    tokens = loaded.tokenizer.convert_ids_to_tokens(usual.input_ids[usual.caption_start :].tolist())
    pieces: list[str] = []
    for index, token in enumerate(tokens):
        pieces += list(token) if index == 0 and not token.startswith("<") else [token]
    ids = loaded.tokenizer.convert_tokens_to_ids(pieces)
    encoded = encode_caption(loaded, inputs, PROMPT, caption, ids)
    assert encoded.input_ids.tolist() == inputs.ids.tolist() + ids
    for start, end in clauses:
        assert marked(loaded, encoded, start, end).strip() == caption[start:end].strip()


def test_the_space_goes_with_the_word(tiny_llava: LoadedModel, tiny_images: list[Path]) -> None:
    inputs = prompt_inputs(tiny_llava, open_image(tiny_images[0]), PROMPT)
    encoded = encode_caption(tiny_llava, inputs, PROMPT, CAPTION)
    start = CAPTION.index("knife")
    mask = target_token_mask(encoded, start, start + 5)
    tokens = tiny_llava.tokenizer.convert_ids_to_tokens(encoded.input_ids[mask].tolist())
    assert tokens == ["Ġknife"]
    # A range that ends in the space before a word does not take the word.
    clause = CAPTION.index(" a blue")
    tokens = tiny_llava.tokenizer.convert_ids_to_tokens(
        encoded.input_ids[target_token_mask(encoded, 0, clause + 1)].tolist()
    )
    assert tokens == ["ĠA", "Ġred", "Ġfork", ","]


def test_sequence_is_prompt_caption_and_end(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    inputs = prompt_inputs(tiny_llava, open_image(tiny_images[0]), PROMPT)
    image = tiny_llava.model.config.image_token_id
    assert (inputs.ids == image).sum() == 16  # (32 px / 8 px) squared
    encoded = encode_caption(tiny_llava, inputs, PROMPT, CAPTION)
    end = tiny_llava.tokenizer.eos_token_id
    assert encoded.input_ids[-1] == end
    assert encoded.eos_index == len(encoded.input_ids) - 1
    text = tiny_llava.tokenizer.decode(encoded.input_ids[encoded.caption_start :])
    assert text == f" {CAPTION}</s>"  # with the template's space after "ASSISTANT:"
    whole = target_token_mask(encoded, 0, len(CAPTION), include_eos=True)
    assert whole.sum() == len(encoded.spans) + 1
    assert end_of_turn_id(tiny_llava, PROMPT) == end


def test_same_ids_as_the_processor_gives_for_the_full_text(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    image = open_image(tiny_images[0])
    encoded = encode_caption(tiny_llava, prompt_inputs(tiny_llava, image, PROMPT), PROMPT, CAPTION)
    full = render_prompt(tiny_llava, PROMPT) + f" {CAPTION}</s>"
    expected = tiny_llava.processor(images=image, text=full, return_tensors="pt")["input_ids"][0]
    assert torch.equal(encoded.input_ids, expected)


def test_spans_refer_to_the_caption_as_given(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    inputs = prompt_inputs(tiny_llava, open_image(tiny_images[0]), PROMPT)
    caption = f"  {CAPTION}\n"
    encoded = encode_caption(tiny_llava, inputs, PROMPT, caption)
    start = caption.index("knife")
    assert marked(tiny_llava, encoded, start, start + 5) == " knife"


def test_a_cut_off_caption_has_no_end(tiny_llava: LoadedModel, tiny_images: list[Path]) -> None:
    inputs = prompt_inputs(tiny_llava, open_image(tiny_images[0]), PROMPT)
    ids = tiny_llava.tokenizer(" A red", add_special_tokens=False)["input_ids"]
    encoded = encode_caption(tiny_llava, inputs, PROMPT, "A red", ids)
    assert encoded.eos_index is None
    assert target_token_mask(encoded, 0, 5, include_eos=True).sum() == 2


def test_bad_captions_are_refused(tiny_llava: LoadedModel, tiny_images: list[Path]) -> None:
    inputs = prompt_inputs(tiny_llava, open_image(tiny_images[0]), PROMPT)
    with pytest.raises(DataError, match="placeholder"):
        encode_caption(tiny_llava, inputs, PROMPT, "a <image> of a fork")
    with pytest.raises(DataError, match="tokens spell"):
        encode_caption(tiny_llava, inputs, PROMPT, "a fork", [300, 301])


def test_no_token_ids_are_as_none(tiny_llava: LoadedModel, tiny_images: list[Path]) -> None:
    inputs = prompt_inputs(tiny_llava, open_image(tiny_images[0]), PROMPT)
    expected = encode_caption(tiny_llava, inputs, PROMPT, CAPTION).input_ids
    assert torch.equal(encode_caption(tiny_llava, inputs, PROMPT, CAPTION, ()).input_ids, expected)


def test_empty_caption_is_only_the_end(tiny_llava: LoadedModel, tiny_images: list[Path]) -> None:
    inputs = prompt_inputs(tiny_llava, open_image(tiny_images[0]), PROMPT)
    encoded = encode_caption(tiny_llava, inputs, PROMPT, "")
    assert encoded.spans == ()
    assert len(encoded.input_ids) == len(inputs.ids) + 1


QWEN = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n"
    "{% for p in m['content'] %}{% if p['type'] == 'image' %}<image>{% else %}{{ p['text'] }}"
    "{% endif %}{% endfor %}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
BOS_FIRST = "<s>{% for m in messages %}{% for p in m['content'] %}{{ p.get('text', '<image>') }}"
BOS_FIRST += "{% endfor %}{% if m['role'] == 'assistant' %}</s>{% endif %}\n{% endfor %}"


def test_layouts_of_other_families(tiny_llava: LoadedModel, tiny_images: list[Path]) -> None:
    image = open_image(tiny_images[0])
    tokenizer = tiny_llava.tokenizer
    tokenizer.add_special_tokens({"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]})
    end = tokenizer.convert_tokens_to_ids("<|im_end|>")
    tiny_llava.model.generation_config.eos_token_id = [tokenizer.eos_token_id, end]
    tiny_llava.processor.chat_template = QWEN
    encoded = encode_caption(tiny_llava, prompt_inputs(tiny_llava, image, PROMPT), PROMPT, CAPTION)
    tail = tokenizer.decode(encoded.input_ids[encoded.caption_start :])
    assert tail == f"{CAPTION}<|im_end|>"  # no space, and the family's own end of turn
    tiny_llava.processor.chat_template = BOS_FIRST
    inputs = prompt_inputs(tiny_llava, image, PROMPT)
    assert (inputs.ids == tokenizer.bos_token_id).sum() == 1  # not a second one on top


def test_without_a_chat_template(tiny_llava: LoadedModel) -> None:
    tiny_llava.processor.chat_template = tiny_llava.tokenizer.chat_template = None
    assert render_prompt(tiny_llava, "What?", 2) == "<image>\n<image>\nWhat?\n"


def _padded(left: bool) -> dict[str, torch.Tensor]:
    return pad_batch(
        [torch.tensor([5, 6, 7]), torch.tensor([8])],
        9,
        left=left,
        extras=[{"kind": torch.tensor([1, 1, 0])}, {"kind": torch.tensor([1])}],
    )


@pytest.mark.parametrize(
    ("left", "row"), [(False, ([8, 9, 9], [1, 0, 0])), (True, ([9, 9, 8], [0, 0, 1]))]
)
def test_padding(left: bool, row: tuple[list[int], list[int]]) -> None:
    batch = _padded(left)
    assert batch["input_ids"].tolist() == [[5, 6, 7], row[0]]
    assert batch["attention_mask"].tolist() == [[1, 1, 1], row[1]]
    assert batch["kind"][1].tolist() == row[1]


@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=1, max_size=4))
def test_prediction_mask_is_one_to_the_left(rows: list[list[bool]]) -> None:
    target = torch.tensor(rows)
    target[:, 0] = False  # the first token is predicted by nothing
    moved = prediction_mask(target)
    positions = [(row, at - 1) for row, at in target.nonzero().tolist()]
    assert moved.nonzero().tolist() == [list(one) for one in positions]
