"""Crashes are written down, shown once, and tell nothing personal; so does the bundle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sare_desktop.crash import CrashLog, anonymise
from sare_desktop.settings import Settings
from sare_desktop.shell import support_bundle
from sare_desktop.shell.support_bundle import write_support_bundle
from sare_engine import EraseConfig, Project, Runs
from sare_engine.workspace.rows import NewImage

CODE = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from sare_desktop.crash import CrashLog
app = QCoreApplication([])
crashes = CrashLog(Path(sys.argv[1]))
crashes.install()
def slot():
    raise ValueError(f"no spoon in {Path.home() / 'secret'}")
def thread():
    import threading
    one = threading.Thread(target=slot, name="spoons")
    one.start()
    one.join()
    if sys.argv[2] == "native":
        import ctypes
        ctypes.string_at(0)
    app.quit()
QTimer.singleShot(0, slot)
QTimer.singleShot(10, thread)
app.exec()
crashes.uninstall()
"""


def crash(folder: Path, home: Path, kind: str = "python") -> int:
    """Run a program that meets errors nobody catches; return its exit code."""
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {"HOME": str(home), "USERPROFILE": str(home)}
    return subprocess.run(
        [sys.executable, "-c", CODE, str(folder), kind],
        env=environment,
        cwd=root,
        capture_output=True,
        check=False,
        timeout=60,
    ).returncode


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "users" / "ada lovelace"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home


def test_uncaught_errors_of_slots_and_threads_are_kept(tmp_path: Path, home: Path) -> None:
    assert crash(tmp_path / "logs", home) == 0  # the program went on
    record = CrashLog(tmp_path / "logs").take_earlier()
    assert record is not None
    assert record.text.count("ValueError: no spoon in ~") == 2
    assert "the window" in record.text and "spoons" in record.text
    for file in (tmp_path / "logs").iterdir():
        assert str(home) not in file.read_text(encoding="utf-8")
    assert record.path.is_file()
    assert CrashLog(tmp_path / "logs").take_earlier() is None  # shown once


@pytest.mark.skipif(os.name == "nt", reason="needs a signal")
def test_native_crashes_are_kept(tmp_path: Path, home: Path) -> None:
    assert crash(tmp_path / "logs", home, "native") < 0
    record = CrashLog(tmp_path / "logs").take_earlier()
    assert record is not None and "Segmentation fault" in record.text


def test_a_clean_end_leaves_no_crash(qapp: Any, tmp_path: Path) -> None:
    log = CrashLog(tmp_path)
    hooks = sys.excepthook
    log.install()
    log.uninstall()
    sys.excepthook = hooks
    assert CrashLog(tmp_path).take_earlier() is None


def test_the_window_is_told(qtbot: Any, tmp_path: Path, capsys: Any) -> None:
    log = CrashLog(tmp_path)
    with qtbot.waitSignal(log.caught) as told:
        log.write(ValueError("bent"), "a test")
    line, text = told.args
    assert line == "ValueError: bent" and "bent" in text


def test_only_the_last_records_are_kept(qapp: Any, tmp_path: Path) -> None:
    for number in range(15):
        (tmp_path / f"crash-2020010{number:02}-000000.log").write_text("x", encoding="utf-8")
    (tmp_path / "crash.log").write_text("new", encoding="utf-8")
    CrashLog(tmp_path).take_earlier()
    assert len(list(tmp_path.glob("crash-*.log"))) == 10


def test_paths_are_replaced_in_every_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    places = {"C:\\Users\\ada\\work": "<project>", "/data/ada/llava": "<model 1>"}
    text = json.dumps(
        {"a": "C:\\Users\\ada\\work\\runs", "b": "C:/Users/ada/work", "c": "/data/ada/llava/x"}
    )
    clean = anonymise(text + " /home/ada/x", places)
    assert "ada" not in clean
    assert "<project>" in clean and "<model 1>/x" in clean and "~/x" in clean


def test_the_bundle_helps_and_tells_nothing_personal(
    qtbot: Any, tmp_path: Path, home: Path
) -> None:
    settings = Settings(home / ".config" / "sare")
    elsewhere = tmp_path / "data" / "ada's models" / "llava"
    elsewhere.mkdir(parents=True)
    settings.add_recent_model(elsewhere)
    settings.set("model.last_folder", str(tmp_path / "data"))
    settings.set("theme", "dark")
    settings.save()
    crash(settings.log_folder, home)
    settings.set(f"erase.form:{tmp_path / 'grace hopper' / 'work'}", {"steps": 3})
    album = tmp_path / "photos of grace" / "beach.jpg"
    with (settings.log_folder / "sare-desktop.log").open("a", encoding="utf-8") as log:
        log.write(f"{album} cannot be read; see https://example.org/help/me.html\n")
        log.write(f'/mnt/grace/x/truth.json: no JSON\n  File "{support_bundle.__file__}"\n')
    with Project.create(home / "kitchen") as project:
        project.add_images([NewImage(album, 4, 4, "0" * 64)])
        settings.add_recent_project(project.folder)
        run = Runs(project.folder).create(
            "erase", "sare", EraseConfig(project=project.folder, concepts=("knife",))
        )
        run.finish("stopped", {"steps": 3, "adapter": str(project.folder / "runs")})
        names = write_support_bundle(tmp_path / "bundle.zip", settings, project)
    settings.close()
    with zipfile.ZipFile(tmp_path / "bundle.zip") as bundle:
        texts = {name: bundle.read(name).decode() for name in bundle.namelist()}
    assert sorted(texts) == sorted(names)
    for name, text in texts.items():
        assert str(home) not in text, name
        assert "lovelace" not in text and "ada's" not in text, name
        assert str(tmp_path) not in text, name
        assert "grace" not in text, name
    assert json.loads(texts["settings.json"])["theme"] == "dark"
    assert json.loads(texts["versions.json"])["Python"]
    [told] = json.loads(texts["runs.json"])
    assert told["status"] == "stopped" and told["config"]["concepts"] == ["knife"]
    logs = "".join(text for name, text in texts.items() if name.startswith("logs/"))
    assert "ValueError" in logs
    assert "beach.jpg cannot be read; see https://example.org/help/me.html" in logs
    assert "<path>/truth.json: no JSON" in logs
    assert "<program>/sare_desktop/shell/support_bundle.py" in logs


def test_a_bundle_that_cannot_be_written_leaves_nothing(qtbot: Any, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings")
    with pytest.raises(OSError):
        write_support_bundle(tmp_path / "no" / "bundle.zip", settings, None)
    assert not (tmp_path / "no").exists()
