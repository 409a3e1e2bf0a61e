"""The database of a project: what was captioned, what was found, what the user decided."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from sare_engine.errors import DataError, StorageError
from sare_engine.events import Json
from sare_engine.files import ensure_folder

DATABASE_NAME = "project.sqlite"

_APPLICATION_ID = 0x53415245  # "SARE": tells our databases from any other SQLite file.
_SCHEMA_VERSION = 2
_SCHEMA = """
CREATE TABLE images (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    true_objects TEXT,
    split TEXT NOT NULL DEFAULT '',
    decided TEXT
);
CREATE TABLE captions (
    id INTEGER PRIMARY KEY,
    image_id INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    prompt TEXT NOT NULL,
    text TEXT NOT NULL,
    token_ids TEXT NOT NULL,
    degenerate INTEGER NOT NULL,
    UNIQUE (image_id, model, prompt)
);
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    caption_id INTEGER NOT NULL REFERENCES captions(id) ON DELETE CASCADE,
    concept TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sub_start INTEGER NOT NULL,
    sub_end INTEGER NOT NULL,
    negated INTEGER NOT NULL
);
CREATE INDEX mentions_of_caption ON mentions(caption_id, start);
CREATE TABLE evidence (
    mention_id INTEGER NOT NULL REFERENCES mentions(id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    verdict TEXT NOT NULL,
    score REAL,
    details TEXT NOT NULL,
    PRIMARY KEY (mention_id, source)
);
CREATE TABLE verdicts (
    mention_id INTEGER PRIMARY KEY REFERENCES mentions(id) ON DELETE CASCADE,
    verdict TEXT NOT NULL,
    by TEXT NOT NULL
);
CREATE TABLE overrides (
    image_id INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
    concept TEXT NOT NULL,
    caption_text TEXT NOT NULL,
    start INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (image_id, concept, caption_text, start)
);
CREATE TABLE chosen_concepts (concept TEXT PRIMARY KEY);
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

_UPGRADES = {1: "ALTER TABLE images ADD COLUMN decided TEXT"}
"""Version of a project → what makes it one of the next version."""

_DEALT = ("", "train", "held_out")
"""Splits that dealing may change; those of other names are given by hand."""

_OVERRIDES_OF_MENTIONS = """
    overrides AS word JOIN captions ON captions.image_id = word.image_id
        AND captions.text = word.caption_text
    JOIN mentions ON mentions.caption_id = captions.id
        AND mentions.concept = word.concept AND mentions.start = word.start
"""


_OF_IMAGES = {
    "images": "id IN ({ids})",
    "captions": "image_id IN ({ids})",
    "mentions": "caption_id IN (SELECT id FROM captions WHERE image_id IN ({ids}))",
    "evidence": "mention_id IN (SELECT mentions.id FROM mentions JOIN captions "
    "ON captions.id = caption_id WHERE image_id IN ({ids}))",
    "verdicts": "mention_id IN (SELECT mentions.id FROM mentions JOIN captions "
    "ON captions.id = caption_id WHERE image_id IN ({ids}))",
    "overrides": "image_id IN ({ids})",
}
"""Table → which of its rows hang on images; a table comes after those that it refers to."""


@dataclass(frozen=True)
class RemovedImages:
    """Images that were taken out of a project, with all that hung on them.

    Attributes:
        rows: table → its rows, as they were stored.
    """

    rows: Mapping[str, tuple[tuple[Json, ...], ...]]

    def __len__(self) -> int:
        return len(self.rows["images"])


@dataclass(frozen=True)
class NewImage:
    """An image to add; `sha256` is of the file's bytes, in hexadecimal."""

    path: Path
    width: int
    height: int
    sha256: str


@dataclass(frozen=True)
class ImageRow:
    """An image of the project.

    Attributes:
        id: key of the image within the project.
        path: absolute path of the file.
        width: pixels, as shown (after EXIF rotation); 0 where captions were imported and the
            picture itself was not given.
        height: pixels, as shown.
        sha256: of the file's bytes, in hexadecimal.
        true_objects: concepts that are in the image; None where nobody has said.
        split: "" (not assigned), "train", "held_out", or another name given by hand.
        decided: the concepts on which `true_objects` speaks; others may be in the image or not.
            None means all.
    """

    id: int
    path: Path
    width: int
    height: int
    sha256: str
    true_objects: frozenset[str] | None
    split: str
    decided: frozenset[str] | None = None

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture, rather than captions of one alone."""
        return self.width > 0

    @property
    def all_objects(self) -> frozenset[str] | None:
        """The concepts in the image where it is known of every one; else None."""
        return self.true_objects if self.decided is None else None

    def decides(self, concepts: Iterable[str]) -> bool:
        """Whether it is known of each of these concepts if it is in the image."""
        if self.true_objects is None:
            return False
        return self.decided is None or self.decided.issuperset(concepts)


@dataclass(frozen=True)
class CaptionRow:
    """What one model said about one image.

    Attributes:
        id: key of the caption.
        image_id: key of the image.
        model: fingerprint of the model that wrote it.
        prompt: what the model was asked.
        text: the caption.
        token_ids: the generated tokens, with the end token where there was one.
        degenerate: whether it is empty or a repetition rather than a caption.
    """

    id: int
    image_id: int
    model: str
    prompt: str
    text: str
    token_ids: tuple[int, ...]
    degenerate: bool


class FoundMention(Protocol):
    """What the search for mentions returns; spans are character offsets into the caption."""

    @property
    def concept(self) -> str:
        """Canonical name of the object."""

    @property
    def start(self) -> int:
        """First character of the mention."""

    @property
    def end(self) -> int:
        """One past its last character."""

    @property
    def sub_start(self) -> int:
        """First character of the sub-sentence that holds it."""

    @property
    def sub_end(self) -> int:
        """One past the sub-sentence's last character."""

    @property
    def negated(self) -> bool:
        """Whether the caption says that the object is absent."""


class MentionRow(NamedTuple):
    """An object named in a caption, with what is taken as true about it.

    Spans are character offsets into the caption's text. `verdict` and `by` are as in `VerdictRow`;
    a mention that nothing has been decided on is "unsure" by "". A tuple, because projects have
    more of these than of anything else: made in a fifth of the time of a frozen dataclass.
    """

    id: int
    caption_id: int
    concept: str
    start: int
    end: int
    sub_start: int
    sub_end: int
    negated: bool
    verdict: str
    by: str


@dataclass(frozen=True)
class EvidenceRow:
    """What one source says about a mention.

    Attributes:
        mention_id: key of the mention.
        source: "annotation", "clip", "poll" or "user".
        verdict: "grounded", "hallucinated" or "unsure".
        score: the source's number, or None; its scale is the source's own.
        details: more about it, as JSON.
    """

    mention_id: int
    source: str
    verdict: str
    score: float | None = None
    details: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class VerdictRow:
    """What is taken as true about a mention.

    Attributes:
        mention_id: key of the mention.
        verdict: "grounded", "hallucinated" or "unsure".
        by: the evidence that decided; "user" where the user overruled it.
    """

    mention_id: int
    verdict: str
    by: str


class Project:
    """A project folder's database.

    Every change is on disk when its method returns, or, inside `transaction`, when that block
    ends. One object may be used from several threads; a thread that reads while another is
    inside a transaction waits, so keep transactions short.

    All methods raise `StorageError` when the disk is full, read-only or damaged.

    Example:
        with Project.open_or_create(folder) as project:
            [image_id] = project.add_images([NewImage(path, 640, 480, digest)])
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self._folder = folder
        self._connection = connection
        self._lock = threading.RLock()
        self._depth = 0

    # Opening and closing

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make a new project; the folder is made if it is missing.

        Raises:
            StorageError: the folder holds a project already, or cannot be written to.
        """
        if (folder / DATABASE_NAME).exists():
            raise StorageError(
                f"{folder} was left as it is.",
                "It is a project already.",
                "Open it, or choose another folder.",
            )
        return cls.open_or_create(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an existing project.

        Raises:
            StorageError: there is none, it is damaged, or it is of a newer version.
        """
        if not (folder / DATABASE_NAME).is_file():
            raise StorageError(
                f"{folder} is no project.",
                f"It holds no {DATABASE_NAME}." if folder.is_dir() else "There is no such folder.",
                "Choose a project folder, or test images into a new one first.",
            )
        return cls._connect(folder)

    @classmethod
    def open_or_create(cls, folder: Path) -> Self:
        """Open the project in a folder, or make one there.

        Raises:
            StorageError: as `open`, or the folder cannot be written to.
        """
        ensure_folder(folder)
        return cls._connect(folder)

    @classmethod
    def _connect(cls, folder: Path) -> Self:
        folder = folder.resolve()
        with _plain_database_errors(folder):
            connection = sqlite3.connect(
                folder / DATABASE_NAME, check_same_thread=False, timeout=30, isolation_level=None
            )
        try:
            with _plain_database_errors(folder):
                _prepare(connection, folder)
        except BaseException:
            connection.close()
            raise
        return cls(folder, connection)

    @property
    def folder(self) -> Path:
        """Absolute path of the project folder."""
        return self._folder

    @property
    def settings(self) -> ProjectSettings:
        """Small JSON values kept with the project, as a mutable mapping."""
        return ProjectSettings(self)

    def close(self) -> None:
        """Close the database; closing twice does nothing."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all changes of the block or, if it raises, none of them; fast for many changes.

        May be nested; the outermost block decides.
        """
        with self._lock:
            outermost = self._depth == 0
            if outermost:
                with _plain_database_errors(self._folder):
                    self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                if outermost and self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            else:
                if outermost:
                    self._commit()
            finally:
                self._depth -= 1

    def _commit(self) -> None:
        with _plain_database_errors(self._folder):
            try:
                self._connection.execute("COMMIT")
            except sqlite3.Error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    # Images

    def add_images(self, images: Iterable[NewImage]) -> list[int]:
        """Add images, or bring those with a known path up to date.

        Returns:
            Their ids in the order given; the same path always has the same id.
        """
        with self.transaction():
            return [self._add_image(image) for image in images]

    def _add_image(self, image: NewImage) -> int:
        rows = self._query(
            "INSERT INTO images (path, width, height, sha256) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET width = excluded.width, height = excluded.height, "
            "sha256 = excluded.sha256 RETURNING id",
            (self._stored_path(image.path), image.width, image.height, image.sha256),
        )
        return int(rows[0][0])

    def images(self, split: str | None = None) -> list[ImageRow]:
        """Return the images in the order they were added, all or those of one split."""
        rows = self._query(
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
        """Take images out of the project with all that was found on them; files stay.

        Returns:
            What `restore_images` puts back.
        """
        ids = (json.dumps(list(image_ids)),)
        chosen = "SELECT value FROM json_each(?)"
        with self.transaction():
            rows = {
                table: tuple(
                    self._query(f"SELECT * FROM {table} WHERE {which.format(ids=chosen)}", ids)
                )
                for table, which in _OF_IMAGES.items()
            }
            self._query(f"DELETE FROM images WHERE id IN ({chosen})", ids)
        return RemovedImages(rows)

    def restore_images(self, removed: RemovedImages) -> None:
        """Put removed images back, under the ids they had, with all that hung on them.

        Raises:
            DataError: images that were added since have their paths or their ids.
        """
        with self.transaction():
            taken = {value for row in self._query("SELECT id, path FROM images") for value in row}
            if any(value in taken for row in removed.rows["images"] for value in row[:2]):
                raise DataError(
                    "The removed images cannot come back.",
                    "Images were added to the project since, and have their places.",
                    "Add the missing images again, and test them.",
                )
            for table, rows in removed.rows.items():
                for row in rows:
                    places = ", ".join("?" * len(row))
                    self._query(f"INSERT INTO {table} VALUES ({places})", row)

    def set_true_objects(
        self, image_id: int, objects: Iterable[str] | None, decided: Iterable[str] | None = None
    ) -> None:
        """Record which concepts are in an image.

        Args:
            image_id: the image.
            objects: the concepts in it; None takes the statement back.
            decided: the concepts on which this speaks, those in it included; None means all.
        """
        self._query(
            "UPDATE images SET true_objects = ?, decided = ? WHERE id = ?",
            (_to_names(objects), None if objects is None else _to_names(decided), image_id),
        )

    def set_splits(self, splits: Mapping[int, str]) -> None:
        """Put images into a split by hand: image id → "train", "held_out" or another name."""
        self._many(
            "UPDATE images SET split = ? WHERE id = ?",
            ((split, image_id) for image_id, split in splits.items()),
        )

    def assign_splits(self, held_out_share: float, seed: int) -> None:
        """Put every image that has no split yet into "train" or "held_out".

        The choice depends on the seed and the files' content only, so it repeats on another
        computer, and copies of one file land on the same side. An image keeps its split when
        others are added later: one that was trained on never becomes one that measures. Only
        another share or seed than last time deals "train" and "held_out" anew; splits of other
        names always stay.

        Args:
            held_out_share: share of the images held out, in [0, 1]. With a share above 0 and two
                different images or more, at least one is held out and at least one is not.
            seed: changes which ones.
        """
        with self.transaction():
            self.set_splits(self.deal_splits(held_out_share, seed))
            self.settings["split"] = _split_key(held_out_share, seed)

    def deal_splits(self, held_out_share: float, seed: int) -> dict[int, str]:
        """Return image id → split as `assign_splits` would have it, without changing anything."""
        key = _split_key(held_out_share, seed)
        keep = self.settings.get("split", key) == key
        images = self.images()
        sides: dict[str, str] = {}
        for image in images:
            if image.split in _DEALT:
                known = image.split if keep else ""
                sides[image.sha256] = sides.get(image.sha256) or known
        target = round(held_out_share * len(sides))
        if 0 < held_out_share < 1 and len(sides) > 1:
            target = min(max(target, 1), len(sides) - 1)
        missing = target - sum(side == "held_out" for side in sides.values())
        unassigned = sorted(
            (digest for digest, side in sides.items() if not side),
            key=lambda digest: hashlib.sha256(f"{seed}:{digest}".encode()).digest(),
        )
        for place, digest in enumerate(unassigned):
            sides[digest] = "held_out" if place < missing else "train"
        return {
            image.id: sides[image.sha256] if image.split in _DEALT else image.split
            for image in images
        }

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
        """Record a caption; an earlier one of the same image, model and prompt goes.

        Its mentions, evidence and verdicts go with it; the user's own word on mentions stays and
        counts again where the same caption recurs.

        Returns:
            The id of the caption.
        """
        with self.transaction():
            self._query(
                "DELETE FROM captions WHERE image_id = ? AND model = ? AND prompt = ?",
                (image_id, model, prompt),
            )
            rows = self._query(
                "INSERT INTO captions (image_id, model, prompt, text, token_ids, degenerate) "
                "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                (image_id, model, prompt, text, json.dumps(list(token_ids)), degenerate),
            )
            return int(rows[0][0])

    def captions(self, model: str | None = None, *, with_tokens: bool = True) -> list[CaptionRow]:
        """Return the captions ordered by image, all or those of one model fingerprint.

        Without tokens, `token_ids` is empty: reading is twice as fast where only texts are shown.
        """
        rows = self._query(
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

    def add_mentions(self, caption_id: int, mentions: Iterable[FoundMention]) -> list[int]:
        """Record the mentions of a caption and return their ids in the order given."""
        with self.transaction():
            return [
                int(
                    self._query(
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
        """Remove a caption's mentions, before they are searched with another vocabulary."""
        self._query("DELETE FROM mentions WHERE caption_id = ?", (caption_id,))

    def mentions(self, caption_id: int | None = None) -> list[MentionRow]:
        """Return mentions in reading order, of all captions or of one; the user's word wins."""
        which, values = ("", ()) if caption_id is None else ("WHERE caption_id = ?", (caption_id,))
        rows = self._query(
            f"""
            SELECT mentions.id, caption_id, mentions.concept, mentions.start, "end", sub_start,
                sub_end, negated, coalesce(word.verdict, verdicts.verdict, 'unsure'),
                iif(word.verdict IS NULL, coalesce(by, ''), 'user')
            FROM mentions JOIN captions ON captions.id = caption_id
            LEFT JOIN verdicts ON mention_id = mentions.id
            LEFT JOIN overrides AS word ON word.image_id = captions.image_id
                AND word.concept = mentions.concept AND word.caption_text = captions.text
                AND word.start = mentions.start
            {which} ORDER BY caption_id, mentions.start, mentions.id
            """,
            values,
        )
        return [MentionRow._make((*row[:7], bool(row[7]), *row[8:])) for row in rows]

    def texts_about(self, concept: str) -> list[str]:
        """Return the caption texts in which a concept is mentioned or was overruled."""
        rows = self._query(
            "SELECT text FROM captions JOIN mentions ON caption_id = captions.id "
            "WHERE concept = ?1 UNION SELECT caption_text FROM overrides WHERE concept = ?1 "
            "ORDER BY 1",
            (concept,),
        )
        return [row[0] for row in rows]

    def rename_concept(
        self, concept: str, name: str, places: Collection[tuple[str, int]] | None = None
    ) -> int:
        """Give the mentions of a concept another name, with the user's word on them.

        What is known about the mentions stays.

        Args:
            concept: the present name.
            name: the new one.
            places: caption text and start of the mentions meant; None means all.

        Returns:
            How many mentions of present captions were renamed.
        """
        with self.transaction():
            rows = self._query(
                "SELECT mentions.id, text, start FROM mentions "
                "JOIN captions ON captions.id = caption_id WHERE concept = ?",
                (concept,),
            )
            meant = [row for row in rows if places is None or (row[1], row[2]) in places]
            self._many(
                "UPDATE mentions SET concept = ? WHERE id = ?", ((name, row[0]) for row in meant)
            )
            words = self._query(
                "SELECT rowid, caption_text, start FROM overrides WHERE concept = ?", (concept,)
            )
            self._many(
                "UPDATE OR REPLACE overrides SET concept = ? WHERE rowid = ?",
                ((name, row[0]) for row in words if places is None or (row[1], row[2]) in places),
            )
            return len(meant)

    # Evidence and verdicts

    def set_evidence(self, rows: Iterable[EvidenceRow]) -> None:
        """Record evidence; a source's earlier word on the same mention is replaced."""
        self._many(
            "INSERT OR REPLACE INTO evidence (mention_id, source, verdict, score, details) "
            "VALUES (?, ?, ?, ?, ?)",
            (
                (row.mention_id, row.source, row.verdict, row.score, json.dumps(dict(row.details)))
                for row in rows
            ),
        )

    def remove_evidence(self, source: str, mention_ids: Iterable[int]) -> None:
        """Take back what a source said about mentions."""
        self._many(
            "DELETE FROM evidence WHERE source = ? AND mention_id = ?",
            ((source, one) for one in mention_ids),
        )

    def evidence(self, mention_id: int | None = None) -> list[EvidenceRow]:
        """Return the evidence on all mentions or on one; the user's word has source "user"."""
        rows = self._query(
            "SELECT mention_id, source, verdict, score, details FROM evidence "
            "WHERE (?1 IS NULL OR mention_id = ?1) UNION ALL "
            "SELECT mentions.id, 'user', word.verdict, NULL, '{}' FROM "
            f"{_OVERRIDES_OF_MENTIONS} WHERE (?1 IS NULL OR mentions.id = ?1) ORDER BY 1, 2",
            (mention_id,),
        )
        return [EvidenceRow(row[0], row[1], row[2], row[3], json.loads(row[4])) for row in rows]

    def override(self, mention_id: int, verdict: str | None) -> None:
        """Record the user's own word on a mention, above all evidence; None takes it back.

        It is kept for this image, concept, caption text and place, so it survives captioning
        anew where the same caption recurs.
        """
        with self.transaction():
            key = self._query(
                "SELECT image_id, concept, text, start FROM mentions "
                "JOIN captions ON captions.id = caption_id WHERE mentions.id = ?",
                (mention_id,),
            )[0]
            self._query(
                "DELETE FROM overrides WHERE image_id = ? AND concept = ? AND caption_text = ? "
                "AND start = ?",
                key,
            )
            if verdict is not None:
                self._query("INSERT INTO overrides VALUES (?, ?, ?, ?, ?)", (*key, verdict))

    def set_verdicts(self, rows: Iterable[VerdictRow]) -> None:
        """Record what the evidence decided on mentions; earlier verdicts are replaced."""
        self._many(
            "INSERT OR REPLACE INTO verdicts (mention_id, verdict, by) VALUES (?, ?, ?)",
            ((row.mention_id, row.verdict, row.by) for row in rows),
        )

    def verdicts(self) -> dict[int, VerdictRow]:
        """Return the verdict on each mention by mention id; the user's word wins."""
        return {
            one.id: VerdictRow(one.id, one.verdict, one.by) for one in self.mentions() if one.by
        }

    # Concepts

    def set_chosen(self, concept: str, chosen: bool) -> None:
        """Mark a concept for erasure, or take the mark off."""
        if chosen:
            self._query("INSERT OR IGNORE INTO chosen_concepts VALUES (?)", (concept,))
        else:
            self._query("DELETE FROM chosen_concepts WHERE concept = ?", (concept,))

    def chosen_concepts(self) -> tuple[str, ...]:
        """Return the concepts marked for erasure, sorted."""
        return tuple(
            row[0] for row in self._query("SELECT concept FROM chosen_concepts ORDER BY 1")
        )

    # Plumbing

    def _query(self, sql: str, values: Sequence[Json] = ()) -> list[tuple[Json, ...]]:
        with self._lock, _plain_database_errors(self._folder):
            return self._connection.execute(sql, values).fetchall()

    def _many(self, sql: str, rows: Iterable[Sequence[Json]]) -> None:
        with self.transaction(), _plain_database_errors(self._folder):
            self._connection.executemany(sql, rows)

    def _stored_path(self, path: Path) -> str:
        # Images inside the project folder are stored relative to it: the folder can be moved.
        absolute = path.resolve()
        if absolute.is_relative_to(self._folder):
            return absolute.relative_to(self._folder).as_posix()
        return str(absolute)


class ProjectSettings(MutableMapping[str, Json]):
    """Key → JSON value, stored in the project's database."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def __getitem__(self, key: str) -> Json:
        rows = self._project._query("SELECT value FROM settings WHERE key = ?", (key,))
        if not rows:
            raise KeyError(key)
        return json.loads(rows[0][0])

    def __setitem__(self, key: str, value: Json) -> None:
        self._project._query(
            "INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, json.dumps(value))
        )

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._project._query("DELETE FROM settings WHERE key = ?", (key,))

    def __iter__(self) -> Iterator[str]:
        rows = self._project._query("SELECT key FROM settings ORDER BY key")
        return iter([row[0] for row in rows])

    def __len__(self) -> int:
        return int(self._project._query("SELECT count(*) FROM settings")[0][0])


@functools.lru_cache(maxsize=4096)
def _names(stored: str | None) -> frozenset[str] | None:
    # Kept, because many images share the same list.
    return None if stored is None else frozenset(json.loads(stored))


def _to_names(names: Iterable[str] | None) -> str | None:
    return None if names is None else json.dumps(sorted(set(names)))


def _split_key(held_out_share: float, seed: int) -> dict[str, Json]:
    return {"held_out_share": held_out_share, "seed": seed}


def _prepare(connection: sqlite3.Connection, folder: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > _SCHEMA_VERSION:
        raise StorageError(
            f"The project in {folder} could not be opened.",
            "It was made by a newer version of SARE Desktop.",
            "Update SARE Desktop.",
        )
    # WAL lets the window read while a job writes; FULL waits for the disk at every commit.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if not tables:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
        elif connection.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION_ID:
            # Read again: another process may have upgraded it meanwhile.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            for older in range(version, _SCHEMA_VERSION):
                connection.execute(_UPGRADES[older])
                connection.execute(f"PRAGMA user_version = {older + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
        raise StorageError(
            f"The project in {folder} could not be opened.",
            f"Its {DATABASE_NAME} was not made by SARE Desktop.",
            "Choose another folder.",
        )


_DATABASE_CAUSES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: ("The disk is full.", "Free some space on that disk, then try again."),
    sqlite3.SQLITE_READONLY: (
        "The database is read-only.",
        "Copy the project folder to a disk that can be written to.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The system does not let the database be opened for writing.",
        "Check the permissions of the folder, or copy it to a disk that can be written to.",
    ),
    sqlite3.SQLITE_BUSY: (
        "Another program is writing to it.",
        "Close other windows of this project, then try again.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "The database is damaged.",
        "Restore the project folder from a copy; the runs in it can still be read.",
    ),
    sqlite3.SQLITE_NOTADB: (
        f"{DATABASE_NAME} is not a database.",
        "Restore the project folder from a copy; the runs in it can still be read.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk reported a read or write error.",
        "Check the disk and its connection, then try again.",
    ),
}


@contextlib.contextmanager
def _plain_database_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # A mistake of the calling code, not of the disk.
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # The primary code.
        why, fix = _DATABASE_CAUSES.get(
            code, (f"The database says: {error}.", "Check the disk, then try again.")
        )
        raise StorageError(
            f"The project in {folder} could not be read or written.", why, fix
        ) from error
