"""The images of a project as a list that views show and filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from sare_desktop.item_models.tested_images import ProjectRows, TestedImage
from sare_engine import GROUNDED, HALLUCINATED, UNSURE

ALL, WITH_HALLUCINATION, WITH_UNSURE, UNTESTED = "all", "hallucinated", "unsure", "untested"

_Index = QModelIndex | QPersistentModelIndex


class ImagesModel(QAbstractListModel):
    """The images that pass the filter, in the project's order.

    The filter is applied to all rows at once when it changes; scrolling costs no search.
    """

    filtered = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = ProjectRows()
        self._shown: list[TestedImage] = []
        self._place: dict[int, int] = {}
        self._which = ALL
        self._concept = ""
        self._words: tuple[str, ...] = ()

    def set_rows(self, rows: ProjectRows) -> None:
        """Show other rows under the same filter."""
        same = len(rows.images) == len(self._rows.images) and self._which == ALL
        self._rows = rows
        if same and not self._concept and not self._words and self._same_order(rows):
            # Selection and scroll position stay when only captions came in.
            self._shown = list(rows.images)
            if self._shown:
                self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
            self.filtered.emit()
            return
        self._apply()

    def _same_order(self, rows: ProjectRows) -> bool:
        return len(self._shown) == len(rows.images) and all(
            old.id == new.id for old, new in zip(self._shown, rows.images, strict=True)
        )

    def set_filter(self, which: str = ALL, concept: str = "", text: str = "") -> None:
        """Show some images only.

        Args:
            which: `ALL`, `WITH_HALLUCINATION`, `WITH_UNSURE` or `UNTESTED`.
            concept: a concept the caption mentions, or ""; together with `which` it is that
                concept's mention that must be hallucinated or unsure.
            text: words that file name and caption must hold.
        """
        words = tuple(text.casefold().split())
        if (which, concept, words) != (self._which, self._concept, self._words):
            self._which, self._concept, self._words = which, concept, words
            self._apply()

    def image(self, row: int) -> TestedImage | None:
        """Return the image in a row, or None outside the list."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, image_id: int) -> int:
        """Return the row of an image, -1 where the filter hides it."""
        return self._place.get(image_id, -1)

    def touch(self, image_ids: Sequence[int]) -> None:
        """Tell the views that these images look different now; the filter is left as it is.

        An image that no longer passes stays until the filter is set again: it must not vanish
        under the hand of someone who just overruled its verdict.
        """
        for image_id in image_ids:
            row = self.row_of(image_id)
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of images shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what views without a delegate show, and what screen readers say."""
        image = self.image(index.row())
        if image is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return image.path.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{image.path.name}\n{image.caption}" if image.caption else image.path.name
        if role in (
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.AccessibleDescriptionRole,
        ):
            return describe(image)
        return None

    def _apply(self) -> None:
        self.beginResetModel()
        self._shown = [image for image in self._rows.images if self._passes(image)]
        self._place = {image.id: row for row, image in enumerate(self._shown)}
        self.endResetModel()
        self.filtered.emit()

    def _passes(self, image: TestedImage) -> bool:
        if self._which == UNTESTED and image.tested:
            return False
        if self._words and not all(word in image.haystack for word in self._words):
            return False
        wanted = self._which if self._which in (HALLUCINATED, UNSURE) else ""
        if not wanted and not self._concept:
            return True
        return image.claims(self._concept, wanted)


def describe(image: TestedImage) -> str:
    """Say in words what the badges of an image show."""
    if not image.tested:
        return QCoreApplication.translate("ImagesModel", "{name}, not tested").format(
            name=image.path.name
        )
    return QCoreApplication.translate(
        "ImagesModel", "{name}, {hallucinated} hallucinated, {unsure} unsure, {grounded} grounded"
    ).format(
        name=image.path.name,
        hallucinated=image.count(HALLUCINATED),
        unsure=image.count(UNSURE),
        grounded=image.count(GROUNDED),
    )
