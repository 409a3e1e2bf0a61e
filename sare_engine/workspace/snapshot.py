"""What a project's database holds, as plain JSON values, and a new project made of them.

Rows are kept as the database has them, keys included: verdicts, merged concepts, thresholds and the
words of the vocabulary are then the same in the new project. Paths are absolute.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sare_engine.errors import DataError, StorageError
from sare_engine.events import Json
from sare_engine.files import atomic_folder
from sare_engine.workspace.project import Project
from sare_engine.workspace.schema import SCHEMA_VERSION

_IN_SETS = "captions WHERE set_id IN (SELECT value FROM json_each(?1))"
_MENTIONS_IN_SETS = f"mentions WHERE caption_id IN (SELECT id FROM {_IN_SETS})"
_TABLES = {
    "images": "images",
    "boxes": "boxes",
    "caption_sets": "caption_sets WHERE id IN (SELECT value FROM json_each(?1))",
    "origins": "origins",
    "captions": _IN_SETS,
    "mentions": _MENTIONS_IN_SETS,
    "evidence": f"evidence WHERE mention_id IN (SELECT id FROM {_MENTIONS_IN_SETS})",
    "verdicts": f"verdicts WHERE mention_id IN (SELECT id FROM {_MENTIONS_IN_SETS})",
    "overrides": "overrides",
    "chosen_concepts": "chosen_concepts",
    "settings": "settings",
}
"""Table → where its rows come from; a table comes after those that it refers to."""

_VALUES = (str, int, float, type(None))


@dataclass(frozen=True)
class Snapshot:
    """The rows of a project's database.

    Attributes:
        schema: version of the tables.
        tables: table → names of its columns, and its rows.
    """

    schema: int
    tables: Mapping[str, tuple[tuple[str, ...], list[list[Any]]]]

    @classmethod
    def of(cls, project: Project, sets: Collection[int]) -> Self:
        """Return what a project knows of its images, with the captions of some sets.

        Args:
            project: the project.
            sets: keys of the caption sets.
        """
        tables = {}
        given = (json.dumps(sorted(sets)),)
        with project.transaction():
            for table, source in _TABLES.items():
                found = project.query(f"SELECT name FROM pragma_table_info('{table}')")
                names = tuple(str(name) for [name] in found)
                values = given if "?1" in source else ()
                rows = [list(row) for row in project.query(f"SELECT * FROM {source}", values)]
                tables[table] = names, rows
        snapshot = cls(SCHEMA_VERSION, tables)

        def absolute(path: str) -> str:
            whole = project.folder / path
            # Images without a picture keep the place that stands for theirs.
            return str(whole.resolve()) if whole.exists() else path

        snapshot.change("images", "path", absolute)
        return snapshot

    def change(self, table: str, column: str, new: Callable[[Any], Any]) -> None:
        """Replace every value of a column."""
        names, rows = self.tables[table]
        place = names.index(column)
        for row in rows:
            row[place] = new(row[place])

    def column(self, table: str, column: str) -> list[Any]:
        """Return the values of a column."""
        names, rows = self.tables[table]
        return [row[names.index(column)] for row in rows]

    def restore(self, folder: Path) -> None:
        """Create a project with these rows; nothing is left of one that fails.

        Raises:
            StorageError: the folder holds a project already, or cannot be written.
            DataError: the rows contradict each other, or belong to another version's tables.
        """
        if self.schema != SCHEMA_VERSION:
            raise DataError(
                "The project cannot be made again by this version of SARE Desktop.",
                f"Its tables have version {self.schema}; this version has {SCHEMA_VERSION}.",
                "Use the version that the file names, or a newer SARE Desktop."
                if self.schema > SCHEMA_VERSION
                else "Use the version that the file names.",
            )
        with (
            atomic_folder(folder) as unfinished,
            Project.create(unfinished) as project,
            _as_one(project),
        ):
            known = {
                table: {
                    str(name)
                    for [name] in project.query(f"SELECT name FROM pragma_table_info('{table}')")
                }
                for table in _TABLES
            }
            for table in _TABLES:
                names, rows = self.tables[table]
                if set(names) != known[table]:
                    raise _unusable(f"{table} has other columns")
                columns = ", ".join(f'"{name}"' for name in names)
                places = ", ".join("?" * len(names))
                project.query_many(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)

    def to_dict(self) -> dict[str, Json]:
        """Return the rows as JSON."""
        return {
            "schema": self.schema,
            "tables": {
                table: {"columns": list(names), "rows": rows}
                for table, (names, rows) in self.tables.items()
            },
        }

    @classmethod
    def from_dict(cls, stored: Json) -> Self:
        """Read what `to_dict` returned.

        Raises:
            DataError: it is something else.
        """
        try:
            schema, tables = stored["schema"], stored["tables"]
            if not isinstance(schema, int) or isinstance(schema, bool):
                raise _unusable("its version is not a number")
            return cls(schema, {table: _rows(table, tables[table]) for table in _TABLES})
        except (KeyError, TypeError) as error:
            raise _unusable(f"{type(error).__name__}: {error}") from None


@contextlib.contextmanager
def _as_one(project: Project) -> Iterator[None]:
    """Keep all rows or none.

    Raises:
        DataError: rows contradict each other.
    """
    try:
        with project.transaction():
            yield
    except (sqlite3.IntegrityError, StorageError) as error:
        cause = error if isinstance(error, sqlite3.IntegrityError) else error.__cause__
        if not isinstance(cause, sqlite3.IntegrityError):
            raise
        raise _unusable(str(cause)) from None


def _rows(table: str, stored: Json) -> tuple[tuple[str, ...], list[list[Any]]]:
    names, rows = tuple(stored["columns"]), stored["rows"]
    if not all(isinstance(name, str) and name.isidentifier() for name in names):
        raise _unusable(f"a column of {table} has no name")
    if not isinstance(rows, list):
        raise _unusable(f"{table} has no rows")
    for row in rows:
        if not isinstance(row, list) or len(row) != len(names):
            raise _unusable(f"a row of {table} does not have {len(names)} values")
        if not all(isinstance(value, _VALUES) for value in row):
            raise _unusable(f"a row of {table} has a value that no database holds")
    return names, rows


def _unusable(why: str) -> DataError:
    return DataError(
        "The project in the file cannot be read.",
        f"Its rows are not those of a project: {why}.",
        "Use a file that sare report wrote.",
    )
