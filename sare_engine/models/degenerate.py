"""Recognise text that is not a caption, as a broken model writes it."""

from __future__ import annotations

import operator
import re
from collections import Counter

_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(rf"{_SPACELESS.pattern}|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""Words; in scripts without spaces every character counts as one."""

_ASCII_WORD = re.compile(r"\w+")
_QUOTES = re.compile('["“]')
_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”')
"""Text that the model reads from the picture may repeat itself."""

_FEWEST_WORDS = 3
_MOST_OF_ALL = 0.6
"""Share of the words that one word may take."""

_LONGEST_PERIOD = 8
_TIMES = 3
"""So often in a row a group of words is a loop."""

_SHORTEST_LOOP = 4
"""Words: "very, very, very" is not a loop yet."""


def is_degenerate(text: str) -> bool:
    """Whether a text is not a caption: empty, under three words, or with a loop in it.

    A loop: a group of up to eight words occurs at least three times in a row, anywhere in the
    text, and takes at least four words, or eight characters of a script without spaces, in which
    a word has about two; or one word makes up more than 60 % of the text. Text in double quotation
    marks does not count as a loop.
    """
    words = _words(text)
    if len(words) < _FEWEST_WORDS:
        return True
    again = len(words) - len(set(words))
    most = _MOST_OF_ALL * len(words)
    if len(words) > _FEWEST_WORDS and again >= most - 1 and max(Counter(words).values()) > most:
        return True
    if again < _TIMES - 1:
        return False  # Too few words occur again.
    if _QUOTES.search(text):
        words = _words(_QUOTED.sub(" ", text))
    return _may_have_loop(words) and _has_loop(words)


def _words(text: str) -> list[str]:
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return [*map(str.casefold, _WORD.findall(text))]


def _may_have_loop(words: list[str]) -> bool:
    """Whether three words occur again soon, as they do in every loop."""
    threes = [*zip(words, words[1:], words[2:], strict=False)]
    if len({*threes}) == len(threes):
        return False
    last: dict[tuple[str, str, str], int] = {}
    for place, three in enumerate(threes):
        if place - last.get(three, -_LONGEST_PERIOD - 1) <= _LONGEST_PERIOD:
            return True
        last[three] = place
    return False


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
