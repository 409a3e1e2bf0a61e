"""Colours, spacing and type of the whole window, in a light and a dark scheme.

One accent colour, five text roles, six distances. Widgets name a role; how it looks is said here
alone. Colours were chosen so that text keeps a contrast of 4.5:1 on every surface, and so that
verdicts and curves differ for colour-blind eyes too (after Okabe and Ito); verdicts also differ
by underline.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QStyleFactory, QWidget

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


@dataclass(frozen=True)
class Colours:
    """The colours of one scheme as `#rrggbb`.

    Attributes:
        dark: whether it is the dark scheme.
        accent: the one accent; also legible as text.
        on_accent: text on the accent.
        background: the window.
        surface: cards, tables and fields.
        raised: hovered and selected things, the rail.
        border: hairlines.
        text: what is read.
        muted: what is read second.
        grounded: an object that is in the picture.
        hallucinated: an object that is not.
        unsure: an object nobody could decide on.
        warning: something to know.
        error: something that failed.
        success: something that went well.
        series: colours of curves, in the order in which they are handed out.
    """

    dark: bool
    accent: str
    on_accent: str
    background: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    grounded: str
    hallucinated: str
    unsure: str
    warning: str
    error: str
    success: str
    series: tuple[str, ...]


LIGHT = Colours(
    dark=False,
    accent="#4a4cc9",
    on_accent="#ffffff",
    background="#f5f6f8",
    surface="#ffffff",
    raised="#e9ebf1",
    border="#d3d7e0",
    text="#1b1f29",
    muted="#555d6d",
    grounded="#006b4c",
    hallucinated="#ad4000",
    unsure="#93357a",
    warning="#7d5200",
    error="#b81f30",
    success="#006b4c",
    series=("#0067ac", "#c24a00", "#007a5a", "#a33c7e", "#856200", "#555d6d"),
)

DARK = Colours(
    dark=True,
    accent="#a3a6ff",
    on_accent="#14151f",
    background="#15171c",
    surface="#1d2027",
    raised="#292d36",
    border="#3a404c",
    text="#e8eaef",
    muted="#a5acba",
    grounded="#41d3a2",
    hallucinated="#ff9d66",
    unsure="#e8a3cf",
    warning="#f0bb55",
    error="#ff8f94",
    success="#41d3a2",
    series=("#62bbf7", "#ff9d66", "#41d3a2", "#e8a3cf", "#f0e06a", "#a5acba"),
)


class Notifier(QObject):
    """Tells what draws by itself (plots, delegates) that the colours are others now."""

    changed = Signal()


class _State:
    """What is applied at present; one per process, as there is one application."""

    def __init__(self) -> None:
        self.scheme: Scheme = "system"
        self.colours = LIGHT
        self.notifier: Notifier | None = None
        self.follows_system = False


_state = _State()


def colours() -> Colours:
    """Return the colours of the scheme shown now."""
    return _state.colours


def scheme() -> Scheme:
    """Return the scheme that was asked for, which may be `system`."""
    return _state.scheme


def notifier() -> Notifier:
    """Return the object whose `changed` signal follows a change of colours."""
    if _state.notifier is None:
        _state.notifier = Notifier()
    return _state.notifier


def apply(app: QApplication, scheme: Scheme = "system") -> None:
    """Show the whole application in a scheme, and keep following the system if asked to.

    Args:
        app: the application.
        scheme: `light`, `dark`, or `system` for what the desktop environment says.
    """
    _state.scheme = scheme
    hints = app.styleHints()
    if app.style().objectName().lower() != "fusion":
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
    # The offscreen and some remote platforms know no scheme: what was asked for decides.
    system_is_dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    dark = _state.scheme == "dark" or (_state.scheme == "system" and system_is_dark)
    _state.colours = DARK if dark else LIGHT
    app.setPalette(_palette(_state.colours))
    app.setStyleSheet(style_sheet(_state.colours, app.font().pointSizeF()))
    notifier().changed.emit()


def role(widget: QWidget, name: Role) -> None:
    """Give a label its place in the type scale: title, heading, body, muted or mono."""
    _set(widget, "role", name)


def primary(button: QPushButton) -> None:
    """Mark the one button of a page that goes on with the work."""
    _set(button, "kind", "primary")


def danger(button: QPushButton) -> None:
    """Mark a button that deletes or ends something."""
    _set(button, "kind", "danger")


def quiet(button: QWidget) -> None:
    """Mark a button that stands back: no frame until it is hovered or focused."""
    _set(button, "kind", "quiet")


def card(frame: QFrame) -> None:
    """Show a frame as a card: surface, hairline, round corners."""
    frame.setFrameShape(QFrame.Shape.NoFrame)
    _set(frame, "card", True)


def tone(widget: QWidget, name: str) -> None:
    """Colour a label's text by meaning: a `Colours` field name such as `error`, or ""."""
    _set(widget, "tone", name)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def _set(widget: QWidget, name: str, value: object) -> None:
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # What was not polished yet is so before it is measured or shown.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        restyle(widget)


