"""Whether things move: busy bars, fading menus and the blinking cursor."""

from __future__ import annotations

import configparser
import os
import plistlib
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar

SETTING = "motion"
"""Setting of the program; its values are these."""

SYSTEM, REDUCED, FULL = "system", "reduced", "full"

_EFFECTS = (
    Qt.UIEffect.UI_General,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
_CLIENT_AREA_ANIMATION = 0x1042
"""SPI_GETCLIENTAREAANIMATION of Windows."""


class _State:
    """What is applied now; one per process, as there is one application."""

    def __init__(self) -> None:
        self.reduced = False
        self.before: tuple[list[bool], int] | None = None
        """Effects and flash time of the cursor as the system wants them."""


_state = _State()


def is_reduced() -> bool:
    """Whether nothing moves by itself now."""
    return _state.reduced


def apply(app: QApplication, choice: str) -> None:
    """Reduce motion, or allow it.

    Args:
        app: the application.
        choice: "reduced", "full", or "system" for what the desktop environment asks for.
    """
    if _state.before is None:
        effects = [app.isEffectEnabled(one) for one in _EFFECTS]
        _state.before = effects, app.styleHints().cursorFlashTime()
    effects, flash = _state.before
    reduced = choice == REDUCED or (choice != FULL and system_reduces())
    _state.reduced = reduced
    for effect, enabled in zip(_EFFECTS, effects, strict=True):
        app.setEffectEnabled(effect, enabled and not reduced)
    app.setCursorFlashTime(0 if reduced else flash)


def show_busy(bar: QProgressBar) -> None:
    """Show that something is done of which nobody knows how much is left.

    The bar moves; with reduced motion it stays empty, and the words beside it say what is done.
    """
    bar.setRange(0, 1 if _state.reduced else 0)
    bar.setValue(0)


def system_reduces(home: Path | None = None, platform: str = sys.platform) -> bool:
    """Whether the desktop environment asks for less motion; False where it does not say.

    Args:
        home: the user's folder.
        platform: name of the operating system, as `sys.platform`.
    """
    home = home or Path.home()
    try:
        if platform == "win32":
            return _windows_reduces()
        if platform == "darwin":
            path = home / "Library" / "Preferences" / "com.apple.universalaccess.plist"
            return bool(plistlib.loads(path.read_bytes()).get("reduceMotion", False))
        return _freedesktop_reduces(Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config"))
    except (OSError, ValueError, AttributeError, configparser.Error, plistlib.InvalidFileException):
        return False


def _freedesktop_reduces(config: Path) -> bool:
    """Read what KDE, and what GNOME and others keep for GTK."""
    for file, section, key, off in (
        ("kdeglobals", "KDE", "AnimationDurationFactor", ("0", "0.0")),
        ("gtk-4.0/settings.ini", "Settings", "gtk-enable-animations", ("0", "false")),
        ("gtk-3.0/settings.ini", "Settings", "gtk-enable-animations", ("0", "false")),
    ):
        parser = configparser.ConfigParser(interpolation=None, strict=False)
        parser.read(config / file, encoding="utf-8")
        if parser.get(section, key, fallback="").strip().lower() in off:
            return True
    return False


def _windows_reduces() -> bool:
    import ctypes

    animated = ctypes.c_int(1)
    asked = ctypes.windll.user32.SystemParametersInfoW(  # type: ignore[attr-defined,unused-ignore]
        _CLIENT_AREA_ANIMATION, 0, ctypes.byref(animated), 0
    )
    return bool(asked) and not animated.value
