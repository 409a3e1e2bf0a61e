"""Reading what lmms-eval writes: results of tasks, and the samples behind them.

With `--log_samples --output_path DIR` it writes, into a folder named after the model,

    DIR/MODEL/20260101_120000_results.json               {"results": {task: {"metric,filter": …}}}
    DIR/MODEL/20260101_120000_samples_TASK.jsonl         {"doc_id": 0, "metric": {"score": 1.0}, …}

A standard error is "metric_stderr,filter", or "N/A". `higher_is_better` says which direction is
better, and `n-samples` over how many samples.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sare_engine.evaluation.tally import Tally
from sare_engine.files import parse_json
from sare_engine.grounding.annotations.gathering import read_file, unreadable
from sare_engine.grounding.annotations.lines import read_objects

_RESULTS = "lmms-eval's results: a JSON object with results by task"
_SAMPLES = "lmms-eval's samples: a line of JSON with doc_id for each sample"
_CLOSE = 1e-6


@dataclass(frozen=True)
class TaskResult:
    """What lmms-eval measured in one task.

    Attributes:
        task: its name.
        values: metric → value, in lmms-eval's own unit.
        errors: metric → standard error, where there is one.
        higher: metric → whether higher is better, where lmms-eval says.
        samples: number of samples.
        tally: what each sample contributes, for the metrics that average over samples.
    """

    task: str
    values: Mapping[str, float]
    errors: Mapping[str, float] = field(default_factory=dict)
    higher: Mapping[str, bool] = field(default_factory=dict)
    samples: int = 0
    tally: Tally | None = None


def read_results(folder: Path) -> dict[str, TaskResult]:
    """Read the newest results in a folder, with their samples where these were logged.

    Returns:
        Task → result; tasks without a figure are left out.

    Raises:
        DataError: there are no results, or they cannot be read.
    """
    files = sorted(folder.rglob("*results.json"), key=lambda one: (one.stat().st_mtime, one.name))
    if not files:
        raise unreadable(folder, "it has no file of results", _RESULTS)
    path = files[-1]
    try:
        stored = parse_json(read_file(path, _RESULTS))
    except ValueError:
        raise unreadable(path, "it is not JSON", _RESULTS) from None
    results = stored.get("results") if isinstance(stored, dict) else None
    if not isinstance(results, dict):
        raise unreadable(path, "it has no results by task", _RESULTS)
    found = {}
    for task, figures in results.items():
        if isinstance(figures, dict):
            one = _task(str(task), figures, stored, path)
            if one.values:
                found[one.task] = one
    return found


def _task(
    task: str, figures: Mapping[str, Any], stored: Mapping[str, Any], path: Path
) -> TaskResult:
    values: dict[str, float] = {}
    errors: dict[str, float] = {}
    for name, value in figures.items():
        metric = name.partition(",")[0]
        if not _is_number(value) or metric in ("samples", "alias"):
            continue
        if metric.endswith("_stderr"):
            errors[metric.removesuffix("_stderr")] = float(value)
        elif "_stderr" not in metric and metric not in values:
            values[metric] = float(value)
    higher = _of_task(stored, "higher_is_better", task)
    counts = _of_task(stored, "n-samples", task)
    samples = counts.get("effective", counts.get("original", figures.get("samples", 0)))
    rows = list(_samples(path, task))
    return TaskResult(
        task,
        values,
        {key: one for key, one in errors.items() if key in values},
        {key: one for key, one in higher.items() if isinstance(one, bool)},
        samples if isinstance(samples, int) else len(rows),
        _tally(rows, values),
    )


def _samples(results: Path, task: str) -> Iterator[dict[str, Any]]:
    name = results.name.removesuffix("results.json") + f"samples_{task}.jsonl"
    path = results.with_name(name)
    if path.is_file():
        yield from (line for _, line in read_objects(path, _SAMPLES))


def _tally(rows: list[dict[str, Any]], values: Mapping[str, float]) -> Tally | None:
    """Return what samples contribute to the metrics that are their means; None without any."""
    columns: dict[str, list[float]] = {}
    for key, value in values.items():
        scores = [_score(row.get(key)) for row in rows]
        known = [one for one in scores if one is not None]
        if not rows or len(known) < len(rows):
            continue
        if math.isclose(math.fsum(known) / len(known), value, rel_tol=_CLOSE, abs_tol=_CLOSE):
            columns[key] = known
    if not columns:
        return None
    return Tally.of(
        (row.get("doc_id", place), {key: (one[place], 1.0) for key, one in columns.items()})
        for place, row in enumerate(rows)
    )


def _score(value: Any) -> float | None:
    """Return the score of a sample: a number, or the `score` in an object."""
    if isinstance(value, Mapping):
        value = value.get("score")
    if isinstance(value, bool):
        return float(value)
    return float(value) if _is_number(value) else None


def _of_task(stored: Mapping[str, Any], key: str, task: str) -> Mapping[str, Any]:
    found = stored.get(key)
    one = found.get(task) if isinstance(found, dict) else None
    return one if isinstance(one, dict) else {}


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
