"""D_neg, D_pos and D_sent: which pieces of which captions are unlearned and which are kept.

An example is not a separate sequence but a span of a caption: a caption with four
sub-sentences to train is encoded once, and causal attention gives each span's cross-entropy
under its own prefix in the same forward pass.

Source of the curation: EFUF (arXiv 2402.09801), on which SARE (arXiv 2601.16527) builds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from sare_engine.domain import JudgedCaption, Mention
from sare_engine.formatting import count_text

Stream = Literal["neg", "pos", "sent"]
STREAMS: tuple[Stream, ...] = ("neg", "pos", "sent")
TargetSpan = Literal["sub-sentence", "mention"]

MINIMUM_NEGATIVE = 4
"""Fewer hallucinated sub-sentences than this give a gradient that is mostly chance."""

FEW_TRUE = 10
ENOUGH_TRUE = 20
"""Captions that truly name an erased object: with few the model may unlearn the object itself."""


@dataclass(frozen=True)
class Target:
    """A span of a caption that is trained.

    Attributes:
        stream: "neg" (unlearn), "pos" (keep a grounded mention) or "sent" (keep a response).
        start: first character of the span in the caption.
        end: one past the last.
        concepts: the objects that the span was chosen for.
    """

    stream: Stream
    start: int
    end: int
    concepts: frozenset[str] = frozenset()

    @property
    def include_eos(self) -> bool:
        """Whether the end-of-sequence token belongs to the target: for whole responses only."""
        return self.stream == "sent"


@dataclass(frozen=True)
class CaptionExample:
    """A caption with the spans of it that are trained."""

    image: Path
    prompt: str
    caption: str
    targets: tuple[Target, ...]
    token_ids: tuple[int, ...] | None = None


@dataclass(frozen=True)
class ExampleSet:
    """What an erasure trains on.

    Attributes:
        negative: captions with their D_neg targets.
        retain: captions with their D_pos and D_sent targets.
        concepts: the concepts that are erased.
    """

    negative: tuple[CaptionExample, ...]
    retain: tuple[CaptionExample, ...]
    concepts: frozenset[str]

    def count(self, stream: Stream) -> int:
        """Return the number of targets of a stream."""
        captions = self.negative if stream == "neg" else self.retain
        return sum(target.stream == stream for one in captions for target in one.targets)

    @property
    def replay(self) -> tuple[CaptionExample, ...]:
        """The captions to keep that mention an erased concept where it truly is."""
        return tuple(
            one
            for one in self.retain
            if any(t.stream == "pos" and t.concepts & self.concepts for t in one.targets)
        )

    @property
    def too_few(self) -> bool:
        """Whether there is too little to erase from at all."""
        return self.count("neg") < MINIMUM_NEGATIVE or not self.retain

    def shortcomings(self) -> list[str]:
        """Return a sentence for each stream with too few examples to train on."""
        found = []
        if self.count("neg") < MINIMUM_NEGATIVE:
            found.append(
                f"Only {self.count('neg')} hallucinated sub-sentences were found; "
                f"at least {MINIMUM_NEGATIVE} are needed."
            )
        trained = {name for one in self.negative for t in one.targets for name in t.concepts}
        if self.negative and self.concepts - trained:
            found.append(
                f"No caption to train on hallucinates {', '.join(sorted(self.concepts - trained))}."
            )
        if self.count("pos") == 0:
            found.append("No grounded mention was found to keep.")
        if self.count("sent") == 0:
            found.append("No caption without a hallucination was found to keep as a whole.")
        if self.retain and not self.replay:
            found.append(
                "No true mention of an erased object was found: the model may unlearn the object "
                "itself. Add images that do show it."
            )
        else:
            found += self._scarce()
        return found

    def _scarce(self) -> Iterator[str]:
        """Say which objects are seldom named where they truly are, the scarcest first."""
        invented = Counter(_named(self.negative, "neg"))
        true = Counter(_named(self.replay, "pos"))
        for name in sorted(self.concepts & invented.keys(), key=lambda one: (true[one], one)):
            if true[name] < FEW_TRUE:
                yield (
                    f"{name}: {count_text(invented[name], 'invented mentions')}, "
                    f"{true[name]} true. Add about {ENOUGH_TRUE - true[name]} "
                    "images that show it, or the model may unlearn the object itself."
                )


def build_examples(
    captions: Iterable[JudgedCaption],
    concepts: Iterable[str],
    *,
    t2: float | None = None,
    negative_target: TargetSpan = "sub-sentence",
    replay_target: TargetSpan = "sub-sentence",
) -> ExampleSet:
    """Split judged captions into what is unlearned and what is kept.

    D_neg holds the sub-sentences with a hallucinated mention of one of `concepts`; D_pos those
    whose mentions are all grounded; D_sent whole captions in which every mention is grounded
    and, where CLIP scores are known, their mean is above `t2`. A denied object counts
    on neither side. A sub-sentence is one target however many mentions it holds. In a degenerate
    caption there is nothing to unlearn or to keep.

    Args:
        captions: judged captions; their order is kept.
        concepts: canonical names of the objects to erase.
        t2: EFUF's threshold T2 on the mean score of a response (100 x cosine); None: no threshold.
        negative_target: how much of a hallucinated sub-sentence is unlearned: all of it, as in
            EFUF, or the hallucinated mention alone. The words around it occur in true clauses
            too; if they are pushed away as well, the grammar breaks ("and green-handled knife
            sits everything") while the object is still named.
        replay_target: whether true mentions of an erased object are also D_pos targets of their
            own. Within their sub-sentence they are one token among many.
    """
    erased = frozenset(concepts)
    negative, retain = [], []
    for caption in captions:
        if caption.degenerate:
            continue
        clauses = _clauses(caption.mentions)
        unlearn = [
            _negative(span, hallucinated, negative_target)
            for span, mentions in clauses.items()
            if (hallucinated := [m for m in mentions if _hallucinated(m) and m.concept in erased])
        ]
        keep = [
            Target("pos", *span, frozenset(m.concept for m in mentions))
            for span, mentions in clauses.items()
            if all(m.verdict == "grounded" for m in mentions)
        ]
        if replay_target == "mention":
            keep += [
                Target("pos", m.start, m.end, frozenset({m.concept}))
                for m in caption.mentions
                if m.verdict == "grounded" and m.concept in erased and not m.negated
            ]
        if _is_clean(caption.mentions, t2):
            keep.append(Target("sent", 0, len(caption.caption)))
        if unlearn:
            negative.append(_example(caption, unlearn))
        if keep:
            retain.append(_example(caption, keep))
    return ExampleSet(tuple(negative), tuple(retain), erased)


def _named(captions: Iterable[CaptionExample], stream: Stream) -> Iterator[str]:
    """Yield the concepts of each caption's targets of a stream."""
    for one in captions:
        yield from {name for t in one.targets if t.stream == stream for name in t.concepts}


def relearning_examples(captions: Sequence[CaptionExample]) -> list[CaptionExample]:
    """Return each caption as one whole-response target: what a relearning attacker trains on."""
    return [replace(one, targets=(Target("sent", 0, len(one.caption)),)) for one in captions]


def _negative(
    sub_sentence: tuple[int, int], hallucinated: Sequence[Mention], how_much: TargetSpan
) -> Target:
    start, end = sub_sentence
    if how_much == "mention":
        start = min(mention.start for mention in hallucinated)
        end = max(mention.end for mention in hallucinated)
    return Target("neg", start, end, frozenset(mention.concept for mention in hallucinated))


def _example(caption: JudgedCaption, targets: list[Target]) -> CaptionExample:
    return CaptionExample(
        caption.image, caption.prompt, caption.caption, tuple(targets), caption.token_ids
    )


def _clauses(
    mentions: Iterable[Mention],
) -> dict[tuple[int, int], list[Mention]]:
    clauses: dict[tuple[int, int], list[Mention]] = {}
    for mention in mentions:
        if not mention.negated:
            clauses.setdefault((mention.sub_start, mention.sub_end), []).append(mention)
    return clauses


def _hallucinated(mention: Mention) -> bool:
    return mention.verdict == "hallucinated"


def _is_clean(mentions: Sequence[Mention], t2: float | None) -> bool:
    stated = [mention for mention in mentions if not mention.negated]
    if not stated or any(mention.verdict != "grounded" for mention in stated):
        return False
    scores = [mention.score for mention in stated if mention.score is not None]
    return t2 is None or not scores or sum(scores) / len(scores) > t2
