"""Every page in a small window, with names of 200 characters: nothing is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton, QWidget

from sare_desktop.engine_thread import EngineThread
from sare_desktop.pages.images.page import ImagesPage
from sare_desktop.session import PAGES, START, Session
from sare_desktop.settings import Settings
from sare_desktop.shell.main_window import MainWindow
from sare_engine.workspace.project import Project
from tests.desktop import tested_project
from tests.desktop.conftest import NoModel
from tests.desktop.jobs import counting
from tests.desktop.made_runs import make_attack, make_erasure
from tests.waiting import eventually

LONG = 180
"""Letters that make any name about 200 characters long."""

SIZES = ((1024, 700), (640, 360))
"""A small window, and a screen of 1280 x 720 pixels at 200 %."""


def long_project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, its images, runs and folders, all with long names."""
    draw = tested_project.draw_image

    def draw_long(path: Path, *rest: Any, **settings: Any) -> Path:
        return draw(path.with_name(f"{path.stem}-{'n' * LONG}{path.suffix}"), *rest, **settings)

    monkeypatch.setattr(tested_project, "draw_image", draw_long)
    folder = folder / ("f" * LONG)
    project = tested_project.make_project(folder / ("p" * LONG), folder / "images")
    for status in ("done", "stopped"):
        run = make_erasure(project, steps=2, status=status)
        run.path.rename(run.path.with_name(f"{run.name}-{'r' * LONG}"))
    make_attack(project, sorted(path.name for path in (project / "runs").iterdir())[0])
    with Project.open(project) as opened:
        opened.set_chosen("knife", True)
    return project


@pytest.fixture
def window(
    qtbot: Any, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    window = MainWindow(session, build_ahead=False)
    session.setParent(window)
    window.show()
    assert session.open_project(long_project(tmp_path, monkeypatch))
    window.status.set_message("m" * 300, "error")
    window.status.set_model("m" * 200, "cpu · float32")
    yield window
    window.close()
    window.deleteLater()


def is_scrolled(widget: QWidget) -> bool:
    """Whether it is in something that scrolls, which is where the window ends for it."""
    parent = widget.parentWidget()
    while parent is not None:
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            return True
        parent = area
    return False


def outside(window: MainWindow) -> list[str]:
    """What is seen of the window beyond its edges, and cannot be scrolled to."""
    found = []
    for widget in window.findChildren(QWidget):
        place = QRect(widget.mapTo(window, QPoint()), widget.size())
        if (
            widget.isVisible()
            and widget.window() is window
            and not place.isEmpty()
            and not window.rect().contains(place)
            and not is_scrolled(widget)
        ):
            found.append(f"{type(widget).__name__} {widget.objectName()} {place.getRect()}")
    return found


def test_no_widget_is_outside_a_small_window(window: MainWindow) -> None:
    assert window.session.project is not None
    images = len(window.session.project.images())
    for key in (START, *PAGES):
        window.show_page(key)
        if key == "images":
            page = window.page(key)
            assert isinstance(page, ImagesPage)
            eventually(page.gallery.model.rowCount, images)
        if key != START:
            banner = window.page(key).banner
            banner.show_message("error", "w" * 200, "y" * 200, "z" * 200)
            banner.add_action("long", "Do it", list)
        for size in SIZES:
            window.resize(*size)
            QApplication.processEvents()
            assert (window.width(), window.height()) == size
            assert outside(window) == [], (key, size)
            if size == SIZES[0]:
                area = window.stack.currentWidget()
                assert isinstance(area, QAbstractScrollArea)
                assert area.horizontalScrollBar().maximum() == 0, key


def test_a_running_job_fits_into_the_line(window: MainWindow) -> None:
    window.resize(*SIZES[1])
    job = counting()
    window.status.set_job(type(job)(job.kind, "t" * 200, job.work, checkpoints=True))
    QApplication.processEvents()
    assert window.width() == SIZES[1][0] and outside(window) == []
    stop = window.findChild(QPushButton, "status.stop")
    assert stop is not None and stop.width() >= stop.sizeHint().width()
    window.status.set_state("idle")


def test_the_last_step_is_reached_by_keys_in_a_low_window(window: MainWindow) -> None:
    window.resize(*SIZES[1])
    QApplication.processEvents()
    window.rail.item("model").setFocus()
    last = window.rail.item(PAGES[-1])
    assert last.visibleRegion().isEmpty()
    for key in PAGES[:-1]:
        QTest.keyClick(window.rail.item(key), Qt.Key.Key_Down)
    QApplication.processEvents()
    assert last.hasFocus() and last.visibleRegion().boundingRect() == last.rect()
