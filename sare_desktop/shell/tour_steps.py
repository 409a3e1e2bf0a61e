"""The steps of the tour, and how the control of a step is brought into view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabWidget, QWidget

from sare_desktop import theme
from sare_desktop.widgets.primitives.setup_button import SetupButton


@dataclass(frozen=True)
class TourStep:
    """A step of the work.

    Attributes:
        page: key of the page that it is done on.
        targets: object names of the control to show, the first that can be seen; a page that has
            nothing to show yet has another control than later.
        title: the step in a word or two.
        text: what is done there, and why.
    """

    page: str
    targets: Sequence[str]
    title: str
    text: str


def tour_steps() -> tuple[TourStep, ...]:
    """Return the six steps from a model to its export."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Tour", text)

    return (
        TourStep(
            "model",
            ("model.next", "model.load", "model.path"),
            tr("Load a model"),
            tr(
                "The tour uses the demo: a small model that invents objects, and its pictures. "
                "Your own model is a folder that you drop on this page."
            ),
        ),
        TourStep(
            "images",
            ("images.test",),
            tr("Test it"),
            tr(
                "Test writes a caption for each picture and judges every object in it: grounded "
                "or hallucinated. On the demo this takes a minute. Wait for it, or continue."
            ),
        ),
        TourStep(
            "concepts",
            ("concepts.table", "concepts.stack"),
            tr("Choose what to erase"),
            tr(
                "After a test, the objects stand here with how often they are hallucinated, and "
                "beside which others. Check those that the model is to stop inventing."
            ),
        ),
        TourStep(
            "erase",
            ("erase.start",),
            tr("Erase"),
            tr(
                "Erase trains a small adapter until the model no longer invents the chosen "
                "objects, and shows the curves and captions meanwhile. The preset suits the demo."
            ),
        ),
        TourStep(
            "robustness",
            ("robustness.attack.start",),
            tr("Attack the erasure"),
            tr(
                "An erasure that further training undoes is worth little. The attack trains the "
                "erased model on the hallucination; the curve shows whether it comes back."
            ),
        ),
        TourStep(
            "export",
            ("export.start",),
            tr("Export"),
            tr(
                "Export writes the adapter or the merged weights, loads them again and compares "
                "the captions, so that what you give away is what you have measured."
            ),
        ),
    )


def find_target(page: QWidget, step: TourStep) -> QWidget:
    """Return the control of a step, brought into view; the page itself where there is none."""
    for name in step.targets:
        target = page.findChild(QWidget, name)
        if target is not None:
            _bring_forward(target, page)
            if target.isVisible():
                scroll_to(target)
                return target
    return page


def seen_target(page: QWidget, step: TourStep) -> QWidget:
    """Return the control of a step that can be seen as the page is; the page itself if none."""
    found = (page.findChild(QWidget, name) for name in step.targets)
    return next((one for one in found if one is not None and one.isVisible()), page)


def scroll_to(target: QWidget) -> None:
    """Scroll every area that a widget is in so that it is seen."""
    part = target
    while (parent := part.parentWidget()) is not None:
        part = parent
        if isinstance(part, QScrollArea):
            part.ensureWidgetVisible(target, 0, theme.SPACE.L)


def _bring_forward(target: QWidget, page: QWidget) -> None:
    """Show the tab that a widget is on, and the settings where it is one of them."""
    part = target
    while part is not page and (parent := part.parentWidget()) is not None:
        tabs = parent.parentWidget()
        if isinstance(parent, QStackedWidget) and isinstance(tabs, QTabWidget):
            tabs.setCurrentWidget(part)
        part = parent
    if not target.isVisible():
        for settings in page.findChildren(SetupButton):
            settings.setChecked(True)
