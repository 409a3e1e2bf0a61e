"""Hallucinated captions without what is made up in them: as pairs, and as corrections to learn.

The clean caption is the hallucinated caption without the sub-sentences that hold what is to be
unlearned: it differs in nothing else, and no second model has to write it.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sare_engine.domain import HALLUCINATED, JudgedCaption
from sare_engine.erasure.examples import CaptionExample, ExampleSet, Target, build_examples
from sare_engine.grounding.mentions import sub_sentences

_JOINING_WORDS = re.compile(r"^(?:and|but|while|with|where|or)\s+", re.IGNORECASE)
_MARKS = re.compile(r"""[,.:;!?]+(?=["'”’»)\]]*\s*$)""")
_SENTENCE_ENDS = frozenset(".!?")


def clean_caption(example: CaptionExample) -> str:
    """Return the caption without the sub-sentences that hold a negative target; may be empty.

    Sentences begin with a capital and end as before, or with a full stop where the piece that was
    cut off had no end.
    """
    sentences: list[str] = []
    sentence: list[tuple[str, bool]] = []
    for start, end in sub_sentences(example.caption):
        piece = example.caption[start:end]
        cut = any(t.stream == "neg" and t.start < end and start < t.end for t in example.targets)
        sentence.append((piece, cut))
        if not _SENTENCE_ENDS.isdisjoint(_marks(piece)):
            sentences.append(_what_is_left(sentence))
            sentence = []
    return "".join([*sentences, _what_is_left(sentence)]).strip()


def preference_pair(example: CaptionExample) -> tuple[CaptionExample, CaptionExample] | None:
    """Return the preferred and the dispreferred caption, both whole; None if nothing remains.

    The dispreferred caption also keeps its negative targets, so that their cross-entropy is
    reported.
    """
    text = clean_caption(example)
    if not text:
        return None
    whole = Target("sent", 0, len(example.caption))
    clean = replace(example, caption=text, targets=(Target("sent", 0, len(text)),), token_ids=None)
    return clean, replace(example, targets=(*example.targets, whole))


def truthful_pair(caption: JudgedCaption) -> tuple[str, str] | None:
    """Return a caption without all that is hallucinated, and as it is; None if nothing remains.

    Every sub-sentence with a hallucinated mention is cut, whatever the object; unsure mentions
    alone cut nothing. A caption without a hallucination has no pair, nor has a degenerate one.
    """
    invented = {one.concept for one in caption.mentions if one.verdict == HALLUCINATED}
    found = build_examples([caption], invented).negative
    pair = preference_pair(found[0]) if found else None
    return None if pair is None else (pair[0].caption, pair[1].caption)


def corrections(
    captions: Iterable[JudgedCaption], negative: Iterable[CaptionExample]
) -> list[CaptionExample]:
    """Return what to say where the captions to unlearn begin to make something up.

    The target is the clean caption from where it leaves the hallucinated one: the next true clause
    and what follows, or the end. Where the model is only told what not to say, it says again what
    it has said before. Captions with anything else in them that is not grounded are left out.

    Args:
        captions: judged captions.
        negative: those of them with something to unlearn, with their targets.
    """
    judged = {(one.image, one.caption): one for one in captions}
    found = []
    for example in negative:
        known = judged.get((example.image, example.caption))
        unlearned = [t for t in example.targets if t.stream == "neg"]
        if known is None or not all(
            m.negated
            or m.verdict == "grounded"
            or any(t.start <= m.start and m.end <= t.end for t in unlearned)
            for m in known.mentions
        ):
            continue
        text = clean_caption(example)
        if not text:
            continue
        target = Target("sent", _parting(text, example.caption), len(text))
        found.append(replace(example, caption=text, targets=(target,), token_ids=None))
    return found


def with_corrections(examples: ExampleSet, captions: Iterable[JudgedCaption]) -> ExampleSet:
    """Return the examples with the corrections of `captions` among what is kept."""
    added = corrections(captions, examples.negative)
    return replace(examples, retain=(*examples.retain, *added))


def _parting(text: str, other: str) -> int:
    """Return where a text leaves another: at the beginning of a word, or at a mark."""
    shared = sum(1 for _ in itertools.takewhile(bool, map(operator.eq, text, other)))
    shared = min(shared, len(text) - 1)
    return text.rfind(" ", 0, shared) + 1 if text[shared].isalnum() else shared


def _what_is_left(sentence: Sequence[tuple[str, bool]]) -> str:
    """Return a sentence of its pieces that are not cut out; "" where all are."""
    kept = [piece for piece, cut in sentence if not cut]
    if not kept:
        return ""
    (_, first_is_cut), (last, last_is_cut) = sentence[0], sentence[-1]
    if first_is_cut:
        kept[0] = _as_beginning(kept[0])
    if last_is_cut:
        # What stood before a comma now ends the sentence.
        end = _marks(last)
        kept[-1] = _MARKS.sub("." if _SENTENCE_ENDS.isdisjoint(end) else end, kept[-1])
    return "".join(kept)


def _marks(piece: str) -> str:
    found = _MARKS.search(piece)
    return found.group() if found else ""


def _as_beginning(piece: str) -> str:
    text = _JOINING_WORDS.sub("", piece.lstrip())
    space = piece[: len(piece) - len(piece.lstrip())]
    return space + text[:1].upper() + text[1:]
