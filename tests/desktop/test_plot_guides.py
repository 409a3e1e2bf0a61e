"""What a plot shows is explained at the plot, with its terms leading to the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from sare_desktop.curves import Series
from sare_desktop.widgets.help.glossary_dialog import GlossaryDialog, read_terms
from sare_desktop.widgets.help.plot_guide_dialog import PlotGuideDialog
from sare_desktop.widgets.help.plot_guides import link_terms, read_guides
from sare_desktop.widgets.plots.landscape_view import LandscapeView
from sare_desktop.widgets.plots.live_plot import LivePlot
from sare_desktop.widgets.plots.plot_curves import Curve

PARTS = ("Axes", "How to read it", "A good picture", "A bad picture", "What to do")


def test_every_explanation_is_whole_and_leads_to_the_glossary() -> None:
    guides, terms = read_guides(), read_terms()
    assert len(guides) > 15
    for key, guide in guides.items():
        found = re.findall(r"\*\*(.+?)\*\*: (.+)", guide.text)
        assert tuple(part for part, _ in found) == PARTS, key
        assert [text for _, text in found if not text.endswith(".")] == [], key
        assert guide.empty.endswith("."), key
    linked = [key for key, guide in guides.items() if "(glossary:" in link_terms(guide.text, terms)]
    assert set(guides) - set(linked) <= {"speed"}


@pytest.mark.parametrize(
    ("text", "linked"),
    (
        ("An attack, attacks.", "An [attack](glossary:Attack), attacks."),
        ("The radius grows.", "The [radius](glossary:Radius%2C%20%CF%81) grows."),
        ("Relearning attacks", "[Relearning attacks](glossary:Relearning%20attack)"),
        ("An attacker.", "An attacker."),
    ),
)
def test_terms_are_linked_where_they_stand_first(text: str, linked: str) -> None:
    assert link_terms(text, ("Attack", "Radius, ρ", "Relearning attack")) == linked


@pytest.fixture
def plot(qtbot: Any) -> Iterator[LivePlot]:
    plot = LivePlot("plot", "Sharpness", [Curve("a", "alpha", 0)], guide="sharpness")
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    yield plot
    plot.hide()


def guide_of(window: QWidget) -> PlotGuideDialog:
    [dialog] = [one for one in window.findChildren(PlotGuideDialog) if one.isVisible()]
    return dialog


def test_an_empty_plot_says_why_and_a_full_one_what_it_shows(plot: LivePlot) -> None:
    button = plot.findChild(QToolButton, "plot.guide")
    assert isinstance(button, QToolButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = guide_of(plot)
    assert dialog.heading.text() == "Sharpness"
    assert dialog.state.text().startswith("There is nothing to show yet: methods that look")
    plot.set_series("a", Series([1, 2], [0.5, 0.25]))
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert guide_of(plot) is dialog
    assert dialog.state.text() == "Now: alpha: 2 points, from 0.25 to 0.5, now 0.25"
    assert "flat region" in dialog.text.toPlainText()
    dialog.text.anchorClicked.emit(QUrl("glossary:Radius%2C%20%CF%81"))
    [glossary] = plot.findChildren(GlossaryDialog)
    assert "Rho" in glossary.text.toPlainText()
    glossary.close()
    dialog.close()


def test_an_empty_landscape_explains_itself(qtbot: Any) -> None:
    view = LandscapeView("view", lambda: None)
    qtbot.addWidget(view)
    view.show_landscapes([])
    view.show()
    button = view.empty.buttons[1]
    assert button.text() == "How is a landscape read?"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = guide_of(view)
    assert dialog.state.text().startswith("There is nothing to show yet: measure the landscape")
    assert "narrow peak" in dialog.text.toPlainText()
    dialog.close()
