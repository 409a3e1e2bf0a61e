"""The explanation of a plot, and the button at the plot that opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.widgets.help.glossary_dialog import explain, shown_terms, window_of
from sare_desktop.widgets.help.plot_guides import SCHEME, link_terms, read_guides, shown_text
from sare_desktop.widgets.primitives.single_dialog import show_once
from sare_desktop.widgets.primitives.small_parts import make_label


@dataclass(frozen=True)
class PlotState:
    """What a plot shows now.

    Attributes:
        words: returns it in words.
        is_empty: returns whether it shows nothing.
    """

    words: Callable[[], str]
    is_empty: Callable[[], bool]


class PlotGuideDialog(QDialog):
    """Explains one plot after another; the window stays usable.

    Attributes:
        heading: which plot.
        state: what it shows now.
        text: how to read it; its terms lead to the glossary.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Explain nothing yet."""
        super().__init__(parent)
        self.setObjectName("plot_guide")
        self.setWindowTitle(self.tr("What does this plot show?"))
        self.heading = make_label("", "heading", "plot_guide.heading")
        self.state = make_label("", "muted", "plot_guide.state")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.text = QTextBrowser()
        self.text.setObjectName("plot_guide.text")
        self.text.setAccessibleName(self.tr("How to read the plot"))
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        layout.setSpacing(theme.SPACE.M)
        for widget in (self.heading, self.state):
            layout.addWidget(widget)
        layout.addWidget(self.text, 1)
        self.resize(520, 460)

    def open(self) -> None:
        """Open next to the window."""
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.show()

    def explain(self, key: str, title: str, state: PlotState) -> None:
        """Explain a plot.

        Args:
            key: of its section in the document.
            title: its heading in the window.
            state: what it shows.
        """
        guide = read_guides().get(key)
        self.heading.setText(title)
        if state.is_empty():
            why = engine_text(guide.empty) if guide is not None else ""
            self.state.setText(self.tr("There is nothing to show yet: {0}").format(why))
        else:
            self.state.setText(self.tr("Now: {0}").format(state.words()))
        text = shown_text(guide) if guide is not None else self.tr("The document is missing.")
        self.text.setMarkdown(link_terms(text, shown_terms()))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == SCHEME:
            explain(self, unquote(link.toString().removeprefix(f"{SCHEME}:")))


def show_guide(widget: QWidget, key: str, title: str, state: PlotState) -> None:
    """Explain a plot of a widget's window; see `PlotGuideDialog.explain`."""
    window = window_of(widget)
    show_once(window, "plot_guide", lambda: PlotGuideDialog(window))
    for dialog in window.findChildren(PlotGuideDialog):
        if dialog.isVisible():
            dialog.explain(key, title, state)


class GuideButton(QToolButton):
    """Opens the explanation of a plot.

    Attributes:
        action: the same for a context menu.
    """

    def __init__(
        self, name: str, key: str, title: str, state: PlotState, parent: QWidget | None = None
    ) -> None:
        """Make the button.

        Args:
            name: its object name.
            key: of the plot's section in the document.
            title: the plot's heading.
            state: what the plot shows.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._key, self._title, self._state = key, title, state
        tip = self.tr("What does this plot show, and how is it read?")
        self.setText("?")
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._explain)
        self.action = QAction(self.tr("What does this plot show?"), self)
        self.action.setObjectName(f"{name}.action")
        self.action.setToolTip(tip)
        self.action.triggered.connect(self._explain)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Follow the plot's heading."""
        self._title = title
        self.setAccessibleName(self.tr("{0}: what does it show?").format(title))

    @property
    def key(self) -> str:
        """The key of the plot's section in the document."""
        return self._key

    def _explain(self) -> None:
        show_guide(self, self._key, self._title, self._state)
