"""The engine's texts in the user's language.

The engine writes English and knows no Qt. What the window shows of it goes through here: whole
texts are looked up as they are; sentences with values in them ("cup.jpg could not be moved.") by
their template ("{0} could not be moved."). A text is translated whole or not at all.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import string

from PySide6.QtCore import QCoreApplication

from sare_desktop import language
from sare_engine import Config, Event, Failed, Notice, PhaseStarted, Setting, settings_of

CONTEXT = "engine"
"""What the translations list the engine's texts under."""
WORDS_CONTEXT = "engine.words"
"""What they list words under that sentences are given as values."""

CLAUSES, STOP = "; ", "."
"""What stands between clauses, and behind a sentence."""
TEMPLATES_FILE = language.TRANSLATIONS_FOLDER / "templates.json"
"""The sentences of the engine that have values in them; `make translations` writes it."""

_MOST_SENTENCES = 12
_LONGEST_NAME = 60
_PROSE = re.compile(r"(?<![\w/\\])(the|of|is|are|was|were|on|with|an?|not?|to|and|it)(?= )")
"""Words that names of files and things rarely have between spaces."""
_NO_SPACE_AFTER = ("。", "！", "？", "：")


def engine_text(text: str) -> str:
    """Return a text of the engine in the user's language; one without a translation stays."""
    if language.in_use() == language.ENGLISH:
        return text
    return _translated(text) or text


def shown_settings(config_type: type[Config]) -> tuple[Setting, ...]:
    """Return the declarations of a config with label, help and unit in the user's language.

    `Setting.help` stays as it is: it is the command line's, and made of the other texts.
    """
    declared = settings_of(config_type)
    if language.in_use() == language.ENGLISH:
        return declared
    return tuple(map(shown_setting, declared))


def shown_setting(declared: Setting) -> Setting:
    """Return a declaration with label, help and unit in the user's language."""
    return dataclasses.replace(
        declared,
        label=engine_text(declared.label),
        own_help=engine_text(declared.own_help),
        unit=engine_text(declared.unit),
        sentences={key: engine_text(text) for key, text in declared.sentences.items()},
    )


def shown_event(event: Event) -> Event:
    """Return an event with its words in the user's language."""
    match event:
        case PhaseStarted():
            # Its unit is a key as well: bytes are counted in kB, MB and GB.
            return dataclasses.replace(event, title=engine_text(event.title))
        case Notice():
            return dataclasses.replace(
                event, text=engine_text(event.text), hint=engine_text(event.hint)
            )
        case Failed():
            return shown_failure(event)
    return event


def shown_failure(failure: Failed) -> Failed:
    """Return a failure with its words in the user's language."""
    words = {name: engine_text(getattr(failure, name)) for name in ("what", "why", "fix")}
    return dataclasses.replace(failure, **words)


def _translated(text: str) -> str | None:
    """Return the translation of a text, of its template, or of all its sentences; else None."""
    if not text.strip():
        return text
    found = QCoreApplication.translate(CONTEXT, text)
    if found != text:
        return found
    ways = (_by_template, _by_sentences, _by_clauses, _after_a_name)
    return next((shown for way in ways if (shown := way(text))), None)


def _by_template(text: str) -> str | None:
    for template in _templates():
        values = template.values_of(text)
        if values is None:
            continue
        found = QCoreApplication.translate(CONTEXT, template.text)
        # A value can be words itself: "3 images", or the sentence of a cause.
        shown = [_value(one) for one in values]
        if found != template.text and not any(one is None for one in shown):
            return found.format(*shown)
    return None


def _value(text: str) -> str | None:
    """Return a value in the user's language: names stay; None for English that has no translation.

    A sentence in two languages would be worse than one in English.
    """
    word = QCoreApplication.translate(WORDS_CONTEXT, text)
    if word != text or " " not in text.strip():
        return word
    return _translated(text) or (None if _PROSE.search(text) else text)


def _by_clauses(text: str) -> str | None:
    """Translate "Better in 3; no difference seen in 9." clause by clause, if all are known."""
    clauses = text.removesuffix(STOP).split(CLAUSES)
    if len(clauses) < 2:
        return None
    shown = [_translated(one) for one in clauses]
    if any(one is None for one in shown):
        return None
    join, stop = (QCoreApplication.translate(CONTEXT, one) for one in (CLAUSES, STOP))
    joined = join.join(one for one in shown if one is not None)
    return joined + stop if text.endswith(STOP) else joined


def _after_a_name(text: str) -> str | None:
    """Translate what follows a name and a colon: "0003-sare: attacking."."""
    name, colon, rest = text.partition(": ")
    shown = _translated(rest) if colon and len(name) <= _LONGEST_NAME else None
    return (
        None
        if shown is None
        else QCoreApplication.translate(CONTEXT, "{0}: {1}").format(
            QCoreApplication.translate(CONTEXT, name), shown
        )
    )


def _by_sentences(text: str) -> str | None:
    """Translate a text that was put together from sentences, if all of them are known."""
    text = text.strip()
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", text)][:_MOST_SENTENCES]
    for end in reversed(ends):
        head, rest = text[:end], text[end:].lstrip()
        first = QCoreApplication.translate(CONTEXT, head)
        shown = first if first != head else _by_template(head)
        others = _translated(rest) if shown is not None else None
        if shown is not None and others is not None:
            return shown + ("" if shown.endswith(_NO_SPACE_AFTER) else " ") + others
    return None


@dataclasses.dataclass(frozen=True)
class _Template:
    """A sentence with places for values.

    Attributes:
        text: the sentence with "{0}", "{1}" …
        pieces: what is before, between and behind the places.
    """

    text: str
    pieces: tuple[str, ...]

    def values_of(self, text: str) -> tuple[str, ...] | None:
        """Return what stands in the places of a text of this template; None for another text."""
        first, *middle, last = self.pieces
        # Most fail here: to compile a thousand patterns takes long.
        if not (text.startswith(first) and text.endswith(last)):
            return None
        if not all(piece in text for piece in middle):
            return None
        counted = re.fullmatch(r"\{0\} \w+(?: \w+)?", self.text) is not None
        value = r"([\d.,\s]+)" if counted else "(.+?)"
        match = re.fullmatch(value.join(map(re.escape, self.pieces)), text, re.DOTALL)
        return None if match is None else match.groups()


@functools.cache
def _templates() -> list[_Template]:
    """Return the templates, those with the most words of their own first."""
    try:
        known = json.loads(TEMPLATES_FILE.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    found = []
    for text in known:
        parts = list(string.Formatter().parse(text))
        pieces = [literal for literal, _, _, _ in parts]
        if parts[-1][1] is not None:
            pieces.append("")
        found.append(_Template(text, tuple(pieces)))
    return sorted(found, key=lambda one: -sum(map(len, one.pieces)))
