"""The Export page by mouse and keys, with an export that writes empty files."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTreeWidget, QWidget

from sare_desktop.exports import free_folder
from sare_desktop.pages.export.page import ExportPage
from sare_desktop.session import START, Destination, Session
from sare_desktop.widgets.primitives.banner import Banner
from sare_engine import (
    Control,
    Event,
    ExportConfig,
    Failed,
    Finished,
    Notice,
    PhaseStarted,
    Project,
)
from sare_engine.exporting.forms import FORMS
from sare_engine.exporting.pair_formats import PAIR_FORMATS
from sare_engine.workspace.run_status import RunState
from tests.desktop.made_runs import make_attack, make_erasure
from tests.desktop.tested_project import make_project, make_session
from tests.waiting import eventually

LEFT = Qt.MouseButton.LeftButton


class FakeExport:
    """An export that ends as it is told."""

    identical: bool | None = True
    seconds = 0.0
    fails = False

    def __init__(self) -> None:
        self.asked: list[ExportConfig] = []

    def __call__(self, config: ExportConfig, *, control: Control) -> Iterator[Event]:
        self.asked.append(config)
        yield PhaseStarted("write", "Writing the adapter form", 1, "forms")
        until = time.monotonic() + self.seconds
        while time.monotonic() < until:
            control.poll()
            time.sleep(0.01)
        if self.fails:
            yield Failed("The disk is full.", "It has no room.", "Make room.")
            return
        (config.out / "adapter").mkdir(parents=True)
        (config.out / "adapter" / "adapter_model.safetensors").write_bytes(b"x" * 2048)
        (config.out / "report.html").write_text("<!doctype html>")
        if self.identical is False:
            yield Notice("warning", "The adapter form differs in 2 of 8 captions.")
        differing = {"token": 3, "expected": "A cup.", "found": "A cup, and a spoon."}
        yield Finished(
            "done",
            {
                "differences": {}
                if self.identical is not False
                else {"adapter": [{"image": f"/p/{n}.png", **differing} for n in range(7)]},
                "captions_identical": self.identical,
                "captions_compared": {} if self.identical is None else {"adapter": 8},
                "report": str(config.out / "report.html"),
                "seconds": 1.0,
            },
        )


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeExport:
    fake = FakeExport()
    monkeypatch.setattr("sare_desktop.pages.export.page.export", fake)

    def report(config: Any) -> Path:
        out: Path = config.out or config.project / "report.html"
        out.write_text("<html></html>")
        return out

    monkeypatch.setattr("sare_desktop.exports.report", report)
    return fake


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    session = make_session(tmp_path / "settings")
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session, fake: FakeExport) -> Iterator[ExportPage]:
    page = ExportPage(session)
    qtbot.addWidget(page)
    page.resize(1060, 900)
    page.show()
    page.activateWindow()
    eventually(page.isActiveWindow)
    yield page
    page.hide()


def find(page: QWidget, kind: Any, name: str) -> Any:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def visible(page: QWidget, kind: Any, name: str) -> Any:
    return next(one for one in page.findChildren(kind, name) if one.isVisible())


def message(page: ExportPage) -> str:
    return str(find(page, Banner, "banner").text())


def click(qtbot: Any, page: ExportPage, name: str) -> None:
    button = find(page, QPushButton, name)
    assert button.isVisible() and button.isEnabled()
    qtbot.mouseClick(button, LEFT)


def open_lab(qtbot: Any, page: ExportPage, session: Session, folder: Path, *runs: RunState) -> None:
    with Project.create(folder):
        pass
    for status in runs:
        make_erasure(folder, status=status)
    assert session.open_project(folder)
    eventually(lambda: page.state() == "ready")


def test_without_project_or_runs_the_page_says_where_to_go(
    qtbot: Any, page: ExportPage, session: Session, tmp_path: Path
) -> None:
    assert page.state() == "empty"
    with qtbot.waitSignal(session.show_requested) as asked:
        qtbot.mouseClick(visible(page, QPushButton, "empty_state.action1"), LEFT)
    assert asked.args == [Destination(START)]
    session.new_project(tmp_path / "kitchen")
    eventually(lambda: visible(page, QLabel, "empty_state.title").text() == "Nothing is erased yet")
    with qtbot.waitSignal(session.show_requested) as asked:
        qtbot.mouseClick(visible(page, QPushButton, "empty_state.action0"), LEFT)
    assert asked.args == [Destination("erase")]


def test_an_erasure_that_lowered_nothing_is_not_proposed(
    qtbot: Any, page: ExportPage, session: Session, tmp_path: Path
) -> None:
    open_lab(qtbot, page, session, tmp_path / "lab", "done", "done", "done")
    first, second, third = page.run_card.rows
    box = find(page, QComboBox, "export.run")

    def proposed(*rates: tuple[float, float]) -> str:
        box.clear()
        page.run_card.show_runs(
            [
                dataclasses.replace(row, before=before, after=after)
                for row, (before, after) in zip((first, second, third), rates, strict=True)
            ]
        )
        return str(box.currentData())

    unknown = math.nan
    assert proposed((0.7, 0.1), (0.7, 0.2), (0.7, 0.7)) == second.name
    assert proposed((0.7, 0.1), (0.7, 0.9), (0.7, 0.8)) == first.name
    assert proposed((0.7, 0.1), (0.7, 0.9), (unknown, unknown)) == third.name
    assert proposed((0.7, 0.7), (0.7, 0.7), (0.7, 0.8)) == third.name


def test_the_card_says_whether_an_attack_undid_the_erasure(
    qtbot: Any, page: ExportPage, session: Session, tmp_path: Path
) -> None:
    lab = tmp_path / "lab"
    open_lab(qtbot, page, session, lab, "done", "done")
    words = page.run_card.resurgence
    assert words.text() == "Not attacked yet: see the Robustness page."
    make_attack(lab, "0001-sare", (0.1, 0.9))
    make_attack(lab, "0002-sare", (0.2, 0.1))
    session.runs_changed.emit()
    eventually(words.text, "✓ No attack brought the hallucination back.")
    make_attack(lab, "0002-sare", (0.1, 0.6))
    make_attack(lab, "0002-sare", (0.1, 0.3))
    session.runs_changed.emit()
    eventually(lambda: words.text().startswith("✗"))
    assert "10.0 % → 60.0 % of images (0005-relearn-0002-sare)" in words.text()


def test_the_newest_erasure_is_exported_into_a_new_folder_each_time(
    qtbot: Any, page: ExportPage, session: Session, fake: FakeExport, tmp_path: Path
) -> None:
    lab = tmp_path / "lab"
    open_lab(qtbot, page, session, lab, "done", "done", "stopped")
    assert find(page, QComboBox, "export.run").currentData() == "0002-sare"
    click(qtbot, page, "export.start")
    eventually(lambda: page.state() == "done")
    assert fake.asked[0] == ExportConfig(
        project=lab, run="0002-sare", out=lab / "exports" / "0002-sare"
    )
    assert find(page, QLabel, "export.verdict").text().startswith("✓")
    files = find(page, QTreeWidget, "export.files")
    names = [files.topLevelItem(row).text(0) for row in range(files.topLevelItemCount())]
    assert names == ["adapter/adapter_model.safetensors", "report.html"]
    assert find(page.run_card, QLineEdit, "form.out").text() == str(lab / "exports" / "0002-sare-2")


def test_a_run_that_another_page_names_is_chosen_and_another_choice_is_kept(
    qtbot: Any, page: ExportPage, session: Session, tmp_path: Path
) -> None:
    lab = tmp_path / "lab"
    open_lab(qtbot, page, session, lab, "done", "done", "done")
    box = find(page, QComboBox, "export.run")
    for _ in range(2):
        page.reveal(Destination("export", run="0001-sare"))
        assert box.currentData() == "0001-sare"
        page.run_card.choose("0003-sare")
    page.reveal(Destination("export", run="gone"))
    assert box.currentData() == "0003-sare"
    page.reveal(Destination("export", run="0002-sare"))
    page.run_card.choose("0003-sare")
    make_erasure(lab)
    session.runs_changed.emit()
    eventually(lambda: box.count() == 4)
    assert box.currentData() == "0003-sare"


def test_a_run_that_another_page_names_is_chosen_once_it_is_read(
    qtbot: Any, page: ExportPage, session: Session, tmp_path: Path
) -> None:
    lab = tmp_path / "lab"
    open_lab(qtbot, page, session, lab, "done")
    make_erasure(lab)
    make_erasure(lab)
    session.runs_changed.emit()
    page.reveal(Destination("export", run="0002-sare"))
    box = find(page, QComboBox, "export.run")
    eventually(lambda: box.currentData() == "0002-sare")


def test_what_was_written_is_opened(
    qtbot: Any,
    page: ExportPage,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url))
    open_lab(qtbot, page, session, tmp_path / "lab", "done")
    click(qtbot, page, "export.start")
    eventually(lambda: page.state() == "done")
    click(qtbot, page, "export.open_folder")
    click(qtbot, page, "export.open_report")
    out = tmp_path / "lab" / "exports" / "0001-sare"
    assert [Path(url.toLocalFile()) for url in opened] == [out, out / "report.html"]
    click(qtbot, page, "export.copy_done")
    assert str(out) in QGuiApplication.clipboard().text()


def test_captions_that_differ_are_listed_in_red(
    qtbot: Any, page: ExportPage, session: Session, fake: FakeExport, tmp_path: Path
) -> None:
    fake.identical = False
    open_lab(qtbot, page, session, tmp_path / "lab", "done")
    click(qtbot, page, "export.start")
    eventually(lambda: page.state() == "done")
    verdict = find(page, QLabel, "export.verdict")
    assert verdict.text().startswith("✗")
    assert verdict.property("tone") == "error"
    told = find(page, QLabel, "export.differences").text().splitlines()
    assert "2 of 8" in told[0]
    assert told[1] == "• 0.png: “A cup.” became “A cup, and a spoon.”"
    assert told[-1] == "• and 2 captions more" and len(told) == 7


def test_an_export_without_comparison_is_not_a_success(
    qtbot: Any, page: ExportPage, session: Session, fake: FakeExport, tmp_path: Path
) -> None:
    fake.identical = None
    open_lab(qtbot, page, session, tmp_path / "lab", "done")
    click(qtbot, page, "export.start")
    eventually(lambda: page.state() == "done")
    assert "not compared" in find(page, QLabel, "export.verdict").text()


def test_an_export_is_cancelled(
    qtbot: Any, page: ExportPage, session: Session, fake: FakeExport, tmp_path: Path
) -> None:
    fake.seconds = 3600.0
    open_lab(qtbot, page, session, tmp_path / "lab", "done")
    click(qtbot, page, "export.start")
    eventually(lambda: find(page, QPushButton, "export.stop").isVisible())
    assert find(page, QPushButton, "export.start").isEnabled()
    assert find(page, QLabel, "export.why_not").text() == "Runs after “Exporting 0001-sare”."
    click(qtbot, page, "export.stop")
    eventually(lambda: page.state() == "ready")
    assert "cancelled" in message(page)


def test_a_failure_is_shown_on_the_page(
    qtbot: Any, page: ExportPage, session: Session, fake: FakeExport, tmp_path: Path
) -> None:
    fake.fails = True
    open_lab(qtbot, page, session, tmp_path / "lab", "done")
    click(qtbot, page, "export.start")
    eventually(lambda: message(page) != "")
    assert message(page) == "The disk is full. It has no room. Make room."
    assert page.state() == "ready"


def test_a_folder_with_something_in_it_is_refused(
    qtbot: Any, page: ExportPage, session: Session, fake: FakeExport, tmp_path: Path
) -> None:
    open_lab(qtbot, page, session, tmp_path / "lab", "done")
    line = find(page.run_card, QLineEdit, "form.out")
    line.clear()
    qtbot.keyClicks(line, str(tmp_path))
    click(qtbot, page, "export.start")
    assert "not empty" in find(page.run_card, QLabel, "form.out.problem").text()
    assert not fake.asked


def test_a_stopped_erasure_must_be_resumed_first(
    qtbot: Any, page: ExportPage, session: Session, tmp_path: Path
) -> None:
    open_lab(qtbot, page, session, tmp_path / "lab", "stopped", "done")
    box = find(page, QComboBox, "export.run")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == "0001-sare"
    assert not find(page, QPushButton, "export.start").isEnabled()
    assert "Resume" in find(page, QLabel, "export.why_not").text()


def test_a_new_run_appears_by_itself(
    qtbot: Any, page: ExportPage, session: Session, tmp_path: Path
) -> None:
    open_lab(qtbot, page, session, tmp_path / "lab", "done")
    make_erasure(tmp_path / "lab", "efuf")
    session.runs_changed.emit()
    eventually(lambda: find(page, QComboBox, "export.run").count() == 2)
    page.run_card.choose("0002-efuf")
    assert find(page.run_card, QLineEdit, "form.out").text().endswith("0002-efuf")


def test_the_report_alone_and_the_command(
    qtbot: Any, page: ExportPage, session: Session, tmp_path: Path
) -> None:
    open_lab(qtbot, page, session, tmp_path / "lab", "done")
    click(qtbot, page, "export.copy")
    assert QGuiApplication.clipboard().text().startswith("sare export")
    click(qtbot, page, "export.report")
    eventually(lambda: "written" in message(page))
    assert (tmp_path / "lab" / "report.html").is_file()


def test_the_form_is_kept_with_the_project(
    qtbot: Any, page: ExportPage, session: Session, tmp_path: Path
) -> None:
    open_lab(qtbot, page, session, tmp_path / "lab", "done")
    box = find(page, QComboBox, "form.form")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    chosen = box.currentData()
    assert chosen in FORMS
    session.close_project()
    session.open_project(tmp_path / "lab")
    eventually(lambda: page.state() == "ready")
    assert box.currentData() == chosen


def test_folders_are_numbered_and_never_reused(tmp_path: Path) -> None:
    wanted = tmp_path / "run"
    assert free_folder(wanted) == wanted
    wanted.mkdir()
    assert free_folder(wanted) == wanted
    (wanted / "x").write_text("")
    (tmp_path / "run-2").write_text("a file")
    assert free_folder(wanted) == tmp_path / "run-3"


def test_preference_pairs_are_written_without_an_erasure(
    qtbot: Any, page: ExportPage, session: Session, tmp_path: Path
) -> None:
    assert page.pairs.why_not() == "Open a project first."
    folder = make_project(tmp_path / "project", tmp_path / "images")
    assert session.open_project(folder)
    page.tabs.setCurrentWidget(page.pairs)
    eventually(lambda: page.pairs.button.isEnabled())
    page.pairs.form.show_raw({"all_concepts": True, "split": "all"})
    for form in PAIR_FORMATS:
        page.pairs.form.show_raw({"format": form})
        written = Path(str(page.pairs.form.values()["out"]))
        # A free folder each time: nothing is overwritten.
        assert not written.exists()
        click(qtbot, page, "export.pairs.start")
        eventually(lambda: message(page).startswith("Wrote 3 pairs of 3 images."))
        eventually(lambda: session.engine.job is None)
        assert any(written.iterdir())
        page.banner.clear()
    taken = page.pairs.form
    taken.show_raw({"out": str(written)})
    click(qtbot, page, "export.pairs.start")
    assert "not empty" in visible(page.pairs, QLabel, "form.out.problem").text()
