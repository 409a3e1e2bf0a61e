"""The model that is loaded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.model_lookup import device_words, erased_run, format_words, model_title
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.amounts import bytes_text, count_text, duration_text
from sare_desktop.widgets.primitives.fact_table import FactTable
from sare_desktop.widgets.primitives.small_parts import make_button, make_label


class LoadedCard(QFrame):
    """Facts about the loaded model, and the way on; hidden while none is loaded."""

    def __init__(
        self, session: Session, unload: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        """Show the loaded model.

        Args:
            session: whose model.
            unload: unloads it.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._name = make_label("", "heading", "model.loaded_name")
        self._facts = FactTable(columns=2)
        self._facts.setObjectName("model.loaded_facts")
        self._unload = make_button(
            self.tr("Unload"), "model.unload", self.tr("Free the memory of the model."), unload
        )
        go_on = make_button(
            self.tr("Next: test images"),
            "model.next",
            self.tr("Go on to the images page."),
            lambda: session.show("images"),
        )
        theme.primary(go_on)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._unload)
        row.addWidget(go_on)
        theme.card(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        inside.setSpacing(theme.SPACE.M)
        inside.addWidget(self._name)
        inside.addWidget(self._facts)
        inside.addLayout(row)

    def set_busy(self, busy: bool) -> None:
        """Follow whether a job runs."""
        self._unload.setEnabled(not busy)

    def refresh(self) -> None:
        """Show what is loaded now."""
        model, config = self._session.model, self._session.model_config
        self.setVisible(model is not None and config is not None)
        if model is None or config is None:
            return
        seconds = model.get("seconds")
        run = erased_run(config.adapter or config.model)
        self._name.setText(self.tr("✓ {name} is loaded").format(name=model_title(config)))
        self._facts.set_facts(
            [
                (self.tr("Architecture"), str(model["architecture"])),
                (self.tr("Device"), device_words(model)),
                (self.tr("Parameters"), count_text(model["parameters"])),
                (self.tr("Number format"), format_words(str(model["dtype"]), config.quantisation)),
                (self.tr("Size on disk"), bytes_text(model["bytes_on_disk"])),
                (self.tr("Loaded in"), duration_text(seconds) if seconds else ""),
                (self.tr("Erased run"), run),
                (self.tr("Adapter"), str(config.adapter) if config.adapter and not run else ""),
                (self.tr("Folder"), str(config.model)),
            ]
        )
