"""Name, version and libraries of the program."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import APP_NAME, theme
from sare_engine import __version__


def versions() -> dict[str, str]:
    """Return the versions that decide how the program behaves, without importing anything."""
    found = {
        APP_NAME: __version__,
        "Python": platform.python_version(),
        "System": platform.platform(),
        "PySide6": pyside_version,
    }
    for name in ("torch", "transformers", "peft", "safetensors", "numpy", "pillow", "pyqtgraph"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


class AboutDialog(QDialog):
    """The about box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About {0}").format(APP_NAME))
        icon = QLabel()
        icon.setPixmap(theme.app_icon().pixmap(QSize(72, 72)))
        icon.setAccessibleName(self.tr("Icon of {0}").format(APP_NAME))
        title = QLabel(APP_NAME)
        theme.role(title, "title")
        version = QLabel(self.tr("Version {0}").format(__version__))
        theme.role(version, "muted")
        text = QLabel(
            self.tr(
                "Finds the objects a vision-language model describes that are not in the picture, "
                "erases them, and shows that they do not come back when the model is trained on. "
                "The method is SARE (arXiv 2601.16527) over EFUF's examples (arXiv 2402.09801)."
            )
        )
        text.setWordWrap(True)
        facts = QFormLayout()
        facts.setHorizontalSpacing(theme.SPACE.L)
        facts.setVerticalSpacing(theme.SPACE.XS)
        for name, value in versions().items():
            if name == APP_NAME:
                continue
            label = QLabel(value)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            key = QLabel(name)
            theme.role(key, "muted")
            facts.addRow(key, label)
        names = QVBoxLayout()
        names.setSpacing(theme.SPACE.XS)
        names.addWidget(title)
        names.addWidget(version)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE.L)
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.L)
        layout.setSpacing(theme.SPACE.L)
        layout.addLayout(top)
        layout.addWidget(text)
        layout.addLayout(facts)
        layout.addLayout(self._make_buttons())
        self.setMinimumWidth(460)

    def _make_buttons(self) -> QHBoxLayout:
        copy = QPushButton(self.tr("Copy versions"))
        copy.setObjectName("about.copy")
        copy.setAccessibleName(self.tr("Copy versions"))
        copy.setToolTip(self.tr("Copy the versions, for a bug report"))
        copy.clicked.connect(self._copy)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("about.close")
        close.setAccessibleName(self.tr("Close"))
        close.setToolTip(self.tr("Close this window"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        return buttons

    def _copy(self) -> None:
        text = "\n".join(f"{name}: {value}" for name, value in versions().items())
        QGuiApplication.clipboard().setText(text)
