"""Asking whether imported captions are the loaded model's own words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.widgets.primitives.small_parts import make_button
from sare_engine import GenerationConfig


class CaptionsDialog(QDialog):
    """Offers to check a file of captions by the loaded model, or to import it without a check.

    Attributes:
        prompt: the prompt that the model was given; empty for that of the file.
    """

    def __init__(
        self,
        path: Path,
        model: str,
        check: Callable[[Path, str], object],
        take: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        """Build the dialog.

        Args:
            path: the file of captions.
            model: name of the loaded model.
            check: imports the file as the model's own words, with a prompt, once it is checked.
            take: imports the file without a check.
            parent: the owner.
        """
        super().__init__(parent)
        self._path = path
        self._check = check
        self._take = take
        self.setObjectName("images.captions_dialog")
        self.setWindowTitle(self.tr("Import captions"))
        title = QLabel(self.tr("Are these the loaded model's words?"))
        title.setWordWrap(True)
        theme.role(title, "heading")
        text = QLabel(
            self.tr(
                "If {0} wrote the captions in {1}, it checks each of them, and what they "
                "hallucinate can be erased. Captions of another model can be measured, but not "
                "erased."
            ).format(model, path.name)
        )
        text.setWordWrap(True)
        theme.role(text, "muted")
        asked = QLabel(self.tr("&Prompt that the model was given"))
        self.prompt = QLineEdit()
        self.prompt.setObjectName("images.captions_dialog.prompt")
        self.prompt.setAccessibleName(self.tr("Prompt that the model was given"))
        self.prompt.setPlaceholderText(
            self.tr("As in the file, otherwise “{0}”").format(GenerationConfig().prompt)
        )
        self.prompt.setToolTip(
            self.tr("Only for the check: with another prompt, the model has other words")
        )
        asked.setBuddy(self.prompt)
        self.check_button = make_button(
            self.tr("Yes: check and use them"),
            "images.captions_dialog.check",
            self.tr("Import the captions that the loaded model confirms as its own"),
            self._on_check,
        )
        theme.primary(self.check_button)
        self.check_button.setDefault(True)
        self.take_button = make_button(
            self.tr("No: import without a check"),
            "images.captions_dialog.take",
            self.tr("Import them as the captions of another model"),
            self._on_take,
        )
        cancel = make_button(
            self.tr("Cancel"),
            "images.captions_dialog.cancel",
            self.tr("Import nothing"),
            self.reject,
        )
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addStretch(1)
        for button in (cancel, self.take_button, self.check_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.L)
        layout.setSpacing(theme.SPACE.M)
        for part in (title, text, asked, self.prompt):
            layout.addWidget(part)
        layout.addSpacing(theme.SPACE.S)
        layout.addLayout(row)
        self.setMinimumWidth(620)
        self.check_button.setFocus()

    @Slot()
    def _on_check(self) -> None:
        self.accept()
        self._check(self._path, self.prompt.text().strip())

    @Slot()
    def _on_take(self) -> None:
        self.accept()
        self._take(self._path)
