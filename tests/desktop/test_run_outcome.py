"""How an erasure ended, on its card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel

from sare_desktop.item_models.runs import RunReader, read_row
from sare_desktop.widgets.runs.run_outcome import RunOutcome
from tests.desktop.made_runs import make_erasure


def test_the_card_shows_the_step_that_was_kept_and_its_figures(qtbot: Any, tmp_path: Path) -> None:
    why = "Kept the weights of step 5 of 10, the best on held-out images."
    kept = {
        "kept_step": 5,
        "kept_why": why,
        "held_out": {"hallucination_rate": 0.04, "concept_recall": 0.8},
    }
    card = RunOutcome("card", robustness=print, export=print, load=print, resume=print)
    qtbot.addWidget(card)
    card.show_run(read_row(make_erasure(tmp_path, result=kept)), 0.9)
    assert "hallucination 70.0 % → 4.0 %" in card.text()
    assert "concept recall 90.0 % → 80.0 %" in card.text()
    assert "10 steps · weights of step 5 kept" in card.text()
    numbers = card.findChild(QLabel, "card.numbers")
    assert isinstance(numbers, QLabel) and numbers.toolTip() == why

    card.show_run(read_row(make_erasure(tmp_path)), 0.9)
    assert "hallucination 70.0 % → 10.0 %" in card.text()
    assert "kept" not in card.text() and numbers.toolTip() == ""


def test_rounds_are_counted_and_the_last_done_can_be_resumed(qtbot: Any, tmp_path: Path) -> None:
    first = make_erasure(tmp_path, rounds=3)
    card = RunOutcome("card", robustness=print, export=print, load=print, resume=print)
    qtbot.addWidget(card)
    [row] = RunReader().read(tmp_path, {})
    card.show_run(row, 0.9)
    assert "round 1 of 3" in card.text()
    assert row.resumable
    make_erasure(tmp_path, rounds=3, parent=first.name)
    before, after = RunReader().read(tmp_path, {})
    assert (before.resumable, after.resumable) == (False, True)
    card.show_run(after, 0.9)
    assert "round 2 of 3" in card.text()
    # An erasure that continues a run by hand is no round of it, and has none to come.
    make_erasure(tmp_path, parent=after.name)
    rows = RunReader().read(tmp_path, {})
    assert [(one.resumable, one.round) for one in rows] == [(False, 1), (True, 2), (False, 1)]
