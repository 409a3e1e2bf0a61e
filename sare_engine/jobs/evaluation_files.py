"""What an evaluation writes: a table of its images, a page, and its result in a project."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sare_engine.config import EvaluationFilesConfig
from sare_engine.errors import DataError
from sare_engine.evaluation.tally import Tally
from sare_engine.files import require_writable_file
from sare_engine.formatting import count_text
from sare_engine.jobs.opening import made_by_run
from sare_engine.jobs.side_effects import BASE_NAME
from sare_engine.reporting.evaluation_data import EvaluationData
from sare_engine.reporting.kept_evaluations import KeptEvaluation
from sare_engine.workspace.caption_names import set_name
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel


@dataclass(frozen=True)
class MeasuredModel:
    """The model that was measured, or the file of its answers.

    Attributes:
        name: what it is called.
        folder: of the model; None for a file.
        adapter: of the model.
        fingerprint: of the model; "" for a file.
    """

    name: str
    folder: Path | None = None
    adapter: Path | None = None
    fingerprint: str = ""

    @classmethod
    def of(cls, loaded: LoadedModel) -> Self:
        """Return a loaded model; the folder that was given may have turned out an adapter's."""
        folder, adapter = loaded.folder.resolve(), loaded.adapter
        return cls(set_name(folder, adapter), folder, adapter, loaded.fingerprint)


def require_places(config: EvaluationFilesConfig) -> None:
    """Check that the files can be written and the project is one, before the work starts.

    Raises:
        EngineError: a file cannot be written, or the folder is not a project.
    """
    for path in (config.csv, config.html):
        if path is not None:
            require_writable_file(path)
    if config.keep_in is not None:
        with Project.open(config.keep_in) as project:
            require_known_model(project, config.keep_as)


def require_known_model(project: Project, name: str) -> None:
    """Check the name of the model that a result is kept as; "" is found from the model.

    Raises:
        DataError: it is neither the base model nor an erasure of the project.
    """
    runs = [one.name for one in Runs(project.folder).list("erase")]
    if name and name not in (BASE_NAME, *runs):
        raise DataError(
            f"There is no model “{name}” to keep the result as.",
            f"The erasures of the project are: {', '.join(runs)}."
            if runs
            else "The project has no erasures.",
            f"Name one of them in full, or {BASE_NAME} for the model before erasure.",
        )


def keep_evaluation(
    config: EvaluationFilesConfig,
    benchmark: str,
    tally: Tally,
    measured: MeasuredModel,
    questions: str = "",
) -> dict[str, str]:
    """Keep an evaluation in the project that the config names, if it names one.

    Args:
        config: names the project, and the model if the user gave it a name.
        benchmark: what was measured, in words that are the same for all models.
        tally: what each image contributes.
        measured: the model.
        questions: identifies what was asked; see `asked_digest`.

    Returns:
        `kept_in`: the path of the file written.

    Raises:
        EngineError: it cannot be written.
    """
    if config.keep_in is None:
        return {}
    with Project.open(config.keep_in) as project:
        name, run, fingerprint = measured.name, "", measured.fingerprint
        if config.keep_as:
            name, fingerprint = config.keep_as, ""
            runs = [one.name for one in Runs(project.folder).list("erase")]
            run = name if name in runs else ""
        elif measured.folder is not None:
            run = made_by_run(project, measured.folder, measured.adapter)
            name = run or name
        kept = KeptEvaluation(
            benchmark=benchmark,
            subject=name,
            values=tally.values,
            tally=tally,
            images=len(tally.units),
            model=fingerprint,
            run=run,
            questions=questions,
            created=now_in_words(),
        )
        return {"kept_in": str(kept.write(project.folder).resolve())}


def asked_digest(questions: Iterable[str]) -> str:
    """Return what identifies questions, in any order."""
    return hashlib.sha256("\n".join(sorted(questions)).encode()).hexdigest()[:16]


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
