"""Amounts and lists of names as text: bytes, durations, shares and speeds, the same everywhere.

Functions of amounts take `number`, which formats a value with a number of decimal digits, so that a
window can write numbers in its user's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Number = Callable[[float, int], str]

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BYTE_UNITS = ("B", "kB", "MB", "GB", "TB")


def plain_number(value: float, digits: int) -> str:
    """Return a number with a decimal point and no separators: "1204.50"."""
    return f"{value:.{digits}f}"


def bytes_text(count: float, number: Number = plain_number) -> str:
    """Return a number of bytes with three digits and its unit: "1.46 GB", "823 B"."""
    value, unit = float(count), 0
    # 999.5 kB would be written as 1000 kB.
    while abs(value) >= (1000 if unit == 0 else 999.5) and unit < len(_BYTE_UNITS) - 1:
        value /= 1000
        unit += 1
    return f"{_three_digits(value, number, whole=unit == 0)} {_BYTE_UNITS[unit]}"


def duration_text(seconds: float, number: Number = plain_number) -> str:
    """Return a duration in at most two units: "9.3 s", "42 s", "4 min 5 s", "2 h 3 min"."""
    if seconds < 9.95:
        return f"{number(seconds, 1)} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min"


def share_text(share: float, number: Number = plain_number) -> str:
    """Return a fraction as a percentage with two digits at least: 0.034 → "3.4 %"."""
    percent = 100 * share
    return f"{number(percent, 0 if percent >= 9.95 or percent == 0 else 1)} %"


def speed_text(rate: float, unit: str, number: Number = plain_number) -> str:
    """Return units per second: "3.20 images/s", "1.46 MB/s"; without a unit "3.20/s"."""
    if unit == "bytes":
        return f"{bytes_text(rate, number)}/s"
    return f"{_three_digits(rate, number)}{f' {unit}' if unit else ''}/s"


def count_text(count: int, plural: str, singular: str = "") -> str:
    """Return a number with its noun: "1 image", "1,204 images"; bytes as `bytes_text` does.

    Args:
        count: the number.
        plural: the noun, or "".
        singular: its singular where that is not what `singular_of` returns.
    """
    if plural == "bytes":
        return bytes_text(count)
    noun = (singular or singular_of(plural)) if count == 1 else plural
    return f"{count:,} {noun}" if noun else f"{count:,}"


def singular_of(plural: str) -> str:
    """Return the singular of a regular noun: "images" → "image", "retries" → "retry"."""
    if plural.endswith("ies"):
        return f"{plural.removesuffix('ies')}y"
    if plural.endswith(("sses", "xes", "ches", "shes")):
        return plural.removesuffix("es")
    return plural if plural.endswith("ss") else plural.removesuffix("s")


def some_names(names: Sequence[str], most: int) -> str:
    """Return the first names, and how many there are besides: "a, b and 3 more"."""
    text = ", ".join(names[:most])
    return text if len(names) <= most else f"{text} and {len(names) - most} more"


def without_controls(text: str) -> str:
    """Return foreign text that a terminal can show: lines and tabs stay.

    Other control characters become spaces. Marks that reverse the direction of writing are left
    out, as they change how the text around them reads.
    """
    return _DIRECTIONS.sub("", _CONTROLS.sub(" ", text))


def limit_text(value: float, plural: str) -> str:
    """Return the limit of a setting with its unit: "1 image", "0.5", "100000 steps"."""
    number = str(int(value)) if float(value).is_integer() else f"{value:g}"
    unit = singular_of(plural) if value == 1 else plural
    return f"{number} {unit}" if unit else number


def _three_digits(value: float, number: Number, *, whole: bool = False) -> str:
    if whole or abs(value) >= 99.95:
        return number(value, 0)
    return number(value, 1 if abs(value) >= 9.995 else 2)


_AMOUNT = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*(K|M|G|T)(i?)B", re.ASCII | re.IGNORECASE)


def bytes_of(text: str) -> int | None:
    """Return the bytes that a text such as "24GB" or "12 GiB" names; None if it names none."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return None
    number, prefix, binary = found.groups()
    unit = 1024 if binary else 1000
    return int(float(number) * unit ** (1 + "KMGT".index(prefix.upper()))) or None
