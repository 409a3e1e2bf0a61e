"""Registries: the entries of a kind, each with a torch-free record in a file of its own.

An erasure method, an ascent, an evidence source, an annotation format, an attack and an export form
is one file that holds its `ENTRY`, and one line in the registry of its package. Choices, help
texts, forms, memory estimates, model cards, titles and comparability are derived from the records,
so that nothing else changes when an entry is added.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What every record of a registry says.

    Attributes:
        key: its name in settings, files and command lines.
        title: its name for a person.
        sentence: what it does, for help texts and tooltips: one sentence or phrase that starts
            with a capital letter and ends with a full stop.
        citation: where it comes from, as a Markdown link or plain text; "" for none.
        uses: the settings that only the entries naming them use; a form hides the others', and
            runs are compared without them.
    """

    key: str
    title: str
    sentence: str
    citation: str = ""
    uses: tuple[str, ...] = ()


EntryT = TypeVar("EntryT", bound=Entry)


class Registry(Mapping[str, EntryT], Generic[EntryT]):
    """The entries of a kind by key, in the order in which lists show them.

    The files are imported when an entry is first needed; they import no heavy library.

    Args:
        kind: what an entry is, for error messages ("erasure method").
        package: the package that holds the files.
        files: names of the modules in it, each with an `ENTRY`.

    Attributes:
        changes: how often an entry was added to any registry, or removed, so that what is derived
            from the records can be kept until the next time.
    """

    changes: ClassVar[int] = 0

    def __init__(self, kind: str, package: str, files: Sequence[str]) -> None:
        self.kind = kind
        self._package = package
        self._files = tuple(files)
        self._loaded: dict[str, EntryT] | None = None

    def __getitem__(self, key: str) -> EntryT:
        return self._entries()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries())

    def __len__(self) -> int:
        return len(self._entries())

    @property
    def used(self) -> frozenset[str]:
        """The settings that some entry uses and the others may not."""
        return frozenset(name for entry in self.values() for name in entry.uses)

    def register(self, entry: EntryT) -> None:
        """Add an entry.

        Raises:
            ValueError: an entry with its key is there already.
        """
        entries = self._entries()
        if entry.key in entries:
            raise ValueError(f"there is already an {self.kind} with the key {entry.key!r}")
        entries[entry.key] = entry
        Registry.changes += 1

    @contextmanager
    def registered(self, entry: EntryT) -> Iterator[None]:
        """Have an entry as long as the context lasts."""
        self.register(entry)
        try:
            yield
        finally:
            del self._entries()[entry.key]
            Registry.changes += 1

    def _entries(self) -> dict[str, EntryT]:
        if self._loaded is None:
            found: dict[str, EntryT] = {}
            for name in self._files:
                entry: EntryT = importlib.import_module(f"{self._package}.{name}").ENTRY
                found[entry.key] = entry
            self._loaded = found
        return self._loaded


class ExtendedRegistry(Registry[Entry]):
    """The entries of another registry, whatever is registered there later too, and some more.

    Args:
        base: the other registry.
        entries: the additional entries, which come last.
    """

    def __init__(self, base: Mapping[str, Entry], entries: Sequence[Entry]) -> None:
        super().__init__("entry", "", ())
        self._base = base
        self._own = {entry.key: entry for entry in entries}

    def _entries(self) -> dict[str, Entry]:
        return {**self._base, **self._own}
