"""What each plot shows and how to read it, out of a document beside the glossary."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sare_desktop.engine_words import engine_text
from sare_engine import DOCUMENTS_FOLDER

FILE = "plots.md"
"""The document with a section for each plot."""

SCHEME = "glossary"
"""Scheme of a link to a term."""

_EMPTY = re.compile(r"^- \*\*While it is empty\*\*: (.+)\n?", re.MULTILINE)
_LINE = re.compile(r"^- (?=\*\*)", re.MULTILINE)


@dataclass(frozen=True)
class PlotGuide:
    """The explanation of a plot.

    Attributes:
        title: what the plot shows.
        text: axes, how to read them, good and bad pictures and what to do, in Markdown.
        empty: why it may be empty, and what fills it.
    """

    title: str
    text: str
    empty: str


@functools.cache
def read_guides(folder: Path = DOCUMENTS_FOLDER) -> dict[str, PlotGuide]:
    """Return the explanations by the keys of their plots; {} without the document."""
    path = folder / FILE
    if not path.is_file():
        return {}
    found = {}
    for section in path.read_text("utf-8").split("\n## ")[1:]:
        title, _, text = section.partition("\n")
        empty = _EMPTY.search(text)
        lines = _LINE.split(_EMPTY.sub("", text))
        found[key_of(title)] = PlotGuide(
            title.strip(),
            "\n\n".join(line.strip() for line in lines if line.strip()),
            empty[1] if empty else "",
        )
    return found


def key_of(title: str) -> str:
    """Return the key of the plot that a section is about: its heading as the website links it."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def shown_text(guide: PlotGuide) -> str:
    """Return the explanation in the user's language."""
    return "\n\n".join(map(engine_text, guide.text.split("\n\n")))


def link_terms(text: str, terms: Collection[str]) -> str:
    """Return text in Markdown in which each term is a link where it stands first.

    Args:
        text: the text, without links of its own.
        terms: the terms; what follows a comma, such as a symbol, need not stand in the text.
    """
    known = {term.split(", ")[0].casefold(): term for term in terms}
    longest = sorted(known, key=len, reverse=True)
    words = "|".join(re.escape(one) for one in longest)
    seen: set[str] = set()

    def link(found: re.Match[str]) -> str:
        term = known[found[1].casefold()]
        if term in seen:
            return found[0]
        seen.add(term)
        return f"[{found[0]}]({SCHEME}:{quote(term)})"

    if not known:
        return text
    # Terms in Chinese have no spaces around them.
    pattern = rf"(?<![a-z\d_])({words})(?:s|es)?(?![a-z\d_])"
    return re.sub(pattern, link, text, flags=re.IGNORECASE)
