"""The two tabs of the Erase page: an erasure, and a search for its settings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget


class EraseTabs(QTabWidget):
    """Settings in tabs; what comes of them is beside, in `sides`.

    Attributes:
        turned: emitted when the other tab is shown.
        sides: the result that belongs to the tab shown.
    """

    turned = Signal()

    def __init__(
        self,
        erase: tuple[QWidget, QWidget],
        search: tuple[QWidget, QWidget],
        parent: QWidget | None = None,
    ) -> None:
        """Show the erasure.

        Args:
            erase: settings and result of an erasure.
            search: settings and result of a search.
            parent: the owner.
        """
        super().__init__(parent)
        self._pairs = (erase, search)
        self.setObjectName("erase.tabs")
        self.setAccessibleName(self.tr("What to do"))
        self.setDocumentMode(True)
        self.sides = QStackedWidget()
        words = (
            (self.tr("Erase"), self.tr("Erase the chosen concepts")),
            (
                self.tr("Find settings"),
                self.tr("Try settings in short erasures, to find those that suit this model"),
            ),
        )
        for (settings, result), (title, tip) in zip(self._pairs, words, strict=True):
            self.setTabToolTip(self.addTab(settings, title), tip)
            self.sides.addWidget(result)
        self.currentChanged.connect(self._follow)

    @property
    def searching(self) -> bool:
        """Whether the search is shown."""
        return self.currentIndex() == 1

    def show_erasure(self) -> None:
        """Show the erasure."""
        self.setCurrentIndex(0)

    def show_search(self) -> None:
        """Show the search."""
        self.setCurrentIndex(1)

    def _follow(self, index: int) -> None:
        self.sides.setCurrentIndex(index)
        self.turned.emit()
