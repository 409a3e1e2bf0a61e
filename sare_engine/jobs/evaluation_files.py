"""The files that an evaluation writes beside its result: a table of its images, and a page."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sare_engine.config import EvaluationFilesConfig
from sare_engine.files import require_writable_file
from sare_engine.reporting.evaluation_data import EvaluationData


def require_places(config: EvaluationFilesConfig) -> None:
    """Check that the files can be written, before the work whose outcome they will hold.

    Raises:
        StorageError: one of them cannot.
    """
    for path in (config.csv, config.html):
        if path is not None:
            require_writable_file(path)


def write_files(
    config: EvaluationFilesConfig, gather: Callable[[], EvaluationData]
) -> dict[str, str]:
    """Write the files that are asked for.

    Args:
        config: names them.
        gather: gives what they tell; not called where none is asked for.

    Returns:
        `csv` and `html`: the paths of those written.

    Raises:
        StorageError: one cannot be written; an older file is then untouched.
    """
    if config.csv is None and config.html is None:
        return {}
    # The page's templates and charts are only imported where they are used.
    from sare_engine.reporting.evaluation import write_evaluation, write_rows

    data = gather()
    written = {}
    if config.csv is not None:
        written["csv"] = str(write_rows(config.csv, data.rows).resolve())
    if config.html is not None:
        written["html"] = str(write_evaluation(config.html, data).resolve())
    return written


def now_in_words() -> str:
    """Return date and time as a page shows them."""
    return datetime.datetime.now().strftime("%d %B %Y, %H:%M")


def left_out(count: int, why: str) -> tuple[str, ...]:
    """Return the note on captions that were not measured, if there are any."""
    if not count:
        return ()
    captions = "1 caption is" if count == 1 else f"{count} captions are"
    return (f"{captions} left out: {why}.",)
