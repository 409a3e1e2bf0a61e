"""Where an export goes, how it is made together with its report, and what it left on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from sare_engine import (
    Control,
    EngineError,
    Event,
    ExportConfig,
    Finished,
    Notice,
    PhaseStarted,
    ReportConfig,
    export,
    report,
)

REPORT_NAME = "report.html"


@dataclass(frozen=True)
class WrittenFile:
    """A file of an export: its path within the export's folder, and its size in bytes."""

    name: str
    size: int


def free_folder(wanted: Path) -> Path:
    """Return a folder that is missing or empty: the wanted one, or the same with a number."""
    number = 1
    found = wanted
    while _taken(found):
        number += 1
        found = wanted.with_name(f"{wanted.name}-{number}")
    return found


def _taken(folder: Path) -> bool:
    try:
        return (not folder.is_dir() and folder.exists()) or any(folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        return True


def written_files(folder: Path) -> list[WrittenFile]:
    """Return the files of an export, sorted by name."""
    return [
        WrittenFile(path.relative_to(folder).as_posix(), path.stat().st_size)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def export_with_report(config: ExportConfig, control: Control) -> Iterator[Event]:
    """Yield the events of an export, then write the project's report beside it.

    `Finished.result` has the report's path as `report`; an export without one is still an export.
    """
    for event in export(config, control=control):
        if isinstance(event, Finished) and event.status == "done":
            yield PhaseStarted("report", QCoreApplication.translate("Export", "Writing the report"))
            result = dict(event.result)
            try:
                wanted = ReportConfig(project=config.project, out=config.out / REPORT_NAME)
                result["report"] = str(report(wanted))
            except EngineError as error:
                yield Notice("warning", error.what, f"{error.why} {error.fix}".strip())
            yield Finished("done", result)
        else:
            yield event


def report_alone(project: Path) -> Iterator[Event]:
    """Yield the events of writing the project's report into its folder."""
    yield PhaseStarted("report", QCoreApplication.translate("Export", "Writing the report"))
    yield Finished("done", {"report": str(report(ReportConfig(project=project)))})
