"""Which page is shown: pages are built when they are first needed, or while nothing happens."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.crash import log
from sare_desktop.pages.page import Page
from sare_desktop.session import PAGES, START, Destination, Session
from sare_desktop.shell.rail import Rail
from sare_desktop.shell.start_screen import StartScreen
from sare_desktop.widgets.primitives.empty_state import EmptyState

_BUILD_MS = 40
_LAST_PAGES = "window.pages"
"""Setting: project folder → key of the page shown last."""


@dataclass(frozen=True)
class PagePlace:
    """Where a page's class is; the module is imported when the page is first needed.

    Attributes:
        module: dotted name of the module.
        name: name of the class, a `Page`.
    """

    module: str
    name: str


PAGE_PLACES: Mapping[str, PagePlace] = {
    key: PagePlace(f"sare_desktop.pages.{key}.page", f"{key.capitalize()}Page") for key in PAGES
}
"""Key → where the page is."""


def page_title(key: str) -> str:
    """Return a page's name for the rail and menus."""
    titles = {
        "model": QCoreApplication.translate("Navigation", "Model"),
        "images": QCoreApplication.translate("Navigation", "Images"),
        "concepts": QCoreApplication.translate("Navigation", "Concepts"),
        "erase": QCoreApplication.translate("Navigation", "Erase"),
        "robustness": QCoreApplication.translate("Navigation", "Robustness"),
        "export": QCoreApplication.translate("Navigation", "Export"),
        "changes": QCoreApplication.translate("Navigation", "Before/after"),
        "effects": QCoreApplication.translate("Navigation", "Side effects"),
        "history": QCoreApplication.translate("Navigation", "History"),
    }
    return titles.get(key, key.capitalize())


