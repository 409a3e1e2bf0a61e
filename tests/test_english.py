"""Texts that users read are plain English.

A list of phrases cannot make good sentences, but it keeps out the ones that no engineer says. It
reads the strings of both packages, except docstrings and single words such as keys, and the
documents. The docstrings of the settings are help texts, so they are read too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

THINGS = "concept|image|caption|mention|object|run|step|seed|file|attack|folder|row"

PHRASES = {
    r"(?<!there )\b(?:is|are|was|were|be) (?:of )?no (?!longer\b|more\b|fewer\b|less\b)[a-z]+": (
        "is not a …"
    ),
    r"\b(?:go|goes|went|going) on\b(?! to\b)": "continue",
    r"\banew\b": "again, re-…",
    r"\bin (?:the|its|their) place of\b": "instead of",
    r"\btold\b|\btells\b": "reports, returns, shows, says",
    r"\b(?:lends?|lent|hears?|heard|grants?|granted)\b": "shares, listens for, allows",
    r"\bthe like\b": "cut it, or name the things",
    r"\bwhether or no\b(?! )|\bwhether or no (?!t)": "whether",
    r"\b(?:thereby|whereof|whereby|wherein|thereof|therein|hitherto|henceforth)\b": "cut it",
    r"\b(?:takes?|took|taking) (?:the user's |his |their |your )?word\b": "applies the override",
    r"\b(?:stays?|stayed) away\b": "did not come back",
    r"\bleft out, for\b": "skipped: …",
    r", for (?:it|they|he|we|there|this|that)\b": "because, since",
    r"\b(?:the )?(?:an)?other ones?\b": "name the thing",
    r"(?<!no )(?<!No )\bones\b": "name the things",
    r"\bthe (?:first|last|new|newer|old|older|right|wrong|same|former|latter|own) one\b": (
        "name the thing"
    ),
    r"\b(?:file|folder|row|run|record|table|report|setting|result|card|page)s? says?\b": (
        "states, shows"
    ),
    r"\b(?:is|are|was|were|being) said (?:of|by|to|in)\b|\bis said\b": "name the thing, in active",
    r"\bshall\b": "will, must, should",
    r"\bnot to be (?:had|found|read|seen)\b": "cannot be …",
    r"\bnot begun\b": "not started",
    rf"\b1 (?:{THINGS})s\b": "1 …, in the singular",
    r"\b(?:nobody|nothing) knows\b|\bno one knows\b": "unknown",
    r"\bwhat (?:it|they) (?:is|are) about\b": "name the thing",
    r"\bfor want of\b|\bsave for\b|\bere\b|\bas yet\b|\bupon\b|\blest\b": "today's word",
}
"""Regular expression, matched whatever the case → what to write instead."""

EXCEPTIONS: dict[str, str] = {}
"""Text that may contain a phrase → why."""

DOCUMENTS = (
    "README.md", "CONTRIBUTING.md", "ROBUSTNESS.md", "CHANGELOG.md", "SECURITY.md", "docs/*.md",
)  # fmt: skip
PACKAGES = ("sare_engine", "sare_desktop")


@dataclass(frozen=True)
class Text:
    """Something that users read, and the line on which it begins."""

    line: int
    text: str


def texts_of_python(source: str, *, docstrings: bool) -> Iterator[Text]:
    """Yield the strings of a program that hold more than a word; f-strings as one, with gaps."""
    tree = ast.parse(source)
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and not docstrings:
            left_out.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            left_out.update(map(id, node.values))
            pieces = [
                str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values
            ]
            yield Text(node.lineno, "".join(pieces))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in left_out:
            continue
        value = node.value
        if isinstance(value, str) and " " in value.strip() and not is_word_list(value):
            yield Text(node.lineno, value)


def is_word_list(text: str) -> bool:
    """Whether a string holds words for the program to split, not a sentence."""
    return len(text.split()) > 20 and re.fullmatch(r"[\w\s'-]+", text) is not None


def texts_of_lines(source: str) -> Iterator[Text]:
    """Yield the paragraphs of a document or page."""
    line = 1
    for paragraph in re.split(r"(\n\s*\n)", source):
        yield Text(line, paragraph)
        line += paragraph.count("\n")


def texts_of(path: Path) -> Iterator[Text]:
    """Yield what users read of a file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        settings = path.parent == ROOT / "sare_engine" / "config"
        yield from texts_of_python(source, docstrings=settings)
    else:
        yield from texts_of_lines(source)


def found_in(text: Text) -> Iterator[str]:
    """Yield each phrase of a text that is not plain English, with its line."""
    for pattern, instead in PHRASES.items():
        for match in re.finditer(pattern, text.text.replace("\n", " "), re.IGNORECASE):
            around = text.text[max(0, match.start() - 40) : match.end() + 30].replace("\n", " ")
            if not any(allowed in around for allowed in EXCEPTIONS):
                line = text.line + text.text.count("\n", 0, match.start())
                yield f"{line}: “{match[0]}” in “…{around}…” (instead: {instead})"


def files() -> list[Path]:
    """What users read something of."""
    kinds = ("*.py", "*.html", "*.j2")
    code = [path for name in PACKAGES for kind in kinds for path in (ROOT / name).rglob(kind)]
    documents = [path for pattern in DOCUMENTS for path in ROOT.glob(pattern)]
    return sorted(code) + sorted(documents)


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_texts_are_plain_english(path: Path) -> None:
    found = [problem for text in texts_of(path) for problem in found_in(text)]
    name = path.relative_to(ROOT)
    assert not found, "\n".join(["", *(f"{name}:{problem}" for problem in found)])


@pytest.mark.parametrize(
    "text",
    [
        "This folder is no project.",
        "Taken anew.",
        "It is written in the place of the old file.",
        "What the file tells.",
        "Left out, for the file is gone.",
        "The hallucination stays away.",
        "Its checksum is another one.",
        "Chosen: 1 concepts.",
        "Skipped\nwhether or no it fits",
    ],
)
def test_phrases_are_found(text: str) -> None:
    assert list(found_in(Text(1, text)))


@pytest.mark.parametrize(
    "text",
    [
        "There is no project here, and the file is no longer there.",
        "This folder is not a SARE project.",
        "Whether or not it fits, 1 concept and 11 concepts.",
        "No one is asked again.",
    ],
)
def test_plain_english_is_left_alone(text: str) -> None:
    assert not list(found_in(Text(1, text)))


def test_strings_are_read_whole_and_docstrings_of_settings_alone() -> None:
    source = '"""Not read."""\nx = f"It is {x} no" " caption"\ny = "key"\nz = "two words"\n'
    read = [text.text for text in texts_of_python(source, docstrings=False)]
    assert read == ["It is … no caption", "two words"]
    assert "Not read." in [text.text for text in texts_of_python(source, docstrings=True)]
