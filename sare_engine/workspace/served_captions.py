"""Captions that servers wrote: where they come from, and which a model has confirmed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sare_engine.events import Json
from sare_engine.workspace.database import Database
from sare_engine.workspace.rows import ServedCaption

_CHECKS_SETTING = "server_checks"
"""Project setting: key of a set of a server → fingerprint of the model that checked it last."""


class Confirmed(NamedTuple):
    """A caption that a model has confirmed as its own.

    Attributes:
        id: key of the caption.
        token_ids: the model's tokens.
        shortfall: in nats.
    """

    id: int
    token_ids: Sequence[int]
    shortfall: float


class ServedCaptionStore(Database):
    """The captions of servers in a project's database.

    All methods raise `StorageError` when the disk is full, read-only or damaged.
    """

    def origin_id(self, server: str, served_model: str, sampling: Mapping[str, Json]) -> int:
        """Return the key of a server, its model and its sampling settings; added if missing."""
        values = (server, served_model, json.dumps(dict(sampling), sort_keys=True))
        with self.transaction():
            self.query(
                "INSERT OR IGNORE INTO origins (server, served_model, sampling) VALUES (?, ?, ?)",
                values,
            )
            rows = self.query(
                "SELECT id FROM origins WHERE server = ? AND served_model = ? AND sampling = ?",
                values,
            )
        return int(rows[0][0])

    def last_caption_id(self) -> int:
        """Return the key of the caption that was added last; 0 without captions."""
        return int(self.query("SELECT coalesce(max(id), 0) FROM captions")[0][0])

    def served_models(self, server: str) -> list[str]:
        """Return the names of the models of a server that wrote captions here."""
        rows = self.query(
            "SELECT DISTINCT served_model FROM origins WHERE server = ? ORDER BY 1", (server,)
        )
        return [row[0] for row in rows]

    def origins(self, set_id: int) -> list[dict[str, Any]]:
        """Return the servers that wrote captions of a set, with how these captions ended.

        Returns:
            For each: `server`, `served_model`, `sampling`, the number of `captions`, the largest
            `worst_shortfall` in nats (None if none was checked), and `finish`: reason → number.
        """
        rows = self.query(
            "SELECT origins.id, server, served_model, sampling, coalesce(finish, ''), count(*), "
            "max(shortfall) FROM captions JOIN origins ON origins.id = origin "
            "WHERE set_id = ? GROUP BY origins.id, finish ORDER BY origins.id, finish",
            (set_id,),
        )
        found: dict[int, dict[str, Any]] = {}
        for key, server, model, sampling, finish, count, worst in rows:
            one = found.setdefault(
                key,
                {
                    "server": server,
                    "served_model": model,
                    "sampling": json.loads(sampling),
                    "captions": 0,
                    "worst_shortfall": None,
                    "finish": {},
                },
            )
            one["captions"] += count
            one["finish"][finish] = count
            if worst is not None:
                one["worst_shortfall"] = max(worst, one["worst_shortfall"] or 0.0)
        return list(found.values())

    def served_captions(self, set_id: int) -> Iterator[ServedCaption]:
        """Yield the captions of a set that servers wrote, in the order of their images."""
        rows = self.stream(
            "SELECT id, image_id, text, coalesce(finish, ''), shortfall FROM captions "
            "WHERE set_id = ? AND origin IS NOT NULL ORDER BY image_id, position",
            (set_id,),
        )
        for row in rows:
            yield ServedCaption._make(row)

    def count_served(self, set_id: int, server: str, served_model: str) -> tuple[int, float | None]:
        """Return how many captions of a set a served model wrote, and the largest shortfall."""
        rows = self.query(
            "SELECT count(*), max(shortfall) FROM captions JOIN origins ON origins.id = origin "
            "WHERE set_id = ? AND server = ? AND served_model = ?",
            (set_id, server, served_model),
        )
        return int(rows[0][0]), rows[0][1]

    def confirm_captions(self, set_id: int, confirmed: Iterable[Confirmed]) -> None:
        """Move captions, with their mentions, to the set of the model that has confirmed them."""
        self.query_many(
            "UPDATE captions SET set_id = ?, token_ids = ?, shortfall = ? WHERE id = ?",
            ((set_id, json.dumps(list(one.token_ids)), one.shortfall, one.id) for one in confirmed),
        )

    def refuse_captions(self, shortfalls: Mapping[int, float]) -> None:
        """Record the shortfalls of captions that a model has not confirmed."""
        self.query_many(
            "UPDATE captions SET shortfall = ? WHERE id = ?",
            ((shortfall, key) for key, shortfall in shortfalls.items()),
        )

    def checked_by(self, set_id: int) -> str | None:
        """Return the fingerprint of the model that checked the captions of a set last."""
        found: str | None = (self.settings.get(_CHECKS_SETTING) or {}).get(str(set_id))
        return found

    def set_checked_by(self, set_id: int, fingerprint: str) -> None:
        """Record which model checks the captions of a set; other models' shortfalls are dropped."""
        if self.checked_by(set_id) == fingerprint:
            return
        with self.transaction():
            self.query("UPDATE captions SET shortfall = NULL WHERE set_id = ?", (set_id,))
            self.settings[_CHECKS_SETTING] = {
                **(self.settings.get(_CHECKS_SETTING) or {}),
                str(set_id): fingerprint,
            }
