"""What a running job reports to its owner: plain, immutable, JSON-serialisable data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Json = Any
"""A value that `json.dumps` accepts; events hold nothing else."""


@dataclass(frozen=True)
class PhaseStarted:
    """A part of the job begins.

    Attributes:
        phase: stable identifier ("load", "caption", "erase" …).
        title: the phase in words for a person.
        total: number of units that `Progress.done` will reach, or None where it is not known.
        unit: what is counted ("images", "steps").
    """

    phase: str
    title: str
    total: int | None = None
    unit: str = ""


@dataclass(frozen=True)
class Progress:
    """How far the current phase is.

    Attributes:
        phase: the `PhaseStarted.phase` it belongs to.
        done: units finished.
        total: units in all, or None.
        rate: units per second, averaged over the recent past; None until it is known.
        eta_seconds: estimated seconds left; None until it is known.
        fraction: for a job of several parts, how much of the whole job is done, from 0 to 1;
            `eta_seconds` is then the time left of the whole job. None for all other phases.
        running: titles of the parts that are being worked on.
    """

    phase: str
    done: int
    total: int | None = None
    rate: float | None = None
    eta_seconds: float | None = None
    fraction: float | None = None
    running: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepMetrics:
    """What one optimisation step measured.

    Attributes:
        phase: "erase" or "relearn".
        step: 1-based number of optimisation steps done.
        values: name → number. For erasure: `loss_neg`, `loss_pos`, `loss_sent`, `ce_neg`,
            `ce_neg_perturbed`, `sharpness`, `rho`, `overshoots`, `grad_norm_neg`, `grad_norm`,
            `learning_rate`, `lambda_neg`, `seconds`, and for KL-preserving ascent `kl_pos` and
            `kl_sent` instead of the losses of what is kept. Values that a method does not have are
            missing: a method that evaluates only perturbed weights has no `ce_neg`, and its
            `loss_neg` is the loss at `ce_neg_perturbed`.
    """

    phase: str
    step: int
    values: Mapping[str, float]


@dataclass(frozen=True)
class ProbeMetrics:
    """A measurement on held-out data, at a step of a run.

    Attributes:
        phase: "erase", "relearn" or "evaluate".
        step: optimisation steps done when it was measured.
        values: name → number, rates as fractions.
        samples: a few watched images: `{"image": …, "before": …, "now": …}` each.
        counted: the images that the hallucination rate counts; see
            `sare_engine.evaluation.image_counts`. Its `tally` has what each image contributes to
            the values; see `sare_engine.evaluation.tally`. Empty where none was measured.
    """

    phase: str
    step: int
    values: Mapping[str, float]
    samples: tuple[Mapping[str, Json], ...] = ()
    counted: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class Notice:
    """Something the user should know that is not a failure.

    Attributes:
        level: "info" or "warning".
        text: what happened.
        hint: what can be done about it, or "".
    """

    level: Literal["info", "warning"]
    text: str
    hint: str = ""


@dataclass(frozen=True)
class Finished:
    """The last event of a job that did not fail.

    Attributes:
        status: "done", or "stopped" when the user ended it early.
        result: what the job produced; paths as strings.
    """

    status: Literal["done", "stopped"]
    result: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class Failed:
    """The last event of a job that failed.

    Attributes:
        what: what did not work.
        why: the cause.
        fix: what the user can do.
        details: traceback as text for a details drawer; "" for expected errors.
    """

    what: str
    why: str = ""
    fix: str = ""
    details: str = ""


Event = PhaseStarted | Progress | StepMetrics | ProbeMetrics | Notice | Finished | Failed

_KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (PhaseStarted, Progress, StepMetrics, ProbeMetrics, Notice, Finished, Failed)
}


def event_to_dict(event: Event) -> dict[str, Json]:
    """Return the event as a JSON object whose key `event` names its kind."""
    return {"event": type(event).__name__, **dataclasses.asdict(event)}


def event_from_dict(data: Mapping[str, Json]) -> Event:
    """Rebuild an event from `event_to_dict`.

    Raises:
        ValueError: `data["event"]` names no known kind, or fields are missing or unknown.
    """
    values = dict(data)
    kind = _KINDS.get(str(values.pop("event", "")))
    if kind is None:
        raise ValueError(f"not an event: {data!r}")
    for name in ("samples", "running"):
        if name in values:
            values[name] = tuple(values[name])
    try:
        event: Event = kind(**values)
    except TypeError as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from None
    return event
