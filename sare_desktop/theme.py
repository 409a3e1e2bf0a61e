"""Which scheme the window is shown in, and the roles that widgets name.

One accent colour, five text roles, six distances. Widgets name a role; `style_sheet` says how it
looks.

A new style sheet of the application is computed for each widget once for itself and once for each
of its ancestors: seconds, with all pages built. So the application keeps its first sheet, and after
a change each part of the window that was passed to `dress` gets the new one when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from weakref import WeakSet

from PySide6.QtCore import QDir, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QStyleFactory, QWidget
from shiboken6 import isValid

from sare_desktop.colours import DARK, LIGHT, Colours
from sare_desktop.style_sheet import make_palette, style_sheet
from sare_engine import ASSETS_FOLDER

Scheme = Literal["system", "light", "dark"]
Role = Literal["title", "heading", "body", "muted", "mono"]


@dataclass(frozen=True)
class Space:
    """Distances in device-independent pixels; layouts use no others."""

    XS: int = 4
    S: int = 8
    M: int = 12
    L: int = 16
    XL: int = 24
    XXL: int = 32


SPACE = Space()
"""The distances."""

ICONS = ASSETS_FOLDER / "icons"
"""Folder of the application's icon and of the small glyphs that the style sheet draws."""


class Notifier(QObject):
    """Notifies whatever draws by itself (plots, delegates) of a change of colours."""

    changed = Signal()


class _Dresser(QObject):
    """Gives a part of a window the sheet of the present colours when it is shown."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Dress what is shown."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            _dress(watched)
        return False


class _State:
    """What is applied now; one per process, as there is one application."""

    def __init__(self) -> None:
        self.scheme: Scheme = "system"
        self.colours = LIGHT
        self.notifier: Notifier | None = None
        self.follows_system = False
        self.dresser: _Dresser | None = None
        self.parts: WeakSet[QWidget] = WeakSet()
        self.sheet = ""


_state = _State()


def colours() -> Colours:
    """Return the colours of the scheme shown now."""
    return _state.colours


def scheme() -> Scheme:
    """Return the scheme that was chosen, which may be `system`."""
    return _state.scheme


def notifier() -> Notifier:
    """Return the object whose `changed` signal follows a change of colours."""
    if _state.notifier is None:
        _state.notifier = Notifier()
    return _state.notifier


def apply(app: QApplication, scheme: Scheme = "system") -> None:
    """Show the whole application in a scheme; `system` keeps following the system.

    Args:
        app: the application.
        scheme: `light`, `dark`, or `system` for that of the desktop environment.
    """
    _state.scheme = scheme
    hints = app.styleHints()
    # A sheet hides the style's name; it is set after the style.
    if not app.styleSheet() and app.style().objectName().lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    QDir.setSearchPaths("icons", [str(ICONS)])
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(wanted.get(scheme, Qt.ColorScheme.Unknown))
    if not _state.follows_system:
        _state.follows_system = True
        hints.colorSchemeChanged.connect(notifier_follow)
    _show(app)


def notifier_follow(_scheme: Qt.ColorScheme) -> None:
    """Follow a change of the desktop environment's scheme."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and _state.scheme == "system":
        _show(app)


def _show(app: QApplication) -> None:
    # The offscreen and some remote platforms have no scheme: the choice decides.
    system_is_dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    dark = _state.scheme == "dark" or (_state.scheme == "system" and system_is_dark)
    _state.colours = DARK if dark else LIGHT
    app.setPalette(make_palette(_state.colours))
    _state.sheet = _whole_sheet(app)
    if not any(isValid(part) for part in _state.parts) and app.styleSheet() != _state.sheet:
        app.setStyleSheet(_state.sheet)
    _dress_visible()
    notifier().changed.emit()


def dress(part: QWidget) -> None:
    """Let a part of a window follow a change of colours, with all that is in it.

    Parts must not be inside each other. What is hidden follows when it is shown.
    """
    if _state.dresser is None:
        _state.dresser = _Dresser()
    _state.parts.add(part)
    part.installEventFilter(_state.dresser)
    if part.isVisible():
        _dress(part)


def _dress_visible() -> None:
    for part in list(_state.parts):
        if isValid(part) and part.isVisible():
            _dress(part)


def _dress(part: QWidget) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    sheet = "" if _state.sheet == app.styleSheet() else _state.sheet
    if part.styleSheet() != sheet:
        part.setStyleSheet(sheet)


def role(widget: QWidget, name: Role) -> None:
    """Give a label its place in the type scale: title, heading, body, muted or mono."""
    _set(widget, "role", name)


def primary(button: QPushButton) -> None:
    """Mark the main button of a page: the next step of the work."""
    _set(button, "kind", "primary")


def danger(button: QPushButton) -> None:
    """Mark a button that deletes or ends something."""
    _set(button, "kind", "danger")


def quiet(button: QWidget) -> None:
    """Mark a less important button: no frame until it is hovered or focused."""
    _set(button, "kind", "quiet")


def framed(button: QWidget) -> None:
    """Show a button as any other, with a frame."""
    _set(button, "kind", None)


def card(frame: QFrame) -> None:
    """Show a frame as a card: surface, hairline, round corners."""
    frame.setFrameShape(QFrame.Shape.NoFrame)
    _set(frame, "card", True)


def tone(widget: QWidget, name: str) -> None:
    """Colour a label's text by meaning: a `Colours` field name such as `error`, or ""."""
    _set(widget, "tone", name)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a change of a widget's properties."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def _set(widget: QWidget, name: str, value: object) -> None:
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # A widget that was not polished yet is polished before it is measured or shown.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        restyle(widget)


def app_icon() -> QIcon:
    """Return the application's icon."""
    return QIcon(str(ICONS / "sare-desktop.png"))


def _whole_sheet(app: QApplication) -> str:
    points = app.font().pointSizeF()
    rules = (part(_state.colours, points) for part in _parts)
    return style_sheet(_state.colours, points) + "".join(rules)


_parts: list[Callable[[Colours, float], str]] = []


def add_part(part: Callable[[Colours, float], str]) -> None:
    """Add the rules of one widget to the style sheet.

    Args:
        part: called with the colours and the text size in points; returns style sheet rules.
    """
    if part in _parts:
        return
    _parts.append(part)
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.styleSheet():
        _state.sheet = _whole_sheet(app)
        app.setStyleSheet(_state.sheet)
        _dress_visible()
