"""The glossary: all terms, found by a search, and opened where the question arises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from sare_desktop.engine_thread import EngineThread
from sare_desktop.pages.robustness.suite_view import SuiteView
from sare_desktop.session import Session
from sare_desktop.settings import Settings
from sare_desktop.shell.main_window import MainWindow
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.help.glossary_dialog import GlossaryDialog, matching_terms, read_terms
from sare_desktop.widgets.help.terms_here import TERM, term_at, term_for
from sare_engine import EraseConfig, Group, presets, settings_of
from tests.desktop.conftest import NoModel
from tests.desktop.tested_project import make_project
from tests.waiting import eventually


def test_symbols_groups_and_recommended_are_explained() -> None:
    terms = " ".join(read_terms()).casefold()
    symbols = {one.symbol for one in settings_of(EraseConfig) if one.symbol}
    words = {Group.OBJECTIVE, Group.WORST_CASE, Group.OPTIMISER, Group.MEASURING}
    titles = {presets(EraseConfig)[0].title}
    missing = [one for one in (*symbols, *words, *titles) if str(one).casefold() not in terms]
    assert missing == []


def test_terms_are_in_alphabetical_order_and_whole_sentences() -> None:
    terms = read_terms()
    assert len(terms) > 50
    names = [name.casefold() for name in terms]
    assert names == sorted(names)
    assert [name for name, text in terms.items() if not text.endswith(".")] == []


@pytest.mark.parametrize(
    ("wanted", "first"),
    (("ρ", "Radius, ρ"), ("λneg", "Weight of forgetting, λ_neg"), ("D_", "D_neg"), ("zzz", None)),
)
def test_terms_are_found(wanted: str, first: str | None) -> None:
    found = matching_terms(read_terms(), wanted)
    assert (found[0] if found else None) == first


def test_the_search_shows_what_it_finds(qtbot: Any) -> None:
    dialog = GlossaryDialog(term="resurgence")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Resurgence" in dialog.text.toPlainText() and not dialog.nothing.isVisible()
    dialog.search.setText("zzz")
    assert dialog.text.toPlainText() == "" and dialog.nothing.isVisible()


@pytest.mark.parametrize(
    ("words", "term"),
    (
        ("hallucination (95 %)", "Hallucination rate"),
        ("Mentions", "Mention"),
        ("broken", "Broken caption"),
        ("Radius", "Radius, ρ"),
        ("attack", "Attack"),
        ("images", ""),
        ("r", ""),
    ),
)
def test_words_of_the_window_name_terms(words: str, term: str) -> None:
    assert term_for(words) == term


@pytest.fixture
def form(qtbot: Any) -> Iterator[ConfigForm[EraseConfig]]:
    form = ConfigForm(EraseConfig)
    qtbot.addWidget(form)
    form.show()
    yield form
    form.hide()


def shown_text(window: QWidget) -> str:
    [dialog] = [one for one in window.findChildren(GlossaryDialog) if one.isVisible()]
    text = dialog.text.toPlainText()
    dialog.close()
    return text


def test_the_label_of_a_setting_opens_what_it_means(form: ConfigForm[EraseConfig]) -> None:
    label = form._fields["rho"].label
    assert label is not None and "Glossary" in label.toolTip()
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    assert shown_text(form).startswith("Radius, ρ: Rho")
    assert term_at(form.field("lambda_neg")) == "Weight of forgetting, λ_neg"
    assert term_at(form.field("corrections")) == "Correction"
    assert term_at(form.field("gradient_clip")) == ""


def test_a_column_is_explained_by_its_heading(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda self, _: offered.append(self))
    view = SuiteView("suite")
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show_result({"attacks": [{"name": "noise", "hallucination_rate": 0.1}]})
    view.show()
    header = view.table.horizontalHeader()
    for column in (5, 2):  # Of images nothing is to be said.
        at = QPoint(header.sectionViewportPosition(column) + 5, 5)
        header.customContextMenuRequested.emit(at)
    [menu] = offered
    menu.actions()[0].trigger()
    assert shown_text(view).startswith("Broken caption")
    view.table.setCurrentCell(0, 1)
    assert term_at(view.table) == "Hallucination rate"
    view.hide()


def test_the_counts_of_examples_lead_to_what_they_are(
    qtbot: Any, settings: Settings, tmp_path: Path
) -> None:
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    window = MainWindow(session, build_ahead=False)
    session.setParent(window)
    window.show()
    assert session.open_project(make_project(tmp_path / "project", tmp_path / "images"))
    assert session.project is not None
    session.project.set_chosen("knife", True)
    window.show_page("erase")
    button = window.page("erase").findChild(QPushButton, "erase.explain")
    assert isinstance(button, QPushButton)
    eventually(button.isVisible)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    eventually(lambda: len(window.findChildren(GlossaryDialog)), 1)
    [dialog] = window.findChildren(GlossaryDialog)
    for term in ("D_neg", "D_pos", "D_sent"):
        assert term in dialog.text.toPlainText()
    dialog.close()
    button.setProperty(TERM, "Attack")  # As the fields of a form have one.
    button.setFocus()
    window.commands.action("glossary").trigger()
    eventually(lambda: len(window.findChildren(GlossaryDialog)), 1)
    [dialog] = window.findChildren(GlossaryDialog)
    assert dialog.search.text() == "Attack"
    session.explained.emit("trigger")
    assert "D_neg" not in dialog.text.toPlainText() and "Trigger" in dialog.text.toPlainText()
    window.close()
    window.deleteLater()
