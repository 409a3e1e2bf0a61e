"""The images of a project, what is known to be in them, and their splits."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sare_engine.domain import Box, ObjectBox
from sare_engine.events import Json
from sare_engine.workspace.database import Database
from sare_engine.workspace.rows import ImageRow, NewImage
from sare_engine.workspace.splits import deal_splits

IMAGE_COLUMNS = (
    "images.id, images.path, images.width, images.height, images.sha256, images.true_objects, "
    "images.split, images.decided"
)
"""The columns of `image_row`."""

_FEW = 100
"""Images that are looked up one by one."""


class ImageStore(Database):
    """Images in a project's database.

    All methods raise `StorageError` when the disk is full, read-only or damaged.
    """

    def add_images(self, images: Iterable[NewImage]) -> list[int]:
        """Add images, or update those whose path is known.

        Returns:
            Their ids in the order given; the same path always has the same id.
        """
        places: dict[str, tuple[str, bool]] = {}
        rows = [
            (self._stored_path(one.path, places), one.width, one.height, one.sha256)
            for one in images
        ]
        with self.transaction():
            self.query_many(
                "INSERT INTO images (path, width, height, sha256) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (path) DO UPDATE SET width = excluded.width, "
                "height = excluded.height, sha256 = excluded.sha256",
                rows,
            )
            if len(rows) <= _FEW:
                look_up = "SELECT id FROM images WHERE path = ?"
                return [int(self.query(look_up, row[:1])[0][0]) for row in rows]
            ids: dict[str, int] = dict(self.query("SELECT path, id FROM images"))
            return [ids[row[0]] for row in rows]

    def move_images(self, places: Mapping[int, Path]) -> None:
        """Record where pictures are now that were moved; all that is known of them stays.

        Args:
            places: id of an image → its file, which no other image of the project has.
        """
        known: dict[str, tuple[str, bool]] = {}
        self.query_many(
            "UPDATE images SET path = ? WHERE id = ?",
            [(self._stored_path(path, known), image_id) for image_id, path in places.items()],
        )

    def images(self, split: str | None = None) -> list[ImageRow]:
        """Return the images in the order they were added, all or those of one split."""
        return list(self.each_image(split))

    def each_image(self, split: str | None = None) -> Iterator[ImageRow]:
        """Yield what `images` returns, without holding all of it in memory."""
        rows = self.stream(
            f"SELECT {IMAGE_COLUMNS} FROM images WHERE ?1 IS NULL OR split = ?1 ORDER BY id",
            (split,),
        )
        for row in rows:
            yield image_row(self._folder, row)

    def images_by_id(self, image_ids: Iterable[int]) -> list[ImageRow]:
        """Return the images of these keys, in the order they were added."""
        rows = self.query(
            f"SELECT {IMAGE_COLUMNS} FROM images "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(image_ids)),),
        )
        return [image_row(self._folder, row) for row in rows]

    def image_paths(self, *, with_absent: bool = True) -> Iterator[tuple[int, Path]]:
        """Yield key and path of the images, all or those that have a picture."""
        which = "" if with_absent else "WHERE width > 0"
        for key, path in self.stream(f"SELECT id, path FROM images {which} ORDER BY id"):
            yield key, self._folder / path

    def paths_without_picture(self) -> Iterator[tuple[int, str]]:
        """Yield key and path, as stored, of the images that have no picture."""
        yield from self.stream("SELECT id, path FROM images WHERE width <= 0 ORDER BY id")

    def first_picture(self) -> Path | None:
        """Return the path of the first image that has a picture."""
        rows = self.query("SELECT path FROM images WHERE width > 0 ORDER BY id LIMIT 1")
        return self._folder / rows[0][0] if rows else None

    def count_without_picture(self, image_ids: Iterable[int]) -> int:
        """Return how many of the images have no picture."""
        rows = self.query(
            "SELECT count(*) FROM images WHERE width = 0 "
            "AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(image_ids)),),
        )
        return int(rows[0][0])

    def count_images(self) -> int:
        """Return the number of images."""
        return int(self.query("SELECT count(*) FROM images")[0][0])

    def has_annotations(self) -> bool:
        """Return whether the true objects of any image are known."""
        [[found]] = self.query(
            "SELECT EXISTS (SELECT 1 FROM images WHERE true_objects IS NOT NULL)"
        )
        return bool(found)

    def set_true_objects(
        self, image_id: int, objects: Iterable[str] | None, decided: Iterable[str] | None = None
    ) -> None:
        """Record which concepts are in an image.

        Args:
            image_id: the image.
            objects: the concepts in it; None means that they are no longer known.
            decided: the concepts that this covers, including those in it; None means all.
        """
        self.annotate_images([(image_id, objects, decided)])

    def annotate_images(
        self, known: Iterable[tuple[int, Iterable[str] | None, Iterable[str] | None]]
    ) -> None:
        """Record which concepts are in images: key, objects and decided concepts of each.

        See `set_true_objects`.
        """
        self.query_many(
            "UPDATE images SET true_objects = ?, decided = ? WHERE id = ?",
            (
                (_to_names(objects), None if objects is None else _to_names(decided), image_id)
                for image_id, objects, decided in known
            ),
        )

    def set_boxes(self, known: Iterable[tuple[int, Sequence[ObjectBox]]]) -> None:
        """Record where annotations have objects in images: key and boxes of each image."""
        rows = list(known)
        with self.transaction():
            if self.query("SELECT 1 FROM boxes LIMIT 1"):
                self.query_many("DELETE FROM boxes WHERE image_id = ?", ((row[0],) for row in rows))
            self.query_many(
                "INSERT INTO boxes (image_id, boxes) VALUES (?, ?)",
                ((key, json.dumps(_to_boxes(boxes))) for key, boxes in rows if boxes),
            )

    def boxes(self, image_id: int) -> list[ObjectBox]:
        """Return where annotations have objects in an image."""
        rows = self.query("SELECT boxes FROM boxes WHERE image_id = ?", (image_id,))
        return [
            ObjectBox(concept, Box._make((*edges, None, label)))
            for concept, edges, label in (json.loads(rows[0][0]) if rows else ())
        ]

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

    def _stored_path(self, path: Path, places: dict[str, tuple[str, bool]]) -> str:
        """Return a path as it is stored; `places` keeps where folders really are, if they exist."""
        # Images inside the project folder are stored relative to it: the folder can be moved.
        # Strings, since parts of a `Path` take most of the time where many captions are imported.
        folder, name = os.path.split(path)
        if folder not in places:
            real = Path(folder).resolve()
            places[folder] = str(real).rstrip(os.sep), _holds(Path.is_dir, real)
        real_folder, exists = places[folder]
        if name in ("", "..") or (exists and _holds(Path.is_symlink, path)):
            absolute = str(path.resolve())
        else:
            absolute = f"{real_folder}{os.sep}{name}"
        inside = f"{self._folder}{os.sep}"
        if absolute.startswith(inside):
            return absolute[len(inside) :].replace(os.sep, "/")
        return absolute


def _holds(question: Callable[[Path], bool], path: Path) -> bool:
    try:
        return question(path)
    except OSError:  # A name too long for a file: an image without a picture.
        return False


class _StoredImage(ImageRow):
    """An image whose path is put together when it is needed: that takes most of the time."""

    @functools.cached_property
    def path(self) -> Path:
        """Absolute path of the file."""
        folder, stored = self.__dict__["_place"]
        return Path(folder, stored)


def image_row(folder: Path, row: tuple[Json, ...]) -> ImageRow:
    """Return an image from a row of `IMAGE_COLUMNS`.

    Args:
        folder: the project's folder.
        row: the row.
    """
    image = object.__new__(_StoredImage)
    image.__dict__.update(
        id=row[0],
        _place=(folder, row[1]),
        width=row[2],
        height=row[3],
        sha256=row[4],
        true_objects=names(row[5]),
        split=row[6],
        decided=names(row[7]),
    )
    return image


@functools.lru_cache(maxsize=32768)
def names(stored: str | None) -> frozenset[str] | None:
    """Return stored names as a set."""
    # Kept, because many images share the same list.
    return None if stored is None else frozenset(json.loads(stored))


def _to_boxes(boxes: Sequence[ObjectBox]) -> Json:
    return [[concept, [round(edge, 4) for edge in box[:4]], box.label] for concept, box in boxes]


def _to_names(names: Iterable[str] | None) -> str | None:
    return None if names is None else _sorted_names(frozenset(names))


@functools.lru_cache(maxsize=1024)
def _sorted_names(names: frozenset[str]) -> str:
    # Kept, because what was looked for is the same in most images.
    return json.dumps(sorted(names))


def _split_key(held_out_share: float, seed: int) -> dict[str, Json]:
    return {"held_out_share": held_out_share, "seed": seed}
