"""Libraries of the system that Qt lacks: found before Qt is, and named in one line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from sare_desktop import __main__ as entry
from sare_desktop import system_libraries
from sare_desktop.system_libraries import ALWAYS, WAYLAND, X11, missing_libraries

ROOT = Path(__file__).resolve().parents[2]
ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


def nothing(file: str) -> bool:
    return False


def only_the_basics(file: str) -> bool:
    return any(file == one.file for one in ALWAYS)


@ON_LINUX
def test_a_window_needs_the_libraries_of_its_display() -> None:
    assert missing_libraries(None, only_the_basics) == ()
    assert missing_libraries({}, only_the_basics) == ()
    assert missing_libraries({"DISPLAY": ":0"}, only_the_basics) == X11
    assert missing_libraries({"WAYLAND_DISPLAY": "wayland-0"}, only_the_basics) == WAYLAND
    assert missing_libraries({"DISPLAY": ":0"}, nothing) == (*ALWAYS, *X11)


@ON_LINUX
def test_one_of_two_displays_is_enough() -> None:
    both = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    with_x11 = {one.file for one in (*ALWAYS, *X11)}
    assert missing_libraries(both, with_x11.__contains__) == ()


@ON_LINUX
@pytest.mark.parametrize("platform", ["offscreen", "minimal:x=1", "xcb;offscreen"])
def test_off_screen_no_display_is_needed(platform: str) -> None:
    environment = {"DISPLAY": ":0", "QT_QPA_PLATFORM": platform}
    assert missing_libraries(environment, only_the_basics) == ()
    assert not system_libraries.lacks_display({"QT_QPA_PLATFORM": platform})


def test_other_systems_bring_what_qt_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert missing_libraries({}, nothing) == ()
    assert not system_libraries.lacks_display({})


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with Debian's package manager alone; `apt-cache` knows no package yet."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("apt-get", "apt-cache"):
        write_program(folder / name, "exit 100")
    monkeypatch.setenv("PATH", str(folder))
    return folder


def write_program(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


@ON_LINUX
def test_the_line_to_run_is_made_for_this_system(
    debian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = system_libraries.explanation(ALWAYS[:2])
    assert "libglib-2.0.so.0, libGL.so.1" in text
    assert "\n  apt-get update && apt-get install -y" in text
    assert text.count("libgl1 libglib2.0-0\n") == 1

    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "with this line as root" in system_libraries.explanation(ALWAYS[:2])
    write_program(debian / "sudo", "exit 0")
    text = system_libraries.explanation(ALWAYS[:2])
    assert "sudo apt-get update && sudo apt-get install -y" in text

    (debian / "apt-get").rename(debian / "dnf")
    assert "sudo dnf install -y glib2 libglvnd-glx" in system_libraries.explanation(ALWAYS[:2])
    (debian / "dnf").unlink()
    assert "Install the packages" in system_libraries.explanation(ALWAYS[:2])


@ON_LINUX
def test_renamed_packages_are_asked_for_by_their_new_name(debian: Path) -> None:
    # It shows the packages that it knows.
    write_program(
        debian / "apt-cache",
        'for one; do [ "$one" = libglib2.0-0t64 ] && printf "Package: $one\\nVersion: 1\\n"; done',
    )
    [_, install] = system_libraries.install_commands(ALWAYS[:2])
    assert install[-2:] == ["libgl1", "libglib2.0-0t64"]


@ON_LINUX
def test_root_installs_and_a_failure_is_shown(
    debian: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert not system_libraries.install(ALWAYS[:1])
    write_program(debian / "apt-get", f'echo "$@" >> {debian}/calls')
    assert system_libraries.install(ALWAYS[:1])
    assert (debian / "calls").read_text("utf-8").splitlines() == [
        "update",
        "install -y --no-install-recommends libglib2.0-0",
    ]
    assert "Installing system libraries that Qt needs (libglib-2.0.so.0)" in capfd.readouterr().out


@ON_LINUX
def test_make_stops_without_them(
    debian: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_libraries, "can_load", nothing)
    monkeypatch.setattr(missing_libraries, "__defaults__", (None, nothing))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert system_libraries.main(["--install"]) == 1
    assert "apt-get install" in capsys.readouterr().err


@ON_LINUX
def test_the_window_refuses_in_plain_words(
    debian: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["sare-desktop", "--demo"])
    monkeypatch.setattr(missing_libraries, "__defaults__", (None, nothing))
    assert entry.main() == 1
    said = capsys.readouterr().err
    assert "libGL.so.1" in said and "Traceback" not in said

    monkeypatch.setattr(missing_libraries, "__defaults__", (None, lambda file: True))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert entry.main() == 1
    assert "there is no display" in capsys.readouterr().err
    assert entry._why_no_window(["--version"]) is None


def test_it_runs_before_anything_is_installed() -> None:
    code = (
        "import runpy, sys; runpy.run_path('sare_desktop/system_libraries.py');"
        "print(sorted({'sare_desktop', 'sare_engine', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


@ON_LINUX
@pytest.mark.skipif(not shutil.which("readelf"), reason="needs readelf (binutils)")
def test_the_lists_are_what_qt_is_linked_against() -> None:
    folder = Path(PySide6.__file__).parent
    bindings = [f"{name}.abi3.so" for name in ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtTest")]
    brought = {path.name for path in (folder / "Qt/lib").glob("*.so*")}
    # Part of every system that runs Python: the C and C++ libraries, and what Python is built on.
    everywhere = re.compile(
        r"lib(c|m|gcc_s|stdc\+\+|pthread|dl|rt|z|zstd)\.so|ld-linux|lib(py|shi)"
    )

    def needed(*files: str) -> set[str]:
        found, queue = set(), list(files)
        while queue:
            for name in linked_against(folder / queue.pop()):
                inner = f"Qt/lib/{name}"
                if name in brought and inner not in found:
                    found.add(inner)
                    queue.append(inner)
                elif name not in brought and not everywhere.match(name):
                    found.add(name)
        return {one for one in found if not one.startswith("Qt/")}

    platforms = "Qt/plugins/platforms"
    always = needed(*bindings, f"{platforms}/libqoffscreen.so", "Qt/lib/libQt6DBus.so.6")
    # Both belong to packages that are in the list.
    always -= {"libgthread-2.0.so.0"}
    assert always == {one.file for one in ALWAYS}
    x11 = needed(f"{platforms}/libqxcb.so") - always - {"libgthread-2.0.so.0", "libxcb.so.1"}
    assert x11 == {one.file for one in X11}
    wayland = needed(f"{platforms}/libqwayland.so") - always - {"libgthread-2.0.so.0"}
    assert wayland | {"libwayland-egl.so.1"} == {one.file for one in WAYLAND}


def linked_against(path: Path) -> list[str]:
    shown = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=True)
    return re.findall(r"\(NEEDED\).*\[(.+)\]", shown.stdout)
