"""Reduced motion: chosen, or as the desktop environment asks for it."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar

from sare_desktop import motion


@pytest.fixture
def app(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    monkeypatch.setattr(motion, "system_reduces", lambda: False)
    yield qapp
    motion.apply(qapp, motion.SYSTEM)


def test_nothing_moves_where_motion_is_reduced(app: QApplication) -> None:
    motion.apply(app, motion.FULL)
    flash = app.cursorFlashTime()
    bar = QProgressBar()
    motion.show_busy(bar)
    assert (bar.minimum(), bar.maximum()) == (0, 0)
    motion.apply(app, motion.REDUCED)
    motion.show_busy(bar)
    assert bar.maximum() > 0 and bar.value() == 0
    assert app.cursorFlashTime() == 0
    assert not app.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    motion.apply(app, motion.FULL)
    assert app.cursorFlashTime() == flash and not motion.is_reduced()


def test_the_system_is_followed_unless_the_user_chose(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(motion, "system_reduces", lambda: True)
    motion.apply(app, motion.SYSTEM)
    assert motion.is_reduced()
    motion.apply(app, motion.FULL)
    assert not motion.is_reduced()


@pytest.mark.parametrize(
    ("file", "text", "reduced"),
    (
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=1\n", False),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n", True),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
        ("gtk-4.0/settings.ini", "no section", False),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=%x\n", False),
    ),
)
def test_linux_desktops_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str, reduced: bool
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    assert motion.system_reduces(tmp_path, "linux") is reduced


def test_macos_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "Library" / "Preferences" / "com.apple.universalaccess.plist"
    assert motion.system_reduces(tmp_path, "darwin") is False
    path.parent.mkdir(parents=True)
    path.write_bytes(plistlib.dumps({"reduceMotion": True}))
    assert motion.system_reduces(tmp_path, "darwin") is True
    path.write_bytes(b"broken")
    assert motion.system_reduces(tmp_path, "darwin") is False
