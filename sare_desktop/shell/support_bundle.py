"""A zip file for whoever helps: logs, versions, settings and runs, without personal paths."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from sare_desktop.crash import anonymise
from sare_desktop.settings import Settings
from sare_desktop.shell.about_dialog import versions

if TYPE_CHECKING:
    from sare_engine import Project

_MOST_BYTES = 2_000_000
_PROGRAM = Path(__file__).resolve().parents[2]
_PATH = re.compile(
    r"""(?<![\w<>~./\\:-])        # not within a word, a web address or a path without its beginning
    (?:/|[A-Za-z]:[\\/])           # the root of a file system, or a drive
    (?:[^\s"'<>|*?:,;()\\/]+[\\/]+)+  # folders
    ([^\s"'<>|*?:,;()\\/]+)        # the last name""",
    re.VERBOSE,
)
"""An absolute path in running text, of names without blanks."""


def write_support_bundle(path: Path, settings: Settings, project: Project | None) -> list[str]:
    """Write the bundle and return the names of what is in it.

    Args:
        path: the zip file; replaced if it is there.
        settings: for its values and the log folder.
        project: whose runs are told about, or None.

    Raises:
        OSError: it cannot be written.
    """
    places = _places(settings, project)
    texts: dict[str, str] = {"versions.json": _json(versions())}
    texts["settings.json"] = _json(_without_paths(settings.all()))
    if project is not None:
        texts["runs.json"] = _json(_without_paths(_runs(project)))
        texts["project.json"] = _json(_counts(project))
    if settings.log_folder.is_dir():
        for file in sorted(settings.log_folder.glob("*.log*")):
            text = file.read_bytes()[-_MOST_BYTES:].decode("utf-8", errors="replace")
            if text.strip():
                texts[f"logs/{file.name}"] = text
    part = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, text in texts.items():
                bundle.writestr(name, _PATH.sub(r"<path>/\1", anonymise(text, places)))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return list(texts)


def _places(settings: Settings, project: Project | None) -> dict[str, str]:
    places = {str(settings.folder): "<settings>", str(settings.projects_folder): "<projects>"}
    for number, folder in enumerate(settings.recent_models(), start=1):
        places[str(folder)] = f"<model {number}>"
    for number, folder in enumerate(settings.recent_projects(), start=1):
        places[str(folder)] = f"<project {number}>"
    if project is not None:
        for number, folder in enumerate({one.path.parent for one in project.images()}, start=1):
            places[str(folder)] = f"<images {number}>"
        places[str(project.folder)] = "<project>"
    # Where the program itself lies is no secret, and its modules are what help needs to know.
    places[sys.prefix] = "<python>"
    places[str(_PROGRAM)] = "<program>"
    return places


def _runs(project: Project) -> list[dict[str, Any]]:
    from sare_engine import Runs

    found: list[dict[str, Any]] = []
    for run in Runs(project.folder).list():
        try:
            entry = {"name": run.name, "status": run.status, "config": run.config_dict()}
            entry["environment"] = run.environment
        except Exception as error:  # a damaged run is what help may be needed with
            entry = {"name": run.name, "status": f"unreadable: {error}"}
        found.append(entry)
    return found


def _counts(project: Project) -> dict[str, Any]:
    return {
        "images": len(project.images()),
        "captions": len(project.captions()),
        "verdicts": len(project.verdicts()),
        "chosen": len(project.chosen_concepts()),
    }


def _without_paths(value: Any) -> Any:
    """Return JSON with every absolute path cut down to its last part, in keys too."""
    if isinstance(value, dict):
        return {_without_paths(key): _without_paths(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_paths(one) for one in value]
    if isinstance(value, str):
        # Some settings are kept under a name and a project: "erase.form:/home/…".
        name, colon, rest = value.partition(":")
        for before, text in (("", value), (name + colon, rest)):
            for kind in (PurePosixPath, PureWindowsPath):
                if kind(text).is_absolute():
                    return f"{before}<path>/{kind(text).name}"
    return value


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, sort_keys=True, default=str) + "\n"
