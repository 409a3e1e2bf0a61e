"""The results of suites, kept in the folder of the erasure that they attacked."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sare_engine.errors import EngineError
from sare_engine.events import Json
from sare_engine.files import atomic_write_text, parse_json, read_text
from sare_engine.workspace.runs import RunFolder

SUITES_FILE = "suites.json"
"""Name of the file: key of a suite → its newest result."""


def write_suite_result(run: RunFolder, result: Mapping[str, Json]) -> None:
    """Keep a suite's result; the results of other suites stay.

    Raises:
        StorageError: the file cannot be written.
    """
    kept = {**read_suite_results(run), str(result["suite"]): dict(result)}
    text = json.dumps(kept, indent=2, ensure_ascii=False) + "\n"
    atomic_write_text(run.path / SUITES_FILE, text)


def read_suite_results(run: RunFolder) -> dict[str, dict[str, Json]]:
    """Return suite → its newest result; what is missing or damaged is left out."""
    path = run.path / SUITES_FILE
    if not path.is_file():
        return {}
    try:
        stored = parse_json(read_text(path))
    except (ValueError, EngineError):
        return {}
    if not isinstance(stored, dict):
        return {}
    return {str(key): one for key, one in stored.items() if _is_result(one)}


def largest_suite_result(run: RunFolder) -> dict[str, Json]:
    """Return the result with the most attacks; {} without one."""
    found = read_suite_results(run).values()
    return max(found, key=lambda one: len(one["attacks"]), default={})


def _is_result(stored: Json) -> bool:
    """Whether a record has what its readers need."""
    if not isinstance(stored, dict) or not isinstance(stored.get("worst"), dict):
        return False
    verdict, rows = stored.get("verdict"), stored.get("attacks")
    if not isinstance(verdict, dict) or not isinstance(verdict.get("headline"), str):
        return False
    if not isinstance(verdict.get("details"), list) or not isinstance(rows, list):
        return False
    return all(isinstance(one, dict) and isinstance(one.get("name"), str) for one in rows)
