"""From captions with target spans to tensors: encoding, collation, and the order of the data.

A batch never holds more tokens than the losses need: each caption is cut right after its last
target (later tokens cannot influence earlier ones), and logits are computed only where a target
token is predicted.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from sare_engine.control import Control
from sare_engine.erasure.examples import STREAMS, CaptionExample, ExampleSet, Stream
from sare_engine.erasure.pairs import preference_pair
from sare_engine.models.answers import KnownTokens
from sare_engine.models.loading import LoadedModel
from sare_engine.models.prompting import (
    encode_caption,
    pad_batch,
    pad_questions,
    target_token_mask,
)
from sare_engine.models.vision import VisionFeatures


@dataclass(frozen=True)
class EncodedExample:
    """A caption as token ids with its targets as token positions.

    Attributes:
        image: the picture the caption describes.
        input_ids: int64 [T]: prompt with expanded image tokens, caption, end of turn.
        targets: `(stream, int64 [n] positions in input_ids)` for each target.
        extras: further tensors [T] that the model needs for each token.
        question: tensors [Q] about the prompt alone; see `PromptInputs`.
    """

    image: Path
    input_ids: Tensor
    targets: tuple[tuple[Stream, Tensor], ...]
    extras: Mapping[str, Tensor]
    question: Mapping[str, Tensor] = field(default_factory=dict)

    @property
    def needed(self) -> int:
        """Number of leading tokens that the targets depend on, the targets included."""
        return 1 + max(int(positions[-1]) for _, positions in self.targets)


@dataclass(frozen=True)
class TargetIndex:
    """Where the targets of one stream lie among the predicted tokens of a batch.

    Attributes:
        token: int64 [M], index into the N predicted tokens.
        target: int64 [M], which of the K targets that token belongs to.
        length: float32 [K], tokens per target.
    """

    token: Tensor
    target: Tensor
    length: Tensor

    def mean_per_target(self, token_ce: Tensor) -> Tensor:
        """Return the mean cross-entropy of each target, float32 [K], from that of tokens [N]."""
        sums = torch.zeros_like(self.length).index_add(0, self.target, token_ce[self.token])
        return sums / self.length


@dataclass(frozen=True)
class Batch:
    """Captions padded on the right.

    Attributes:
        images: the B pictures.
        text: `input_ids` and `attention_mask`, int64 [B, T], what else the model needs for each
            token, and what it needs about the prompt alone.
        predicts: bool [B, T], true where the next token is a target; N in all.
        labels: int64 [N], those next tokens, in row-major order.
        targets: for each stream with targets, their index into the N tokens.
        known: the same, where it is known without asking the device.
    """

    images: tuple[Path, ...]
    text: dict[str, Tensor]
    predicts: Tensor
    labels: Tensor
    targets: dict[Stream, TargetIndex]
    known: KnownTokens

    def count(self, stream: Stream) -> int:
        """Return the number of targets of a stream."""
        return len(self.targets[stream].length) if stream in self.targets else 0


def encode_examples(
    loaded: LoadedModel,
    features: VisionFeatures,
    examples: Sequence[CaptionExample],
    control: Control | None = None,
) -> Iterator[EncodedExample]:
    """Yield the examples as tokens, in order; skip those whose targets hold no token."""
    for example in examples:
        if control is not None:
            control.poll()
        prompt = features.prompt(example.image, example.prompt)
        encoded = encode_caption(loaded, prompt, example.prompt, example.caption, example.token_ids)
        targets = []
        for target in example.targets:
            mask = target_token_mask(
                encoded, target.start, target.end, include_eos=target.include_eos
            )
            if mask.any():
                targets.append((target.stream, mask.nonzero().flatten()))
        if targets:
            yield EncodedExample(
                example.image, encoded.input_ids, tuple(targets), encoded.extras, prompt.question
            )


def collate(
    examples: Sequence[EncodedExample], pad_token_id: int, device: torch.device | str = "cpu"
) -> Batch:
    """Return the examples as one batch on `device`, each cut after its last target."""
    text = pad_batch(
        [example.input_ids[: example.needed] for example in examples],
        pad_token_id,
        extras=[
            {name: value[: example.needed] for name, value in example.extras.items()}
            for example in examples
        ],
    )
    text.update(pad_questions([example.question for example in examples]))
    predicts = torch.zeros_like(text["input_ids"], dtype=torch.bool)
    for row, example in enumerate(examples):
        for _, positions in example.targets:
            predicts[row, positions - 1] = True
    # A label is the token after the position that predicts it; the roll cannot wrap a target
    # around because the last column predicts nothing.
    labels = text["input_ids"].roll(-1, dims=1)[predicts]
    order = predicts.flatten().cumsum(0).view_as(predicts) - 1
    targets = {
        stream: index
        for stream in STREAMS
        if (index := _target_index(examples, stream, order)) is not None
    }
    rows, columns = predicts.nonzero(as_tuple=True)
    known = KnownTokens(
        ids=text["input_ids"].numpy(),
        padded=len({example.needed for example in examples}) > 1,
        rows=rows.to(device),
        columns=columns.to(device),
    )
    return Batch(
        known=known,
        images=tuple(example.image for example in examples),
        text={name: value.to(device) for name, value in text.items()},
        predicts=predicts.to(device),
        labels=labels.to(device),
        targets={
            stream: TargetIndex(
                index.token.to(device), index.target.to(device), index.length.to(device)
            )
            for stream, index in targets.items()
        },
    )


def _target_index(
    examples: Sequence[EncodedExample], stream: Stream, order: Tensor
) -> TargetIndex | None:
    tokens: list[Tensor] = []
    owners: list[Tensor] = []
    lengths: list[float] = []
    for row, example in enumerate(examples):
        for kind, positions in example.targets:
            if kind == stream:
                tokens.append(order[row, positions - 1])
                owners.append(torch.full_like(positions, len(lengths)))
                lengths.append(float(len(positions)))
    if not lengths:
        return None
    return TargetIndex(torch.cat(tokens), torch.cat(owners), torch.tensor(lengths))


def microbatches(
    examples: Sequence[EncodedExample], size: int, pad_token_id: int, device: torch.device | str
) -> list[Batch]:
    """Return the examples as batches of at most `size` captions; 0 means one batch."""
    step = size or max(1, len(examples))
    return [
        collate(examples[start : start + step], pad_token_id, device)
        for start in range(0, len(examples), step)
    ]


class Shuffler:
    """An endless, reproducible order over `count` items: a new permutation in every epoch.

    The order depends on the seed and the position alone. A resumed run asks for the same
    positions and gets the same items, with nothing to save.
    """

    def __init__(self, count: int, *seed: int | str) -> None:
        if count < 1:
            raise ValueError("there is nothing to draw from")
        self._count = count
        self._seed = "/".join(str(part) for part in seed)
        self._epoch = -1
        self._order: list[int] = []

    def take(self, start: int, count: int) -> list[int]:
        """Return the items at positions `start` … `start + count - 1` of the endless order."""
        return [self._at(position) for position in range(start, start + count)]

    def _at(self, position: int) -> int:
        epoch, offset = divmod(position, self._count)
        if epoch != self._epoch:
            self._epoch = epoch
            self._order = list(range(self._count))
            random.Random(f"{self._seed}/{epoch}").shuffle(self._order)
        return self._order[offset]


class ErasureData:
    """Draws the captions of each erasure step.

    If there are any, half of the captions to keep mention an erased concept where it truly is:
    without them the model unlearns the object together with its hallucination.
    """

    def __init__(
        self,
        negative: Sequence[EncodedExample],
        retain: Sequence[EncodedExample],
        replay: Sequence[EncodedExample],
        *,
        negative_batch: int,
        retain_batch: int,
        seed: int,
        pairs: Sequence[tuple[EncodedExample, EncodedExample]] = (),
    ) -> None:
        self._negative = list(negative)
        self._pairs = list(pairs)
        self._pair_batch = min(negative_batch, len(self._pairs))
        self._pair_order = Shuffler(max(1, len(self._pairs)), seed, "pairs")
        self._retain = list(retain)
        self._replay = list(replay)
        self._negative_batch = min(negative_batch, len(self._negative))
        self._replay_batch = min(retain_batch // 2, len(self._replay))
        self._retain_batch = min(retain_batch - self._replay_batch, len(self._retain))
        self._negative_order = Shuffler(len(self._negative), seed, "negative")
        self._retain_order = Shuffler(len(self._retain), seed, "retain")
        self._replay_order = Shuffler(max(1, len(self._replay)), seed, "replay")

    def captions(self) -> list[EncodedExample]:
        """Return all captions that are trained on; those of several kinds more than once."""
        paired = [one for pair in self._pairs for one in pair]
        return [*self._negative, *self._retain, *self._replay, *paired]

    def negative(self, step: int) -> list[EncodedExample]:
        """Return the captions to unlearn at a step (0-based)."""
        size = self._negative_batch
        return [self._negative[i] for i in self._negative_order.take(step * size, size)]

    def pairs(self, step: int) -> list[EncodedExample]:
        """Return the captions of a step's preference pairs, the preferred caption first."""
        size = self._pair_batch
        drawn = self._pair_order.take(step * size, size)
        return [caption for i in drawn for caption in self._pairs[i]]

    def retain(self, step: int) -> list[EncodedExample]:
        """Return the captions to keep at a step (0-based)."""
        size, replayed = self._retain_batch, self._replay_batch
        drawn = [self._retain[i] for i in self._retain_order.take(step * size, size)]
        if replayed:
            order = self._replay_order.take(step * replayed, replayed)
            drawn += [self._replay[i] for i in order]
        return drawn


