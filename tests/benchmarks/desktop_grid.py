"""Ten thousand images on the Images page: first thumbnails, scrolling, memory.

    python -m tests.benchmarks.desktop_grid --json grid.json

The project is made in a temporary folder: some hundred photographs-sized JPEG files are drawn, and
linked under ten thousand names, each captioned with judged mentions. Then the real page is shown
(offscreen unless QT_QPA_PLATFORM says otherwise) and measured:

- first thumbnails: from the moment the page is shown until every picture in view is painted,
  reading the project included;
- scrolling: the time between two frames while the list is scrolled steadily, then in jumps;
- memory: growth of the resident size after scrolling through all images once, and again.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PIL import Image, ImageDraw
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from sare_desktop import theme
from sare_desktop.garbage import WindowCollector
from sare_desktop.pages.images.page import ImagesPage
from sare_desktop.session import Session
from sare_desktop.settings import Settings
from sare_engine.domain import Decision, Evidence, Mention
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewImage
from tests.caption_sets import set_of

DISTINCT = 200
SIZE = (640, 480)
FRAME_MS = 16
FIRST_LIMIT, FRAME_LIMIT_MS, GROWTH_LIMIT_MIB = 1.0, 33.0, 256.0
_CONCEPTS = ("person", "dog", "fork", "knife", "cup", "chair", "car", "book")


def make_project(folder: Path, images: Path, count: int) -> None:
    """Draw the pictures and write a project in which all of them are tested."""
    images.mkdir()
    dice = random.Random(0)
    drawn = []
    for number in range(min(DISTINCT, count)):
        picture = Image.effect_noise(SIZE, 60).convert("RGB")
        pen = ImageDraw.Draw(picture)
        for _ in range(12):
            x, y = dice.randrange(SIZE[0]), dice.randrange(SIZE[1])
            colour = tuple(dice.randrange(256) for _ in range(3))
            pen.ellipse((x - 60, y - 60, x + 60, y + 60), fill=colour)
        path = images / f"drawn_{number:04d}.jpg"
        picture.save(path, quality=88)
        drawn.append(path)
    with Project.create(folder) as project, project.transaction():
        for number in range(count):
            path = images / f"image_{number:05d}.jpg"
            os.link(drawn[number % len(drawn)], path)
            [image] = project.add_images([NewImage(path, *SIZE, f"{number:064x}")])
            concepts = dice.sample(_CONCEPTS, 4)
            text = "A " + ", a ".join(concepts) + "."
            captions = set_of(project, "model", "Describe the image.")
            caption = project.set_caption(captions, image, text, list(range(20)), False)
            found = []
            for concept in concepts:
                start = text.index(concept)
                found.append(Mention(concept, start, start + len(concept), 0, len(text)))
            ids = project.add_mentions(caption, found)
            rows = [(one, dice.choice(("grounded", "hallucinated", "unsure"))) for one in ids]
            project.set_evidence(
                Evidence(one, "clip", verdict, dice.uniform(10, 40), {"t1": 20, "t0": 30})
                for one, verdict in rows
            )
            project.set_verdicts({one: Decision(verdict, "clip") for one, verdict in rows})


def wait_until(check: Callable[[], bool], limit: float = 120.0) -> float:
    """Run the event loop until something holds; return how long that took."""
    loop = QEventLoop()
    timer = QTimer()
    begun = time.perf_counter()

    def look() -> None:
        if check() or time.perf_counter() - begun > limit:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(5)
    loop.exec()
    timer.stop()
    return time.perf_counter() - begun


def in_view_painted(page: ImagesPage) -> bool:
    """Whether every picture that is in view has its thumbnail."""
    grid = page.gallery.grid
    if not page.gallery.model.rowCount():
        return False
    rect = grid.viewport().rect()
    cell = grid.gridSize()
    cached = grid.thumbnails._cache
    for y in range(cell.height() // 2, rect.height(), cell.height()):
        for x in range(cell.width() // 2, rect.width(), cell.width()):
            image = page.gallery.model.image(grid.indexAt(rect.topLeft() + _point(x, y)).row())
            if image is not None and image.path not in cached:
                return False
    return True


def _point(x: int, y: int) -> Any:
    from PySide6.QtCore import QPoint

    return QPoint(x, y)


def scroll(page: ImagesPage, places: Iterator[int]) -> list[float]:
    """Move the list one place per frame; return the milliseconds between frames."""
    bar = page.gallery.grid.verticalScrollBar()
    loop = QEventLoop()
    timer = QTimer()
    gaps: list[float] = []
    last = [time.perf_counter()]

    def step() -> None:
        now = time.perf_counter()
        gaps.append(1000 * (now - last[0]))
        last[0] = now
        try:
            bar.setValue(next(places))
        except StopIteration:
            loop.quit()

    from PySide6.QtCore import Qt

    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(step)
    timer.start(FRAME_MS)
    loop.exec()
    timer.stop()
    return gaps[1:]


def percentile(values: list[float], share: float) -> float:
    """Return the value that a share of all lies at or below."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def resident_mib() -> float:
    """Return the process's resident memory."""
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 2**20


