"""Pictures of every page in dark and light, for the README: `make screenshots`.

The real window is driven without a screen, on a project that the engine really computed. The
first call takes some minutes; what it computed is kept in `build/screenshots`. With `--project` it
is another project of the demo model, such as that of `sare demo`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QTableView

import moving_picture
from sare_desktop import theme
from sare_desktop.app import make_application
from sare_desktop.session import PAGES, Session
from sare_desktop.settings import Settings
from sare_desktop.shell.main_window import MainWindow
from sare_engine import DEMO_FOLDER, ModelConfig
from screenshot_project import compute_project

ROOT = Path(__file__).resolve().parent.parent
COMPUTED = ROOT / "build" / "screenshots" / "demo"
PICTURES = ROOT / "assets" / "screenshots"
SCHEMES: tuple[theme.Scheme, ...] = ("dark", "light")
WIDTH, HEIGHT = 1280, 800
LARGEST_BYTES = 200_000
_SETTLE_SECONDS = 1.5
"""Pages read beside the window; nothing says that the last of them has drawn."""
_PATIENCE_SECONDS = 900


def main() -> None:
    """Compute the project where it is missing, then take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="start, or a page's key; default: all")
    parser.add_argument("--out", type=Path, default=PICTURES, help="folder of the pictures")
    parser.add_argument("--project", type=Path, help="project to show; default: a computed one")
    wanted = parser.parse_args()
    shown: Path = wanted.project or COMPUTED
    if wanted.project is None:
        compute_project(COMPUTED)
    app = make_application(["sare-desktop"])
    with tempfile.TemporaryDirectory(prefix="sare-desktop-") as home:
        project = Path(home) / "demo"
        shutil.copytree(shown, project)
        theme.apply(app, SCHEMES[0])
        session = Session(Settings(Path(home) / "settings"))
        window = MainWindow(session)
        window.resize(WIDTH, HEIGHT)
        window.show()
        try:
            take_pictures(app, window, project, wanted.pages or ("start", *PAGES), wanted.out)
        finally:
            window.close()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if not wanted.pages:
        moving_picture.make(wanted.out)


def take_pictures(
    app: QApplication, window: MainWindow, project: Path, pages: tuple[str, ...], out: Path
) -> None:
    """Show each page in each scheme and save what the window looks like then.

    Args:
        app: the application.
        window: the window, shown.
        project: the project to open.
        pages: "start" and keys of pages.
        out: folder for the pictures.
    """
    out.mkdir(parents=True, exist_ok=True)
    session = window.session
    session.settings.add_recent_model(DEMO_FOLDER / "model")
    session.settings.add_recent_project(project)
    if "start" in pages:
        _take_both(app, window, out, "start")
    if not session.open_project(project):
        raise SystemExit("The project could not be opened.")
    _load_model(session)
    if "export" in pages:
        _export(window)
    for key in PAGES:
        if key in pages:
            window.show_page(key)
            _settle()
            _ARRANGE.get(key, lambda page: None)(window.page(key))
            _take_both(app, window, out, key)


def _load_model(session: Session) -> None:
    started = session.load_model(ModelConfig(model=DEMO_FOLDER / "model"))
    if not started or not _wait(lambda: session.model is not None and not session.engine.busy):
        raise SystemExit("The demo model could not be loaded.")


def _export(window: MainWindow) -> None:
    """Export through the page, so that it shows what an export ends in."""
    page: Any = window.page("export")
    button = page.findChild(QPushButton, "export.start")
    if not _wait(button.isEnabled):
        raise SystemExit("There is nothing to export.")
    button.click()
    if not _wait(lambda: page.state() == "done" and not window.session.engine.busy):
        raise SystemExit("The export failed.")
    if window.session.model is None:
        _load_model(window.session)


def _show_hallucination(page: Any) -> None:
    """Select the first hallucinated mention, for its evidence."""
    for row in range(page.gallery.model.rowCount()):
        page.gallery.grid.go_to(row)
        if page.viewer.caption.step(1, "hallucinated"):
            return


def _compare_attacks(page: Any) -> None:
    """Select the attacks on the erasures, to see them side by side."""
    table = page.findChild(QTableView, "history.table")
    table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(table.model().rowCount()):
        index = table.model().index(row, 0)
        if "-relearn-0" in index.data():
            table.selectionModel().select(index, flags)


_ARRANGE: dict[str, Callable[[Any], None]] = {
    "images": _show_hallucination,
    "history": _compare_attacks,
}
"""Page → what is selected on it before its picture is taken."""


def _take_both(app: QApplication, window: MainWindow, out: Path, name: str) -> None:
    for scheme in SCHEMES:
        theme.apply(app, scheme)
        _settle()
        path = out / f"{name}-{scheme}.png"
        _save(window.grab().toImage(), path)
        print(f"{path.name}  {path.stat().st_size / 1000:.0f} kB", flush=True)


def _save(picture: QImage, path: Path) -> None:
    """Write a picture with as many colours as there is room for."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB888)
    size = (picture.width(), picture.height())
    raw = Image.frombytes(
        "RGB", size, bytes(picture.constBits()), "raw", "RGB", picture.bytesPerLine()
    )
    raw.save(path, optimize=True)
    if path.stat().st_size > LARGEST_BYTES:
        raw.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def _settle() -> None:
    _wait(lambda: False, _SETTLE_SECONDS)


def _wait(ready: Callable[[], bool], seconds: float = _PATIENCE_SECONDS) -> bool:
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            return False
        QCoreApplication.processEvents()
        time.sleep(0.005)
    return True


if __name__ == "__main__":
    main()
