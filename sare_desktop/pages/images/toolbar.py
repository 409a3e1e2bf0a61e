"""The heading of the Images page: what is there, and the buttons for adding and testing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from sare_desktop import theme
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.head_row import HeadRow
from sare_desktop.widgets.primitives.small_parts import make_button, make_label


class Toolbar(HeadRow):
    """A title with numbers, and four buttons."""

    def __init__(
        self,
        session: Session,
        actions: Mapping[str, QAction],
        test: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """Make the buttons.

        Args:
            session: whose project.
            actions: the page's actions by name, for the menus.
            test: tests the images.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._reader = ProjectReader.of(session)
        self.summary = make_label("", "muted", "images.summary")
        self.summary.setWordWrap(False)
        self.add_button = _menu_button(
            self.tr("Add"),
            "images.add",
            self.tr("Add images"),
            [actions[name] for name in ("add", "add_folder")],
        )
        self.import_button = _menu_button(
            self.tr("Import"),
            "images.import",
            self.tr("Import annotations or captions"),
            [actions[name] for name in ("annotations", "annotation_folder", "captions")],
        )
        self.settings_button = make_button(
            self.tr("Settings"), "images.settings", self.tr("Prompt, CLIP folder and thresholds")
        )
        self.settings_button.setCheckable(True)
        self._test_tip = self.tr("Caption the images and check every object mentioned (Ctrl+T)")
        self.test_button = make_button(self.tr("Test"), "images.test", self._test_tip, test)
        theme.primary(self.test_button)
        buttons = (
            self.add_button,
            self.import_button,
            self.settings_button,
            self.test_button,
        )
        for button in buttons:
            # A single word says too little to someone who does not see where the button is.
            button.setAccessibleName(button.toolTip())
        self.fill((make_label(self.tr("Images"), "title"), self.summary), buttons)

    def refresh(self, shown: int) -> None:
        """Follow the project and the engine.

        Args:
            shown: number of images that pass the filter.
        """
        rows = self._reader.rows
        total, untested = len(rows.images), len(rows.images) - rows.tested
        self.summary.setText(self._summary(shown))
        if not total or untested == total:
            self.test_button.setText(self.tr("Test images"))
        elif untested:
            self.test_button.setText(
                plural(untested, self.tr("Test 1 image"), self.tr("Test {0} images"))
            )
        else:
            self.test_button.setText(self.tr("Test again"))
        busy = self._session.engine.job is not None
        for button in (self.add_button, self.import_button):
            button.setEnabled(self._session.project is not None and not busy)
        self.test_button.setEnabled(bool(total))
        self.test_button.setToolTip(self._session.waits_for() or self._test_tip)
        self.arrange()

    def _summary(self, shown: int) -> str:
        rows = self._reader.rows
        total = len(rows.images)
        if not total:
            return ""
        if shown != total:
            return self.tr("{0} of {1} images shown").format(shown, total)
        images = plural(total, self.tr("1 image"), self.tr("{0} images"))
        if rows.tested < total:
            return self.tr("{0}, {1} tested").format(images, rows.tested)
        if rows.judged and not rows.anything_judged:
            # "0 hallucinated" would be read as good news.
            return self.tr("{0}, no mention decided yet").format(images)
        mentions = plural(
            rows.hallucinated,
            self.tr("1 hallucinated mention"),
            self.tr("{0} hallucinated mentions"),
        )
        return f"{images}, {mentions}"


def _menu_button(text: str, name: str, tip: str, actions: list[QAction]) -> QPushButton:
    button = make_button(text, name, tip)
    menu = QMenu(button)
    menu.addActions(actions)
    button.setMenu(menu)
    return button
