"""Answers to yes/no questions, read by a fixed rule instead of a language model."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z]+")

RULE = (
    "An answer is yes or no if it begins with the word, or if only one of the two words is in it; "
    "any other answer is unclear."
)


def read_yes_no(text: str) -> bool | None:
    """Return whether an answer means yes; None where it is unclear, see `RULE`."""
    words: list[str] = _WORD.findall(text.lower())
    if words and words[0] in ("yes", "no"):
        return words[0] == "yes"
    said = {"yes", "no"}.intersection(words)
    return said == {"yes"} if len(said) == 1 else None
