"""What the built programs are made from is there and right, on systems where none is built too."""

from __future__ import annotations

import configparser
import re
import shutil
import struct
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import PySide6
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installers import contents, debian_package
from sare_desktop.system_libraries import ALWAYS, WAYLAND, X11
from sare_engine import __version__

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "packaging/installers"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def requirements(*extras: str) -> set[str]:
    optional = PROJECT["optional-dependencies"]
    lines = [*PROJECT["dependencies"], *(line for name in extras for line in optional[name])]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def test_the_program_has_its_own_files() -> None:
    files = dict(contents.own_files())
    assert all(path.exists() for path in files)
    folders = set(files.values())
    assert {"assets/demo", "assets/icons", "assets/vocabularies", "docs"} <= folders
    assert "assets/screenshots" not in folders
    assert ROOT / "docs/recipe.md" in files


@pytest.mark.parametrize(
    "name",
    [
        "torch/bin/protoc",
        "torch/include/ATen/ATen.h",
        "torch\\include\\ATen\\ATen.h",
        "torch/lib/libdnnl.a",
        "torch/test/test_nn.py",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6QmlModels.so.6",
        "PySide6\\Qt6Quick.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/translations/qt_help_de.qm",
        "transformers/models/llava/__pycache__/modeling_llava.cpython-311.pyc",
    ],
)
def test_what_the_program_never_reads_is_skipped(name: str) -> None:
    assert not contents.is_needed(name)


