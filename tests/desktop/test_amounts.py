"""Numbers as the window shows them, in the format of the user's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from sare_desktop.widgets.primitives.amounts import (
    bytes_text,
    clock_text,
    count_text,
    duration_text,
    figure_text,
    plural,
    share_text,
    units_text,
)


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    yield
    QLocale.setDefault(before)


def test_amounts_in_words() -> None:
    assert [bytes_text(one) for one in (0, 999, 1000, 1.5e9)] == [
        "0 B",
        "999 B",
        "1.00 kB",
        "1.50 GB",
    ]
    assert count_text(7_063_427_072) == "7.06 billion"
    assert share_text(0.021) == "2.1 %"
    assert share_text(0.494) == "49 %"
    assert [duration_text(one) for one in (0.5, 61, 3700)] == ["0.5 s", "1 min 1 s", "1 h 1 min"]


def test_amounts_in_another_language(german: None) -> None:
    assert bytes_text(1.5e9) == "1,50 GB"
    assert share_text(0.021) == "2,1 %"
    assert duration_text(0.5) == "0,5 s"
    assert count_text(1_234) == "1.234"
    assert figure_text(1204.5, ",.2f") == "1.204,50" and figure_text(0.125, ".3g") == "0,125"
    assert units_text(1_204, "images") == "1.204"


def test_remaining_time_is_rounded_up() -> None:
    assert [clock_text(one) for one in (-1, 41.2, 725, 12_000)] == [
        "0:00",
        "0:42",
        "12:05",
        "3:20:00",
    ]


def test_a_count_of_one_is_singular() -> None:
    assert [plural(one, "1 image", "{0} images") for one in (0, 1, 2)] == [
        "0 images",
        "1 image",
        "2 images",
    ]
