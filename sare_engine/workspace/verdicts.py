"""Evidence on the mentions of a project's captions, and the verdicts that follow from it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sare_engine.domain import (
    HALLUCINATED,
    UNJUDGED,
    UNSURE,
    USER,
    VERDICTS,
    Decision,
    Evidence,
    Mention,
    apply_override,
)
from sare_engine.events import Json
from sare_engine.workspace.captions import WITH_VERDICTS, CaptionStore
from sare_engine.workspace.images import IMAGE_COLUMNS, image_row
from sare_engine.workspace.rows import (
    CaptionFacts,
    Claim,
    ImageFacts,
    ImageRow,
    MentionToDerive,
    MentionToJudge,
)

_AT_ONCE = 1000
"""Captions whose mentions are read together."""

_CHOSEN = "SELECT value FROM json_each(?)"

_EVIDENCE = "SELECT mention_id, source, evidence.verdict, score, details FROM evidence"
_OVERRIDES = (
    "SELECT mentions.id, ?, overrides.verdict, NULL, '{}' FROM overrides "
    "JOIN captions ON captions.image_id = overrides.image_id "
    "AND captions.text = overrides.caption_text "
    "JOIN mentions ON mentions.caption_id = captions.id "
    "AND mentions.concept = overrides.concept AND mentions.start = overrides.start"
)
"""The user's verdicts on present mentions, in the columns of evidence."""


