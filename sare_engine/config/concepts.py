"""Settings of choosing concepts and of extending the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import CaptionsConfig, ProjectConfig
from sare_engine.settings import same_setting, setting


@dataclass(frozen=True)
class ConceptsConfig(CaptionsConfig):
    """List the objects that the model mentions, and choose which hallucinations to erase."""

    project: Path = same_setting(ProjectConfig, "project")
    choose: tuple[str, ...] = setting((), help="Objects to mark for erasure.")
    release: tuple[str, ...] = setting((), help="Objects no longer to erase.")
    choose_rate: float | None = setting(
        None,
        minimum=0.0,
        maximum=1.0,
        help="Mark every object with at least this share of hallucinated mentions, and at least "
        "the minimum number of them.",
    )
    minimum_hallucinated: int = setting(
        4,
        minimum=1,
        unit="mentions",
        help="Where objects are marked by their rate: skip those with fewer hallucinated mentions.",
    )
    choose_trigger: tuple[str, ...] = setting(
        (),
        help="Mark every object that is hallucinated beside these objects: those that the table "
        "lists them as triggers of.",
    )
    merge: tuple[str, ...] = setting(
        (),
        help="Objects to count as another object from now on, each written couch=sofa.",
        advanced=True,
    )
    unmerge: tuple[str, ...] = setting(
        (), help="Merged objects to count separately again.", advanced=True
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of merges that are not pairs."""
        found = super().problems()
        found += [
            ("merge", f"{pair!r} is not written as source=target.")
            for pair in self.merge
            if not all(name.strip() for name in pair.partition("=")[::2])
        ]
        return found


@dataclass(frozen=True)
class NewNounsConfig(CaptionsConfig):
    """List nouns in the captions that the vocabulary does not know, and add some to it.

    The extended vocabulary is written to a file; a test with it (--vocabulary) finds the new
    objects in the existing captions.
    """

    project: Path = setting(help="Project folder with captions.")
    minimum: int = setting(
        3,
        minimum=1,
        unit="captions",
        label="Fewest captions",
        help="Skip nouns that occur in fewer captions.",
    )
    limit: int = setting(
        200,
        minimum=0,
        unit="nouns",
        label="Longest list",
        help="Number of nouns to list, the most frequent first; 0 lists all.",
    )
    take: tuple[str, ...] = setting(
        (),
        label="Words to add",
        help="Words to add as objects; lantern=lamp adds lantern as a synonym of lamp.",
    )
    out: Path | None = setting(
        None,
        label="Vocabulary file",
        help="File to write the project's vocabulary with the added words to; must not exist.",
    )

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return each word to add with the object it stands for, both in lower case."""
        found = []
        for one in self.take:
            word, _, concept = (" ".join(part.lower().split()) for part in one.partition("="))
            found.append((word, concept if "=" in one else word))
        return tuple(found)

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of words without a file or the reverse."""
        found = super().problems()
        if self.take and self.out is None:
            found.append(("out", "must be given to add words."))
        if self.out is not None and not self.take:
            found.append(("take", "must name the words to add."))
        words = [word for word, _ in self.pairs()]
        for given, (word, concept) in zip(self.take, self.pairs(), strict=True):
            named = any(map(str.isalpha, word)) and any(map(str.isalpha, concept))
            if not named or not set(word + concept).isdisjoint("=,/#@:"):
                found.append(("take", f"{given!r} is neither a word nor word=object."))
            elif words.count(word) > 1:
                found.append(("take", f"{given!r} is given twice."))
        return found
