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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from sare_engine.assets import VOCABULARIES_FOLDER
from sare_engine.errors import DataError
from sare_engine.grounding.phrase_search import PhraseSearch
from sare_engine.grounding.vocabulary_file import IGNORED, VocabularyReader
from sare_engine.grounding.word_forms import in_lower_case, inflection, normal_form, with_plurals


class Occurrence(NamedTuple):
    """A place in a text where a form of the vocabulary occurs.

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
        unless: form → concepts in whose company it names no object: mentioned in the same caption.
    """

    concepts: tuple[str, ...]
    forms: Mapping[str, str]
    unless: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def from_file(cls, path: Path) -> Vocabulary:
        """Read a vocabulary file.

        Raises:
            DataError: the file cannot be read, contains no object, or has a word for two objects.
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
            DataError: there is no object, or a word for two objects.
        """
        reader = VocabularyReader(source)
        for number, line in enumerate(lines, start=1):
            reader.add(line.partition("#")[0].strip(), number)
        return cls(*reader.finish())

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
        """Build a vocabulary from the result of `to_dict`."""
        return cls(
            tuple(values["concepts"]),
            dict(values["forms"]),
            {form: frozenset(concepts) for form, concepts in values["unless"].items()},
        )

    def to_dict(self) -> dict[str, Any]:
        """Return everything in it as JSON values."""
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
        """Yield a concept's entries, without plurals that the rule forms anyway."""
        plurals = {form: with_plurals((form,))[-1] for form in forms}
        by_rule = {
            plural
            for form, plural in plurals.items()
            if plural != form and self.forms.get(plural) == self.forms[form]
        }
        for place, form in enumerate(forms):
            if self.forms.get(plurals[form]) == self.forms[form]:
                yield form
            elif form not in by_rule or place == 0:
                yield f"{form}/{form}"  # stated, so that no plural is formed

    def extended(self, word: str, concept: str) -> Vocabulary:
        """Return the vocabulary with one more word for an object, which may be new.

        The word's plural is added by rule, unless the word is a plural, or its plural is known.
        """
        form = normal_form(word)
        forms = (form,) if inflection().singular_noun(form) else with_plurals((form,))
        added = {one: concept for one in forms if one not in self.forms}
        concepts = tuple(dict.fromkeys((*self.concepts, concept)))
        return Vocabulary(concepts, {**self.forms, **added}, self.unless)

    def concept_of(self, word: str) -> str | None:
        """Return the concept a word or phrase stands for, or None."""
        return self.forms.get(normal_form(word)) or None

    def has(self, word: str) -> bool:
        """Whether a word or phrase is in the vocabulary, if only as naming no object."""
        return normal_form(word) in self.forms

    def merged(self, merges: Mapping[str, str]) -> Vocabulary:
        """Return the same words with some concepts counted as others, also through chains.

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

        Case does not matter; only whole words count. Words inside an ignored phrase are not
        returned.
        """
        found = list(self._search.find(in_lower_case(text)))
        forms = self.forms
        if self.unless:
            said = {forms[form] for form, _, _ in found}
            found = [one for one in found if said.isdisjoint(self.unless.get(one[0], ()))]
        return tuple(
            Occurrence(forms[form], start, end)
            for form, start, end in found
            if forms[form] != IGNORED
        )

    @functools.cached_property
    def _search(self) -> PhraseSearch:
        return PhraseSearch(self.forms)


def counted_as(concept: str, merges: Mapping[str, str]) -> str:
    """Return the concept that a concept finally counts as."""
    seen = {concept}
    while (other := merges.get(concept)) is not None and other not in seen:
        seen.add(other)
        concept = other
    return concept


@functools.cache
def _shipped(name: str) -> Vocabulary:
    return Vocabulary.from_file(VOCABULARIES_FOLDER / name)
