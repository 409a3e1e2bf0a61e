"""Forms of words: lower case and plurals."""

from __future__ import annotations

import contextlib
import functools
import importlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import inflect

_LONGEST_NAME = 200
"""Characters of the longest name that gets a plural by rule."""


def normal_form(form: str) -> str:
    """Return a form as the vocabulary stores it: lower case, words separated by one space."""
    return re.sub(r"[\s\u2010\u2011-]+", " ", form).strip().lower()


def in_lower_case(text: str) -> str:
    """Return the text in lower case at the same length, so that positions stay valid."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def with_plurals(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return a single form with its plural by rule, or several forms as they are."""
    # For very long texts the rules would search for a plural for minutes.
    if len(forms) > 1 or len(forms[0]) > _LONGEST_NAME:
        return forms
    plural = normal_form(str(inflection().plural_noun(forms[0])))
    return (*forms, plural) if plural else forms  # a sign such as "|" has none


@functools.cache
def inflection() -> inflect.engine:
    """Return the rules for plurals and singulars."""
    with _without_instrumentation():
        import inflect

    return inflect.engine()


@contextlib.contextmanager
def _without_instrumentation() -> Iterator[None]:
    """Leave functions imported inside as they are written, as typeguard does under `python -O`.

    It would recompile each function of `inflect` with checks of its types, which takes two seconds
    at the import and time at every call.
    """
    try:
        typeguard: Any = importlib.import_module("typeguard")
    except ImportError:  # A later version may do without it.
        yield
        return
    instrumented = typeguard.typechecked
    typeguard.typechecked = lambda target, **_: target
    try:
        yield
    finally:
        typeguard.typechecked = instrumented