class VerdictStore(CaptionStore):
    """Evidence and verdicts in a project's database.

    All methods raise `StorageError` when the disk is full, read-only or damaged.
    """

    def set_evidence(self, evidence: Iterable[Evidence]) -> None:
        """Record evidence; it replaces earlier evidence of a source on the same mention."""
        self.query_many(
            "INSERT OR REPLACE INTO evidence (mention_id, source, verdict, score, details) "
            "VALUES (?, ?, ?, ?, ?)",
            (
                (
                    one.mention_id,
                    one.source,
                    one.verdict,
                    one.score,
                    json.dumps(dict(one.details)) if one.details else "{}",
                )
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
        if mention_id is not None:
            return self.evidence_on([mention_id]).get(mention_id, [])
        rows = self.query(f"{_EVIDENCE} UNION ALL {_OVERRIDES} ORDER BY 1, 2", (USER,))
        return [_to_evidence(row) for row in rows]

    def evidence_on(self, mention_ids: Iterable[int]) -> dict[int, list[Evidence]]:
        """Return mention id → the evidence on it, for the mentions that have any."""
        keys = json.dumps(list(mention_ids))
        rows = self.query(
            f"{_EVIDENCE} WHERE mention_id IN ({_CHOSEN}) UNION ALL "
            f"{_OVERRIDES} WHERE mentions.id IN ({_CHOSEN}) ORDER BY 1, 2",
            (keys, USER, keys),
        )
        found: dict[int, list[Evidence]] = defaultdict(list)
        for row in rows:
            found[row[0]].append(_to_evidence(row))
        return dict(found)

    def evidence_sources(self) -> frozenset[str]:
        """Return the sources that have evidence on some mention; without the user."""
        return frozenset(row[0] for row in self.query("SELECT DISTINCT source FROM evidence"))

    def override(self, mention_id: int, verdict: str | None) -> None:
        """Record the user's own verdict on a mention, or remove it (None).

        It is kept for this image, concept, caption text and place, so it survives captioning
        the image again if the same caption recurs. See `domain.apply_override`.
        """
        self.override_mentions({mention_id: verdict})

    def override_mentions(self, verdicts: Mapping[int, str | None]) -> None:
        """Record the user's own verdicts, or remove them (None), by mention id; see `override`.

        Raises:
            IndexError: a mention does not exist; nothing is recorded.
        """
        with self.transaction():
            rows = self.query(
                "SELECT mentions.id, image_id, concept, text, start FROM mentions "
                "JOIN captions ON captions.id = caption_id "
                f"WHERE mentions.id IN ({_CHOSEN})",
                (json.dumps(list(verdicts)),),
            )
            if len(rows) != len(verdicts):
                raise IndexError("a mention does not exist")
            self.query_many(
                "DELETE FROM overrides WHERE image_id = ? AND concept = ? AND caption_text = ? "
                "AND start = ?",
                (key for _, *key in rows),
            )
            self.query_many(
                "INSERT INTO overrides VALUES (?, ?, ?, ?, ?)",
                (
                    (*key, verdict)
                    for mention_id, *key in rows
                    if (verdict := verdicts[mention_id]) is not None
                ),
            )

    def set_verdicts(self, decisions: Mapping[int, Decision]) -> None:
        """Record what the evidence decided, by mention id; earlier verdicts are replaced."""
        self.query_many(
            "INSERT OR REPLACE INTO verdicts (mention_id, verdict, by) VALUES (?, ?, ?)",
            ((mention_id, *decision) for mention_id, decision in decisions.items()),
        )

    def verdicts(self) -> dict[int, Decision]:
        """Return the verdicts by mention id, with overrides applied."""
        return {one.id: Decision(one.verdict, one.by) for one in self.mentions() if one.by}

    def has_scores(self, source: str) -> bool:
        """Whether a source has given some mention a score."""
        return bool(
            self.query(
                "SELECT 1 FROM evidence WHERE source = ? AND score IS NOT NULL LIMIT 1", (source,)
            )
        )

    def scores(self, set_id: int, source: str) -> dict[int, float]:
        """Return mention → the score that a source gave it, for the mentions of a set."""
        return dict(
            self.query(
                "SELECT mention_id, score FROM evidence JOIN mentions ON mentions.id = mention_id "
                "JOIN captions ON captions.id = caption_id "
                "WHERE set_id = ? AND source = ? AND score IS NOT NULL",
                (set_id, source),
            )
        )

    # Over whole sets, row by row

    def has_only_evidence_of(self, sources: Iterable[str], set_id: int) -> bool:
        """Whether no other source has evidence on any mention, nor the user a verdict in a set."""
        [[others]] = self.query(
            f"SELECT EXISTS (SELECT 1 FROM evidence WHERE source NOT IN ({_CHOSEN}))",
            (json.dumps(list(sources)),),
        )
        return not others and not self._overridden(set_id)

    def mentions_to_derive(
        self, set_id: int, sources: Sequence[str]
    ) -> Iterator[tuple[list[MentionToDerive], dict[int, ImageRow]]]:
        """Yield the mentions of a set, with their images by key, a thousand captions at a time.

        Those already yielded may be judged before the next are read.

        Args:
            set_id: key of the set.
            sources: keys of the sources whose evidence is stated, in this order.
        """
        joins = " ".join(
            f"LEFT JOIN evidence AS e{place} ON e{place}.mention_id = mentions.id "
            f"AND e{place}.source = ?"
            for place in range(len(sources))
        )
        present = "".join(f", e{place}.verdict" for place in range(len(sources)))
        for keys in self._captions_at_once(set_id):
            images = self.query(
                f"SELECT {IMAGE_COLUMNS} FROM images WHERE id IN "
                f"(SELECT image_id FROM captions WHERE id IN ({_CHOSEN}))",
                (keys,),
            )
            rows = self.query(
                "SELECT mentions.id, image_id, mentions.concept, negated, verdicts.verdict, by"
                f"{present} FROM captions CROSS JOIN mentions ON caption_id = captions.id "
                f"LEFT JOIN verdicts ON verdicts.mention_id = mentions.id {joins} "
                f"WHERE captions.id IN ({_CHOSEN})",
                (*sources, keys),
            )
            yield (
                [
                    MentionToDerive(row[0], row[1], row[2], row[3] == 1, row[4:6], row[6:])
                    for row in rows
                ],
                {row[0]: image_row(self._folder, row) for row in images},
            )

    def set_derived(self, source: str, verdicts: Iterable[tuple[int, str]]) -> None:
        """Record verdicts of a source, by mention, as evidence without a score."""
        self.query_many(
            "INSERT OR REPLACE INTO evidence (mention_id, source, verdict, score, details) "
            "VALUES (?, ?, ?, NULL, '{}')",
            ((mention_id, source, verdict) for mention_id, verdict in verdicts),
        )

    def _captions_at_once(self, set_id: int) -> Iterator[str]:
        """Yield the keys of a set's captions in the order of its images, as JSON lists."""
        last = (0, 0)
        while True:
            captions = self.query(
                "SELECT id, image_id, position FROM captions WHERE set_id = ? "
                "AND (image_id, position) > (?, ?) ORDER BY image_id, position LIMIT ?",
                (set_id, *last, _AT_ONCE),
            )
            if not captions:
                return
            last = captions[-1][1:]
            yield json.dumps([row[0] for row in captions])

    def mentions_to_judge(self, set_id: int) -> Iterator[MentionToJudge]:
        """Yield the mentions of a set with all that decides their verdicts.

        Those already yielded may be judged before the next is read.
        """
        for keys in self._captions_at_once(set_id):
            yield from self._mentions_to_judge(keys)

    def _mentions_to_judge(self, keys: str) -> Iterator[MentionToJudge]:
        images = {
            row[0]: image_row(self._folder, row[1:])
            for row in self.query(
                f"SELECT captions.id, {IMAGE_COLUMNS} FROM captions "
                f"JOIN images ON images.id = image_id WHERE captions.id IN ({_CHOSEN})",
                (keys,),
            )
        }
        rows = self.query(
            'SELECT mentions.concept, mentions.start, "end", sub_start, sub_end, negated, '
            "verdicts.verdict, by, mentions.id, caption_id FROM mentions "
            "LEFT JOIN verdicts ON mention_id = mentions.id "
            f"WHERE caption_id IN ({_CHOSEN})",
            (keys,),
        )
        evidence = self.evidence_on(row[8] for row in rows)
        for *place, negated, verdict, by, key, caption in rows:
            stored = None if verdict is None else Decision(verdict, by)
            decision = stored or UNJUDGED
            known: Sequence[Evidence] = ()
            if key in evidence:
                known = evidence[key]
                for one in known:
                    if one.source == USER:
                        decision = apply_override(decision, one.verdict)
            mention = Mention._make((*place, negated == 1, *decision, None, key, caption))
            yield MentionToJudge(mention, images[caption], known, stored)

    def claims(self, set_id: int) -> Iterator[Claim]:
        """Yield the mentions of a set that claim an object, image by image."""
        overridden = self._overridden(set_id)
        rows = self.stream(
            "SELECT image_id, concept, coalesce(verdict, ?), mentions.id FROM captions "
            "CROSS JOIN mentions ON captions.id = caption_id "
            "LEFT JOIN verdicts ON mention_id = mentions.id "
            "WHERE set_id = ? AND NOT negated ORDER BY image_id, position, start, mentions.id",
            (UNJUDGED.verdict, set_id),
        )
        for row in rows:
            if row[3] in overridden:
                row = (*row[:2], overridden[row[3]], row[3])
            yield Claim._make(row)

    def count_verdicts(self, set_id: int) -> dict[str, int]:
        """Return verdict → number of mentions of a set that claim an object and have it."""
        counts: Counter[str] = Counter(
            dict(
                self.query(
                    "SELECT coalesce(verdict, ?), count(*) FROM captions "
                    "CROSS JOIN mentions ON captions.id = caption_id "
                    "LEFT JOIN verdicts ON mention_id = mentions.id "
                    "WHERE set_id = ? AND NOT negated GROUP BY 1",
                    (UNJUDGED.verdict, set_id),
                )
            )
        )
        overridden = self._overridden(set_id)
        for decided in self.query(
            "SELECT mentions.id, coalesce(verdict, ?), negated FROM mentions "
            f"LEFT JOIN verdicts ON mention_id = mentions.id WHERE mentions.id IN ({_CHOSEN})",
            (UNJUDGED.verdict, json.dumps(list(overridden))),
        ):
            if not decided[2]:
                counts[decided[1]] -= 1
                counts[overridden[decided[0]]] += 1
        return {verdict: counts[verdict] for verdict in VERDICTS}

    def count_caption_facts(self, set_id: int) -> CaptionFacts:
        """Count the captions of a set, and those that repeat themselves or hallucinate."""
        [[captions, degenerate]] = self.query(
            "SELECT count(*), total(degenerate) FROM captions WHERE set_id = ?", (set_id,)
        )
        hallucinating = sum(count for count, _ in self._hallucinating(set_id))
        return CaptionFacts(captions, int(degenerate), hallucinating)

    def count_hallucinating_images(self, set_id: int) -> ImageFacts:
        """Count the images of which captions of a set hallucinate."""
        images = self._hallucinating(set_id)
        return ImageFacts(len(images), sum(first > 0 for _, first in images))

    def _hallucinating(self, set_id: int) -> list[tuple[int, int]]:
        """Return, for each image with such captions, their number and the first position."""
        return self.query(
            "SELECT count(*), min(position) FROM captions WHERE set_id = ? AND EXISTS ("
            f"SELECT 1 FROM mentions {WITH_VERDICTS} WHERE caption_id = captions.id "
            "AND NOT negated AND coalesce(overrides.verdict, verdicts.verdict) = ?) "
            "GROUP BY image_id",
            (set_id, HALLUCINATED),
        )

    def disputed_mentions(self, set_id: int, sources: Iterable[str]) -> set[int]:
        """Return the mentions of a set that one source calls grounded and another hallucinated.

        Args:
            set_id: key of the set.
            sources: the sources that count; the user counts in any case.
        """
        known = json.dumps(list(sources))
        of_set = (
            "JOIN mentions ON mentions.id = mention_id JOIN captions ON captions.id = caption_id"
        )
        rows = self.query(
            f"SELECT mention_id FROM evidence WHERE verdict != ? AND source IN ({_CHOSEN}) "
            "GROUP BY mention_id HAVING min(verdict) != max(verdict)",
            (UNSURE, known),
        )
        disputed = {row[0] for row in rows}
        overridden = {
            key: verdict for key, verdict in self._overridden(set_id).items() if verdict != UNSURE
        }
        for key, verdict in self.query(
            f"SELECT mention_id, verdict FROM evidence WHERE mention_id IN ({_CHOSEN}) "
            f"AND verdict != ? AND source IN ({_CHOSEN})",
            (json.dumps(list(overridden)), UNSURE, known),
        ):
            if verdict != overridden[key]:
                disputed.add(key)
        if not disputed:
            return disputed
        found = self.query(
            f"SELECT DISTINCT mention_id FROM evidence {of_set} "
            f"WHERE set_id = ? AND mention_id IN ({_CHOSEN})",
            (set_id, json.dumps(list(disputed))),
        )
        return {row[0] for row in found}

    def _overridden(self, set_id: int) -> dict[int, str]:
        """Return mention → the user's verdict, for the mentions of a set that have one."""
        rows = self.query(f"{_OVERRIDES} WHERE set_id = ?", (USER, set_id))
        return {row[0]: row[2] for row in rows}


def _to_evidence(row: tuple[Json, ...]) -> Evidence:
    details = {} if row[4] == "{}" else json.loads(row[4])
    return Evidence(row[0], row[1], row[2], row[3], details)
