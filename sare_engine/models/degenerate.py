"""Recognise text that is not a caption, as a broken model writes it."""

from __future__ import annotations

import operator
import re
from collections import Counter

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""Words; in scripts without spaces every character counts as one."""

_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”')
"""What a sign says, three times if need be, is no fault of the model."""

_FEWEST_WORDS = 3
_LONGEST_PERIOD = 8
_TIMES = 3
"""So often in a row a group of words is a loop."""

_SHORTEST_LOOP = 4
"""Words: "very, very, very" is no loop yet."""


def is_degenerate(text: str) -> bool:
    """Whether a text is not a caption: empty, under three words, or with a loop in it.

    A loop: a group of up to eight words occurs at least three times in a row, anywhere in the
    text, and takes at least four words, or eight characters of a script without spaces, in which
    a word has about two; or one word makes up more than 60 % of the text. What stands in double
    quotation marks is no loop.
    """
    words = _words(text)
    if len(words) < _FEWEST_WORDS:
        return True
    if len(words) > _FEWEST_WORDS and max(Counter(words).values()) > 0.6 * len(words):
        return True
    if len(words) - len(set(words)) < _TIMES - 1:
        return False  # Too few words occur again.
    return _has_loop(_words(_QUOTED.sub(" ", text)))


def _words(text: str) -> list[str]:
    return [*map(str.casefold, _WORD.findall(text))]


def _has_loop(words: list[str]) -> bool:
    for period in range(1, min(_LONGEST_PERIOD, len(words) // _TIMES) + 1):
        if sum(map(operator.eq, words, words[period:])) < (_TIMES - 1) * period:
            continue  # However they lie, they are too few for a loop.
        run = 0
        for index in range(period, len(words)):
            run = run + 1 if words[index] == words[index - period] else 0
            if run + period >= max(_TIMES * period, _shortest_loop(words[index])):
                return True
    return False


def _shortest_loop(word: str) -> int:
    return 2 * _SHORTEST_LOOP if _SPACELESS.match(word) else _SHORTEST_LOOP
