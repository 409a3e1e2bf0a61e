"""What menus, the command palette and keys offer of the Concepts page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sare_engine import GROUNDED, HALLUCINATED, UNSURE

if TYPE_CHECKING:
    from sare_desktop.pages.concepts.page import ConceptsPage


def action_specs(
    page: ConceptsPage,
) -> tuple[tuple[str, str, str, Callable[[], object]], ...]:
    """Return the name, the words, the shortcut ("" for none) and the deed of each action."""
    merging, places, checking = page.merging, page.places, page.checking
    return (
        ("check", _say("Erase this concept, or keep it"), "Ctrl+E", page.toggle_current),
        ("check_above", _say("Check all above a rate …"), "", checking.open_rate),
        (
            "check_brought",
            _say("Check all that a trigger brings …"),
            "",
            page.choose_by_trigger,
        ),
        ("check_none", _say("Keep all concepts"), "", page.uncheck_all),
        ("merge", _say("Merge concept into …"), "Ctrl+M", merging.choose_merge),
        ("unmerge", _say("Undo a merge …"), "", merging.choose_unmerge),
        (
            "calibrate",
            _say("Calibrate thresholds from annotations …"),
            "",
            page.thresholds.open_calibration,
        ),
        ("search", _say("Search concepts"), "Ctrl+F", page.tools.go_to_search),
        ("open_image", _say("Open the image of the phrase"), "Ctrl+G", places.open_image),
        (
            "grounded",
            _say("Overrule selected mentions: grounded"),
            "G",
            lambda: places.overrule(GROUNDED),
        ),
        (
            "hallucinated",
            _say("Overrule selected mentions: hallucinated"),
            "H",
            lambda: places.overrule(HALLUCINATED),
        ),
        (
            "unsure",
            _say("Overrule selected mentions: unsure"),
            "U",
            lambda: places.overrule(UNSURE),
        ),
        (
            "take_back",
            _say("Withdraw my verdicts on selected mentions"),
            "Backspace",
            lambda: places.overrule(""),
        ),
        ("next", _say("Go on to erase"), "Ctrl+Return", page.go_on),
    )


def _say(text: str) -> str:
    return QCoreApplication.translate("ConceptsPage", text)
