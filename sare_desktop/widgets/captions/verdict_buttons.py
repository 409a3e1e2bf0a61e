"""Buttons by which the user overrules verdicts, of one mention or of many."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from sare_desktop import theme
from sare_desktop.widgets.primitives.small_parts import make_button
from sare_engine import GROUNDED, HALLUCINATED, UNSURE


def make_verdict_buttons(
    page: str, overrule: Callable[[str], object], *, several: bool, keys: bool = True
) -> dict[str, QPushButton]:
    """Return verdict → button; "" removes the user's verdict.

    Args:
        page: key of the page; the buttons are named `<page>.overrule.<verdict>`, and those of
            several mentions `<page>.overrule_all.<verdict>`.
        overrule: called with the verdict.
        several: whether they overrule several mentions; else they show a mention's verdict.
        keys: whether keys do the same, which tooltips then name.
    """
    say = QCoreApplication.translate
    buttons = {}
    for verdict, text, key, tip, tip_of_several in (
        (
            GROUNDED,
            say("Overruling", "Grounded"),
            "G",
            say("Overruling", "It is in the picture"),
            say("Overruling", "The objects of the selected mentions are in their pictures"),
        ),
        (
            HALLUCINATED,
            say("Overruling", "Hallucinated"),
            "H",
            say("Overruling", "It is not there"),
            say("Overruling", "The objects of the selected mentions are not there"),
        ),
        (
            UNSURE,
            say("Overruling", "Unsure"),
            "U",
            say("Overruling", "It cannot be decided"),
            say("Overruling", "The selected mentions cannot be decided"),
        ),
        (
            "",
            say("Overruling", "Take back"),
            "Backspace",
            say("Overruling", "Remove my verdict"),
            say("Overruling", "Remove my verdicts on the selected mentions"),
        ),
    ):
        words = tip_of_several if several else tip
        words = f"{words} ({key})" if keys else words
        group = "overrule_all" if several else "overrule"
        button = make_button(text, f"{page}.{group}.{verdict or 'take_back'}", words)
        button.clicked.connect(partial(_call, overrule, verdict))
        button.setAccessibleName(words)
        if keys:
            button.setAccessibleDescription(key)
        button.setCheckable(bool(verdict) and not several)
        if not verdict:
            theme.quiet(button)
        buttons[verdict] = button
    return buttons


def _call(overrule: Callable[[str], object], verdict: str, *_: object) -> None:
    overrule(verdict)
