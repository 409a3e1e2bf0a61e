"""Render a conversation by the model's chat template, and find the tokens of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sare_engine.errors import DataError, ModelError
from sare_engine.models.loading import LoadedModel, base_model


def render_prompt(loaded: LoadedModel, prompt: str, n_images: int = 1) -> str:
    """Return the text of a user's turn with `n_images` images before the prompt.

    It comes from the model's chat template, ends where the answer begins, and holds each image's
    placeholder once. A model without a chat template gets the layout that its authors use, or
    "<image>\\nprompt\\n".
    """
    return _render(loaded, prompt, n_images, answer=None)


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

    This is the id among `end_ids` that the chat template writes after an answer, else the
    tokenizer's.
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
_DEFAULT_LAYOUT = ("{image}\n{prompt}\n", "", "")
_LAYOUTS = {
    # The processor puts the image's tokens and a line break around the prompt itself.
    "paligemma": ("{image}{prompt}", "\n", ""),
    # The processors put the image's tokens in front.
    "blip-2": ("Question: {prompt} Answer:", "", " "),
    "instructblip": ("{prompt}", "", " "),
}
"""For families without a chat template: the text for the processor, what it appends, and what
separates that from the answer."""


def _separator(loaded: LoadedModel, prompt: str, rendered: str) -> str:
    """Return the white space that the chat template puts between prompt and answer."""
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
    """Return ids and character spans of `text` as the answer to `prompt`, without end of turn."""
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
        return ids, spans_by_decoding(loaded, ids, text)
    before = loaded.tokenizer(rendered, add_special_tokens=False)["input_ids"]
    encoded = loaded.tokenizer(lead + text, add_special_tokens=False, return_offsets_mapping=True)
    ids, offsets, base = list(encoded["input_ids"]), encoded["offset_mapping"], len(lead)
    if ids[: len(before)] == list(before):
        ids, offsets = ids[len(before) :], offsets[len(before) :]
    else:
        # A token would span prompt and answer. Generation cannot do that: it continues the
        # prompt's own tokens, so the answer is tokenised separately.
        apart = lead[len(rendered) :] + text
        encoded = loaded.tokenizer(apart, add_special_tokens=False, return_offsets_mapping=True)
        ids, offsets, base = (
            list(encoded["input_ids"]),
            encoded["offset_mapping"],
            (len(apart) - len(text)),
        )
    return ids, [(max(0, first - base), max(0, last - base)) for first, last in offsets]


def spans_by_decoding(loaded: LoadedModel, ids: Sequence[int], text: str) -> list[tuple[int, int]]:
    """Return the spans of ids in the text that they decode to, by decoding growing prefixes.

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
        # A prefix that ends within a multi-byte character decodes to a replacement character there,
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
    """Return the text of generated ids, without special tokens and without clean-up."""
    text: str = loaded.tokenizer.decode(
        list(ids), skip_special_tokens=True, clean_up_tokenization_spaces=False
    )
    return text


def starts_with_bos(loaded: LoadedModel, text: str) -> bool:
    bos = getattr(loaded.tokenizer, "bos_token", None)
    return bool(bos) and text.startswith(str(bos))


def _template_owner(loaded: LoadedModel) -> Any:
    """Return the processor or the tokenizer, whichever has a chat template; None if neither has."""
    owners = (loaded.processor, loaded.tokenizer)
    return next((one for one in owners if getattr(one, "chat_template", None)), None)


def model_type(loaded: LoadedModel) -> str:
    return str(getattr(base_model(loaded.model).config, "model_type", ""))


def _layout(loaded: LoadedModel) -> tuple[str, str, str]:
    return _LAYOUTS.get(model_type(loaded), _DEFAULT_LAYOUT)


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
