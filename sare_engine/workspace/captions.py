"""The captions of a project's sets, and the objects that they mention."""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter

from sare_engine.domain import UNJUDGED, USER, Mention
from sare_engine.events import Json
from sare_engine.workspace.caption_sets import CaptionSetStore
from sare_engine.workspace.images import names
from sare_engine.workspace.rows import CaptionRow, NewCaption

_AT_ONCE = 1000
"""Captions written by one statement."""

WITH_VERDICTS = """
    LEFT JOIN verdicts ON mention_id = mentions.id
    LEFT JOIN overrides ON overrides.image_id = captions.image_id
        AND overrides.concept = mentions.concept
        AND overrides.caption_text = captions.text
        AND overrides.start = mentions.start
"""
"""Joins to mentions and their captions what decides: the evidence's verdict, and the user's."""

_MENTIONS = f"""
    SELECT mentions.concept, mentions.start, "end", sub_start, sub_end, negated,
        coalesce(overrides.verdict, verdicts.verdict, ?),
        iif(overrides.verdict IS NULL, coalesce(by, ?), ?), NULL, mentions.id, caption_id
    FROM captions CROSS JOIN mentions ON captions.id = caption_id
    {WITH_VERDICTS}
"""
"""Mentions with the decision in force, as `apply_override` returns it."""

_WITHOUT_OVERRIDES = """
    SELECT mentions.concept, mentions.start, "end", sub_start, sub_end, negated,
        coalesce(verdicts.verdict, ?), coalesce(by, ?), NULL, mentions.id, caption_id
    FROM captions CROSS JOIN mentions ON captions.id = caption_id
    LEFT JOIN verdicts ON mention_id = mentions.id
"""
"""The same where the user has overridden nothing, in three quarters of the time."""


