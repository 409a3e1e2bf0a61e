"""Finding the words and phrases of a vocabulary in texts.

Whole words only, left to right, the longest phrase first, none overlapping. A regular expression of
all phrases would try hundreds of alternatives at each letter. Here each word of the text is looked
up in a dictionary, and only phrases that begin with it are tried.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sare_engine.grounding.word_forms import normal_form

_HYPHENS = "-\u2010\u2011"
_SEPARATOR = rf"(?:[ \t]*[{_HYPHENS}][ \t]*|\s+)"
"""Between the words of a phrase: "hot dog" is also written "hot-dog"."""

_BEFORE = rf"(?<!\w)(?<!\w[{_HYPHENS}])"
_AFTER = rf"(?![\w\u0300-\u036f])(?![{_HYPHENS}]\w)"
"""What surrounds a whole word. A hyphen joins it to its neighbour: "cat-like" is not a cat. A
combining accent belongs to the letter before it."""

_WORD = re.compile(r"\w+")
_WHOLE_WORD = re.compile(rf"{_BEFORE}\w+{_AFTER}")

_normal_form = functools.lru_cache(maxsize=4096)(normal_form)
"""Kept, because texts repeat the same few phrases."""

Found = tuple[str, int, int]
"""A form as the vocabulary has it, and where it begins and ends in the text."""


class PhraseSearch:
    """Finds forms in texts.

    Args:
        forms: words and phrases in their normal form.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        beginning: dict[str, list[str]] = defaultdict(list)
        signs: list[str] = []
        for form in sorted(forms, key=lambda form: (-len(form), form)):
            first = _WORD.match(form)
            if first is None:
                signs.append(form)
            else:
                beginning[first.group()].append(form)
        self._phrases = {
            first: None if some == [first] else _any_of(some) for first, some in beginning.items()
        }
        """First word → a pattern of what begins with it; None: nothing but the word itself."""
        # Forms that begin with a sign are rare, and are looked for among all others.
        self._all = _any_of(sorted(forms, key=lambda form: (-len(form), form))) if signs else None

    def find(self, text: str) -> Iterator[Found]:
        """Yield the forms in a text in lower case."""
        if self._all is not None:
            for match in self._all.finditer(text):
                yield _normal_form(match.group()), *match.span()
            return
        end = 0
        for start, first in _places(text, self._phrases.keys() & _WORD.findall(text)):
            if start < end:
                continue
            pattern = self._phrases[first]
            match = (pattern or _WHOLE_WORD).match(text, start)
            if match is None:
                continue
            form = match.group()
            if pattern is not None:
                form = _normal_form(form)
            elif form != first:
                continue
            end = match.end()
            yield form, start, end


def _places(text: str, words: Iterable[str]) -> list[tuple[int, str]]:
    """Return where words are in a text, in its order, parts of longer words included."""
    found = []
    for word in words:
        start = text.find(word)
        while start >= 0:
            found.append((start, word))
            start = text.find(word, start + 1)
    found.sort()
    return found


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of forms, of which the first that fits is found."""
    spaced = (_SEPARATOR.join(map(re.escape, form.split(" "))) for form in forms)
    return re.compile(f"{_BEFORE}(?:{'|'.join(spaced)}){_AFTER}")
