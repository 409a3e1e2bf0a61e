"""A message inside a page: what happened, why, what to do, and details on request."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.colours import Colours, mix
from sare_desktop.engine_words import engine_text
from sare_desktop.widgets.primitives.flow_layout import FlowLayout
from sare_desktop.widgets.primitives.small_parts import SteadyButton

LEVELS = ("info", "success", "warning", "error")


class Banner(QFrame):
    """An inline message; hidden while there is no message.

    Attributes:
        dismissed: emitted when the user closes it.
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None, *, actions_below: bool = False) -> None:
        """Show nothing yet.

        Args:
            parent: the owner.
            actions_below: whether buttons for what to do are below the words, not beside them:
                for several of them.
        """
        super().__init__(parent)
        self._actions_below = actions_below
        self.setObjectName("banner")
        self.setProperty("banner", "info")
        self._what = QLabel()
        self._what.setObjectName("banner.what")
        self._why = QLabel()
        self._why.setObjectName("banner.why")
        self._fix = QLabel()
        self._fix.setObjectName("banner.fix")
        self._word = QLabel()
        self._word.setObjectName("banner.level")
        for label in (self._what, self._why, self._fix):
            label.setWordWrap(True)
            label.setMinimumWidth(1)  # Else a long name in it would push the buttons out.
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.role(self._what, "heading")
        theme.role(self._why, "muted")
        self._details = self._make_details()
        self._toggle = self._button(
            "banner.toggle", self.tr("Details"), self.tr("Show or hide the technical details")
        )
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._details.setVisible)
        self._close = self._button(
            "banner.close", self.tr("Dismiss"), self.tr("Dismiss this message")
        )
        self._close.clicked.connect(self._dismiss)

        texts = QVBoxLayout()
        texts.setSpacing(theme.SPACE.XS)
        for label in (self._what, self._why, self._fix):
            texts.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE.M)
        top.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        self._actions: QLayout
        if actions_below:
            self._actions = FlowLayout(theme.SPACE.S)
            texts.addLayout(self._actions)
        else:
            self._actions = QHBoxLayout()
            self._actions.setSpacing(theme.SPACE.XS)
            top.addLayout(self._actions)
            top.setAlignment(self._actions, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.L, theme.SPACE.M, theme.SPACE.M, theme.SPACE.M)
        layout.setSpacing(theme.SPACE.S)
        layout.addLayout(top)
        layout.addWidget(self._details)
        self.hide()

    def _make_details(self) -> QPlainTextEdit:
        details = QPlainTextEdit()
        details.setObjectName("banner.details")
        details.setAccessibleName(self.tr("Details"))
        details.setToolTip(self.tr("Technical details, for a bug report"))
        details.setReadOnly(True)
        details.setTabChangesFocus(True)
        details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        details.setMinimumHeight(120)
        details.hide()
        return details

    def show_message(
        self, level: str, what: str, why: str = "", fix: str = "", details: str = ""
    ) -> None:
        """Show a message.

        Args:
            level: "info", "success", "warning" or "error".
            what: what happened.
            why: the cause, or "".
            fix: what the user can do, or "".
            details: text for a details drawer, or "".
        """
        what, why, fix = engine_text(what), engine_text(why), engine_text(fix)
        level = level if level in LEVELS else "info"
        words = {
            "info": self.tr("Note"),
            "success": self.tr("Done"),
            "warning": self.tr("Warning"),
            "error": self.tr("Error"),
        }
        self.setProperty("banner", level)
        theme.restyle(self)
        self._remove_actions()
        self._word.setText(words[level])
        theme.tone(self._word, {"info": "accent"}.get(level, level))
        for label, text in ((self._what, what), (self._why, why), (self._fix, fix)):
            label.setText(text)
            label.setVisible(bool(text))
        self._details.setPlainText(details)
        self._toggle.setVisible(bool(details))
        self._toggle.setChecked(False)
        self.setAccessibleName(". ".join((words[level], what)))
        self.setAccessibleDescription(" ".join(part for part in (why, fix) if part))
        self.show()

    def add_action(self, name: str, text: str, callback: Callable[[], object]) -> QPushButton:
        """Put a button beside the message; it goes with the message.

        Args:
            name: object name of the button.
            text: its words.
            callback: called at a click.
        """
        button = self._button(name, text, text)
        if self._actions_below:
            theme.framed(button)
        button.clicked.connect(callback)
        self._actions.addWidget(button)
        return button

    def clear(self) -> None:
        """Hide the message."""
        self.hide()
        self._what.clear()

    def text(self) -> str:
        """Return what is shown, for a screen reader or a test; "" while hidden."""
        if self.isHidden():
            return ""
        parts = (self._what.text(), self._why.text(), self._fix.text())
        return " ".join(part for part in parts if part)

    def _remove_actions(self) -> None:
        while self._actions.count():
            item = self._actions.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = SteadyButton(text)
        button.setObjectName(name)
        button.setAccessibleName(tip)
        button.setToolTip(tip)
        theme.quiet(button)
        return button

    def _dismiss(self) -> None:
        self.clear()
        self.dismissed.emit()


def _rules(use: Colours, _points: float) -> str:
    tints = {"info": "accent", "success": "success", "warning": "warning", "error": "error"}
    return (
        "".join(
            f'QFrame[banner="{level}"] {{ '
            f"background: {mix(getattr(use, name), use.surface, 0.08)}; "
            f"border: 1px solid {mix(getattr(use, name), use.surface, 0.45)}; "
            f"border-radius: 8px; }}\n"
            for level, name in tints.items()
        )
        + "QLabel#banner\\.level { font-weight: 600; }\n"
    )


theme.add_part(_rules)
