"""The results of suites, kept in the folder of the erasure that they attacked."""

from __future__ import annotations

import json
import math
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


_FIGURES = ("rate", "low", "high", "n", "steps", "object_recall", "broken")


def _is_result(stored: Json) -> bool:
    """Whether a record has what its readers need, of the kinds that they expect."""
    if not isinstance(stored, dict):
        return False
    verdict, rows, placebo = (stored.get(key) for key in ("verdict", "attacks", "placebo"))
    return (
        isinstance(verdict, dict)
        and isinstance(verdict.get("headline"), str)
        and _is_list(verdict.get("details"), str)
        and isinstance(rows, list)
        and all(_has_figures(one) and isinstance(one.get("name"), str) for one in rows)
        and _has_figures(stored.get("worst"))
        and isinstance(placebo, dict)
        and isinstance(placebo.get("controls"), dict)
        and all(_has_figures(placebo.get(key) or {}) for key in ("erased", "placebo", "base"))
        and _are_curves(placebo.get("curves", {}))
        and _is_number(stored.get("recall_loss"))
    )


def _are_curves(stored: Json) -> bool:
    """Whether a record is a mapping of lists of steps with their rates."""
    return isinstance(stored, dict) and all(
        isinstance(curve, list)
        and all(
            isinstance(point, list)
            and len(point) == 2
            and all(value is not None and _is_number(value) for value in point)
            for point in curve
        )
        for curve in stored.values()
    )


def _is_list(stored: Json, kind: type) -> bool:
    return isinstance(stored, list) and all(isinstance(one, kind) for one in stored)


def _has_figures(stored: Json) -> bool:
    return isinstance(stored, dict) and all(_is_number(stored.get(key, 0)) for key in _FIGURES)


def _is_number(value: Json) -> bool:
    return value is None or (isinstance(value, (int, float)) and math.isfinite(value))
