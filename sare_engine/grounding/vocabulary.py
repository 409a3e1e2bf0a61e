"""Which words name which object: canonical concepts, their synonyms, plurals and exceptions.

A vocabulary file is plain text, one object per line: the name first, then its synonyms, separated
by commas. `word/plural/other plural` states plurals; a word without a slash gets its plural by
rule. `#` starts a comment. Two kinds of exception:

    @ignore home plate         the phrase names no object, though a word in it does
    @unless toilet: seat       "seat" names no object in a caption that also mentions a toilet

Source of the rules: CHAIR (Rohrbach et al., EMNLP 2018, arXiv 1809.02156).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.assets import VOCABULARIES_FOLDER
from sare_engine.errors import DataError

if TYPE_CHECKING:
    import inflect

_SEPARATOR = r"(?:[ \t]*[-\u2010\u2011][ \t]*|\s+)"
"""Between the words of a phrase: "hot dog" is also written "hot-dog"."""

_BEFORE = r"(?<!\w)(?<!\w[-\u2010\u2011])"
_AFTER = r"(?![\w\u0300-\u036f])(?![-\u2010\u2011]\w)"
"""What surrounds a whole word. A hyphen joins it to its neighbour: "cat-like" is no cat. A
combining accent belongs to the letter before it."""

_LONGEST_NAME = 200
"""Characters of the longest name that gets a plural by rule."""

IGNORED = ""
"""The concept of phrases that name no object."""


@dataclass(frozen=True)
class Occurrence:
    """A place in a text where a form of the vocabulary stands.

    Attributes:
        concept: canonical name.
        start: index of its first character.
        end: one past its last.
    """

    concept: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Objects and the words for them.

    Attributes:
        concepts: canonical names in the order of the file.
        forms: every word or phrase in lower case, plurals included, with its concept;
            `IGNORED` for phrases that name no object.
        unless: form → concepts that take its meaning away when the caption mentions them too.
    """

    concepts: tuple[str, ...]
    forms: Mapping[str, str]
    unless: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def from_file(cls, path: Path) -> Vocabulary:
        """Read a vocabulary file.

        Raises:
            DataError: the file cannot be read, holds no object, or names one word twice.
        """
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise DataError(
                "The vocabulary could not be read.",
                f"{path} is not UTF-8 text.",
                "Save it as plain text (UTF-8): one object per line.",
            ) from None
        except OSError as error:
            raise DataError(
                "The vocabulary could not be read.",
                f"{path}: {error.strerror or error}.",
                "Choose a text file with one object per line.",
            ) from None
        return cls.from_lines(text.splitlines(), source=str(path))

    @classmethod
    def from_lines(cls, lines: Iterable[str], source: str = "the vocabulary") -> Vocabulary:
        """Build a vocabulary from the lines of a file.

        Raises:
            DataError: no object, or the same word for two objects.
        """
        builder = _Builder(source)
        for number, line in enumerate(lines, start=1):
            builder.add(line.partition("#")[0].strip(), number)
        return builder.finish()

    @classmethod
    def coco(cls) -> Vocabulary:
        """Return COCO's 80 objects with CHAIR's synonyms."""
        return _shipped("coco.txt")

    @classmethod
    def demo(cls) -> Vocabulary:
        """Return the objects of the demo's pictures."""
        return _shipped("demo.txt")

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Vocabulary:
        """Build a vocabulary from what `to_dict` gave."""
        return cls(
            tuple(values["concepts"]),
            dict(values["forms"]),
            {form: frozenset(concepts) for form, concepts in values["unless"].items()},
        )

    def to_dict(self) -> dict[str, Any]:
        """Return everything it knows, in types that JSON has."""
        return {
            "concepts": list(self.concepts),
            "forms": dict(self.forms),
            "unless": {form: sorted(concepts) for form, concepts in self.unless.items()},
        }

    def to_lines(self) -> list[str]:
        """Return the lines of a file that reads back as this vocabulary."""
        grouped: dict[str, list[str]] = {concept: [] for concept in (*self.concepts, IGNORED)}
        for form, concept in self.forms.items():
            if form != concept:
                grouped[concept].append(form)
        lines = [
            ", ".join(self._written([concept, *grouped[concept]])) for concept in self.concepts
        ]
        lines += [f"@ignore {entry}" for entry in self._written(grouped[IGNORED])]
        lines += [
            f"@unless {', '.join(sorted(concepts))}: {form}/{form}"
            for form, concepts in self.unless.items()
        ]
        return lines

    def _written(self, forms: list[str]) -> Iterator[str]:
        """Yield a concept's entries; a plural that the rule makes anyway is not written."""
        plurals = {form: _with_plurals((form,))[-1] for form in forms}
        by_rule = {
            plural
            for form, plural in plurals.items()
            if plural != form and self.forms.get(plural) == self.forms[form]
        }
        for place, form in enumerate(forms):
            if self.forms.get(plurals[form]) == self.forms[form]:
                yield form
            elif form not in by_rule or place == 0:
                yield f"{form}/{form}"  # stated, so that no plural is made of it

    def extended(self, word: str, concept: str) -> Vocabulary:
        """Return the vocabulary with one more word for an object, which may be new.

        The word's plural is made by rule, unless it is one or stands for another object.
        """
        form = normal_form(word)
        forms = (form,) if inflection().singular_noun(form) else _with_plurals((form,))
        added = {one: concept for one in forms if one not in self.forms}
        concepts = tuple(dict.fromkeys((*self.concepts, concept)))
        return Vocabulary(concepts, {**self.forms, **added}, self.unless)

    def concept_of(self, word: str) -> str | None:
        """Return the concept a word or phrase stands for, or None."""
        return self.forms.get(normal_form(word)) or None

    def merged(self, merges: Mapping[str, str]) -> Vocabulary:
        """Return the same words with some concepts counted as others; chains are followed.

        Args:
            merges: concept → the concept that it counts as.
        """
        if not merges:
            return self
        return Vocabulary(
            tuple(dict.fromkeys(counted_as(one, merges) for one in self.concepts)),
            {form: counted_as(concept, merges) for form, concept in self.forms.items()},
            {
                form: frozenset(counted_as(one, merges) for one in concepts)
                for form, concepts in self.unless.items()
            },
        )

    def occurrences(self, text: str) -> tuple[Occurrence, ...]:
        """Find every form in a text, left to right, the longest phrase first, none overlapping.

        Case does not matter; only whole words count. Phrases to ignore take their words with
        them but are not returned.
        """
        lowered = _lowered(text)
        found = [
            (self.forms[normal_form(match.group())], match)
            for match in self._pattern.finditer(lowered)
        ]
        if self.unless:
            said = {concept for concept, _ in found}
            found = [
                (concept, match)
                for concept, match in found
                if said.isdisjoint(self.unless.get(normal_form(match.group()), ()))
            ]
        return tuple(
            Occurrence(concept, *match.span()) for concept, match in found if concept != IGNORED
        )

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        # Grouped by first letter: the alternatives are tried one by one, and 26 groups make that
        # some twenty times shorter.
        groups: dict[str, list[str]] = {}
        for form in sorted(self.forms, key=lambda form: (-len(form), form)):
            groups.setdefault(form[0], []).append(
                _SEPARATOR.join(re.escape(word) for word in form[1:].split(" "))
            )
        branches = "|".join(
            f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items()
        )
        return re.compile(f"{_BEFORE}(?:{branches}){_AFTER}")


