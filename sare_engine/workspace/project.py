"""The project: images, captions, mentions, verdicts, and what the user decided."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Self

from sare_engine.domain import UNJUDGED, USER, Decision, Evidence, Mention, apply_override
from sare_engine.errors import DataError, StorageError
from sare_engine.events import Json
from sare_engine.files import ensure_folder
from sare_engine.workspace.database import Database, ProjectSettings
from sare_engine.workspace.locks import changing
from sare_engine.workspace.rows import CaptionRow, ImageRow, NewImage, RemovedImages
from sare_engine.workspace.schema import DATABASE_NAME
from sare_engine.workspace.splits import deal_splits

_ROWS_OF_IMAGES = {
    "images": "id IN ({ids})",
    "captions": "image_id IN ({ids})",
    "mentions": "caption_id IN (SELECT id FROM captions WHERE image_id IN ({ids}))",
    "evidence": "mention_id IN (SELECT mentions.id FROM mentions JOIN captions "
    "ON captions.id = caption_id WHERE image_id IN ({ids}))",
    "verdicts": "mention_id IN (SELECT mentions.id FROM mentions JOIN captions "
    "ON captions.id = caption_id WHERE image_id IN ({ids}))",
    "overrides": "image_id IN ({ids})",
}
"""Table → which of its rows belong to images; a table comes after those that it refers to."""


class Project(Database):
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

    @property
    def settings(self) -> ProjectSettings:
        """Small JSON values stored with the project, as a mutable mapping."""
        return ProjectSettings(self)

    # Images

    def add_images(self, images: Iterable[NewImage]) -> list[int]:
        """Add images, or update those whose path is known.

        Returns:
            Their ids in the order given; the same path always has the same id.
        """
        with self.transaction():
            return [self._add_image(image) for image in images]

    def _add_image(self, image: NewImage) -> int:
        rows = self.query(
            "INSERT INTO images (path, width, height, sha256) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET width = excluded.width, height = excluded.height, "
            "sha256 = excluded.sha256 RETURNING id",
            (self._stored_path(image.path), image.width, image.height, image.sha256),
        )
        return int(rows[0][0])

    def images(self, split: str | None = None) -> list[ImageRow]:
        """Return the images in the order they were added, all or those of one split."""
        rows = self.query(
            "SELECT id, path, width, height, sha256, true_objects, split, decided FROM images "
            "WHERE ?1 IS NULL OR split = ?1 ORDER BY id",
            (split,),
        )
        return [
            ImageRow(
                id=row[0],
                path=self._folder / row[1],
                width=row[2],
                height=row[3],
                sha256=row[4],
                true_objects=_names(row[5]),
                split=row[6],
                decided=_names(row[7]),
            )
            for row in rows
        ]

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
            for table, rows in removed.rows.items():
                for row in rows:
                    places = ", ".join("?" * len(row))
                    self.query(f"INSERT INTO {table} VALUES ({places})", row)

    def set_true_objects(
        self, image_id: int, objects: Iterable[str] | None, decided: Iterable[str] | None = None
    ) -> None:
        """Record which concepts are in an image.

        Args:
            image_id: the image.
            objects: the concepts in it; None means that they are no longer known.
            decided: the concepts that this covers, including those in it; None means all.
        """
        self.query(
            "UPDATE images SET true_objects = ?, decided = ? WHERE id = ?",
            (_to_names(objects), None if objects is None else _to_names(decided), image_id),
        )

    def set_splits(self, splits: Mapping[int, str]) -> None:
        """Assign images to splits by hand: image id → "train", "held_out" or another name."""
        self.query_many(
            "UPDATE images SET split = ? WHERE id = ?",
            ((split, image_id) for image_id, split in splits.items()),
        )

    def assign_splits(self, held_out_share: float, seed: int) -> None:
        """Assign every image that has no split yet to "train" or "held_out".

        An image keeps its split when others are added later: an image used for training never
        becomes one that measures. "train" and "held_out" are assigned again only if share or seed
        differ from last time; other names always stay. See `splits.deal_splits`.

        Args:
            held_out_share: share of the images held out, in [0, 1]. With a share above 0 and at
                least two different images, at least one is held out and at least one is not.
            seed: changes which images are held out.
        """
        with self.transaction():
            self.set_splits(self.deal_splits(held_out_share, seed))
            self.settings["split"] = _split_key(held_out_share, seed)

    def deal_splits(self, held_out_share: float, seed: int) -> dict[int, str]:
        """Return image id → split as `assign_splits` would assign it, without changing anything."""
        key = _split_key(held_out_share, seed)
        keep = self.settings.get("split", key) == key
        return deal_splits(self.images(), held_out_share, seed, keep=keep)

    # Captions and mentions

    def set_caption(
        self,
        image_id: int,
        model: str,
        prompt: str,
        text: str,
        token_ids: Sequence[int],
        degenerate: bool,
    ) -> int:
        """Record a caption; it replaces an earlier one of the same image, model and prompt.

        Mentions, evidence and verdicts of the earlier caption are removed; the user's overrides
        stay, and apply again if the same caption recurs.

        Returns:
            The id of the caption.
        """
        with self.transaction():
            self.query(
                "DELETE FROM captions WHERE image_id = ? AND model = ? AND prompt = ?",
                (image_id, model, prompt),
            )
            rows = self.query(
                "INSERT INTO captions (image_id, model, prompt, text, token_ids, degenerate) "
                "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                (image_id, model, prompt, text, json.dumps(list(token_ids)), degenerate),
            )
            return int(rows[0][0])

    def captions(self, model: str | None = None, *, with_tokens: bool = True) -> list[CaptionRow]:
        """Return the captions ordered by image, all or those of one model fingerprint.

        Without tokens, `token_ids` is empty, and reading is twice as fast.
        """
        rows = self.query(
            "SELECT id, image_id, model, prompt, text, token_ids, degenerate FROM captions "
            "WHERE ?1 IS NULL OR model = ?1 ORDER BY image_id, id",
            (model,),
        )
        return [
            CaptionRow(
                id=row[0],
                image_id=row[1],
                model=row[2],
                prompt=row[3],
                text=row[4],
                token_ids=tuple(json.loads(row[5])) if with_tokens else (),
                degenerate=bool(row[6]),
            )
            for row in rows
        ]

    def add_mentions(self, caption_id: int, mentions: Iterable[Mention]) -> list[int]:
        """Record the mentions of a caption and return their ids in the order given."""
        with self.transaction():
            return [
                int(
                    self.query(
                        'INSERT INTO mentions (caption_id, concept, start, "end", sub_start, '
                        "sub_end, negated) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                        (
                            caption_id,
                            one.concept,
                            one.start,
                            one.end,
                            one.sub_start,
                            one.sub_end,
                            one.negated,
                        ),
                    )[0][0]
                )
                for one in mentions
            ]

    def remove_mentions(self, caption_id: int) -> None:
        """Remove a caption's mentions, before it is searched with another vocabulary."""
        self.query("DELETE FROM mentions WHERE caption_id = ?", (caption_id,))

    def mentions(self, caption_id: int | None = None) -> list[Mention]:
        """Return mentions in reading order, of all captions or of one, with overrides applied."""
        which, values = ("", ()) if caption_id is None else ("WHERE caption_id = ?", (caption_id,))
        rows = self.query(
            f"""
            SELECT mentions.concept, mentions.start, "end", sub_start, sub_end, negated,
                coalesce(verdicts.verdict, ?), coalesce(by, ?), overrides.verdict, mentions.id,
                caption_id
            FROM mentions JOIN captions ON captions.id = caption_id
            LEFT JOIN verdicts ON mention_id = mentions.id
            LEFT JOIN overrides ON overrides.image_id = captions.image_id
                AND overrides.concept = mentions.concept
                AND overrides.caption_text = captions.text
                AND overrides.start = mentions.start
            {which} ORDER BY caption_id, mentions.start, mentions.id
            """,
            (*UNJUDGED, *values),
        )
        return [
            Mention._make(
                (
                    *row[:5],
                    bool(row[5]),
                    *apply_override(Decision(row[6], row[7]), row[8]),
                    None,
                    *row[9:],
                )
            )
            for row in rows
        ]

    def texts_about(self, concept: str) -> list[str]:
        """Return the caption texts in which a concept is mentioned or was overridden."""
        rows = self.query(
            "SELECT text FROM captions JOIN mentions ON caption_id = captions.id "
            "WHERE concept = ?1 UNION SELECT caption_text FROM overrides WHERE concept = ?1 "
            "ORDER BY 1",
            (concept,),
        )
        return [row[0] for row in rows]

    def rename_concept(
        self, concept: str, name: str, places: Collection[tuple[str, int]] | None = None
    ) -> int:
        """Rename a concept in its mentions and in the user's overrides.

        Evidence and verdicts on the mentions stay.

        Args:
            concept: the present name.
            name: the new name.
            places: caption text and start of the mentions to rename; None means all.

        Returns:
            The number of renamed mentions of present captions.
        """
        with self.transaction():
            rows = self.query(
                "SELECT mentions.id, text, start FROM mentions "
                "JOIN captions ON captions.id = caption_id WHERE concept = ?",
                (concept,),
            )
            meant = [row for row in rows if places is None or (row[1], row[2]) in places]
            self.query_many(
                "UPDATE mentions SET concept = ? WHERE id = ?", ((name, row[0]) for row in meant)
            )
            words = self.query(
                "SELECT rowid, caption_text, start FROM overrides WHERE concept = ?", (concept,)
            )
            self.query_many(
                "UPDATE OR REPLACE overrides SET concept = ? WHERE rowid = ?",
                ((name, row[0]) for row in words if places is None or (row[1], row[2]) in places),
            )
            return len(meant)

    # Evidence and verdicts

    def set_evidence(self, evidence: Iterable[Evidence]) -> None:
        """Record evidence; it replaces earlier evidence of a source on the same mention."""
        self.query_many(
            "INSERT OR REPLACE INTO evidence (mention_id, source, verdict, score, details) "
            "VALUES (?, ?, ?, ?, ?)",
            (
                (one.mention_id, one.source, one.verdict, one.score, json.dumps(dict(one.details)))
                for one in evidence
            ),
        )

    def remove_evidence(self, source: str, mention_ids: Iterable[int]) -> None:
        """Remove a source's evidence on mentions."""
        self.query_many(
            "DELETE FROM evidence WHERE source = ? AND mention_id = ?",
            ((source, one) for one in mention_ids),
        )

    def evidence(self, mention_id: int | None = None) -> list[Evidence]:
        """Return the evidence on all mentions or on one, overrides as evidence of `USER`."""
        rows = self.query(
            "SELECT mention_id, source, verdict, score, details FROM evidence "
            "WHERE (?1 IS NULL OR mention_id = ?1) UNION ALL "
            "SELECT mentions.id, ?2, overrides.verdict, NULL, '{}' FROM overrides "
            "JOIN captions ON captions.image_id = overrides.image_id "
            "AND captions.text = overrides.caption_text "
            "JOIN mentions ON mentions.caption_id = captions.id "
            "AND mentions.concept = overrides.concept AND mentions.start = overrides.start "
            "WHERE (?1 IS NULL OR mentions.id = ?1) ORDER BY 1, 2",
            (mention_id, USER),
        )
        return [Evidence(row[0], row[1], row[2], row[3], json.loads(row[4])) for row in rows]

    def override(self, mention_id: int, verdict: str | None) -> None:
        """Record the user's own verdict on a mention, or remove it (None).

        It is kept for this image, concept, caption text and place, so it survives captioning
        the image again if the same caption recurs. See `domain.apply_override`.
        """
        with self.transaction():
            key = self.query(
                "SELECT image_id, concept, text, start FROM mentions "
                "JOIN captions ON captions.id = caption_id WHERE mentions.id = ?",
                (mention_id,),
            )[0]
            self.query(
                "DELETE FROM overrides WHERE image_id = ? AND concept = ? AND caption_text = ? "
                "AND start = ?",
                key,
            )
            if verdict is not None:
                self.query("INSERT INTO overrides VALUES (?, ?, ?, ?, ?)", (*key, verdict))

    def set_verdicts(self, decisions: Mapping[int, Decision]) -> None:
        """Record what the evidence decided, by mention id; earlier verdicts are replaced."""
        self.query_many(
            "INSERT OR REPLACE INTO verdicts (mention_id, verdict, by) VALUES (?, ?, ?)",
            ((mention_id, *decision) for mention_id, decision in decisions.items()),
        )

    def verdicts(self) -> dict[int, Decision]:
        """Return the verdicts by mention id, with overrides applied."""
        return {one.id: Decision(one.verdict, one.by) for one in self.mentions() if one.by}

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

    # Plumbing

    def _stored_path(self, path: Path) -> str:
        # Images inside the project folder are stored relative to it: the folder can be moved.
        absolute = path.resolve()
        if absolute.is_relative_to(self._folder):
            return absolute.relative_to(self._folder).as_posix()
        return str(absolute)


@functools.lru_cache(maxsize=4096)
def _names(stored: str | None) -> frozenset[str] | None:
    # Kept, because many images share the same list.
    return None if stored is None else frozenset(json.loads(stored))


def _to_names(names: Iterable[str] | None) -> str | None:
    return None if names is None else json.dumps(sorted(set(names)))


def _split_key(held_out_share: float, seed: int) -> dict[str, Json]:
    return {"held_out_share": held_out_share, "seed": seed}
