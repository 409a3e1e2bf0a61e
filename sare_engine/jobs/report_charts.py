"""The charts of a report: resurgence beside its placebo, and the curves of the erasures."""

from __future__ import annotations

from collections.abc import Sequence

from sare_engine.jobs.report_rows import ReportRow
from sare_engine.metrics import RATE
from sare_engine.reporting.report_data import Chart, ChartCurve, chart, curve
from sare_engine.robustness.attack import PHASE
from sare_engine.workspace.runs import RunFolder

_PLACEBO_HELP = (
    "Dotted: the same for a control object that the captions of the attack name instead."
)


def resurgence_chart(rows: Sequence[ReportRow], axis: str) -> Chart:
    """Return how the hallucination comes back, beside how fast control objects are learnt."""
    return chart(
        "Does the hallucination come back?",
        axis,
        "hallucination rate",
        [
            *(_attack_curve(row, RATE) for row in rows if row.attack),
            *(_placebo_curve(row) for row in rows if row.placebo),
        ],
        percent=True,
        help="Share of held-out images whose caption names an erased object that is not there. "
        + _PLACEBO_HELP * any(row.placebo for row in rows),
    )


def further_charts(rows: Sequence[ReportRow], axis: str) -> tuple[Chart, ...]:
    """Return the cross-entropy under attack, and what happened during the erasures."""
    runs = [(row, row.erasure) for row in rows if row.erasure]
    charts = [
        chart(
            "Cross-entropy of the hallucinated spans under attack",
            axis,
            "nats",
            (_attack_curve(row, "ce_neg") for row in rows if row.attack),
            help="Higher means better erased; a falling line is the hallucination coming back.",
        )
    ]
    for key, title, y_label, text in (
        (
            "ce_neg",
            "Erasing: cross-entropy of the hallucinated spans",
            "nats",
            "Rises as the hallucination is unlearned.",
        ),
        ("loss_pos", "Keeping: loss of grounded sub-sentences", "nats", "Should stay low."),
        ("loss_sent", "Keeping: loss of whole captions", "nats", "Should stay low."),
        (
            "sharpness",
            "Sharpness at each step",
            "nats",
            "How much of the hallucination the worst-case perturbation of the step brings back.",
        ),
    ):
        charts.append(
            chart(
                title,
                "steps",
                y_label,
                (_erasure_curve(row, run, key) for row, run in runs),
                help=text,
            )
        )
    return tuple(charts)


def _placebo_curve(row: ReportRow) -> ChartCurve | None:
    """How often a control object is named where it is not, over the steps of the same attack."""
    if row.placebo is None:
        return None
    measured = [
        (float(step), one.mean)
        for step, one in zip(row.placebo.steps, row.placebo.values.get(RATE, ()), strict=False)
        if one is not None
    ]
    if not measured:
        return None
    steps, rates = zip(*measured, strict=True)
    return ChartCurve(f"{row.name}, placebo", row.kind, steps, rates, placebo=True)


def _attack_curve(row: ReportRow, key: str) -> ChartCurve | None:
    """A value over the steps of the attack, with its interval where there are several seeds."""
    if row.attack is None:
        return None
    intervals = row.seeds.values.get(key) if row.seeds else None
    if row.seeds is None or not intervals or None in intervals:
        return curve(row.name, row.kind, row.attack.probes(PHASE), key)
    measured = [one for one in intervals if one is not None]
    # A band of two seeds would be as wide as the chart.
    banded = all(one.count > 2 for one in measured)
    return ChartCurve(
        row.name,
        row.kind,
        tuple(float(step) for step in row.seeds.steps),
        tuple(one.mean for one in measured),
        # Nothing shown here can be negative, though a t interval may extend below 0.
        tuple(max(0.0, one.low or 0.0) for one in measured) if banded else (),
        tuple(one.mean if one.high is None else one.high for one in measured) if banded else (),
    )


def _erasure_curve(row: ReportRow, run: RunFolder, key: str) -> ChartCurve | None:
    """A value over the steps of an erasure; one that looks at its worst case alone says so."""
    steps = run.steps("erase")
    found = curve(row.name, row.kind, steps, key)
    if found is None and key == "ce_neg":
        return curve(f"{row.name}, worst case", row.kind, steps, "ce_neg_perturbed")
    return found
