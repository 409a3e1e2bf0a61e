"""The record of a run: its events, one per line, as they happened."""

from __future__ import annotations

import datetime
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from sare_engine.events import (
    Event,
    ProbeMetrics,
    StepMetrics,
    event_from_dict,
    event_to_dict,
)
from sare_engine.files import append_line, parse_json, plain_storage_errors

_Metrics = TypeVar("_Metrics", StepMetrics, ProbeMetrics)

_log = logging.getLogger(__name__)


class EventRecord:
    """A file of events that only grows, but for what a resumed run measures again.

    Args:
        path: the file; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, event: Event) -> None:
        """Append an event; it is on disk when this returns.

        Raises:
            StorageError: the record cannot be written.
        """
        append_line(self._path, json.dumps(event_to_dict(event), ensure_ascii=False))

    def events(self) -> Iterator[Event]:
        """Read the record from the start.

        Incomplete lines of a killed process, and events of unknown kinds, are skipped.
        """
        path = self._path
        if not path.exists():
            return
        with plain_storage_errors(path, verb="read"), path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    yield event_from_dict(parse_json(line))
                except (ValueError, TypeError, AttributeError):
                    # Bytes that are not UTF-8 raise UnicodeDecodeError, a ValueError.
                    if line.strip():
                        _log.warning("%s: line %d is not readable and was skipped", path, number)

    def steps(self, phase: str | None = None) -> list[StepMetrics]:
        """Return the metrics of each optimisation step, in order.

        A run resumed from a checkpoint has measured some steps twice; the later measurement is
        returned.
        """
        return _without_abandoned(self.events(), StepMetrics, phase)

    def probes(self, phase: str | None = None) -> list[ProbeMetrics]:
        """Return the measurements on held-out data, in order; see `steps`."""
        return _without_abandoned(self.events(), ProbeMetrics, phase)

    def rewind(self, step: int | None) -> None:
        """Remove from the record what is measured again after resuming.

        Args:
            step: the step of the checkpoint that the run continues from; None removes all.

        Raises:
            StorageError: the record cannot be written.
        """
        path = self._path
        if not path.exists():
            return
        kept = end = 0
        with plain_storage_errors(path), path.open("r+b") as file:
            for line in file if step is not None else ():
                end += len(line)
                try:
                    event = event_from_dict(parse_json(line))
                except (ValueError, TypeError, AttributeError):
                    continue
                if isinstance(event, (StepMetrics, ProbeMetrics)):
                    if event.step > (step or 0):
                        break
                    kept = end
            # Cutting the end off leaves no moment without a record.
            file.truncate(kept)

    def last_time(self) -> str | None:
        """Return when an event was last recorded in UTC, in ISO format; None for never."""
        try:
            changed = self._path.stat().st_mtime
        except OSError:
            return None
        return datetime.datetime.fromtimestamp(changed, datetime.UTC).isoformat()


def _without_abandoned(
    events: Iterator[Event], kind: type[_Metrics], phase: str | None
) -> list[_Metrics]:
    kept: dict[str, list[_Metrics]] = {}
    order: list[_Metrics] = []
    for event in events:
        if not isinstance(event, kind) or (phase is not None and event.phase != phase):
            continue
        so_far = kept.setdefault(event.phase, [])
        while so_far and so_far[-1].step >= event.step:
            order.remove(so_far.pop())
        so_far.append(event)
        order.append(event)
    return order