class PageArea(QScrollArea):
    """Lets a page scroll if it is higher than the window."""

    def __init__(self, key: str, page: QWidget) -> None:
        super().__init__()
        self.setObjectName(f"scroll.{key}")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        theme.dress(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Pass the focus on without scrolling a page that was left."""
        if self.isHidden():
            # A scroll area would go to the middle of what had the focus: of the whole page.
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)


class BrokenPage(Page):
    """Replaces a page that could not be built.

    Attributes:
        bundle_wanted: the user wants a support bundle.
    """

    bundle_wanted = Signal()

    def __init__(self, session: Session, what: str) -> None:
        """Say which page it replaces.

        Args:
            session: the window's session.
            what: a sentence that says which page could not be shown.
        """
        super().__init__(session)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            EmptyState(
                what,
                self.tr("Start the program again. If it happens again, save a support bundle."),
                [(self.tr("Save a support bundle…"), self._ask_for_bundle)],
            )
        )

    def state(self) -> str:
        """Return "empty": there is nothing in it."""
        return "empty"

    def _ask_for_bundle(self) -> None:
        self.bundle_wanted.emit()


class Navigation(QObject):
    """Builds the pages, shows one at a time, and keeps the rail up to date.

    Attributes:
        page_built: emitted with the key of a page that was built.
        build_failed: emitted with a page's key, a sentence about it, and the exception.
        bundle_wanted: the user wants a support bundle, from a page that could not be built.
        all_built: every page is built.
    """

    page_built = Signal(str)
    build_failed = Signal(str, str, object)
    bundle_wanted = Signal()
    all_built = Signal()

    def __init__(
        self,
        session: Session,
        stack: QStackedWidget,
        rail: Rail,
        start: StartScreen,
        places: Mapping[str, PagePlace] = PAGE_PLACES,
    ) -> None:
        """Add the start screen to the stack.

        Args:
            session: what the pages share.
            stack: what holds the start screen and the pages.
            rail: the list of steps at the left edge.
            start: the start screen.
            places: key → where the page's class is.
        """
        super().__init__(stack)
        self._session = session
        self._stack = stack
        self._rail = rail
        self._start = start
        self._start_area = PageArea("start", start)
        self._places = places
        self._pages: dict[str, Page] = {}
        self._areas: dict[str, PageArea] = {}
        stack.addWidget(self._start_area)
        self._timer = QTimer(self)
        self._timer.setInterval(_BUILD_MS)
        self._timer.timeout.connect(self._build_next)
        rail.chosen.connect(self.show_page)
        session.show_requested.connect(self.show_destination)
        session.engine.started.connect(self.show_states)
        session.engine.ended.connect(self.show_states)
        session.engine.state_changed.connect(self.show_states)

    def keys(self) -> list[str]:
        """Return the keys of all pages in the order of the work."""
        return list(self._places)

    def page(self, key: str) -> Page:
        """Return a page, built if this is the first time it is needed."""
        if key not in self._pages:
            self._build(key)
        return self._pages[key]

    def current(self) -> str:
        """Return the key of the page shown, `START` for the start screen."""
        shown = self._stack.currentWidget()
        return next((key for key, area in self._areas.items() if area is shown), START)

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Show a page, or the start screen, and give it the focus; ignore unknown keys."""
        if key == START:
            self.show_start()
        if key not in self._places:
            return
        page = self.page(key)
        self._stack.setCurrentWidget(self._areas[key])
        self._rail.set_current(key)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._remember(key)

    @Slot()
    def show_start(self) -> None:
        """Show the start screen."""
        self._stack.setCurrentWidget(self._start_area)
        self._rail.set_current(START)
        self._start.take_focus()

    @Slot(object)
    def show_destination(self, destination: Destination) -> None:
        """Show a page and what it was asked for; see `Session.show`."""
        self.show_page(destination.page)
        if destination.page in self._places:
            self.page(destination.page).reveal(destination)

    def show_last(self) -> None:
        """Show the page of the open project that was shown last, at first the Model page."""
        project = self._session.project
        if project is not None:
            pages = self._session.settings.value(_LAST_PAGES, {})
            self.show_page(pages.get(str(project.folder), "model"))

    def build_ahead(self) -> None:
        """Build the missing pages, one after another, while nothing happens."""
        if len(self._pages) < len(self._places):
            self._timer.start()

    def stop_building(self) -> None:
        """Build pages only when they are needed."""
        self._timer.stop()

    @Slot()
    def show_states(self) -> None:
        """Show in the rail how far each step is."""
        for key, page in self._pages.items():
            self._rail.set_state(key, page.state())

    def _build(self, key: str) -> None:
        place = self._places[key]
        try:
            page: Page = getattr(importlib.import_module(place.module), place.name)(self._session)
        except Exception as error:  # the other pages are still of use
            page = self._replacement(key, error)
        page.setProperty("page", True)
        area = PageArea(key, page)
        self._pages[key] = page
        self._areas[key] = area
        self._stack.addWidget(area)
        page.state_changed.connect(self.show_states)
        self.page_built.emit(key)
        self.show_states()

    def _replacement(self, key: str, error: Exception) -> BrokenPage:
        what = self.tr("The page {0} could not be shown.").format(page_title(key))
        page = BrokenPage(self._session, what)
        page.bundle_wanted.connect(self.bundle_wanted)
        self.build_failed.emit(key, what, error)
        return page

    @Slot()
    def _build_next(self) -> None:
        missing = [key for key in self._places if key not in self._pages]
        if missing:
            module = self._places[missing[0]].module
            try:
                if module not in sys.modules:
                    # Built at the next turn: two short pauses instead of a long one.
                    importlib.import_module(module)
                    return
            except Exception:
                log.warning("%s cannot be imported", module)  # building it reports the rest
            self._build(missing[0])
        if len(missing) <= 1:
            self._timer.stop()
            self.all_built.emit()

    def _remember(self, key: str) -> None:
        project = self._session.project
        if project is not None:
            pages = dict(self._session.settings.value(_LAST_PAGES, {}))
            pages[str(project.folder)] = key
            self._session.settings.set(_LAST_PAGES, pages)
