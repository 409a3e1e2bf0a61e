import math

import numpy as np
import pytest

from sare_desktop.curves import (
    OVERSHOOT,
    RunCurves,
    Series,
    Smoother,
    nearest_index,
    on_log_scale,
    to_csv,
)
from sare_engine import Notice, PhaseStarted, ProbeMetrics, StepMetrics


def step(number: int, **values: float) -> StepMetrics:
    return StepMetrics("erase", number, values)


def naive_mean(values: list[float], weight: float) -> list[float]:
    total = norm = 0.0
    out = []
    for value in values:
        total, norm = weight * total, weight * norm
        if math.isfinite(value):
            total, norm = total + value, norm + 1
            out.append(total / norm)
        else:
            out.append(math.nan)
    return out


def test_series_grows_and_drops() -> None:
    series = Series()
    for x in range(1000):
        series.append(x, x * 2.0)
    series.drop_from(990)
    assert len(series) == 990
    assert series.last == 989 * 2
    assert series.x.dtype == np.float64


def test_events_become_curves() -> None:
    curves = RunCurves(
        [
            PhaseStarted("erase", "Erasing", 10, "steps"),
            ProbeMetrics("erase", 0, {"hallucination_rate": 0.7}, ({"image": "a", "now": "x"},)),
            step(1, loss_neg=-1.0, seconds=0.5),
            step(2, loss_neg=-2.0, seconds=0.25, overshoots=2.0, sharpness=0.3),
            Notice("warning", "few"),
        ]
    )
    assert curves.total == 10
    assert curves.steps == 2
    assert curves.get("step.loss_neg").y.tolist() == [-1, -2]
    assert curves.get("step.rate").y.tolist() == [2, 4]
    assert curves.get(OVERSHOOT).x.tolist() == [2]
    assert curves.get(OVERSHOOT).y.tolist() == [0.3]
    assert curves.first("probe.hallucination_rate") == 0.7
    assert curves.samples[0]["now"] == "x"
    assert math.isnan(curves.last("probe.nothing"))


def test_resumed_run_replaces_what_it_measures_again() -> None:
    curves = RunCurves([step(n, loss_pos=float(n), overshoots=1) for n in range(1, 8)])
    curves.feed(step(5, loss_pos=50.0))
    assert curves.get("step.loss_pos").x.tolist() == [1, 2, 3, 4, 5]
    assert curves.get("step.loss_pos").y.tolist() == [1, 2, 3, 4, 50]
    assert curves.get(OVERSHOOT).x.tolist() == [1, 2, 3, 4]


@pytest.mark.parametrize("weight", [0.3, 0.9, 0.999])
@pytest.mark.parametrize("pieces", [(2000,), (1, 600, 3, 900, 496)])
def test_smoothing_agrees_with_the_plain_recurrence(weight: float, pieces: tuple[int, ...]) -> None:
    values = np.random.default_rng(0).normal(size=2000)
    values[::17] = np.nan
    values[:3] = np.nan
    smoother, length = Smoother(), 0
    for piece in pieces:
        length += piece
        got = smoother(values[:length], weight)
    np.testing.assert_allclose(got, naive_mean(values.tolist(), weight), atol=1e-6)


def test_smoother_notices_a_curve_that_was_cut() -> None:
    smoother = Smoother()
    smoother(np.array([1.0, 2.0, 3.0]), 0.5)
    assert smoother(np.array([1.0, 9.0, 9.0, 9.0]), 0.5).tolist() == pytest.approx(
        naive_mean([1.0, 9.0, 9.0, 9.0], 0.5)
    )


def test_no_smoothing_gives_the_curve_itself() -> None:
    y = np.array([1.0, math.nan, 2.0])
    assert Smoother()(y, 0.0) is y


def test_log_scale() -> None:
    shown, turned = on_log_scale(np.array([-1.0, -2.0, math.nan]))
    assert turned
    assert shown[:2].tolist() == [1, 2]
    shown, turned = on_log_scale(np.array([1.0, -2.0, 0.0]))
    assert not turned
    assert np.isnan(shown[1:]).all()


def test_nearest_index() -> None:
    xs = np.array([0.0, 10.0, 20.0])
    assert [nearest_index(xs, x) for x in (-5, 4, 6, 16, 99)] == [0, 0, 1, 2, 2]
    assert nearest_index(np.empty(0), 1.0) == -1


def test_csv_leaves_gaps_empty() -> None:
    text = to_csv("step", [("a", Series([1, 2], [0.5, math.nan])), ("b", Series([2, 3], [4, 5]))])
    assert text.splitlines() == ["step,a,b", "1,0.5,", "2,,4", "3,,5"]
