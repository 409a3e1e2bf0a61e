"""The files that an evaluation writes: a table of its images, and a page."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sare_engine.config import EvaluationFilesConfig
from sare_engine.files import require_writable_file
from sare_engine.formatting import count_text
from sare_engine.reporting.evaluation_data import EvaluationData


def require_places(config: EvaluationFilesConfig) -> None:
    """Check that the files can be written, before the work starts.

    Raises:
        StorageError: a file cannot be written.
    """
    for path in (config.csv, config.html):
        if path is not None:
            require_writable_file(path)


def write_files(
    config: EvaluationFilesConfig, gather: Callable[[], EvaluationData]
) -> dict[str, str]:
    """Write the files that the config asks for.

    Args:
        config: names them.
        gather: returns their content; not called if there are no files to write.

    Returns:
        `csv` and `html`: the paths of the files written.

    Raises:
        StorageError: a file cannot be written; an older file is then untouched.
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
    captions = count_text(count, "captions")
    return (f"Skipped {captions}: {why}.",)
