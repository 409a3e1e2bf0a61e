"""A project from which a knife can be erased, and the Erase page on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sare_desktop.pages.erase.page import ErasePage
from sare_desktop.session import Session
from tests.desktop.tested_project import SCENES, make_project, make_session
from tests.waiting import eventually

ENOUGH = (
    *SCENES,
    ("A knife lies here.", {"knife": 11.0}),
    ("A knife lies there.", {"knife": 11.0}),
)
"""As many hallucinated knives as an erasure needs."""


def knife_session(folder: Path) -> Iterator[Session]:
    """Yield the session of such a project in `folder`, with the knife chosen; then close it."""
    session = make_session(
        folder / "settings", make_project(folder / "project", folder / "images", ENOUGH)
    )
    assert session.project is not None
    session.project.set_chosen("knife", True)
    yield session
    assert session.close()


def open_erase_page(qtbot: Any, session: Session) -> ErasePage:
    """Show the page, and wait until it has read its project."""
    page = ErasePage(session)
    qtbot.addWidget(page)
    page.resize(1280, 700)
    page.show()
    eventually(lambda: not page._aside.busy)
    return page