@pytest.mark.parametrize(
    "name",
    [
        "torch/bin/torch_shm_manager",
        "torch/lib/libtorch_cpu.so",
        "torch/testing/__init__.py",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libQt6Svg.so.6",
        "PySide6/Qt6Widgets.dll",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "sare_engine/__init__.pyi",
        "transformers/models/llava/modeling_llava.py",
        "libsqlite3.so.0",
        "assets/demo/model/model.safetensors",
        "docs/method.md",
    ],
)
def test_what_the_program_reads_is_kept(name: str) -> None:
    assert contents.is_needed(name)


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("readelf") is None,
    reason="libraries of Linux",
)
def test_no_library_that_is_kept_needs_one_that_is_skipped() -> None:
    site = Path(PySide6.__file__).parents[1]
    names = [path.relative_to(site).as_posix() for path in (site / "PySide6").rglob("*.so*")]
    skipped = {Path(name).name for name in names if not contents.is_needed(name)}
    kept = [name for name in names if contents.is_needed(name)]
    assert "libQt6Quick.so.6" in skipped and len(kept) > 30
    shown = subprocess.run(
        ["readelf", "--dynamic", "--wide", *kept],
        cwd=site, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    needed = {
        (file, library)
        for part in shown.split("File: ")
        for file in part.splitlines()[:1]
        for library in re.findall(r"\(NEEDED\).*\[(.+)\]", part)
    }
    assert ("PySide6/Qt/lib/libQt6Widgets.so.6", "libQt6Gui.so.6") in needed
    assert {pair for pair in needed if pair[1] in skipped} == set()


def test_what_is_named_is_a_dependency_or_reached_by_one() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = {canonicalize_name(line.split("==")[0]) for line in pins.split() if "==" in line}
    for name in contents.METADATA:
        assert canonicalize_name(name) in pinned | {canonicalize_name(PROJECT["name"])}, name
    optional = requirements("heic", "tuning", "quantisation")
    assert {canonicalize_name(name) for name in contents.OPTIONAL_PACKAGES} <= optional
    needed = requirements("heic", "tuning", "quantisation")
    for name in contents.EXCLUDED_MODULES:
        assert canonicalize_name(name) not in needed
    for name in contents.COLLECTED_PACKAGES:
        assert (ROOT / name / "__init__.py").is_file()


@dataclass
class Builder:
    """Stands for PyInstaller, which is not installed where the tests run."""

    steps: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = field(default_factory=dict)

    def step(self, name: str) -> Callable[..., SimpleNamespace]:
        def take(*values: Any, **options: Any) -> SimpleNamespace:
            self.steps[name] = (values, options)
            files = [(entry, "", "DATA") for entry in ("torch/bin/protoc", "docs/method.md")]
            return SimpleNamespace(pure=[], scripts=[], binaries=files, datas=files)

        return take

    def run(self, monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
        hooks = ModuleType("PyInstaller.utils.hooks")
        vars(hooks).update(
            collect_data_files=lambda name, **_: [(f"{name}.data", name)],
            collect_submodules=lambda name: [name],
            copy_metadata=lambda name: [(f"{name}.dist-info", name)],
        )
        for name in ("PyInstaller", "PyInstaller.utils"):
            monkeypatch.setitem(sys.modules, name, ModuleType(name))
        monkeypatch.setitem(sys.modules, hooks.__name__, hooks)
        monkeypatch.setattr(sys, "path", list(sys.path))
        spec = FOLDER / "sare-desktop.spec"
        steps = {name: self.step(name) for name in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")}
        code = compile(spec.read_text(encoding="utf-8"), spec, "exec")
        monkeypatch.setattr(sys, "platform", platform)
        try:
            exec(code, {"SPECPATH": str(FOLDER), **steps})
        finally:
            monkeypatch.undo()


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_the_build_has_what_its_system_needs(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    builder = Builder()
    builder.run(monkeypatch, platform)
    [[start]], analysis = builder.steps["Analysis"]
    assert Path(start).is_file()
    sources = {source for source, _ in analysis["datas"]}
    assert {str(path) for path, _ in contents.own_files()} <= sources
    assert {"transformers.data", "sare_engine.data", "torch.dist-info"} <= sources
    assert {"sare_desktop", "sare_engine"} <= set(analysis["hiddenimports"])
    _, program = builder.steps["EXE"]
    assert program["name"] == "sare-desktop" and not program["console"]
    assert Path(program["icon"]).suffix == (".icns" if platform == "darwin" else ".ico")
    (_, binaries, datas), _ = builder.steps["COLLECT"]
    assert [entry[0] for entry in binaries] == [entry[0] for entry in datas] == ["docs/method.md"]
    assert ("BUNDLE" in builder.steps) == (platform == "darwin")
    if platform == "darwin":
        assert builder.steps["BUNDLE"][1]["version"] == __version__


def test_the_program_is_the_command_line_under_the_name_sare(tmp_path: Path) -> None:
    link = tmp_path / "sare"
    shutil.copy(FOLDER / "start.py", link)
    done = subprocess.run(
        [sys.executable, link, "--version"],
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == f"sare {__version__}"


def test_icons_are_in_the_formats_of_their_systems() -> None:
    windows = contents.icon("win32").read_bytes()
    reserved, kind, count = struct.unpack("<HHH", windows[:6])
    assert (reserved, kind) == (0, 1)
    widths = {windows[6 + 16 * number] or 256 for number in range(count)}
    assert {16, 32, 48, 256} <= widths
    mac = contents.icon("darwin").read_bytes()
    assert mac[:4] == b"icns" and struct.unpack(">I", mac[4:8])[0] == len(mac)
    assert re.fullmatch(r"[a-z]+(\.[a-z]+)+", contents.BUNDLE_IDENTIFIER)


def test_the_menu_starts_the_installed_program() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(FOLDER / "sare-desktop.desktop", encoding="utf-8")
    values = entry["Desktop Entry"]
    assert values["Type"] == "Application"
    assert values["Exec"].split()[0] == values["Icon"] == debian_package.PACKAGE
    assert values["Categories"].endswith(";")


def test_the_package_depends_on_the_libraries_of_qt() -> None:
    text = debian_package.control(3_000_000, architecture="amd64", libc="2.36")
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert fields["Version"] == __version__ and fields["Installed-Size"] == "2930"
    depends = fields["Depends"].split(", ")
    assert "libc6 (>= 2.36)" in depends
    assert {one.debian for one in (*ALWAYS, *X11, *WAYLAND)} <= set(depends)


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="Debian only")
def test_the_package_installs_program_menu_and_icon(tmp_path: Path) -> None:
    built = tmp_path / "dist" / "sare-desktop"
    (built / "_internal").mkdir(parents=True)
    (built / "sare-desktop").write_text("#!/bin/sh\n")
    (built / "sare-desktop").chmod(0o755)
    (built / "_internal" / "libx.so.1").write_bytes(b"x" * 5000)
    (built / "_internal" / "libx.so").symlink_to("libx.so.1")
    package = debian_package.build(built, tmp_path / "out")
    listed = subprocess.run(
        ["dpkg-deb", "--contents", package], capture_output=True, text=True, check=True
    ).stdout
    files = {line.split("./", 1)[1]: line for line in listed.splitlines() if "./" in line}
    program = files["opt/sare-desktop/sare-desktop"]
    assert program.startswith("-rwxr-xr-x root/root")
    assert "opt/sare-desktop/_internal/libx.so -> libx.so.1" in files
    for name in ("sare", "sare-desktop"):
        assert f"usr/bin/{name} -> /opt/sare-desktop/sare-desktop" in files
    assert "usr/share/applications/sare-desktop.desktop" in files
    assert "usr/share/icons/hicolor/scalable/apps/sare-desktop.svg" in files
    assert list((tmp_path / "dist").iterdir()) == [built], "what was laid out is removed"


def test_the_makefile_builds_with_what_is_named() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for path in re.findall(r"packaging/[\w./-]+", makefile):
        assert (ROOT / path).exists(), path
    for extra in ("installer", "docs"):
        assert extra in PROJECT["optional-dependencies"]
        assert not requirements(extra) & set(PROJECT["optional-dependencies"]["dev"])
