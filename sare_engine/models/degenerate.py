"""Recognise text that is not a caption, as a broken model writes it."""

from __future__ import annotations

import operator
import re
from collections import Counter

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""Words; in scripts without spaces every character counts as one."""

_FEWEST_WORDS = 3
_LONGEST_PERIOD = 8


def is_degenerate(text: str) -> bool:
    """Whether a text is not a caption: empty, under three words, or mostly repetition.

    Mostly repetition: a group of up to eight words occurs at least three times in a row and fills
    more than half of the text, or one word makes up more than 60 % of it.
    """
    words = [*map(str.casefold, _WORD.findall(text))]
    if len(words) < _FEWEST_WORDS:
        return True
    if 3 * len(set(words)) > 2 * len(words):
        # A repetition has `run` words that are not the first of their kind, and `run` is at least
        # twice its period and over half of the text without one period: a third, at least. One
        # word that makes up 60 % of four words or more leaves fewer different words, too.
        return False
    if len(words) > _FEWEST_WORDS and max(Counter(words).values()) > 0.6 * len(words):
        return True
    for period in range(1, min(_LONGEST_PERIOD, len(words) // 3) + 1):
        equal = sum(map(operator.eq, words, words[period:]))
        if equal < 2 * period or 2 * (equal + period) <= len(words):
            continue  # However they lie, they are too few for a run.
        run = 0
        for index in range(period, len(words)):
            run = run + 1 if words[index] == words[index - period] else 0
            length = run + period
            if length >= 3 * period and length > len(words) / 2 and length > _FEWEST_WORDS:
                return True
    return False
