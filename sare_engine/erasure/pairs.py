"""Pairs of a hallucinated caption and the same caption without it, for preference optimisation.

The clean caption is the hallucinated one with the sub-sentences cut out that hold what is to be
unlearned: the pair differs in nothing else, and no second model writes it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sare_engine.erasure.examples import CaptionExample, Target
from sare_engine.grounding.mentions import sub_sentences

_JOINING_WORDS = re.compile(r"^(?:and|but|while|with|where|or)\s+", re.IGNORECASE)
_SENTENCE_END = ".!?"


def clean_caption(example: CaptionExample) -> str:
    """Return the caption without the sub-sentences that hold a negative target; may be empty."""
    kept: list[str] = []
    for start, end in sub_sentences(example.caption):
        piece = example.caption[start:end]
        if not any(t.stream == "neg" and t.start < end and start < t.end for t in example.targets):
            kept.append(piece)
        elif kept and piece.rstrip()[-1:] in tuple(_SENTENCE_END):
            # What stood before a comma now ends the sentence.
            kept[-1] = kept[-1].rstrip().rstrip(",;:" + _SENTENCE_END) + piece.rstrip()[-1]
    sentences = []
    for number, piece in enumerate(kept):
        begins = number == 0 or kept[number - 1].rstrip()[-1:] in tuple(_SENTENCE_END)
        sentences.append(_as_beginning(piece) if begins else piece)
    return "".join(sentences).strip()


def preference_pair(example: CaptionExample) -> tuple[CaptionExample, CaptionExample] | None:
    """Return the preferred and the dispreferred caption, both whole; None if nothing is left.

    The dispreferred one keeps its negative targets besides, so that their cross-entropy is told.
    """
    text = clean_caption(example)
    if not text:
        return None
    whole = Target("sent", 0, len(example.caption))
    clean = replace(example, caption=text, targets=(Target("sent", 0, len(text)),), token_ids=None)
    return clean, replace(example, targets=(*example.targets, whole))


def _as_beginning(piece: str) -> str:
    text = _JOINING_WORDS.sub("", piece.lstrip())
    space = piece[: len(piece) - len(piece.lstrip())]
    return space + text[:1].upper() + text[1:]