def measure(count: int, frames: int) -> dict[str, Any]:
    """Make the project, show the page, and return all figures."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "dark")
    collector = WindowCollector(app)
    collector.begin()  # As in the program: Python's own collections double the reading time.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begun = time.perf_counter()
        make_project(folder / "project", folder / "images", count)
        prepared = time.perf_counter() - begun
        session = Session(Settings(folder / "settings"))
        session.open_project(folder / "project")
        before = resident_mib()
        begun = time.perf_counter()
        page = ImagesPage(session)
        page.resize(1080, 620)
        page.show()
        wait_until(lambda: in_view_painted(page))
        first = time.perf_counter() - begun
        shown = resident_mib()
        bar = page.gallery.grid.verticalScrollBar()
        steady = scroll(page, iter(range(0, min(bar.maximum(), frames * 40), 40)))
        jumps = random.Random(1)
        leaps = scroll(page, iter([jumps.randrange(bar.maximum()) for _ in range(frames // 2)]))
        passes = []
        step = max(1, page.gallery.grid.viewport().height() // 2)
        for _ in range(2):
            for place in range(0, bar.maximum(), step * max(1, count // 3000)):
                bar.setValue(place)
                wait_until(lambda: page.gallery.grid.thumbnails.outstanding == 0, limit=5)
            passes.append(resident_mib())
        cached = page.gallery.grid.thumbnails.cached_bytes / 2**20
        reading = page._reader.rows.seconds
        page.hide()
        page.deleteLater()
        session.close()
        collector.end()
        app.processEvents()
    return {
        "images": count,
        "prepared_s": round(prepared, 1),
        "project_read_s": round(reading, 3),
        "first_thumbnails_s": round(first, 3),
        "steady_frame_p50_ms": round(percentile(steady, 0.5), 1),
        "steady_frame_p95_ms": round(percentile(steady, 0.95), 1),
        "steady_frame_max_ms": round(max(steady), 1),
        "jump_frame_p95_ms": round(percentile(leaps, 0.95), 1),
        "jump_frame_max_ms": round(max(leaps), 1),
        "rss_before_mib": round(before, 1),
        "rss_shown_mib": round(shown, 1),
        "rss_after_one_pass_mib": round(passes[0], 1),
        "rss_after_two_passes_mib": round(passes[1], 1),
        "thumbnails_cached_mib": round(cached, 1),
    }


def main() -> int:
    """Measure, print, write; fails where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--images", type=int, default=10_000)
    parser.add_argument("--frames", type=int, default=600, help="frames of steady scrolling")
    parser.add_argument("--json", type=Path, help="where the figures are written")
    options = parser.parse_args()
    figures = measure(options.images, options.frames)
    figures["limits_kept"] = (
        figures["first_thumbnails_s"] <= FIRST_LIMIT
        and figures["steady_frame_p95_ms"] <= FRAME_LIMIT_MS
        and figures["jump_frame_p95_ms"] <= FRAME_LIMIT_MS
        and figures["rss_after_two_passes_mib"] - figures["rss_shown_mib"] <= GROWTH_LIMIT_MIB
    )
    for key, value in figures.items():
        print(f"{key:26} {value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if figures["limits_kept"] else 1


if __name__ == "__main__":
    sys.exit(main())
