"""The application's style sheet and palette in the colours of a scheme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFontDatabase, QPalette

from sare_desktop.colours import CHOSEN, HOVERED, Colours, mix


def make_palette(use: Colours) -> QPalette:
    """Return Qt's palette in the colours of a scheme."""
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
    hover = mix(use.accent, use.surface, HOVERED)
    chosen = mix(use.accent, use.surface, CHOSEN)
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
QPushButton:pressed, QPushButton:checked {{ background: {chosen}; }}
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
QToolButton:pressed, QToolButton:checked {{ background: {chosen}; }}
QToolButton:focus {{ border: 1px solid {use.accent}; }}
QToolButton::menu-indicator {{ image: url(icons:chevron-down-{shade}.svg); width: 8px; height: 8px;
  subcontrol-position: right center; subcontrol-origin: padding; right: 4px; }}
QToolButton[kind="more"]::menu-indicator {{ image: none; width: 0; }}

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {{ background: {use.surface};
  color: {use.text}; border: 1px solid {use.outline}; border-radius: 6px; padding: 4px 6px;
  selection-background-color: {use.accent}; selection-color: {use.on_accent}; }}
QTextEdit[kind="quiet"], QTextEdit[kind="quiet"]:focus {{ background: transparent; border: none;
  padding: 4px 6px; }}
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
QComboBox[open="true"]:focus {{ border-width: 1px; padding: 4px 22px 4px 8px; }}
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
QSlider::groove:horizontal {{ height: 4px; background: {use.outline}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {use.accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
  background: {use.surface}; border: 2px solid {use.accent}; }}
QSlider::handle:horizontal:focus {{ border-color: {use.text}; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget[page="true"] {{ background: {use.background}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {use.outline}; border-radius: 4px;
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
    return sheet + tones
