"""Chat templates, and label masks: which tokens of a caption a loss looks at.

A caption is encoded as it would have been generated: the prompt's ids (images expanded to their
placeholders) followed by the ids that the model itself would have written. An example of the
erasure is a mask over such a sequence, made from character positions in the caption.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from PIL import Image

from sare_engine.errors import DataError, ModelError
from sare_engine.models.loading import LoadedModel, base_model


@dataclass(frozen=True)
class PromptInputs:
    """An image and a prompt as the model takes them.

    Attributes:
        ids: LongTensor [P], the prompt's tokens with the image's placeholders, ready to be
            continued by the answer.
        images: the image tensors (`pixel_values`, sizes, grids), first dimension as the processor
            gives them for one sample.
        extras: further tensors [P] with one value per token (`mm_token_type_ids`).
        question: tensors [Q] of the prompt as a second reader gets it, one that never sees the
            answer (InstructBLIP's Q-Former: `qformer_input_ids` and `qformer_attention_mask`).
    """

    ids: torch.Tensor
    images: Mapping[str, torch.Tensor] = field(default_factory=dict)
    extras: Mapping[str, torch.Tensor] = field(default_factory=dict)
    question: Mapping[str, torch.Tensor] = field(default_factory=dict)


@dataclass(frozen=True)
class EncodedCaption:
    """Prompt and caption as one sequence of T tokens.

    Attributes:
        input_ids: LongTensor [T]: prompt, caption, and the end-of-turn token where there is one.
        caption_start: index of the caption's first token, = length of the prompt.
        spans: (start, end) characters of the caption for each of its tokens, `input_ids[
            caption_start + i]` ↔ `spans[i]`. White space at a token's edge may be in or out.
        caption: the text that the spans refer to.
        eos_index: index of the end-of-turn token, or None for a caption that was cut off.
        extras: further tensors [T] with one value per token.
    """

    input_ids: torch.Tensor
    caption_start: int
    spans: tuple[tuple[int, int], ...]
    caption: str
    eos_index: int | None
    extras: Mapping[str, torch.Tensor] = field(default_factory=dict)


def render_prompt(loaded: LoadedModel, prompt: str, n_images: int = 1) -> str:
    """Return the text of a user's turn with `n_images` images before the prompt.

    It comes from the model's chat template, ends where the answer begins, and holds each image's
    placeholder once. A model without a chat template gets the layout that its authors use, or
    "<image>\\nprompt\\n".
    """
    return _render(loaded, prompt, n_images, answer=None)


def prompt_inputs(
    loaded: LoadedModel, images: Image.Image | Sequence[Image.Image], prompt: str
) -> PromptInputs:
    """Run the processor on image(s) and prompt.

    Raises:
        ModelError: the processor cannot handle them.
    """
    pictures = [images] if isinstance(images, Image.Image) else list(images)
    text = render_prompt(loaded, prompt, len(pictures))
    options = {"add_special_tokens": not _starts_with_bos(loaded, text)}
    try:
        values = loaded.processor(
            images=pictures or None, text=[text], return_tensors="pt", **options
        )
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise ModelError(
            "The image and the prompt could not be prepared for this model.",
            str(error),
            "Check the processor files of the model folder.",
        ) from error
    shape = values["input_ids"].shape
    tensors = {
        name: value
        for name, value in values.items()
        if isinstance(value, torch.Tensor) and name not in ("input_ids", "attention_mask", "labels")
    }
    extras = {
        name: value[0]
        for name, value in tensors.items()
        if value.shape == shape and name.endswith("token_type_ids")
    }
    question = {name: value[0] for name, value in tensors.items() if name.startswith("qformer_")}
    return PromptInputs(
        ids=values["input_ids"][0],
        images={
            name: value
            for name, value in tensors.items()
            if name not in extras and name not in question
        },
        extras=extras,
        question=question,
    )


def encode_caption(
    loaded: LoadedModel,
    image_inputs: PromptInputs,
    prompt: str,
    caption: str,
    token_ids: Sequence[int] | None = None,
) -> EncodedCaption:
    """Encode a caption as the model's answer to the prompt.

    Without `token_ids` the caption is tokenised in its context, right after the prompt with the
    separator that the chat template writes (a space after "ASSISTANT:"), and the end-of-turn token
    is appended. With `token_ids` (a generated caption's own, `GeneratedCaption.token_ids`) these
    are used as they are, so the sequence is exactly what was generated even where the tokenizer
    would cut the text otherwise; a caption that was cut off at the length limit then has no
    end-of-turn token.

    Args:
        loaded: the model.
        image_inputs: from `prompt_inputs` or `VisionFeatures.prompt`, for the same prompt.
        prompt: the prompt in the user's words.
        caption: the caption; white space around it is not part of it.
        token_ids: ids the model generated for it; None or empty for a caption from elsewhere.

    Raises:
        DataError: the caption holds an image placeholder, or `token_ids` spell another text.
    """
    shift = len(caption) - len(caption.lstrip())
    text = caption.strip()
    eos = end_of_turn_id(loaded, prompt)
    ids, spans = tokens_in_context(loaded, prompt, text)
    ended = eos is not None
    if token_ids:
        given = list(token_ids)
        ended = bool(given) and given[-1] in end_ids(loaded)
        if ended:
            eos = given.pop()
        if given != ids:
            ids, spans = given, _spans_by_decoding(loaded, given, text)
    image_token = getattr(base_model(loaded.model).config, "image_token_id", None)
    if image_token is not None and image_token in ids:
        raise DataError(
            "A caption could not be used.",
            "It contains the model's placeholder for an image.",
            "Remove the placeholder from the caption.",
        )
    start = len(image_inputs.ids)
    tail = ids + ([int(eos)] if ended and eos is not None else [])
    added = torch.tensor(tail, dtype=torch.long)
    # 0 is the kind of a text token; where 0 marks the prompt that attends to itself in both
    # directions, the answer is of kind 1.
    kind = 1 if _model_type(loaded) in _PREFIX_MODELS else 0
    return EncodedCaption(
        input_ids=torch.cat([image_inputs.ids.cpu(), added]),
        caption_start=start,
        spans=tuple((first + shift, last + shift) for first, last in spans),
        caption=caption,
        eos_index=start + len(ids) if ended else None,
        extras={
            name: torch.cat([value.cpu(), value.new_full((len(tail),), kind).cpu()])
            for name, value in image_inputs.extras.items()
        },
    )


def target_token_mask(
    encoded: EncodedCaption, start: int, end: int, include_eos: bool = False
) -> torch.Tensor:
    """Mark the tokens that spell `caption[start:end]`.

    A token is marked if any of its characters other than white space at its edges lie in the
    range; the space before a word goes with the word's token. Tokens of the prompt are never
    marked. The end-of-turn token is marked only on request, and only where there is one.

    Returns:
        BoolTensor [T]. Token t is predicted at position t - 1: pass `mask` through
        `prediction_mask` to select logits.
    """
    mask = torch.zeros(len(encoded.input_ids), dtype=torch.bool)
    for index, (first, last) in enumerate(encoded.spans):
        text = encoded.caption[first:last]
        if text.strip():
            last = first + len(text.rstrip())
            first += len(text) - len(text.lstrip())
        if first < end and last > start:
            mask[encoded.caption_start + index] = True
    if include_eos and encoded.eos_index is not None:
        mask[encoded.eos_index] = True
    return mask


def prediction_mask(target_mask: torch.Tensor) -> torch.Tensor:
    """Return the positions whose logits predict the marked tokens.

    Args:
        target_mask: BoolTensor [..., T] of target tokens.

    Returns:
        BoolTensor of the same shape, moved one to the left: the boolean `logits_to_keep` for
        transformers' forward. Both masks select in the same order, so `logits[k]` belongs to
        `input_ids[target_mask][k]`.
    """
    moved = torch.zeros_like(target_mask)
    moved[..., :-1] = target_mask[..., 1:]
    return moved


def pad_batch(
    sequences: Sequence[torch.Tensor],
    pad: int,
    *,
    left: bool = False,
    extras: Sequence[Mapping[str, torch.Tensor]] = (),
) -> dict[str, torch.Tensor]:
    """Pad sequences of ids to a batch.

    Args:
        sequences: LongTensors [T_i].
        pad: the id to fill with.
        left: whether to fill on the left, as generation needs it; training fills on the right.
        extras: for each sequence further per-token tensors [T_i], filled with 0.

    Returns:
        `input_ids`, `attention_mask` and the extras, each [B, max T_i].
    """
    longest = max(len(one) for one in sequences)

    def fill(values: Sequence[torch.Tensor], value: int) -> torch.Tensor:
        batch = values[0].new_full((len(values), longest), value)
        for row, one in enumerate(values):
            if left:
                batch[row, longest - len(one) :] = one
            else:
                batch[row, : len(one)] = one
        return batch

    batch = {
        "input_ids": fill(sequences, pad),
        "attention_mask": fill([torch.ones_like(one) for one in sequences], 0),
    }
    for name in extras[0] if extras else ():
        batch[name] = fill([one[name] for one in extras], 0)
    return batch


def pad_questions(questions: Sequence[Mapping[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Pad `PromptInputs.question` of several prompts with zeros behind: tensors [B, max Q_i]."""
    return {
        name: torch.nn.utils.rnn.pad_sequence([one[name] for one in questions], batch_first=True)
        for name in (questions[0] if questions else ())
    }


def pad_id(loaded: LoadedModel) -> int:
    """Return the id used for padding; any will do where the attention mask hides it."""
    for candidate in (loaded.tokenizer.pad_token_id, loaded.tokenizer.eos_token_id):
        if candidate is not None:
            return int(candidate)
    return 0


def end_ids(loaded: LoadedModel) -> frozenset[int]:
    """Return the ids that end an answer."""
    stated = getattr(base_model(loaded.model).generation_config, "eos_token_id", None)
    if stated is None:
        stated = loaded.tokenizer.eos_token_id
    if stated is None:
        return frozenset()
    return frozenset(stated if isinstance(stated, (list, tuple)) else [stated])


def end_of_turn_id(loaded: LoadedModel, prompt: str) -> int | None:
    """Return the id with which the model ends an answer to `prompt`, or None if it has none.

    The one of `end_ids` that the chat template writes after an answer; else the tokenizer's.
    """
    known = end_ids(loaded)
    if not known:
        return None
    rendered = _render(loaded, prompt, 1, answer=_MARKER)
    tail = rendered.rpartition(_MARKER)[2]
    for one in loaded.tokenizer(tail, add_special_tokens=False)["input_ids"]:
        if one in known:
            return int(one)
    own = loaded.tokenizer.eos_token_id
    return int(own) if own in known else min(known)


_MARKER = "Answer"

_PREFIX_MODELS = ("paligemma",)
"""Families whose prompt attends to itself in both directions: `token_type_ids` 0, the answer 1."""

_DEFAULT_LAYOUT = ("{image}\n{prompt}\n", "", "")

_LAYOUTS = {
    # The processor puts the image's tokens and a line break around the prompt itself.
    "paligemma": ("{image}{prompt}", "\n", ""),
    # The processors put the image's tokens in front themselves.
    "blip-2": ("Question: {prompt} Answer:", "", " "),
    "instructblip": ("{prompt}", "", " "),
}
"""For families without a chat template: what the processor gets, what it puts behind, and what
stands between that and the answer."""


def _separator(loaded: LoadedModel, prompt: str, rendered: str) -> str:
    """The white space that the chat template puts between prompt and answer."""
    if _template_owner(loaded) is None:
        return _layout(loaded)[2]
    full = _render(loaded, prompt, 1, answer=_MARKER)
    if full.startswith(rendered):
        between = full[len(rendered) :].partition(_MARKER)[0]
        if not between.strip():
            return between
    return "" if not rendered or rendered[-1].isspace() or rendered.endswith(">") else " "


def tokens_in_context(
    loaded: LoadedModel, prompt: str, text: str
) -> tuple[list[int], list[tuple[int, int]]]:
    """Ids and character spans of `text` as the answer to `prompt`, without end of turn."""
    if not text:
        return [], []
    rendered = render_prompt(loaded, prompt)
    if _template_owner(loaded) is None:
        rendered += _layout(loaded)[1]
    lead = rendered + _separator(loaded, prompt, rendered)
    if not getattr(loaded.tokenizer, "is_fast", False):
        before = loaded.tokenizer(rendered, add_special_tokens=False)["input_ids"]
        whole = loaded.tokenizer(lead + text, add_special_tokens=False)["input_ids"]
        ids = list(whole[len(before) :])
        return ids, _spans_by_decoding(loaded, ids, text)
    before = loaded.tokenizer(rendered, add_special_tokens=False)["input_ids"]
    encoded = loaded.tokenizer(lead + text, add_special_tokens=False, return_offsets_mapping=True)
    ids, offsets, base = list(encoded["input_ids"]), encoded["offset_mapping"], len(lead)
    if ids[: len(before)] == list(before):
        ids, offsets = ids[len(before) :], offsets[len(before) :]
    else:
        # A token would reach over the border. Generation cannot do that: it continues the
        # prompt's own tokens, so the answer is tokenised by itself.
        apart = lead[len(rendered) :] + text
        encoded = loaded.tokenizer(apart, add_special_tokens=False, return_offsets_mapping=True)
        ids, offsets, base = (
            list(encoded["input_ids"]),
            encoded["offset_mapping"],
            (len(apart) - len(text)),
        )
    return ids, [(max(0, first - base), max(0, last - base)) for first, last in offsets]


def _spans_by_decoding(loaded: LoadedModel, ids: Sequence[int], text: str) -> list[tuple[int, int]]:
    """Spans of given ids in the text that they decode to, by decoding longer and longer prefixes.

    Raises:
        DataError: the ids decode to another text.
    """
    whole = decode(loaded, ids)
    if whole.strip() != text:
        raise DataError(
            "A caption could not be used.",
            f"Its stored tokens spell {whole.strip()!r}, its text is {text!r}.",
            "Caption the image again.",
        )
    shift = len(whole) - len(whole.lstrip())
    ends: list[int] = []
    for count in range(1, len(ids) + 1):
        # A prefix that ends within a multi-byte character decodes to a replacement sign there,
        # so only the part that agrees with the whole counts.
        part = decode(loaded, ids[:count])
        agreed = 0
        while agreed < min(len(part), len(whole)) and part[agreed] == whole[agreed]:
            agreed += 1
        ends.append(max(agreed, ends[-1] if ends else 0))
    starts = [0, *ends[:-1]]
    if ends:
        ends[-1] = len(whole)
    # Tokens that hold a piece of a character share the span of the token that completes it.
    for index in range(len(ids) - 2, -1, -1):
        if ends[index] == starts[index]:
            ends[index] = ends[index + 1]
    return [
        (min(max(0, first - shift), len(text)), min(max(0, last - shift), len(text)))
        for first, last in zip(starts, ends, strict=True)
    ]


def decode(loaded: LoadedModel, ids: Sequence[int]) -> str:
    """Return the text of generated ids, without special tokens and without any tidying."""
    text: str = loaded.tokenizer.decode(
        list(ids), skip_special_tokens=True, clean_up_tokenization_spaces=False
    )
    return text


def _starts_with_bos(loaded: LoadedModel, text: str) -> bool:
    bos = getattr(loaded.tokenizer, "bos_token", None)
    return bool(bos) and text.startswith(str(bos))


def _template_owner(loaded: LoadedModel) -> Any:
    """The processor or the tokenizer, whichever has a chat template; None if neither."""
    owners = (loaded.processor, loaded.tokenizer)
    return next((one for one in owners if getattr(one, "chat_template", None)), None)


def _model_type(loaded: LoadedModel) -> str:
    return str(getattr(base_model(loaded.model).config, "model_type", ""))


def _layout(loaded: LoadedModel) -> tuple[str, str, str]:
    return _LAYOUTS.get(_model_type(loaded), _DEFAULT_LAYOUT)


def _render(loaded: LoadedModel, prompt: str, n_images: int, answer: str | None) -> str:
    renderer = _template_owner(loaded)
    if renderer is None:
        given, behind, between = _layout(loaded)
        sign = str(getattr(loaded.processor, "image_token", None) or "<image>")
        image, _, rest = given.partition("{prompt}")
        images = image.replace("{image}", sign)
        if "{image}" in image:
            images *= n_images
        asked = images + prompt + rest
        return asked if answer is None else asked + behind + between + answer
    content: list[dict[str, Any]] = [{"type": "image"} for _ in range(n_images)]
    content.append({"type": "text", "text": prompt})
    turns: list[dict[str, Any]] = [{"role": "user", "content": content}]
    if answer is not None:
        turns.append({"role": "assistant", "content": [{"type": "text", "text": answer}]})
    try:
        text: str = renderer.apply_chat_template(
            turns, tokenize=False, add_generation_prompt=answer is None
        )
    except Exception as error:  # templates are programs and raise anything
        raise ModelError(
            "The model's chat template could not be used.",
            str(error),
            "Check chat_template.jinja in the model folder.",
        ) from error
    return text
