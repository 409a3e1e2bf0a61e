"""What the rest of the program needs to know about a format of preference pairs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sare_engine.events import Json
from sare_engine.registry import Entry


class PreferencePair(NamedTuple):
    """Two captions of a picture, one of them preferred.

    Attributes:
        question: what the model was asked.
        image: path of the picture, as it is written.
        chosen: the caption without what is hallucinated.
        rejected: the caption as the model wrote it.
    """

    question: str
    image: str
    chosen: str
    rejected: str


@dataclass(frozen=True, kw_only=True)
class PairFormat(Entry):
    """A format of preference pairs.

    Attributes:
        files: returns file name → content, to be written beside each other.
        reserved: texts that its readers take for something else, such as the place of a picture.
            A caption that contains one cannot be written; they are removed from questions.
    """

    files: Callable[[Sequence[PreferencePair]], Mapping[str, str]]
    reserved: tuple[str, ...] = ()


def json_lines(values: Iterable[Json]) -> str:
    r"""Return each value as a line of JSON.

    U+0085, U+2028 and U+2029 are escaped: some readers end a line there, and not only at "\n".
    """
    text = "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)
    return text.translate({ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"})
