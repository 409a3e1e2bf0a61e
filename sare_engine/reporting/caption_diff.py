"""Captions before and after, as a page that can be filtered by what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.domain import CAPTION_CHANGES, GONE, HALLUCINATED, LOST, NEW, REPEATS, STILL
from sare_engine.evaluation.caption_changes import ChangeCount, ComparedCaption, PictureChange
from sare_engine.files import atomic_write_text
from sare_engine.formatting import count_text
from sare_engine.reporting.pages import pieces, render_page, thumbnail
from sare_engine.reporting.report_data import ReportedCaption


@dataclass(frozen=True)
class DiffPage:
    """What the page shows.

    Attributes:
        project: name of the project.
        created: date and time in words.
        before: name of the captions before.
        after: name of the captions after.
        pictures: number of pictures compared.
        counts: kind of change → how often it occurs.
        changes: the pictures with a change.
        limit: most pictures of each change to show; 0 for all.
    """

    project: str
    created: str
    before: str
    after: str
    pictures: int
    counts: Mapping[str, ChangeCount]
    changes: Sequence[PictureChange]
    limit: int = 0


def write_diff(path: Path, page: DiffPage) -> Path:
    """Write the page; an older file is replaced.

    Raises:
        StorageError: it cannot be written; an older file is then untouched.
    """
    atomic_write_text(path, render_diff(page))
    return path


def render_diff(page: DiffPage) -> str:
    """Return the page's HTML."""
    shown = _shown(page.changes, page.limit)
    return render_page(
        "caption_diff.html",
        page=page,
        headline=diff_headline(page.counts, page.pictures),
        kinds=[
            {
                "key": key,
                "words": words[:1].upper() + words[1:],
                "count": page.counts[key],
                "objects": page.counts[key].objects,
                "shown": sum(key in one.kinds for one in shown),
            }
            for key, words in CAPTION_CHANGES.items()
        ],
        rows=[_row(one) for one in shown],
        left_out=len(page.changes) - len(shown),
    )


def diff_headline(counts: Mapping[str, ChangeCount], pictures: int) -> str:
    """Return what became of the hallucinated objects as a sentence."""
    gone, still = counts[GONE].objects, counts[STILL].objects
    new, lost = counts[NEW].objects, counts[LOST].objects
    broken = counts[REPEATS].objects
    named = gone + still + broken
    if not named and not new:
        return f"No hallucinated object before or after, in {count_text(pictures, 'pictures')}."
    first = (
        f"{gone} of {count_text(named, 'hallucinated objects')} are gone"
        if named
        else "No object was hallucinated before"
    )
    missing = f", {broken} are only missing from captions that broke" if broken else ""
    return f"{first}{missing}, {new} are new, and {count_text(lost, 'true mentions')} were lost."


def _shown(changes: Sequence[PictureChange], limit: int) -> list[PictureChange]:
    """Return the pictures to show: of each change, at most `limit`."""
    if not limit:
        return list(changes)
    counts = dict.fromkeys(CAPTION_CHANGES, 0)
    kept = []
    for one in changes:
        if any(counts[kind] < limit for kind in one.kinds):
            kept.append(one)
            for kind in one.kinds:
                counts[kind] += 1
    return kept


def _row(one: PictureChange) -> dict[str, Any]:
    return {
        "thumbnail": thumbnail(one.image),
        "name": one.image.name,
        "kinds": one.kinds,
        "said": [
            (kind, CAPTION_CHANGES[kind], one.objects.get(kind, ()))
            for kind in CAPTION_CHANGES
            if kind in one.kinds
        ],
        "before": [_marked(caption) for caption in one.before],
        "after": [_marked(caption) for caption in one.after],
    }


def _marked(caption: ComparedCaption) -> list[tuple[str, bool]]:
    """Cut a caption into pieces that are, or are not, hallucinated."""
    spans = tuple(
        (one.start, one.end)
        for one in caption.mentions
        if one.verdict == HALLUCINATED and not one.negated
    )
    return list(pieces(ReportedCaption("", caption.text, spans)))
