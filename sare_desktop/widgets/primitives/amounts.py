"""Numbers as people read them, in the format of the user's language."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QLocale

import sare_engine


def _number(value: float, digits: int) -> str:
    return QLocale().toString(value, "f", digits)


def figure_text(value: float, form: str) -> str:
    """Return a number in a Python format, with the separators of the user's language."""
    locale = QLocale()
    separators = str.maketrans({",": locale.groupSeparator(), ".": locale.decimalPoint()})
    return format(value, form).translate(separators)


def bytes_text(count: float) -> str:
    """Return a number of bytes with three digits and its unit: "1.46 GB"."""
    return sare_engine.bytes_text(count, _number)


def duration_text(seconds: float) -> str:
    """Return a duration in its two largest units: "2 min 5 s"."""
    return sare_engine.duration_text(seconds, _number)


def share_text(share: float) -> str:
    """Return a fraction as a percentage: 0.034 → "3.4 %"."""
    return sare_engine.share_text(share, _number)


def units_text(count: int, unit: str) -> str:
    """Return how much of a job is done, without its unit but for bytes: "1,204", "1.46 GB"."""
    return bytes_text(count) if unit == "bytes" else figure_text(count, ",")


def count_text(count: float) -> str:
    """Return a large number with three digits and its scale: "7.06 billion", "823"."""
    for size, scale in (
        (1e9, QCoreApplication.translate("amounts", "{0} billion")),
        (1e6, QCoreApplication.translate("amounts", "{0} million")),
    ):
        if abs(count) >= size:
            value = count / size
            return scale.format(_number(value, 0 if value >= 100 else 1 if value >= 10 else 2))
    return QLocale().toString(round(count))


def clock_text(seconds: float) -> str:
    """Return a remaining time as a clock shows it, rounded up: "0:42", "12:05", "3:20:00"."""
    whole = max(0, math.ceil(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def plural(count: int, one: str, more: str) -> str:
    """Return `one` for a count of 1, and else `more` with the count in place of "{0}"."""
    return one if count == 1 else more.format(count)


def short_name(name: str, most: int = 48) -> str:
    """Return the name of a file or run, cut in its middle where it has more characters."""
    half = most // 2
    return name if len(name) <= most else f"{name[:half]}…{name[-half:]}"
