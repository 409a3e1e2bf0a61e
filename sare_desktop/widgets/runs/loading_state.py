"""What a page shows while it reads what it is to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from sare_desktop import motion, theme


class LoadingState(QWidget):
    """A sentence above a bar that moves."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("loading_state")
        label = QLabel(text)
        label.setObjectName("loading_state.text")
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.role(label, "muted")
        bar = QProgressBar()
        bar.setObjectName("loading_state.bar")
        motion.show_busy(bar)
        bar.setTextVisible(False)
        bar.setFixedSize(self.fontMetrics().averageCharWidth() * 32, theme.SPACE.S)
        bar.setAccessibleName(text)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(label)
        layout.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
