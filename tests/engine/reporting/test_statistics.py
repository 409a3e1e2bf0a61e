from __future__ import annotations

import pytest

from sare_engine.reporting.statistics import (
    compare,
    mean_interval,
    paired_difference,
    t_quantile,
)


@pytest.mark.parametrize(
    ("degrees", "quantile"),
    # Two-sided 95 % values of any printed table.
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (9, 2.262), (30, 2.042)],
)
def test_students_t(degrees: int, quantile: float) -> None:
    assert t_quantile(degrees, 0.975) == pytest.approx(quantile, abs=6e-4)


def test_an_interval_by_hand() -> None:
    # mean 3, standard deviation sqrt(2.5), standard error sqrt(0.5), t(4) = 2.776445
    found = mean_interval([1, 2, 3, 4, 5])
    assert (found.mean, found.count) == (3.0, 5)
    assert found.half_width == pytest.approx(2.776445 * 0.5**0.5, abs=1e-5)
    assert found.low == pytest.approx(3 - 1.963243, abs=1e-5)


def test_one_value_has_no_interval() -> None:
    found = mean_interval([0.25])
    assert (found.mean, found.low, found.high, found.half_width) == (0.25, None, None, None)
    assert found.text() == "25.0"


def test_text_for_a_table() -> None:
    assert mean_interval([0.1, 0.2, 0.3]).text() == "20.0 ± 24.8"
    assert mean_interval([1.0, 1.0]).text(2, percent=False) == "1.00 ± 0.00"


def test_pairs_of_runs() -> None:
    found = paired_difference([0.5, 0.7, 0.9], [0.4, 0.6, 0.8])
    assert found.mean == pytest.approx(0.1)
    assert found.half_width == pytest.approx(0.0, abs=1e-9)
    with pytest.raises(ValueError, match="zip"):
        paired_difference([1.0], [1.0, 2.0])


def test_rows_of_methods() -> None:
    rows = compare({"EFUF": [{"rate": 0.3}, {"rate": 0.5, "recall": 1.0}], "SARE": [{"rate": 0.1}]})
    assert [row.method for row in rows] == ["EFUF", "SARE"]
    assert rows[0].figures["rate"].mean == pytest.approx(0.4)
    assert rows[0].figures["recall"].count == 1


@pytest.mark.parametrize("values", [[], [1.0, float("nan")], [float("inf")]])
def test_values_that_have_no_interval(values: list[float]) -> None:
    with pytest.raises(ValueError, match="interval"):
        mean_interval(values)
