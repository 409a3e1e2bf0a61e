"""Charts as SVG whose colours come from the page, so that one file serves light and dark."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from sare_engine.erasure.kinds import kind_of
from sare_engine.reporting.report_data import Chart, ChartCurve

# Matplotlib knows no CSS variables: it draws in stand-in colours, which are replaced afterwards.
_INK, _MUTED, _GRID = "#0b0001", "#0b0002", "#0b0003"
_SERIES = "#0b01{:02x}"
_OTHERS: tuple[tuple[str, Any, str], ...] = (
    ("--other-1", (0, (5, 1.5, 1, 1.5)), "^"),
    ("--other-2", "-", "v"),
    ("--other-3", (0, (3, 2)), "P"),
)
_MANY_POINTS = 24
_HALF_PAGE = 5.0
"""Charts of at most so many inches stand beside another."""
_DOTTED = (0, (1, 1.6))
"""The line of a placebo, in the colour of what it is compared with."""


def chart_svg(chart: Chart, *, number: int, wide: bool) -> str:
    """Draw a chart.

    Args:
        chart: what to draw; it has at least one curve.
        number: unique within a page, so that element ids never clash.
        wide: full page width rather than half of it.

    Returns:
        An `<svg>` element that uses the page's `--muted`, `--line`, the text colour, and a variable
        for each kind that has a look.
    """
    import matplotlib
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    settings = {
        "svg.fonttype": "none",
        "svg.hashsalt": f"sare-chart-{number}",
        "font.family": "sans-serif",
        "font.size": 9.5,
        # A dollar sign in a name is a dollar sign, not mathematics.
        "text.parse_math": False,
        "axes.unicode_minus": True,
    }
    with matplotlib.rc_context(settings):
        width, height = (7.6, 3.3) if wide else (3.9, 2.6)
        figure = Figure(figsize=(width, height))
        figure.patch.set_alpha(0)
        axes = figure.add_axes(_frame(chart, width, height))
        axes.patch.set_alpha(0)
        variables: dict[str, str] = {_INK: "currentColor", _MUTED: "var(--muted)"}
        variables[_GRID] = "var(--line)"
        styles = _styles(chart.curves)
        for index, (curve, (variable, pattern, marker)) in enumerate(
            zip(chart.curves, styles, strict=True)
        ):
            colour = _SERIES.format(index)
            variables[colour] = f"var({variable})"
            if curve.low and curve.high:
                axes.fill_between(
                    curve.x, curve.low, curve.high, color=colour, alpha=0.16, linewidth=0
                )
            dense = len(curve.x) > _MANY_POINTS
            if dense:
                # Every step stays visible, behind the smoothed line.
                axes.plot(curve.x, curve.y, color=colour, linewidth=0.8, alpha=0.28, zorder=3)
            axes.plot(
                curve.x,
                _course(curve),
                color=colour,
                linestyle=pattern,
                linewidth=2.0,
                marker="" if dense else marker,
                markersize=5,
                clip_on=False,
                zorder=4 + kind_of(curve.kind).proposed,
            )
        _limits(axes, chart)
        axes.yaxis.set_major_locator(MaxNLocator(5))
        if chart.percent:
            axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
        axes.xaxis.set_major_locator(MaxNLocator(7 if wide else 5, integer=True))
        axes.grid(axis="y", color=_GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(_MUTED)
        axes.tick_params(axis="both", colors=_MUTED, labelcolor=_MUTED, length=0, pad=5)
        axes.set_xlabel(chart.x_label, color=_MUTED, labelpad=5)
        frame = axes.get_position()
        axes.set_title(
            chart.y_label, color=_MUTED, loc="left", fontsize=9.5, pad=9, x=-frame.x0 / frame.width
        )
        _label_ends(axes, chart, height)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return _for_page(buffer.getvalue(), variables, chart, number)


def _styles(curves: tuple[ChartCurve, ...]) -> list[tuple[str, Any, str]]:
    styles: list[tuple[str, Any, str]] = []
    used = 0
    for curve in curves:
        look = kind_of(curve.kind).look
        if look is None:
            variable, pattern, marker = _OTHERS[used % len(_OTHERS)]
            styles.append((variable, _DOTTED, "") if curve.placebo else (variable, pattern, marker))
            used += 1
        elif curve.placebo:
            styles.append((f"--{curve.kind}", _DOTTED, ""))
        else:
            pattern = (0, look.dashes) if look.dashes else "-"
            styles.append((f"--{curve.kind}", pattern, look.marker))
    return styles


def _frame(chart: Chart, width: float, height: float) -> tuple[float, float, float, float]:
    longest = max(len(curve.name) for curve in chart.curves)
    left, top, bottom = 0.52 / width, 0.34 / height, 0.5 / height
    right = (0.25 + 0.078 * min(longest, 31 if width > _HALF_PAGE else 26)) / width
    return (left, bottom, 1 - left - right, 1 - top - bottom)


def _course(curve: ChartCurve) -> Sequence[float]:
    """The line to draw: the values or, where there are many, their running mean."""
    if len(curve.x) <= _MANY_POINTS:
        return curve.y
    half = max(1, len(curve.y) // 24)
    windows = (curve.y[max(0, i - half) : i + half + 1] for i in range(len(curve.y)))
    return [sum(window) / len(window) for window in windows]


def _limits(axes: Any, chart: Chart) -> None:
    values = [y for curve in chart.curves for y in (*curve.y, *curve.high, *curve.low)]
    low, high = min(values), max(values)
    if chart.percent:
        # From zero, and never so narrow that one percent looks dramatic.
        axes.set_ylim(0, min(1.0, max(high * 1.08, 0.1)))
    else:
        margin = (high - low or abs(high) or 1.0) * 0.08
        axes.set_ylim(0 if 0 <= low <= 0.5 * high else low - margin, high + margin)
    places = [x for curve in chart.curves for x in curve.x]
    if min(places) < max(places):
        axes.set_xlim(min(places), max(places))


def _label_ends(axes: Any, chart: Chart, height: float) -> None:
    """Write each curve's name at its end, moved apart where ends lie too close."""
    bottom, top = axes.get_ylim()
    inches = axes.get_position().height * height
    gap = 0.17 / inches
    ends = sorted(
        ((_course(curve)[-1] - bottom) / (top - bottom), index)
        for index, curve in enumerate(chart.curves)
    )
    places: list[float] = []
    for share, _ in ends:
        places.append(max(share, places[-1] + gap) if places else share)
    over = max(0.0, places[-1] - 1.0)
    for index in range(len(places) - 1, -1, -1):
        limit = places[index + 1] - gap if index + 1 < len(places) else 1.0
        places[index] = min(places[index], limit) if over else places[index]
    for place, (_, index) in zip(places, ends, strict=True):
        axes.annotate(
            chart.curves[index].name,
            (1, place),
            xycoords="axes fraction",
            xytext=(9, 0),
            textcoords="offset points",
            va="center",
            color=_SERIES.format(index),
            fontweight="bold",
        )


def _for_page(svg: str, variables: dict[str, str], chart: Chart, number: int) -> str:
    from html import escape

    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"#0b0[01][0-9a-f]{2}", lambda match: variables.get(match[0], match[0]), svg)
    # Every drawing numbers its elements from one; on a page they must differ.
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>chart{number}-", svg)
    names = ", ".join(curve.name for curve in chart.curves)
    label = escape(f"{chart.title}: {chart.y_label} over {chart.x_label} for {names}")
    # The page gives the width; the view box keeps the proportions.
    return re.sub(
        r"<svg [^>]*?(viewBox=\"[^\"]+\")[^>]*>",
        rf'<svg role="img" aria-label="{label}" \1 xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">',
        svg,
        count=1,
    )
