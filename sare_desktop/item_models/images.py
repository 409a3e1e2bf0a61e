"""The images of a project as a list that views show, sort and filter."""

from __future__ import annotations

import os
import re
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

ADDED, BY_NAME, HALLUCINATED_FIRST, UNDECIDED_FIRST = "added", "name", "hallucinated", "undecided"
"""Orders of the images."""

ORDERS = (ADDED, BY_NAME, HALLUCINATED_FIRST, UNDECIDED_FIRST)

_NUMBER = re.compile(r"\d+")
_DIGITS = 12

_Index = QModelIndex | QPersistentModelIndex


class ImagesModel(QAbstractListModel):
    """The images that pass the filter, in the project's order or in another.

    Order and filter are applied to all rows at once when they change; scrolling costs no search.
    """

    filtered = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = ProjectRows()
        self._ordered: Sequence[TestedImage] = ()
        self._shown: list[TestedImage] = []
        self._place: dict[int, int] = {}
        self._order = ADDED
        self._names: dict[int, str] = {}
        self._by_name: list[int] = []
        self._which = ALL
        self._concept = ""
        self._folder = ""
        self._words: tuple[str, ...] = ()

    def set_rows(self, rows: ProjectRows) -> None:
        """Show other rows in the same order and under the same filter."""
        self._rows = rows
        self._ordered = self._in_order()
        shown = self._passing()
        same = len(shown) == len(self._shown) and all(
            old.id == new.id for old, new in zip(self._shown, shown, strict=True)
        )
        if not same:
            self._show(shown)
            return
        # Selection and scroll position stay when only captions came in.
        self._shown = shown
        if shown:
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
        self.filtered.emit()

    def set_order(self, order: str) -> None:
        """Show the images in another order: one of `ORDERS`.

        The order by verdicts stays as it is when verdicts change, until rows are read again: an
        image must not move away under the hand of someone who judges it.
        """
        if order != self._order:
            self._order = order
            self._ordered = self._in_order()
            self._show(self._passing())

    def set_filter(
        self, which: str = ALL, concept: str = "", text: str = "", folder: str = ""
    ) -> None:
        """Show some images only.

        Args:
            which: `ALL`, `WITH_HALLUCINATION`, `WITH_UNSURE` or `UNTESTED`.
            concept: a concept the caption mentions, or ""; together with `which` it is that
                concept's mention that must be hallucinated or unsure.
            text: words that file name and caption must hold.
            folder: a folder that the file must be in, itself or in a folder below it; "" for any.
        """
        wanted = (which, concept, tuple(text.casefold().split()), folder)
        if wanted != (self._which, self._concept, self._words, self._folder):
            self._which, self._concept, self._words, self._folder = wanted
            self._show(self._passing())

    @property
    def rows(self) -> ProjectRows:
        """The rows that were set."""
        return self._rows

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
            return image.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{image.name}\n{image.caption}" if image.caption else image.name
        if role in (
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.AccessibleDescriptionRole,
        ):
            return describe(image)
        return None

    def _show(self, shown: list[TestedImage]) -> None:
        self.beginResetModel()
        self._shown = shown
        self._place = {image.id: row for row, image in enumerate(shown)}
        self.endResetModel()
        self.filtered.emit()

    def _in_order(self) -> Sequence[TestedImage]:
        images = self._rows.images
        if self._order == BY_NAME:
            known = self._names
            names = {one.id: known.get(one.id) or name_key(one.name) for one in images}
            if names == known and len(self._by_name) == len(images):
                by_id = self._rows.by_id
                return [by_id[key] for key in self._by_name]
            self._names, self._by_name = names, sorted(names, key=names.__getitem__)
            return [self._rows.by_id[key] for key in self._by_name]
        if self._order == HALLUCINATED_FIRST:
            return sorted(images, key=lambda one: -one.count(HALLUCINATED))
        if self._order == UNDECIDED_FIRST:
            # Then the untested ones, in which nothing is decided either.
            return sorted(images, key=lambda one: one.tested - 2 * one.count(UNSURE))
        return images

    def _passing(self) -> list[TestedImage]:
        if self._which == ALL and not (self._concept or self._words or self._folder):
            return list(self._ordered)
        return [image for image in self._ordered if self._passes(image)]

    def _passes(self, image: TestedImage) -> bool:
        if self._which == UNTESTED and image.tested:
            return False
        if self._folder and not f"{image.folder}{os.sep}".startswith(f"{self._folder}{os.sep}"):
            return False
        if self._words and not all(word in image.haystack for word in self._words):
            return False
        wanted = self._which if self._which in (HALLUCINATED, UNSURE) else ""
        if not wanted and not self._concept:
            return True
        return image.claims(self._concept, wanted)


def name_key(name: str) -> str:
    """Return what names are sorted by, so that picture_9 comes before picture_10."""
    return _NUMBER.sub(lambda found: found.group().zfill(_DIGITS), name.casefold())


def describe(image: TestedImage) -> str:
    """Say in words what the badges of an image show."""
    if not image.tested:
        return QCoreApplication.translate("ImagesModel", "{name}, not tested").format(
            name=image.name
        )
    return QCoreApplication.translate(
        "ImagesModel", "{name}, {hallucinated} hallucinated, {unsure} unsure, {grounded} grounded"
    ).format(
        name=image.name,
        hallucinated=image.count(HALLUCINATED),
        unsure=image.count(UNSURE),
        grounded=image.count(GROUNDED),
    )
