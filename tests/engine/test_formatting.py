"""Amounts as text."""

from __future__ import annotations

import pytest

from sare_engine.formatting import (
    bytes_text,
    count_text,
    duration_text,
    share_text,
    some_names,
    speed_text,
)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.00 kB"),
        (5_300_000, "5.30 MB"),
        (99_960_000, "100 MB"),
        (999_700_000, "1.00 GB"),
        (14_120_000_000, "14.1 GB"),
        (2_345_000_000_000_000, "2345 TB"),
        (-1_500_000, "-1.50 MB"),
    ],
)
def test_bytes_have_three_digits(count: float, text: str) -> None:
    assert bytes_text(count) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.04, "0.0 s"),
        (9.34, "9.3 s"),
        (9.96, "10 s"),
        (59.6, "1 min 0 s"),
        (245, "4 min 5 s"),
        (7380, "2 h 3 min"),
    ],
)
def test_durations_have_at_most_two_units(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0 %"), (0.034, "3.4 %"), (0.0997, "10 %"), (0.5, "50 %"), (1, "100 %")]
)
def test_shares_are_percentages(share: float, text: str) -> None:
    assert share_text(share) == text


def test_speeds_name_their_unit() -> None:
    assert speed_text(3.2, "images") == "3.20 images/s"
    assert speed_text(1_460_000, "bytes") == "1.46 MB/s"
    assert speed_text(12.34, "") == "12.3/s"


def test_one_thing_is_singular() -> None:
    assert count_text(1, "images") == "1 image"
    assert count_text(0, "images") == "0 images"
    assert count_text(1204, "images") == "1,204 images"
    assert count_text(1, "boxes", "box") == "1 box"
    assert count_text(1, "bytes") == "1 B"
    assert count_text(3, "") == "3"


def test_numbers_are_written_as_asked() -> None:
    def comma(value: float, digits: int) -> str:
        return f"{value:.{digits}f}".replace(".", ",")

    assert bytes_text(1_460_000_000, comma) == "1,46 GB"
    assert duration_text(9.3, comma) == "9,3 s"
    assert share_text(0.034, comma) == "3,4 %"
    assert speed_text(3.2, "steps", comma) == "3,20 steps/s"


def test_names_beyond_the_first_are_counted() -> None:
    assert some_names([], 2) == ""
    assert some_names(["a", "b"], 2) == "a, b"
    assert some_names(["a", "b", "c", "d"], 2) == "a, b and 2 more"
