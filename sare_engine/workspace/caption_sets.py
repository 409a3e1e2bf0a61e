"""The caption sets of a project: which model wrote which captions, kept side by side."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Collection
from pathlib import Path

from sare_engine.domain import CaptionSet
from sare_engine.errors import DataError
from sare_engine.events import Json
from sare_engine.workspace.caption_names import unique_name
from sare_engine.workspace.database import Database

_BASE_SETTING = "base_set"
"""Project setting: key of the set that the user chose as the base."""
_SHOWN_SETTING = "shown_set"
"""Project setting: key of the set that is shown."""

_COLUMNS = "id, name, model, prompt, model_folder, adapter_folder, run, generation, imported, made"


class CaptionSetStore(Database):
    """Caption sets in a project's database.

    All methods raise `StorageError` when the disk is full, read-only or damaged.
    """

    def caption_sets(self) -> list[CaptionSet]:
        """Return the sets in the order in which they were added."""
        return self._sets("")

    def caption_set(self, name: str) -> CaptionSet:
        """Return the set of a name.

        Raises:
            DataError: there is none; the message lists the names.
        """
        found = self._sets("WHERE name = ?", name)
        if found:
            return found[0]
        names = [one.name for one in self.caption_sets()]
        raise DataError(
            f"There are no captions named {name!r}.",
            f"The project has: {', '.join(names)}." if names else "The project has no captions.",
            "Choose one of these names." if names else "Test images with a model first.",
        )

    def open_caption_set(self, wanted: CaptionSet) -> CaptionSet:
        """Return the set of a model, prompt and generation settings; it is added if missing.

        A set whose generation settings are not known counts as the same, and takes those given.
        Folders and run are brought up to date: a model may have been moved. Imported files are the
        same by their model alone, whatever the prompts; captions of a server are not.
        """
        with self.transaction():
            present = self.find_caption_set(wanted)
            if present is None:
                return self.add_caption_set(wanted)
            kept = dataclasses.replace(
                present,
                model_folder=wanted.model_folder or present.model_folder,
                adapter_folder=wanted.adapter_folder or present.adapter_folder,
                run=wanted.run or present.run,
                generation=present.generation or wanted.generation,
            )
            if kept != present:
                self.query(
                    "UPDATE caption_sets SET name = ?, model = ?, prompt = ?, model_folder = ?, "
                    "adapter_folder = ?, run = ?, generation = ?, imported = ?, made = ? "
                    "WHERE id = ?",
                    (*_stored(kept), kept.id),
                )
            return kept

    def find_caption_set(self, wanted: CaptionSet) -> CaptionSet | None:
        """Return the set that `open_caption_set` would return, or None if it would add one."""
        same = [
            one
            for one in self._sets("WHERE model = ? AND imported = ?", wanted.model, wanted.imported)
            if (wanted.imported and not wanted.served) or _same_origin(one, wanted)
        ]
        # A set whose settings are known to be these comes before a set without settings.
        return max(same, key=lambda one: bool(one.generation), default=None)

    def add_caption_set(self, new: CaptionSet) -> CaptionSet:
        """Add a set; its key is assigned, and its name gets a suffix if another set has it."""
        with self.transaction():
            others = self.caption_sets()
            named = dataclasses.replace(
                new,
                name=unique_name(new, others),
                made=new.made or datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            )
            rows = self.query(
                "INSERT INTO caption_sets (name, model, prompt, model_folder, adapter_folder, "
                "run, generation, imported, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                _stored(named),
            )
            return dataclasses.replace(named, id=int(rows[0][0]))

    def rename_caption_set(self, name: str, new: str) -> CaptionSet:
        """Give a set another name.

        Raises:
            DataError: there is no such set, the new name is empty, or another set has it.
        """
        with self.transaction():
            present = self.caption_set(name)
            new = new.strip()
            if not new or any(
                one.name == new and one.id != present.id for one in self.caption_sets()
            ):
                raise DataError(
                    f"{name!r} was not renamed.",
                    f"Other captions are named {new!r}." if new else "The new name is empty.",
                    "Choose another name.",
                )
            self.query("UPDATE caption_sets SET name = ? WHERE id = ?", (new, present.id))
            return dataclasses.replace(present, name=new)

    def remove_caption_set(self, name: str) -> None:
        """Remove a set with its captions, their mentions and verdicts; images stay.

        Raises:
            DataError: there is no such set.
        """
        with self.transaction():
            removed = self.caption_set(name).id
            self.query("DELETE FROM caption_sets WHERE id = ?", (removed,))
            # A later set may have its key.
            for setting in (_BASE_SETTING, _SHOWN_SETTING):
                if self.settings.get(setting) == removed:
                    del self.settings[setting]

    # Which set is meant where none is named

    def base_set(self) -> CaptionSet | None:
        """Return the set that erasures start from; None without captions.

        It is the set that the user chose, otherwise the first set of a tested model that no run
        of the project has made, without an adapter if there is such a set; otherwise the first
        imported set, otherwise the first set.
        """
        sets = self.caption_sets()
        chosen = self._set_of(_BASE_SETTING, sets)
        if chosen is not None or not sets:
            return chosen
        return min(
            sets,
            key=lambda one: (bool(one.run), one.imported, one.adapter_folder is not None, one.id),
        )

    @property
    def base_is_chosen(self) -> bool:
        """Whether the base set was chosen, rather than found by the rule of `base_set`."""
        return self._set_of(_BASE_SETTING, self.caption_sets()) is not None

    def set_base(self, name: str) -> None:
        """Choose the set that erasures start from.

        Raises:
            DataError: there is no such set.
        """
        self.settings[_BASE_SETTING] = self.caption_set(name).id

    def shown_set(self) -> CaptionSet | None:
        """Return the set that was shown last, otherwise the base set; None without captions."""
        return self._set_of(_SHOWN_SETTING, self.caption_sets()) or self.base_set()

    def show_set(self, name: str) -> None:
        """Record which set is shown.

        Raises:
            DataError: there is no such set.
        """
        self.settings[_SHOWN_SETTING] = self.caption_set(name).id

    def set_of_model(self, fingerprint: str) -> CaptionSet | None:
        """Return the captions of a model: the base set if it is the model's, else its first set.

        Of the sets of another model, one that was written as the base set comes first.
        """
        base = self.base_set()
        if base is not None and base.model == fingerprint:
            return base
        how = (base.prompt, base.generation) if base is not None else None
        return max(
            self._sets("WHERE model = ?", fingerprint),
            key=lambda one: (one.prompt, one.generation) == how,
            default=None,
        )

    def _set_of(self, setting: str, sets: Collection[CaptionSet]) -> CaptionSet | None:
        wanted = self.settings.get(setting)
        return next((one for one in sets if one.id == wanted), None)

    def _sets(self, which: str, *values: Json) -> list[CaptionSet]:
        rows = self.query(f"SELECT {_COLUMNS} FROM caption_sets {which} ORDER BY id", values)
        return [
            CaptionSet(
                id=row[0],
                name=row[1],
                model=row[2],
                prompt=row[3],
                model_folder=Path(row[4]) if row[4] else None,
                adapter_folder=Path(row[5]) if row[5] else None,
                run=row[6] or "",
                generation=json.loads(row[7]),
                imported=bool(row[8]),
                made=row[9],
            )
            for row in rows
        ]


def _same_origin(one: CaptionSet, wanted: CaptionSet) -> bool:
    if one.prompt != wanted.prompt or one.several != wanted.several:
        return False
    return not one.generation or not wanted.generation or one.generation == wanted.generation


def _stored(one: CaptionSet) -> tuple[Json, ...]:
    return (
        one.name,
        one.model,
        one.prompt,
        str(one.model_folder) if one.model_folder else None,
        str(one.adapter_folder) if one.adapter_folder else None,
        one.run or None,
        json.dumps(dict(one.generation)),
        one.imported,
        one.made,
    )
