"""How the images are sorted, and how much room each picture has: remembered for all projects."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from sare_desktop.item_models.images import (
    ADDED,
    BY_NAME,
    HALLUCINATED_FIRST,
    ORDERS,
    UNDECIDED_FIRST,
)
from sare_desktop.session import Session
from sare_desktop.widgets.images.thumbnail_grid import AS_LIST, LARGE, MEDIUM, SMALL, VIEWS
from sare_desktop.widgets.primitives.small_parts import make_button

ORDER_SETTING, VIEW_SETTING = "images.order", "images.view"
"""Settings: the order of the images, and how they are shown."""


class GalleryViewMenu(QObject):
    """The button with the menu.

    Attributes:
        ordered: another order is chosen.
        resized: another view is chosen.
        button: opens the menu.
    """

    ordered = Signal()
    resized = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Choose what was chosen last.

        Args:
            session: whose settings.
            parent: the owner.
        """
        super().__init__(parent)
        self._settings = session.settings
        self.button = make_button(
            self.tr("View"), "images.view", self.tr("Sort the images, and set their size")
        )
        self.button.setAccessibleName(self.button.toolTip())
        self._menu = QMenu(self.button)
        self._menu.setToolTipsVisible(True)
        self._orders = self._section(
            self.tr("Sort by"),
            (
                (ADDED, self.tr("When they were added"), self.tr("The order of the project")),
                (BY_NAME, self.tr("Name"), self.tr("Numbers in names count as numbers")),
                (
                    HALLUCINATED_FIRST,
                    self.tr("Most hallucinated first"),
                    self.tr("Those with the most hallucinated mentions first"),
                ),
                (
                    UNDECIDED_FIRST,
                    self.tr("Undecided first"),
                    self.tr("Those with unsure mentions first, then those not tested"),
                ),
            ),
            self._choose_order,
        )
        self._views = self._section(
            self.tr("Show as"),
            (
                (AS_LIST, self.tr("List with captions"), self.tr("A row for each image")),
                (SMALL, self.tr("Small thumbnails"), self.tr("Many pictures at once")),
                (MEDIUM, self.tr("Medium thumbnails"), self.tr("The usual size")),
                (LARGE, self.tr("Large thumbnails"), self.tr("Few pictures at once")),
            ),
            self._choose_view,
        )
        self.button.setMenu(self._menu)
        self._orders[self.order].setChecked(True)
        self._views[self.view].setChecked(True)

    def _section(
        self,
        title: str,
        choices: tuple[tuple[str, str, str], ...],
        chosen: Callable[[str], None],
    ) -> dict[str, QAction]:
        self._menu.addSection(title)
        group = QActionGroup(self._menu)
        actions = {}
        for key, text, tip in choices:
            action = self._menu.addAction(text)
            action.setToolTip(tip)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(partial(chosen, key))
            actions[key] = action
        return actions

    @property
    def order(self) -> str:
        """The order of the images, one of `ORDERS`."""
        kept = self._settings.value(ORDER_SETTING)
        return kept if kept in ORDERS else ADDED

    @property
    def view(self) -> str:
        """How the images are shown, one of `VIEWS`."""
        kept = self._settings.value(VIEW_SETTING)
        return kept if kept in VIEWS else MEDIUM

    def allow_views(self, allowed: bool) -> None:
        """Offer thumbnails, or not where there are no pictures."""
        for action in self._views.values():
            action.setEnabled(allowed)

    def _choose_order(self, key: str, *_: object) -> None:
        self._settings.set(ORDER_SETTING, key)
        self._orders[key].setChecked(True)
        self.ordered.emit()

    def _choose_view(self, key: str, *_: object) -> None:
        self._settings.set(VIEW_SETTING, key)
        self._views[key].setChecked(True)
        self.resized.emit()

    @Slot(int)
    def step(self, by: int) -> None:
        """Give each picture more room (1) or less (-1)."""
        place = VIEWS.index(self.view) + by
        if 0 <= place < len(VIEWS):
            self._choose_view(VIEWS[place])
