"""Make a Debian package of the built program: `make installers` calls it on Linux.

The program goes to /opt/sare-desktop, with `sare-desktop` and `sare` in /usr/bin, an entry in the
menu and an icon. The system libraries of Qt are dependencies of the package.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sare_desktop.system_libraries import ALWAYS, WAYLAND, X11
from sare_engine import __version__

HERE = Path(__file__).resolve().parent
ICONS = HERE.parents[1] / "assets" / "icons"
HOME = "opt/sare-desktop"
PACKAGE = "sare-desktop"
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def dependencies(libc: str = "") -> str:
    """Return the packages that Debian and Ubuntu must have installed.

    Args:
        libc: the version of the C library that the program was built with; default: this system's.
    """
    libc = libc or platform.libc_ver()[1]
    names = sorted({one.debian for one in (*ALWAYS, *X11, *WAYLAND)})
    # Some packages were renamed in 2024; the new ones provide the old names without a version.
    return ", ".join([f"libc6 (>= {libc})", *names])


def control(size: int, *, architecture: str, libc: str = "") -> str:
    """Return the description that dpkg reads.

    Args:
        size: bytes that the installed files take.
        architecture: Debian's name of the processor, such as amd64.
        libc: as in `dependencies`.
    """
    return (
        f"Package: {PACKAGE}\n"
        f"Version: {__version__}\n"
        f"Architecture: {architecture}\n"
        "Maintainer: SARE Desktop contributors\n"
        f"Installed-Size: {-(-size // 1024)}\n"
        f"Depends: {dependencies(libc)}\n"
        "Section: science\n"
        "Priority: optional\n"
        "Description: erase object hallucinations from multimodal LLMs\n"
        " Finds the objects that a multimodal language model hallucinates, erases them from its\n"
        " weights, and measures whether they return when the model is trained further.\n"
    )


def lay_out(built: Path, root: Path) -> None:
    """Write the installed system's files into a folder; the built program is linked, not copied.

    Args:
        built: the folder that PyInstaller wrote.
        root: an empty folder, which stands for "/".
    """
    shutil.copytree(built, root / HOME, symlinks=True, copy_function=_link)
    programs = root / "usr" / "bin"
    programs.mkdir(parents=True)
    for name in ("sare-desktop", "sare"):
        (programs / name).symlink_to(f"/{HOME}/{PACKAGE}")
    for source, target in (
        (HERE / "sare-desktop.desktop", "applications/sare-desktop.desktop"),
        (ICONS / "sare-desktop.svg", "icons/hicolor/scalable/apps/sare-desktop.svg"),
        (ICONS / "sare-desktop.png", "pixmaps/sare-desktop.png"),
        (HERE.parents[1] / "LICENSE", f"doc/{PACKAGE}/copyright"),
    ):
        place = root / "usr" / "share" / target
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
    for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
        folder.chmod(0o755)


def _link(source: str, target: str) -> None:
    try:
        Path(target).hardlink_to(source)
    except OSError:  # another disk
        shutil.copy2(source, target)


def build(built: Path, out: Path) -> Path:
    """Write the package and return its path.

    Args:
        built: the folder that PyInstaller wrote.
        out: the folder to write to.

    Raises:
        subprocess.CalledProcessError: dpkg-deb failed; its output is on stderr.
    """
    machine = platform.machine()
    architecture = _ARCHITECTURES.get(machine, machine)
    out.mkdir(parents=True, exist_ok=True)
    package = out / f"{PACKAGE}_{__version__}_{architecture}.deb"
    # Beside the program, so that its files can be linked.
    with tempfile.TemporaryDirectory(prefix="deb-", dir=built.parent) as folder:
        root = Path(folder) / "root"
        root.mkdir()
        lay_out(built, root)
        size = sum(path.lstat().st_size for path in root.rglob("*") if not path.is_dir())
        (root / "DEBIAN").mkdir(mode=0o755)
        text = control(size, architecture=architecture)
        (root / "DEBIAN" / "control").write_text(text, encoding="utf-8")
        subprocess.run(
            # Much faster than xz on hundreds of megabytes; known since Debian 12 and Ubuntu 21.10.
            ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z9", "--build", root, package],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return package


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the package from `dist/sare-desktop` and print its size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--built", type=Path, default=Path("dist/sare-desktop"))
    parser.add_argument("--out", type=Path, default=Path("dist"))
    wanted = parser.parse_args(arguments)
    package = build(wanted.built, wanted.out)
    print(f"{package} ({package.stat().st_size / 1e6:.0f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
