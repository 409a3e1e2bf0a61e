"""Prompts and captions as tokens, and masks of the tokens that a loss looks at.

A caption is encoded as it would have been generated: the prompt's ids (images expanded to their
placeholders) followed by the ids that the model itself would have written. An example of the
erasure is a mask over such a sequence, made from character positions in the caption.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import torch
from PIL import Image

from sare_engine.errors import DataError, ModelError
from sare_engine.models.chat_template import (
    end_ids,
    end_of_turn_id,
    model_type,
    render_prompt,
    spans_by_decoding,
    starts_with_bos,
    tokens_in_context,
)
from sare_engine.models.loading import LoadedModel, base_model


@dataclass(frozen=True)
class PromptInputs:
    """An image and a prompt as the model's inputs.

    Attributes:
        ids: LongTensor [P], the prompt's tokens with the image's placeholders, ready to be
            continued by the answer.
        images: the image tensors (`pixel_values`, sizes, grids), first dimension as the processor
            gives them for one sample.
        extras: further tensors [P] with one value per token (`mm_token_type_ids`).
        question: tensors [Q] of the prompt for a second reader that never sees the answer
            (InstructBLIP's Q-Former: `qformer_input_ids` and `qformer_attention_mask`).
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
            caption_start + i]` ↔ `spans[i]`. White space at a token's edge may be included.
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


def prompt_inputs(
    loaded: LoadedModel, images: Image.Image | Sequence[Image.Image], prompt: str
) -> PromptInputs:
    """Run the processor on image(s) and prompt.

    Raises:
        ModelError: the processor cannot handle them.
    """
    pictures = [images] if isinstance(images, Image.Image) else list(images)
    text = render_prompt(loaded, prompt, len(pictures))
    options = {"add_special_tokens": not starts_with_bos(loaded, text)}
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
    would split the text differently; a caption cut off at the length limit then has no
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
            ids, spans = given, spans_by_decoding(loaded, given, text)
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
    kind = 1 if model_type(loaded) in _PREFIX_MODELS else 0
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
    range; the space before a word belongs to the word's token. Tokens of the prompt are never
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
    """Pad `PromptInputs.question` of several prompts with zeros: tensors [B, max Q_i]."""
    return {
        name: torch.nn.utils.rnn.pad_sequence([one[name] for one in questions], batch_first=True)
        for name in (questions[0] if questions else ())
    }


def pad_id(loaded: LoadedModel) -> int:
    """Return the id used for padding; any id works, since the attention mask hides it."""
    for candidate in (loaded.tokenizer.pad_token_id, loaded.tokenizer.eos_token_id):
        if candidate is not None:
            return int(candidate)
    return 0


_PREFIX_MODELS = ("paligemma",)
"""Families whose prompt attends to itself in both directions: `token_type_ids` 0, the answer 1."""
