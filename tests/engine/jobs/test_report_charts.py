"""The curves of a report: the placebo beside the resurgence."""

from __future__ import annotations

from sare_engine.jobs.report_charts import resurgence_chart
from sare_engine.jobs.report_rows import ReportRow
from sare_engine.reporting.charts import chart_svg
from sare_engine.reporting.robustness import MethodSummary
from sare_engine.reporting.statistics import Interval


def interval(mean: float) -> Interval:
    return Interval(mean, None, None, 1)


def test_the_placebo_is_a_dotted_curve_in_the_colour_of_its_method() -> None:
    rates = (interval(0.1), None, interval(0.5))
    placebo = MethodSummary("sare", (), (0, 8, 16), {"hallucination_rate": rates})
    chart = resurgence_chart([ReportRow("sare", "SARE", None, None, placebo=placebo)], "steps")
    [curve] = chart.curves
    assert (curve.name, curve.kind, curve.placebo) == ("SARE, placebo", "sare", True)
    assert (curve.x, curve.y) == ((0.0, 16.0), (0.1, 0.5))
    assert "Dotted" in chart.help
    drawing = chart_svg(chart, number=0, wide=True)
    assert "stroke-dasharray" in drawing and "var(--sare)" in drawing


def test_without_a_placebo_nothing_is_said_of_one() -> None:
    chart = resurgence_chart([ReportRow("sare", "SARE", None, None)], "steps")
    assert chart.curves == () and "Dotted" not in chart.help