def app_icon() -> QIcon:
    """Return the application's icon."""
    return QIcon(str(ICONS / "sare-desktop.png"))


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(first: str, second: str, share: float) -> str:
    """Return a colour between two: `share` of the first, the rest of the second."""
    parts = (
        round(int(first[at : at + 2], 16) * share + int(second[at : at + 2], 16) * (1 - share))
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def _palette(use: Colours) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for colour_role, value in (
        (roles.Window, use.background),
        (roles.WindowText, use.text),
        (roles.Base, use.surface),
        (roles.AlternateBase, mix(use.raised, use.surface, 0.4)),
        (roles.Text, use.text),
        (roles.Button, use.surface),
        (roles.ButtonText, use.text),
        (roles.BrightText, use.error),
        (roles.ToolTipBase, use.raised),
        (roles.ToolTipText, use.text),
        (roles.PlaceholderText, use.muted),
        (roles.Highlight, use.accent),
        (roles.HighlightedText, use.on_accent),
        (roles.Accent, use.accent),
        (roles.Link, use.accent),
        (roles.LinkVisited, use.unsure),
        (roles.Light, mix(use.surface, "#ffffff", 0.85)),
        (roles.Midlight, use.raised),
        (roles.Mid, use.border),
        (roles.Dark, mix(use.border, "#000000", 0.8)),
        (roles.Shadow, "#000000"),
    ):
        palette.setColor(colour_role, QColor(value))
    faint = QColor(mix(use.muted, use.background, 0.6))
    for colour_role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, faint)
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(use.border))
    return palette


