"""Progress counted in bytes, of which a model has more than Qt's bars can count."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar

from sare_desktop.session import Session
from sare_desktop.shell.status_line import StatusLine
from sare_desktop.widgets.runs.job_card import JobCard
from sare_engine import Event, PhaseStarted, Progress

EVENTS: list[Event] = [
    PhaseStarted("download", "Downloading", 14_140_000_000, "bytes"),
    Progress("download", 7_070_000_000, 14_140_000_000, 52_000_000.0, 136.0),
]


def test_the_status_line_tells_gigabytes(qtbot: Any) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_events(EVENTS)
    text = line.findChild(QLabel, "status.figures").text()
    assert "7.07 GB/14.1 GB" in text and "52.0 MB/s" in text and "bytes" not in text
    bar = line.findChild(QProgressBar, "status.progress")
    assert bar.value() / bar.maximum() == 0.5


def test_a_job_card_tells_gigabytes(
    qtbot: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = JobCard(session, ("download",), "test")
    qtbot.addWidget(card)
    monkeypatch.setattr(JobCard, "running", True)
    card._take(EVENTS)
    assert "7.07 GB of 14.1 GB" in card.findChild(QLabel, "test.phase").text()
    bar = card.findChild(QProgressBar, "test.progress")
    assert bar.value() / bar.maximum() == 0.5
    card._take([PhaseStarted("x", "X", 8, "images"), Progress("x", 2, 8)])
    assert (bar.value(), bar.maximum()) == (2, 8)