def counted_as(concept: str, merges: Mapping[str, str]) -> str:
    """Return what a concept counts as in the end."""
    seen = {concept}
    while (other := merges.get(concept)) is not None and other not in seen:
        seen.add(other)
        concept = other
    return concept


class _Builder:
    def __init__(self, source: str) -> None:
        self.source = source
        self.concepts: list[str] = []
        self.stated: dict[str, str] = {}
        self.derived: dict[str, str] = {}
        self.unless: dict[str, set[str]] = {}

    def add(self, line: str, number: int) -> None:
        """Read one line without its comment."""
        if not line:
            return
        if line.startswith("@"):
            self._add_rule(line, number)
            return
        entries = list(_entries(line))
        if not entries:
            return
        concept = entries[0][0]
        if concept in self.concepts:
            raise self._problem(number, f"“{concept}” is listed twice.")
        self.concepts.append(concept)
        for forms in entries:
            self._add_forms(forms, concept, number)

    def finish(self) -> Vocabulary:
        """Return what was read.

        Raises:
            DataError: no line held an object.
        """
        if not self.concepts:
            raise DataError(
                "The vocabulary holds no object.",
                f"{self.source} has no line with a name.",
                "Write one object per line: its name, then synonyms, separated by commas.",
            )
        # A plural made by rule gives way to a word that the file itself states.
        forms = {**self.derived, **self.stated}
        unless = {form: frozenset(words) for form, words in self.unless.items()}
        return Vocabulary(tuple(self.concepts), forms, unless)

    def _add_rule(self, line: str, number: int) -> None:
        rule, _, rest = line.partition(" ")
        if rule == "@ignore":
            for forms in _entries(rest):
                self._add_forms(forms, IGNORED, number)
        elif rule == "@unless" and ":" in rest:
            concepts, _, phrases = rest.partition(":")
            presence = {forms[0] for forms in _entries(concepts)}
            for forms in _entries(phrases):
                for form in _with_plurals(forms):
                    self.unless.setdefault(form, set()).update(presence)
        else:
            raise self._problem(number, f"“{line}” is no rule that is known here.")

    def _add_forms(self, forms: tuple[str, ...], concept: str, number: int) -> None:
        for form in forms:
            earlier = self.stated.setdefault(form, concept)
            if earlier != concept:
                raise self._problem(
                    number,
                    f"“{form}” stands for “{earlier or 'nothing'}” and for “{concept}”.",
                )
        if len(forms) == 1:
            for form in _with_plurals(forms):
                self.derived.setdefault(form, concept)

    def _problem(self, number: int, why: str) -> DataError:
        return DataError(
            "The vocabulary cannot be used.",
            f"Line {number} of {self.source}: {why}",
            "Correct that line.",
        )


def _entries(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the forms of each comma-separated entry: the word, then its stated plurals."""
    for entry in text.split(","):
        forms = tuple(form for part in entry.split("/") if (form := normal_form(part)))
        if forms:
            yield forms


def _with_plurals(forms: tuple[str, ...]) -> tuple[str, ...]:
    # Of what is no word any more, the rules would look for a plural for minutes.
    if len(forms) > 1 or len(forms[0]) > _LONGEST_NAME:
        return forms
    plural = normal_form(str(inflection().plural_noun(forms[0])))
    return (*forms, plural) if plural else forms  # the rule makes none of a sign such as "|"


@functools.cache
def inflection() -> inflect.engine:
    # Importing it takes two seconds: only vocabularies that leave plurals out pay for it.
    import inflect

    return inflect.engine()


@functools.cache
def _shipped(name: str) -> Vocabulary:
    return Vocabulary.from_file(VOCABULARIES_FOLDER / name)


def normal_form(form: str) -> str:
    """Return a form as the vocabulary keeps it: lower case, words parted by one space."""
    return re.sub(r"[\s\u2010\u2011-]+", " ", form).strip().lower()


def _lowered(text: str) -> str:
    """Return the text in lower case at the same length, so that positions stay valid."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)