def style_sheet(use: Colours, points: float) -> str:
    """Return the one style sheet of the application.

    Args:
        use: the colours.
        points: size of running text in points; other sizes follow from it.
    """
    mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    hover = mix(use.accent, use.surface, 0.10)
    chosen = mix(use.accent, use.surface, 0.18)
    pressed = mix(use.accent, use.surface, 0.26)
    faint = mix(use.muted, use.background, 0.6)
    shade = "dark" if use.dark else "light"
    sheet = f"""
* {{ outline: none; }}
QToolTip {{ background: {use.raised}; color: {use.text}; border: 1px solid {use.border};
  padding: 4px 6px; }}
QLabel[role="title"] {{ font-size: {points * 1.8:.1f}pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {points * 1.2:.1f}pt; font-weight: 600; }}
QLabel[role="muted"] {{ color: {use.muted}; }}
QLabel[role="mono"], QPlainTextEdit[role="mono"], QTextEdit[role="mono"], QLineEdit[role="mono"] {{
  font-family: "{mono}"; }}
QLabel:disabled {{ color: {faint}; }}
QFrame[card="true"], QWidget[card="true"] {{ background: {use.surface};
  border: 1px solid {use.border}; border-radius: 8px; }}

QPushButton {{ background: {use.surface}; color: {use.text}; border: 1px solid {use.border};
  border-radius: 6px; padding: 5px 12px; }}
QPushButton:hover {{ background: {hover}; border-color: {use.muted}; }}
QPushButton:pressed, QPushButton:checked {{ background: {pressed}; }}
QPushButton:focus {{ border: 2px solid {use.accent}; padding: 4px 11px; }}
QPushButton:disabled {{ color: {faint}; background: {use.background};
  border-color: {mix(use.border, use.background, 0.6)}; }}
QPushButton[kind="primary"] {{ background: {use.accent}; color: {use.on_accent};
  border-color: {use.accent}; font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {mix(use.accent, use.text, 0.88)}; }}
QPushButton[kind="primary"]:pressed {{ background: {mix(use.accent, use.text, 0.76)}; }}
QPushButton[kind="primary"]:focus {{ border-color: {use.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {use.raised}; color: {faint};
  border-color: {use.raised}; }}
QPushButton[kind="danger"] {{ color: {use.error}; border-color: {use.error}; }}
QPushButton[kind="danger"]:hover {{ background: {mix(use.error, use.surface, 0.12)}; }}
QPushButton[kind="danger"]:disabled {{ color: {faint}; border-color: {use.border}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {hover}; }}
QPushButton[kind="quiet"]:focus {{ border-color: {use.accent}; }}
QPushButton::menu-indicator {{ image: url(icons:chevron-down-{shade}.svg); width: 10px;
  subcontrol-position: right center; subcontrol-origin: padding; right: 6px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 4px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {pressed}; }}
QToolButton:focus {{ border: 1px solid {use.accent}; }}
QToolButton::menu-indicator {{ image: url(icons:chevron-down-{shade}.svg); width: 8px; height: 8px;
  subcontrol-position: right center; subcontrol-origin: padding; right: 4px; }}

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {{ background: {use.surface};
  color: {use.text}; border: 1px solid {use.border}; border-radius: 6px; padding: 4px 6px;
  selection-background-color: {use.accent}; selection-color: {use.on_accent}; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: {use.muted}; }}
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover {{ border-color: {use.muted}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{
  border: 2px solid {use.accent}; padding: 3px 5px; }}
QLineEdit[invalid="true"], QAbstractSpinBox[invalid="true"], QComboBox[invalid="true"] {{
  border-color: {use.error}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {{
  color: {faint}; background: {use.background}; }}
QComboBox {{ padding-left: 8px; padding-right: 22px; }}
QComboBox:focus {{ padding-left: 7px; padding-right: 21px; }}
QComboBox::drop-down {{ border: none; width: 20px; subcontrol-origin: border;
  subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: url(icons:chevron-down-{shade}.svg); width: 10px; height: 10px; }}
QComboBox QAbstractItemView {{ background: {use.surface}; border: 1px solid {use.border};
  selection-background-color: {chosen}; selection-color: {use.text}; padding: 2px; }}
QAbstractSpinBox {{ padding-right: 20px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 18px;
  background: transparent; subcontrol-origin: border; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {hover}; }}
QAbstractSpinBox::up-arrow {{ image: url(icons:chevron-up-{shade}.svg); width: 9px; height: 9px; }}
QAbstractSpinBox::down-arrow {{ image: url(icons:chevron-down-{shade}.svg); width: 9px;
  height: 9px; }}

QCheckBox, QRadioButton {{ spacing: 8px; border: 1px solid transparent; border-radius: 4px;
  padding: 2px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {use.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {faint}; }}
QCheckBox::indicator, QAbstractItemView::indicator, QGroupBox::indicator {{ width: 15px;
  height: 15px; border: 1px solid {use.muted}; border-radius: 4px; background: {use.surface}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {{
  background: {use.accent}; border-color: {use.accent};
  image: url(icons:check-{shade}.svg); }}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {{
  background: {use.accent}; border-color: {use.accent}; image: url(icons:dash-{shade}.svg); }}
QCheckBox::indicator:disabled {{ border-color: {use.border}; background: {use.background}; }}
QCheckBox::indicator:checked:disabled {{ background: {faint}; border-color: {faint}; }}
QRadioButton::indicator {{ width: 15px; height: 15px; border: 1px solid {use.muted};
  border-radius: 8px; background: {use.surface}; }}
QRadioButton::indicator:checked {{ border-color: {use.accent}; background: {use.accent};
  image: url(icons:dot-{shade}.svg); }}

QAbstractItemView {{ background: {use.surface}; alternate-background-color:
  {mix(use.raised, use.surface, 0.4)}; border: 1px solid {use.border}; border-radius: 6px;
  selection-background-color: {chosen}; selection-color: {use.text}; }}
QAbstractItemView:focus {{ border-color: {use.accent}; }}
QAbstractItemView::item:hover {{ background: {hover}; }}
QAbstractItemView::item:selected {{ background: {chosen}; color: {use.text}; }}
QTableView::item, QTreeView::item, QListWidget::item {{ padding: 0 5px; }}
QHeaderView {{ background: {use.surface}; border: none; }}
QHeaderView::section {{ background: {use.surface}; color: {use.muted}; border: none;
  border-bottom: 1px solid {use.border}; padding: 6px 8px; font-weight: 600; }}
QHeaderView::section:hover {{ color: {use.text}; }}
QTableView {{ gridline-color: {mix(use.border, use.surface, 0.6)}; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ width: 8px; height: 8px;
  subcontrol-position: top center; subcontrol-origin: padding; top: 2px; }}
QHeaderView::up-arrow {{ image: url(icons:chevron-up-{shade}.svg); }}
QHeaderView::down-arrow {{ image: url(icons:chevron-down-{shade}.svg); }}
QTableCornerButton::section {{ background: {use.surface}; border: none; }}

QMenuBar {{ background: {use.background}; border-bottom: 1px solid {use.border}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {chosen}; }}
QMenu {{ background: {use.surface}; border: 1px solid {use.border}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 22px; border-radius: 4px; }}
QMenu::item:selected {{ background: {chosen}; color: {use.text}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {use.border}; margin: 4px 8px; }}
QMenu::indicator {{ width: 13px; height: 13px; left: 5px; }}
QMenu::indicator:checked {{ image: url(icons:check-text-{shade}.svg); }}

QTabWidget::pane {{ border: 1px solid {use.border}; border-radius: 6px; top: -1px; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{ padding: 6px 14px; color: {use.muted}; border: none;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {use.text}; }}
QTabBar::tab:selected {{ color: {use.text}; border-bottom-color: {use.accent}; }}
QTabBar::tab:focus {{ background: {hover}; }}
QGroupBox {{ border: 1px solid {use.border}; border-radius: 8px; margin-top: 1.2em;
  padding: 8px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 8px; padding: 0 4px; font-weight: 600; }}
QProgressBar {{ background: {use.raised}; border: none; border-radius: 4px; text-align: center;
  color: {use.text}; min-height: 8px; }}
QProgressBar::chunk {{ background: {use.accent}; border-radius: 4px; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {chosen}; }}
QSlider::groove:horizontal {{ height: 4px; background: {use.border}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {use.accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
  background: {use.surface}; border: 2px solid {use.accent}; }}
QSlider::handle:horizontal:focus {{ border-color: {use.text}; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget[page="true"] {{ background: {use.background}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {mix(use.muted, use.background, 0.45)}; border-radius: 4px;
  margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {use.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
    tones = "".join(
        f'QLabel[tone="{name}"] {{ color: {getattr(use, name)}; }}\n'
        for name in (
            "accent",
            "muted",
            "grounded",
            "hallucinated",
            "unsure",
            "warning",
            "error",
            "success",
        )
    )
    return sheet + tones + "".join(part(use, points) for part in _parts)


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
        app.setStyleSheet(style_sheet(_state.colours, app.font().pointSizeF()))
