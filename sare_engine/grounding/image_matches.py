"""Which picture each name in a file stands for, and what a person should know about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class ImageMatches:
    """Which picture each name stands for.

    Attributes:
        found: picture → the name that stands for it.
        by_number: of those, the pictures that only a number in their file name identifies.
        ambiguous: pictures that stay without a name, because several pictures or several names
            fit equally well.
        contradicted: pictures that stay without a name, because the file that describes them has
            the name of one picture and states that of another.
        elsewhere: of the pictures found, those in a folder for another part of the data than
            their name says.
    """

    found: Mapping[Path, str] = field(default_factory=dict)
    by_number: Sequence[Path] = ()
    ambiguous: Sequence[Path] = ()
    contradicted: Sequence[Path] = ()
    elsewhere: Sequence[Path] = ()

    def problems(self) -> list[str]:
        """Return sentences about pictures for which no name certainly stands."""
        sentences = []
        if self.ambiguous:
            sentences.append(
                "Not matched, because several pictures or several names fit equally well: "
                f"{len(self.ambiguous)} ({self.ambiguous[0].name}, for example)."
            )
        if self.contradicted:
            sentences.append(
                "Not matched, because the file that describes them has the name of one picture "
                f"and states that of another: {len(self.contradicted)} "
                f"({self.contradicted[0].name}, for example)."
            )
        return sentences

    def notices(self) -> list[str]:
        """Return sentences about matches that a person should check, and the problems."""
        sentences = []
        if self.by_number:
            first = self.by_number[0]
            sentences.append(
                f"Matched only by the number in the file name: {len(self.by_number)} "
                f"(“{self.found[first]}” for {first.name}, for example)."
            )
        if self.elsewhere:
            first = self.elsewhere[0]
            sentences.append(
                f"Matched by the file name, although the folder differs: {len(self.elsewhere)} "
                f"(“{self.found[first]}” for {first.parent.name}/{first.name}, for example)."
            )
        return [*sentences, *self.problems()]
