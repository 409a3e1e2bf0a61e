"""The project: images, captions, mentions, verdicts, and what the user decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from sare_engine.domain import CaptionSet
from sare_engine.errors import DataError, StorageError
from sare_engine.events import Json
from sare_engine.files import ensure_folder
from sare_engine.workspace.images import ImageStore
from sare_engine.workspace.locks import changing
from sare_engine.workspace.rows import RemovedImages
from sare_engine.workspace.schema import DATABASE_NAME
from sare_engine.workspace.served_captions import ServedCaptionStore
from sare_engine.workspace.verdicts import VerdictStore

_ROWS_OF_IMAGES = {
    "images": "id IN ({ids})",
    "boxes": "image_id IN ({ids})",
    "captions": "image_id IN ({ids})",
    "mentions": "caption_id IN (SELECT id FROM captions WHERE image_id IN ({ids}))",
    "evidence": "mention_id IN (SELECT mentions.id FROM mentions JOIN captions "
    "ON captions.id = caption_id WHERE image_id IN ({ids}))",
    "verdicts": "mention_id IN (SELECT mentions.id FROM mentions JOIN captions "
    "ON captions.id = caption_id WHERE image_id IN ({ids}))",
    "overrides": "image_id IN ({ids})",
}
"""Table → which of its rows belong to images; a table comes after those that it refers to."""


class Project(ImageStore, VerdictStore, ServedCaptionStore):
    """What a project folder knows; `Database` describes transactions and use from threads.

    All methods raise `StorageError` when the disk is full, read-only or damaged.

    Example:
        with Project.open_or_create(folder) as project:
            [image_id] = project.add_images([NewImage(path, 640, 480, digest)])
    """

    # Opening and closing

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Create a project; the folder is created if it is missing.

        Raises:
            StorageError: the folder already contains a project, or is not writable.
        """
        if (folder / DATABASE_NAME).exists():
            raise StorageError(
                f"No project was created in {folder}.",
                "The folder already contains a project.",
                "Open it, or choose another folder.",
            )
        return cls.open_or_create(folder)

    @classmethod
    def open(cls, folder: Path, *, shared: bool = False) -> Self:
        """Open an existing project; `connect` describes `shared`.

        Raises:
            StorageError: there is none, it is damaged, or it is from a newer version.
        """
        if not (folder / DATABASE_NAME).is_file():
            raise StorageError(
                f"{folder} is not a project.",
                f"It contains no {DATABASE_NAME}."
                if folder.is_dir()
                else "The folder does not exist.",
                "Choose a project folder, or test images in a new project first.",
            )
        return cls.connect(folder, shared=shared)

    @classmethod
    def open_or_create(cls, folder: Path) -> Self:
        """Open the project in a folder, or create one there.

        Raises:
            StorageError: as `open`, or the folder is not writable.
        """
        ensure_folder(folder)
        return cls.connect(folder)

    # Images

    def remove_images(self, image_ids: Iterable[int]) -> RemovedImages:
        """Remove images from the project with everything found on them; the files stay.

        Returns:
            What `restore_images` puts back.

        Raises:
            StorageError: another program is changing captions or verdicts.
        """
        ids = (json.dumps(list(image_ids)),)
        chosen = "SELECT value FROM json_each(?)"
        with changing(self.folder, "removing images"), self.transaction():
            rows = {
                table: tuple(
                    self.query(f"SELECT * FROM {table} WHERE {which.format(ids=chosen)}", ids)
                )
                for table, which in _ROWS_OF_IMAGES.items()
            }
            self.query(f"DELETE FROM images WHERE id IN ({chosen})", ids)
        return RemovedImages(rows)

    def restore_images(self, removed: RemovedImages) -> None:
        """Put removed images back under their former ids, with everything that belonged to them.

        Raises:
            DataError: images added in the meantime have their paths or ids.
        """
        with self.transaction():
            taken = {value for row in self.query("SELECT id, path FROM images") for value in row}
            if any(value in taken for row in removed.rows["images"] for value in row[:2]):
                raise DataError(
                    "The removed images cannot be restored.",
                    "Images added to the project in the meantime have taken their place.",
                    "Add the missing images again, and test them.",
                )
            for table, rows in _present(removed.rows, self.caption_sets()).items():
                if rows:
                    places = ", ".join("?" * len(rows[0]))
                    self.query_many(f"INSERT INTO {table} VALUES ({places})", rows)

    # Concepts

    def set_chosen(self, concept: str, chosen: bool) -> None:
        """Mark a concept for erasure, or remove the mark."""
        if chosen:
            self.query("INSERT OR IGNORE INTO chosen_concepts VALUES (?)", (concept,))
        else:
            self.query("DELETE FROM chosen_concepts WHERE concept = ?", (concept,))

    def chosen_concepts(self) -> tuple[str, ...]:
        """Return the concepts marked for erasure, sorted."""
        return tuple(row[0] for row in self.query("SELECT concept FROM chosen_concepts ORDER BY 1"))


def _present(
    removed: Mapping[str, tuple[tuple[Json, ...], ...]], sets: Iterable[CaptionSet]
) -> dict[str, list[tuple[Json, ...]]]:
    """Return table → removed rows, without those of caption sets that are not there any more.

    The first two columns of captions are their key and their set; mentions begin with their key
    and their caption, evidence and verdicts with their mention.
    """
    rows = {table: list(kept) for table, kept in removed.items()}
    ids = {one.id for one in sets}
    rows["captions"] = [row for row in rows["captions"] if row[1] in ids]
    captions = {row[0] for row in rows["captions"]}
    rows["mentions"] = [row for row in rows["mentions"] if row[1] in captions]
    mentions = {row[0] for row in rows["mentions"]}
    for table in ("evidence", "verdicts"):
        rows[table] = [row for row in rows[table] if row[0] in mentions]
    return rows
