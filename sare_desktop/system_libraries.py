"""The system libraries that Qt needs on Linux: which are missing, and how to install them.

PySide6 brings Qt itself, but not the libraries of the system that Qt is linked against. Desktops
have them; containers and minimal servers don't, and there Qt ends in an ImportError, or aborts.

This file uses the standard library alone and imports nothing of the program, because `make` runs
it before the virtual environment exists: `python3 -I sare_desktop/system_libraries.py`.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Library:
    """A shared library of the system.

    Attributes:
        file: the name that the dynamic linker looks for.
        debian: the package that holds it in Debian and Ubuntu.
        fedora: the same in Fedora, RHEL and their relatives.
    """

    file: str
    debian: str
    fedora: str


ALWAYS = (
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libX11.so.6", "libx11-6", "libX11"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype"),
)
"""What Qt needs to be imported at all, with or without a display."""

X11 = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
"""What a window under X11 needs besides."""

WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
    Library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl"),
)
"""What a window under Wayland needs besides."""

_OF_PLATFORM = {"xcb": X11, "wayland": WAYLAND, "wayland-egl": WAYLAND}
_OF_DISPLAY = {"WAYLAND_DISPLAY": WAYLAND, "DISPLAY": X11}

NO_DISPLAY = (
    "SARE Desktop can't open its window: there is no display here (neither DISPLAY nor "
    "WAYLAND_DISPLAY is set).\nStart it in a desktop session, or use the command line: sare --help"
)


def can_load(file: str) -> bool:
    """Whether the dynamic linker finds a library and everything it needs in turn."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def missing_libraries(
    environment: Mapping[str, str] | None = None, loads: Callable[[str], bool] = can_load
) -> tuple[Library, ...]:
    """Return the libraries that Qt lacks here; nothing on other systems than Linux.

    Args:
        environment: the variables that say where a window will open. Where both X11 and Wayland
            are there, one of them is enough. None means without a window, as in the tests.
        loads: whether a library can be loaded.
    """
    if not sys.platform.startswith("linux"):
        return ()
    missing = [one for one in ALWAYS if not loads(one.file)]
    families = _window_families(environment or {})
    lacking = [[one for one in family if not loads(one.file)] for family in families]
    return (*missing, *min(lacking, key=len, default=[]))


def _window_families(environment: Mapping[str, str]) -> list[tuple[Library, ...]]:
    platforms = environment.get("QT_QPA_PLATFORM", "")
    if platforms:
        # "xcb;offscreen:width=800": the first that works is taken.
        names = [one.split(":")[0] for one in platforms.split(";")]
        return [_OF_PLATFORM.get(name, ()) for name in names]
    return [family for name, family in _OF_DISPLAY.items() if environment.get(name)]


def lacks_display(environment: Mapping[str, str]) -> bool:
    """Whether Qt would abort for want of a display."""
    places = ("QT_QPA_PLATFORM", "WAYLAND_SOCKET", *_OF_DISPLAY)
    return sys.platform.startswith("linux") and not any(environment.get(one) for one in places)


def install_commands(libraries: Sequence[Library]) -> list[list[str]]:
    """Return the commands that install libraries here; none if the package manager is unknown."""
    if shutil.which("apt-get"):
        names = sorted(_debian_names({one.debian for one in libraries}))
        return [
            ["apt-get", "update"],
            ["apt-get", "install", "-y", "--no-install-recommends", *names],
        ]
    if shutil.which("dnf"):
        return [["dnf", "install", "-y", *sorted({one.fedora for one in libraries})]]
    return []


def _debian_names(names: Iterable[str]) -> list[str]:
    """Return the packages' names in this release: some got the suffix t64 in 2024.

    Where the lists of packages aren't there yet, they are the old names, which the renamed
    packages provide too.
    """
    renamed = {name: f"{name}t64" for name in sorted(names)}
    try:
        # Once for all: it may read the lists of packages for a second.
        known = subprocess.run(
            ["apt-cache", "show", *renamed.values()],
            capture_output=True,
            check=False,
            text=True,
            timeout=60,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        known = ""
    found = {line.removeprefix("Package:").strip() for line in known.splitlines()}
    return [new if new in found else old for old, new in renamed.items()]


def explanation(libraries: Sequence[Library]) -> str:
    """Return what is missing and the one line to run, for people."""
    lines = [
        "SARE Desktop's window is drawn by Qt, which needs system libraries that aren't installed:",
        "  " + ", ".join(one.file for one in libraries),
    ]
    commands = install_commands(libraries)
    if not commands:
        return "\n".join([*lines, "Install the packages of your system that hold them."])
    prefix, who = "", ""
    if os.geteuid() != 0:
        prefix, who = ("sudo ", "") if shutil.which("sudo") else ("", " as root")
    return "\n".join(
        [
            *lines,
            f"Install them with this line{who}, then try again:",
            "  " + " && ".join(prefix + shlex.join(command) for command in commands),
            "The command line (sare) works without them.",
        ]
    )


def install(libraries: Sequence[Library]) -> bool:
    """Install libraries with the system's package manager; needs root. Whether it succeeded."""
    commands = install_commands(libraries)
    names = ", ".join(one.file for one in libraries)
    if commands:
        print(f"Installing system libraries that Qt needs ({names}) with {commands[0][0]}.")
    for command in commands:
        print("  " + shlex.join(command), flush=True)
        done = subprocess.run(
            command,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            print(done.stdout, file=sys.stderr)
            return False
    return bool(commands)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check what `make` needs; returns the exit code."""
    parser = argparse.ArgumentParser(
        "system_libraries.py", description="Find the system libraries that Qt lacks."
    )
    parser.add_argument(
        "--window", action="store_true", help="include those of a window on this display"
    )
    parser.add_argument("--install", action="store_true", help="install them if run as root")
    wanted = parser.parse_args(arguments)
    environment = os.environ if wanted.window else None
    missing = missing_libraries(environment)
    if missing and wanted.install and os.geteuid() == 0 and install(missing):
        missing = missing_libraries(environment)
    if missing:
        print(explanation(missing), file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
