"""Reading the lines of a vocabulary file; `vocabulary` describes the format."""

from __future__ import annotations

from collections.abc import Iterator

from sare_engine.errors import DataError
from sare_engine.grounding.word_forms import normal_form, with_plurals

IGNORED = ""
"""The concept of phrases that name no object."""


class VocabularyReader:
    """Collects objects, words and exceptions from the lines of a file.

    Args:
        source: what the lines are from, for error messages.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.concepts: list[str] = []
        self.stated: dict[str, str] = {}
        self.derived: dict[str, str] = {}
        self.unless: dict[str, set[str]] = {}

    def add(self, line: str, number: int) -> None:
        """Read one line, without its comment.

        Raises:
            DataError: the line is wrong, or contradicts an earlier line.
        """
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

    def finish(self) -> tuple[tuple[str, ...], dict[str, str], dict[str, frozenset[str]]]:
        """Return the fields of a `Vocabulary`: concepts, forms and exceptions.

        Raises:
            DataError: there was no object.
        """
        if not self.concepts:
            raise DataError(
                "The vocabulary contains no object.",
                f"{self.source} has no line with a name.",
                "Write one object per line: its name, then synonyms, separated by commas.",
            )
        # A word in the file overrides a plural formed by rule.
        forms = {**self.derived, **self.stated}
        unless = {form: frozenset(words) for form, words in self.unless.items()}
        return tuple(self.concepts), forms, unless

    def _add_rule(self, line: str, number: int) -> None:
        rule, _, rest = line.partition(" ")
        if rule == "@ignore":
            for forms in _entries(rest):
                self._add_forms(forms, IGNORED, number)
        elif rule == "@unless" and ":" in rest:
            concepts, _, phrases = rest.partition(":")
            presence = {forms[0] for forms in _entries(concepts)}
            for forms in _entries(phrases):
                for form in with_plurals(forms):
                    self.unless.setdefault(form, set()).update(presence)
        else:
            raise self._problem(number, f"“{line}” is not a known rule.")

    def _add_forms(self, forms: tuple[str, ...], concept: str, number: int) -> None:
        for form in forms:
            earlier = self.stated.setdefault(form, concept)
            if earlier != concept:
                raise self._problem(
                    number,
                    f"“{form}” stands for “{earlier or 'nothing'}” and for “{concept}”.",
                )
        if len(forms) == 1:
            for form in with_plurals(forms):
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
