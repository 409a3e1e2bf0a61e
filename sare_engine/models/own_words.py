"""Whether captions are a model's own words, checked by the model itself.

A model that writes greedily chooses at each place the token with the largest logit. Each caption is
given to the model token by token, and the shortfall of a token is how much less likely it was than
the model's first choice at that place. In the model's own captions it is 0, or some hundredths of a
nat where another number format was used; in those of another model it soon is several nats.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.models.batching import in_batches
from sare_engine.models.chat_template import decode, end_ids
from sare_engine.models.loading import LoadedModel
from sare_engine.models.prompting import (
    EncodedCaption,
    encode_caption,
    pad_batch,
    pad_id,
    pad_questions,
    prediction_mask,
)
from sare_engine.models.vision import VisionFeatures


@dataclass(frozen=True)
class WrittenCaption:
    """A caption from elsewhere.

    Attributes:
        image: file of the picture.
        prompt: what the model was asked.
        text: the caption.
        ended: whether it is known that its writer ended it, rather than a limit on its length: its
            end is compared as well.
    """

    image: Path
    prompt: str
    text: str
    ended: bool = False


@dataclass(frozen=True)
class OwnWordsCheck:
    """How far a caption is from what the model itself would write.

    Attributes:
        shortfall: the largest difference between the log-probability of the model's first choice
            and that of the caption's token, in nats; infinite if the caption has no token to check.
        token: the token at which it is, as text; "" for the end of the caption.
        start: index of that token's first character in the caption.
        expected: the model's first choice there, as text; "" if the model would have ended.
        token_ids: the model's tokens of the caption, with the end token unless it was cut off.
        cut_off: whether the model would have gone on after the last word, as in a caption that a
            limit on its length has ended.
    """

    shortfall: float
    token: str
    start: int
    expected: str
    token_ids: tuple[int, ...]
    cut_off: bool


def check_own_words(
    loaded: LoadedModel,
    captions: Sequence[WrittenCaption],
    *,
    tolerance: float,
    batch_size: int,
    control: Control | None = None,
    features: VisionFeatures | None = None,
) -> Iterator[OwnWordsCheck]:
    """Compare captions with the model's own choices, in the order given.

    Where the end of a caption would fall short by `tolerance` or more, the caption counts as cut
    off, and its end is not compared: all its words can be the model's although it stops early. This
    does not apply to captions that their writer has `ended`, unless the model would only add white
    space, which captions lack at their end.

    Args:
        loaded: the model.
        captions: the captions; neighbours with the same picture are cheapest.
        tolerance: shortfall in nats from which the end of a caption is not the model's choice.
        batch_size: captions at once; halved for the rest of the call when memory runs out.
        control: polled at every caption.
        features: a cache for the vision features.

    Raises:
        ImageError: a picture cannot be read.
        DeviceError: there is not enough memory even for one caption.
        Stopped: the control was stopped.
    """
    control = control or Control()
    features = features or VisionFeatures(loaded, storage=loaded.device)
    ends = sorted(end_ids(loaded))

    def check(rows: Sequence[WrittenCaption]) -> list[OwnWordsCheck]:
        encoded: list[EncodedCaption | None] = []
        for one in rows:
            control.poll()
            encoded.append(_encoded(loaded, features, one))
        usable = [place for place, one in enumerate(encoded) if one is not None]
        found = [_UNUSABLE] * len(rows)
        if usable:
            checks = _compare(
                loaded,
                features,
                [rows[place] for place in usable],
                [one for one in encoded if one is not None],
                ends,
                tolerance,
            )
            for place, result in zip(usable, checks, strict=True):
                found[place] = result
        return found

    yield from in_batches(captions, batch_size, check, control)


_UNUSABLE = OwnWordsCheck(math.inf, "", 0, "", (), False)


def _encoded(
    loaded: LoadedModel, features: VisionFeatures, caption: WrittenCaption
) -> EncodedCaption | None:
    """Return a caption as tokens, or None if the model cannot have written it."""
    inputs = features.prompt(caption.image, caption.prompt)
    try:
        encoded = encode_caption(loaded, inputs, caption.prompt, caption.text)
    except DataError:  # it contains the placeholder for an image
        return None
    return encoded if len(encoded.input_ids) > encoded.caption_start else None


def _compare(
    loaded: LoadedModel,
    features: VisionFeatures,
    rows: Sequence[WrittenCaption],
    encoded: Sequence[EncodedCaption],
    ends: Sequence[int],
    tolerance: float,
) -> Iterator[OwnWordsCheck]:
    batch = pad_batch(
        [one.input_ids for one in encoded], pad_id(loaded), extras=[one.extras for one in encoded]
    )
    batch.update(pad_questions([features.prompt(row.image, row.prompt).question for row in rows]))
    checked = torch.zeros_like(batch["input_ids"], dtype=torch.bool)
    for row, one in enumerate(encoded):
        checked[row, one.caption_start : len(one.input_ids)] = True
    with torch.inference_mode():
        logits = loaded.model(
            **{name: value.to(loaded.device) for name, value in batch.items()},
            **features.model_inputs([row.image for row in rows]),
            logits_to_keep=prediction_mask(checked).to(loaded.device),
            use_cache=False,
        ).logits.float()
        labels = batch["input_ids"][checked].to(logits.device)
        best, choices = logits.max(dim=-1)
        shortfalls = (best - logits.gather(-1, labels[:, None])[:, 0]).cpu()
        # Any of the tokens that end an answer ends it.
        end = logits[:, list(ends)].max(dim=-1) if ends else None
        end_shortfalls = (best - end.values).cpu() if end is not None else None
        end_tokens = end.indices.cpu() if end is not None else None
        chosen = choices.cpu()
    start = 0
    for written, one in zip(rows, encoded, strict=True):
        count = len(one.input_ids) - one.caption_start
        place = slice(start, start + count)
        start += count
        ids = one.input_ids[one.caption_start :].tolist()
        losses = shortfalls[place].tolist()
        if one.eos_index is not None and end_shortfalls is not None and end_tokens is not None:
            losses[-1] = float(end_shortfalls[place][-1])
            ids[-1] = ends[int(end_tokens[place][-1])]
        yield _result(loaded, one, ids, losses, chosen[place].tolist(), tolerance, written.ended)


def _result(
    loaded: LoadedModel,
    encoded: EncodedCaption,
    ids: list[int],
    losses: list[float],
    chosen: list[int],
    tolerance: float,
    ended: bool,
) -> OwnWordsCheck:
    words = len(encoded.spans)
    # A caption without a word has nothing but its end that could be the model's.
    cut_off = encoded.eos_index is None or (
        words > 0
        and losses[-1] >= tolerance
        and not (ended and decode(loaded, [chosen[-1]]).strip())
    )
    if cut_off:
        ids, losses = ids[:words], losses[:words]
    worst = max(range(len(losses)), key=losses.__getitem__)
    first, last = encoded.spans[worst] if worst < words else (len(encoded.caption),) * 2
    return OwnWordsCheck(
        losses[worst],
        encoded.caption[first:last].strip(),
        first,
        decode(loaded, [chosen[worst]]).strip(),
        tuple(ids),
        cut_off,
    )