def encode_example_set(
    loaded: LoadedModel,
    features: VisionFeatures,
    examples: ExampleSet,
    *,
    negative_batch: int,
    retain_batch: int,
    seed: int,
    paired: bool = False,
    control: Control | None = None,
) -> ErasureData:
    """Encode every caption of an example set once and return the data of its erasure.

    Args:
        loaded: the model.
        features: serves the pictures.
        examples: the captions.
        negative_batch: captions to unlearn in each step.
        retain_batch: captions to keep in each step.
        seed: of their order.
        paired: whether to pair the captions to unlearn with clean captions as well.
        control: polled for each caption.
    """

    def encode(chosen: Iterable[CaptionExample]) -> list[EncodedExample]:
        return list(encode_examples(loaded, features, list(chosen), control))

    def encode_pairs() -> Iterator[tuple[EncodedExample, EncodedExample]]:
        for pair in filter(None, map(preference_pair, examples.negative)):
            found = encode(pair)
            # White space alone holds no token: nothing to unlearn, or nothing left to prefer.
            if len(found) == len(pair) and any(kind == "neg" for kind, _ in found[1].targets):
                yield found[0], found[1]

    replay = set(examples.replay)
    return ErasureData(
        encode(examples.negative),
        encode(examples.retain),
        encode(one for one in examples.retain if one in replay),
        negative_batch=negative_batch,
        retain_batch=retain_batch,
        seed=seed,
        pairs=tuple(encode_pairs()) if paired else (),
    )
