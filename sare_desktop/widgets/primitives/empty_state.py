"""What a page shows while it has nothing to show: a title, a sentence and the way on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.widgets.primitives.small_parts import SteadyButton


class EmptyState(QWidget):
    """A title, a sentence, and buttons; the first one is the primary one."""

    def __init__(
        self,
        title: str,
        text: str,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._title = QLabel(title)
        self._title.setObjectName("empty_state.title")
        theme.role(self._title, "heading")
        self._text = QLabel(text)
        self._text.setObjectName("empty_state.text")
        theme.role(self._text, "muted")
        self._text.setMaximumWidth(560)
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.buttons: list[QPushButton] = []
        self._callbacks = [callback for _, callback in actions]
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addStretch(1)
        for number, (label_text, _) in enumerate(actions):
            button = SteadyButton(label_text)
            button.setObjectName(f"empty_state.action{number}")
            button.setAccessibleName(label_text)
            button.setToolTip(label_text)
            button.clicked.connect(self._clicked)
            if number == 0:
                theme.primary(button)
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL)
        layout.setSpacing(theme.SPACE.M)
        layout.addStretch(1)
        layout.addWidget(self._title)
        # Not by alignment: that gives a label that wraps the height of a line too few.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._text, 100)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addSpacing(theme.SPACE.S)
        layout.addLayout(row)
        layout.addStretch(2)

    def set_texts(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)

    def _clicked(self) -> None:
        sender = self.sender()
        for button, callback in zip(self.buttons, self._callbacks, strict=True):
            if button is sender:
                callback()