class CaptionStore(CaptionSetStore):
    """Captions and mentions in a project's database.

    All methods raise `StorageError` when the disk is full, read-only or damaged.
    """

    def set_caption(
        self,
        set_id: int,
        image_id: int,
        text: str,
        token_ids: Sequence[int] = (),
        degenerate: bool = False,
        mentions: Sequence[Mention] = (),
    ) -> int:
        """Record the only caption of an image in a set; it replaces what the set had there.

        Mentions, evidence and verdicts of the earlier captions are removed; the user's overrides
        stay, and apply again if the same caption recurs.

        Returns:
            The id of the caption.
        """
        with self.transaction():
            self.remove_captions(set_id, [image_id])
            new = NewCaption(image_id, text, mentions, token_ids, degenerate)
            return self.add_captions(set_id, [new])[0]

    def add_captions(self, set_id: int, new: Iterable[NewCaption]) -> range:
        """Add captions with their mentions to a set, which has none at their positions yet.

        Args:
            set_id: key of the set.
            new: the captions; they are read a thousand at a time.

        Returns:
            Their ids, in the order given.
        """
        captions = iter(new)
        with self.transaction():
            first = following = self._next_id("captions")
            mention = self._next_id("mentions")
            while batch := list(itertools.islice(captions, _AT_ONCE)):
                self.query_many(
                    "INSERT INTO captions (id, set_id, image_id, position, prompt, text, "
                    "token_ids, degenerate, shortfall, origin, finish) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        (
                            number,
                            set_id,
                            one.image_id,
                            one.position,
                            one.prompt,
                            one.text,
                            json.dumps(list(one.token_ids)) if one.token_ids else "[]",
                            one.degenerate,
                            one.shortfall,
                            one.origin,
                            one.finish,
                        )
                        for number, one in enumerate(batch, following)
                    ),
                )
                mention = self._insert_mentions(
                    mention,
                    ((following + place, one.mentions) for place, one in enumerate(batch)),
                )
                following += len(batch)
        return range(first, following)

    def remove_captions(self, set_id: int, image_ids: Iterable[int]) -> None:
        """Remove a set's captions of images, with their mentions and verdicts."""
        self.query_many(
            "DELETE FROM captions WHERE set_id = ? AND image_id = ?",
            ((set_id, image_id) for image_id in image_ids),
        )

    def captions(self, set_id: int | None = None, *, with_tokens: bool = True) -> list[CaptionRow]:
        """Return the captions ordered by image and position, all or those of one set.

        Without tokens, `token_ids` is empty, and reading is twice as fast.
        """
        return list(self.each_caption(set_id, with_tokens=with_tokens))

    def each_caption(
        self, set_id: int | None = None, *, with_tokens: bool = True
    ) -> Iterator[CaptionRow]:
        """Yield what `captions` returns, without holding all of it in memory."""
        which, values = ("", ()) if set_id is None else ("WHERE set_id = ?", (set_id,))
        tokens = "token_ids" if with_tokens else "'[]'"
        rows = self.stream(
            "SELECT captions.id, set_id, image_id, position, "
            f"coalesce(captions.prompt, caption_sets.prompt), text, {tokens}, degenerate, "
            f"shortfall FROM captions JOIN caption_sets ON caption_sets.id = set_id {which} "
            "ORDER BY image_id, position, captions.id",
            values,
        )
        for row in rows:
            token_ids = () if row[6] == "[]" else tuple(json.loads(row[6]))
            yield CaptionRow._make((*row[:6], token_ids, bool(row[7]), row[8]))

    def captioned_images(self, set_id: int) -> Iterator[tuple[int, frozenset[str] | None]]:
        """Yield the images with a caption in a set, each with all objects that it shows.

        The objects are None where presence is not known for every object; see
        `ImageRow.all_objects`.
        """
        rows = self.stream(
            "SELECT DISTINCT image_id, CASE WHEN decided IS NULL THEN true_objects END "
            "FROM captions JOIN images ON images.id = image_id WHERE set_id = ? ORDER BY image_id",
            (set_id,),
        )
        for image_id, objects in rows:
            yield image_id, names(objects)

    def captioned(self, image_ids: Iterable[int]) -> set[tuple[int, int]]:
        """Return the pairs of set and image for the images that have captions."""
        rows = self.query(
            "SELECT DISTINCT set_id, image_id FROM captions "
            "WHERE image_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(image_ids)),),
        )
        return {(row[0], row[1]) for row in rows}

    def count_captioned_images(self, set_id: int) -> int:
        """Return the number of images with a caption in a set."""
        sql = "SELECT count(DISTINCT image_id) FROM captions WHERE set_id = ?"
        return int(self.query(sql, (set_id,))[0][0])

    def captioned_by_both(self, first: int, second: int) -> int:
        """Return the number of images with captions in both of two sets."""
        sql = (
            "SELECT count(*) FROM (SELECT image_id FROM captions WHERE set_id = ? "
            "INTERSECT SELECT image_id FROM captions WHERE set_id = ?)"
        )
        return int(self.query(sql, (first, second))[0][0])

    def count_captions(self, set_id: int) -> int:
        """Return the number of captions in a set."""
        return int(self.query("SELECT count(*) FROM captions WHERE set_id = ?", (set_id,))[0][0])

    def most_captions(self, set_id: int) -> int:
        """Return the largest number of captions that a set has of an image."""
        sql = "SELECT coalesce(max(position) + 1, 0) FROM captions WHERE set_id = ?"
        return int(self.query(sql, (set_id,))[0][0])

    def add_mentions(self, caption_id: int, mentions: Iterable[Mention]) -> list[int]:
        """Record the mentions of a caption and return their ids in the order given."""
        with self.transaction():
            first = self._next_id("mentions")
            return list(range(first, self._insert_mentions(first, [(caption_id, mentions)])))

    def _insert_mentions(self, first: int, found: Iterable[tuple[int, Iterable[Mention]]]) -> int:
        """Insert mentions by caption under ids from `first`; return the next free id."""
        numbers = itertools.count(first)
        self.query_many(
            'INSERT INTO mentions (id, caption_id, concept, start, "end", sub_start, sub_end, '
            "negated) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((next(numbers), caption, *one[:6]) for caption, mentions in found for one in mentions),
        )
        return next(numbers)

    def _next_id(self, table: str) -> int:
        return 1 + int(self.query(f"SELECT coalesce(max(id), 0) FROM {table}")[0][0])

    def remove_mentions(self, caption_id: int) -> None:
        """Remove a caption's mentions, before it is searched with another vocabulary."""
        self.query("DELETE FROM mentions WHERE caption_id = ?", (caption_id,))

    def mentions(self, caption_id: int | None = None) -> list[Mention]:
        """Return mentions in reading order, of all captions or of one, with overrides applied."""
        which, values = ("", ()) if caption_id is None else ("WHERE caption_id = ?", (caption_id,))
        order = "ORDER BY caption_id, mentions.start, mentions.id"
        return list(self._read_mentions(f"{which} {order}", values))

    def mentions_of_set(self, set_id: int) -> Iterator[tuple[int, list[Mention]]]:
        """Yield id and mentions of the captions of a set that mention something.

        They come in the order of `each_caption`, from one query, without being held in memory.
        """
        rows = self._read_mentions(
            "WHERE set_id = ? ORDER BY captions.image_id, position, captions.id, "
            "mentions.start, mentions.id",
            (set_id,),
        )
        for caption_id, found in itertools.groupby(rows, key=itemgetter(10)):
            yield caption_id, list(found)

    def mentions_of_captions(self, caption_ids: Iterable[int]) -> dict[int, list[Mention]]:
        """Return caption → its mentions, as `mentions` does; captions without any are absent."""
        rows = self._read_mentions(
            "WHERE captions.id IN (SELECT value FROM json_each(?)) "
            "ORDER BY captions.id, mentions.start, mentions.id",
            (json.dumps(list(caption_ids)),),
        )
        return {key: list(found) for key, found in itertools.groupby(rows, key=itemgetter(10))}

    def caption_keys(self, set_id: int) -> Iterator[tuple[int, int]]:
        """Yield keys of caption and image in the order of `each_caption`."""
        for row in self.stream(
            "SELECT id, image_id FROM captions WHERE set_id = ? ORDER BY image_id, position, id",
            (set_id,),
        ):
            yield row[0], row[1]

    def _read_mentions(self, which: str, values: Sequence[Json]) -> Iterator[Mention]:
        if self.query("SELECT 1 FROM overrides LIMIT 1"):
            rows = self.stream(f"{_MENTIONS} {which}", (*UNJUDGED, USER, *values))
        else:
            rows = self.stream(f"{_WITHOUT_OVERRIDES} {which}", (*UNJUDGED, *values))
        for row in rows:
            yield Mention._make((*row[:5], row[5] == 1, *row[6:]))

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
