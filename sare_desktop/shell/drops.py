"""Files dropped on the window go to whatever can use them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from sare_desktop.session import Session
from sare_desktop.shell.navigation import Navigation
from sare_desktop.widgets.primitives.dropped_paths import names_text
from sare_engine import names_a_model

PROJECT_FILE = "project.sqlite"
"""The file that makes a folder a project."""


def describe_drop(paths: Sequence[Path]) -> str:
    """Return what a drop on the window does, in words."""
    project = _project_of(paths)
    if project is not None:
        words = QCoreApplication.translate("Drops", "Open the project {0}")
        return words.format(names_text([project]))
    if any(names_a_model(path) for path in paths):
        words = QCoreApplication.translate("Drops", "Inspect the model {0}")
    else:
        words = QCoreApplication.translate("Drops", "Open {0}")
    return words.format(names_text(paths))


def _project_of(paths: Sequence[Path]) -> Path | None:
    for path in paths:
        if (path / PROJECT_FILE).is_file():
            return path
        if path.name == PROJECT_FILE:
            return path.parent
    return None


def route_drop(paths: Sequence[Path], session: Session, navigation: Navigation) -> bool:
    """Open dropped files: a project by the session, all else by the first page that can use it.

    The page shown is asked first, then the page that the files look like.

    Returns:
        whether anything could use them.
    """
    project = _project_of(paths)
    if project is not None:
        return session.open_project(project)
    likely = "model" if any(names_a_model(path) for path in paths) else "images"
    order = [navigation.current(), likely, "images", "concepts", "model", "export"]
    known = navigation.keys()
    for key in dict.fromkeys(key for key in order if key in known):
        if navigation.page(key).accept_drop(list(paths)):
            navigation.show_page(key)
            return True
    return False
