"""How the figures of runs that were repeated compare with those recorded."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sare_engine.events import Json
from sare_engine.metrics import metric
from sare_engine.reporting.reproduction import RecordedRun

_ENVIRONMENT = ("python", "platform", "processor", "device", "dtype")
"""What of a run's environment can change its figures, beside the versions of libraries."""


@dataclass(frozen=True)
class RepeatedRun:
    """A run as it was, and what came of repeating it.

    Attributes:
        recorded: the run as it was.
        name: folder name of the run that repeats it.
        measured: step → metric → value of that run.
        environment: versions and device of that run.
    """

    recorded: RecordedRun
    name: str
    measured: Mapping[str, Mapping[str, float]]
    environment: Mapping[str, Json]


def compared(repeated: Sequence[RepeatedRun]) -> dict[str, Json]:
    """Return the figures of repeated runs beside those recorded.

    Returns:
        `runs`: for each run its `run` and `again`, and `figures`, a list of `step`, `metric`,
        `recorded` and `now` (None where only one of them has the figure); `figures` and `equal`:
        how many there are and how many are equal; `largest_difference`: of a share, from 0 to 1,
        None if no share was measured; `environment`: what differs as `what`, `recorded`, `now`;
        and `verdict`: the outcome as a sentence.
    """
    by_run = [list(_figures(one)) for one in repeated]
    figures = [figure for found in by_run for figure in found]
    equal = sum(figure["recorded"] == figure["now"] for figure in figures)
    shares = [
        abs(one["recorded"] - one["now"])
        for one in figures
        if metric(one["metric"]).percent and None not in (one["recorded"], one["now"])
    ]
    environment = _environment(repeated)
    return {
        "runs": [
            {"run": one.recorded.name, "again": one.name, "figures": found}
            for one, found in zip(repeated, by_run, strict=True)
        ],
        "figures": len(figures),
        "equal": equal,
        "largest_difference": max(shares, default=None),
        "environment": environment,
        "verdict": _verdict(len(figures), equal, max(shares, default=0.0), environment),
    }


def _figures(one: RepeatedRun) -> Iterator[dict[str, Json]]:
    steps = sorted({*one.recorded.measured, *one.measured}, key=int)
    for step in steps:
        before, now = one.recorded.measured.get(step, {}), one.measured.get(step, {})
        for name in sorted({*before, *now}):
            yield {
                "step": int(step),
                "metric": name,
                "recorded": _finite(before.get(name)),
                "now": _finite(now.get(name)),
            }


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _environment(repeated: Sequence[RepeatedRun]) -> list[dict[str, Json]]:
    found: dict[tuple[str, str, str], None] = {}
    for one in repeated:
        before, now = _flat(one.recorded.environment), _flat(one.environment)
        for what in sorted({*before, *now}):
            values = str(before.get(what, "–")), str(now.get(what, "–"))
            if values[0] != values[1]:
                found[(what, *values)] = None
    return [{"what": what, "recorded": old, "now": new} for what, old, new in found]


def _flat(environment: Mapping[str, Json]) -> dict[str, Json]:
    versions = environment.get("versions")
    return {
        **{name: environment[name] for name in _ENVIRONMENT if name in environment},
        **(versions if isinstance(versions, Mapping) else {}),
    }


def _verdict(
    count: int, equal: int, largest: float, environment: Sequence[Mapping[str, Json]]
) -> str:
    if not count:
        return "The runs measured nothing."
    if equal == count:
        return f"All {count} figures are the same."
    names = ", ".join(dict.fromkeys(str(one["what"]) for one in environment))
    cause = (
        f" What differs between then and now: {names}."
        if names
        else " Perhaps verdicts were changed between the runs and the report, as they decide what "
        "counts as hallucinated; or a few weights of the model, which is recognised by samples."
    )
    return (
        f"{equal} of {count} figures are the same; no share differs by more than "
        f"{100 * largest:.1f} points.{cause}"
    )
