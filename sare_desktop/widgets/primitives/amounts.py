"""Numbers as a person reads them: bytes, counts, shares and durations."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QLocale

_BYTE_UNITS = ("B", "kB", "MB", "GB", "TB")


def bytes_text(count: float) -> str:
    """Return a number of bytes with three digits and its unit: "1.46 GB"."""
    value = float(count)
    unit = 0
    while abs(value) >= 1000 and unit < len(_BYTE_UNITS) - 1:
        value /= 1000
        unit += 1
    return f"{_three_digits(value, whole=unit == 0)} {_BYTE_UNITS[unit]}"


def units_text(count: int, unit: str) -> str:
    """Return how much of a job is done, without its unit but for bytes: "1,204", "1.46 GB"."""
    return bytes_text(count) if unit == "bytes" else f"{count:,}"


def count_text(count: float) -> str:
    """Return a large number with three digits and its scale: "7.06 billion", "823"."""
    for size, scale in (
        (1e9, QCoreApplication.translate("amounts", "{0} billion")),
        (1e6, QCoreApplication.translate("amounts", "{0} million")),
    ):
        if abs(count) >= size:
            return scale.format(_three_digits(count / size, whole=False))
    return QLocale().toString(round(count))


def share_text(share: float) -> str:
    """Return a fraction as per cent: 0.034 → "3.4 %"."""
    percent = 100 * share
    digits = 0 if percent >= 10 or percent == 0 else 1
    return f"{QLocale().toString(percent, 'f', digits)} %"


def duration_text(seconds: float) -> str:
    """Return a duration in its two largest units: "2 min 5 s"."""
    whole = round(seconds)
    if whole < 60:
        return QCoreApplication.translate("amounts", "{0} s").format(
            _three_digits(seconds, whole=seconds >= 10)
        )
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return QCoreApplication.translate("amounts", "{0} min {1} s").format(minutes, rest)
    hours, minutes = divmod(minutes, 60)
    return QCoreApplication.translate("amounts", "{0} h {1} min").format(hours, minutes)


def clock_text(seconds: float) -> str:
    """Return a remaining time as a clock shows it, rounded up: "0:42", "12:05", "3:20:00"."""
    whole = max(0, math.ceil(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def plural(count: int, one: str, more: str) -> str:
    """Return `one` for a count of 1, and else `more` with the count in place of "{0}"."""
    return one if count == 1 else more.format(count)


def _three_digits(value: float, *, whole: bool) -> str:
    if whole or abs(value) >= 100:
        return QLocale().toString(value, "f", 0)
    return QLocale().toString(value, "f", 1 if abs(value) >= 10 else 2)
