"""Documents, shortcuts, logs, support bundle and versions: the Help menu and what it does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from sare_desktop import APP_NAME
from sare_desktop.file_manager import show_folder
from sare_desktop.session import Session
from sare_desktop.shell.about_dialog import AboutDialog
from sare_desktop.shell.commands import Commands
from sare_desktop.shell.documents_dialog import DocumentsDialog
from sare_desktop.shell.navigation import Navigation
from sare_desktop.shell.shortcuts_dialog import ShortcutsDialog
from sare_desktop.shell.support_bundle import write_support_bundle
from sare_desktop.shell.tour import Tour
from sare_desktop.widgets.help.glossary_dialog import explain
from sare_desktop.widgets.help.terms_here import term_at
from sare_desktop.widgets.primitives.banner import Banner
from sare_desktop.widgets.primitives.single_dialog import show_once


class HelpMenu(QObject):
    """Shows what helps the user, and writes what helps whoever is asked for help.

    Attributes:
        tour: the tour of the demo.
    """

    def __init__(
        self,
        commands: Commands,
        session: Session,
        navigation: Navigation,
        banner: Banner,
        window: QWidget,
    ) -> None:
        """Fill the menu.

        Args:
            commands: where the actions go.
            session: what the support bundle is about.
            navigation: the pages that the tour shows.
            banner: reports the support bundle.
            window: parent of the dialogs.
        """
        super().__init__(window)
        self._commands = commands
        self._session = session
        self._banner = banner
        self._window = window
        commands.add(
            "help",
            "shortcuts",
            self.tr("&Keyboard shortcuts"),
            self.tr("List all shortcuts"),
            self._show_shortcuts,
            "F1",
        )
        commands.add(
            "help",
            "glossary",
            self.tr("&Glossary"),
            self.tr("What the words of the window mean; of a setting or a column, what it means"),
            self._show_glossary,
            "Shift+F1",
        )
        session.explained.connect(self.explain)
        self.tour = Tour(session, navigation.page, window)
        commands.add(
            "help",
            "tour",
            self.tr("&Tour of the demo"),
            self.tr("Six steps from a model to its export, in this window"),
            self.tour.start,
        )
        commands.add(
            "help",
            "documents",
            self.tr("&Documentation"),
            self.tr("Read the documents; no network is needed"),
            self._show_documents,
        )
        commands.add(
            "help",
            "log_folder",
            self.tr("Show l&og folder"),
            self.tr("Open the folder of the log files in the file manager"),
            self._show_log_folder,
        )
        commands.add(
            "help",
            "support_bundle",
            self.tr("Save a support &bundle…"),
            self.tr("Write logs, versions and settings, without personal paths, to a zip file"),
            self.save_support_bundle,
        )
        commands.add(
            "help",
            "about",
            self.tr("&About {0}").format(APP_NAME),
            self.tr("Version, libraries and licence"),
            self._show_about,
        ).setMenuRole(QAction.MenuRole.AboutRole)

    @Slot()
    def save_support_bundle(self) -> None:
        """Ask where, and write the support bundle there."""
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save a support bundle"),
            str(Path.home() / "sare-desktop-support.zip"),
            self.tr("Zip files (*.zip)"),
        )
        if name:
            self.write_support_bundle(Path(name))

    def write_support_bundle(self, path: Path) -> None:
        """Write the support bundle and report what is in it."""
        try:
            names = write_support_bundle(path, self._session.settings, self._session.project)
        except OSError as error:
            self._banner.show_message(
                "error",
                self.tr("The support bundle was not written."),
                str(error),
                self.tr("Choose another folder."),
            )
            return
        self._banner.show_message(
            "success",
            self.tr("The support bundle was saved as {0}.").format(path.name),
            self.tr("It contains {0}; personal paths are replaced.").format(", ".join(names)),
        )

    def _show_shortcuts(self) -> None:
        keys = self._commands.shortcuts()
        show_once(self._window, "shortcuts", lambda: ShortcutsDialog(keys, self._window))

    @Slot(str)
    def explain(self, term: str) -> None:
        """Show what a term means; "" shows all terms."""
        explain(self._window, term)

    def _show_glossary(self) -> None:
        self.explain(term_at(QApplication.focusWidget()))

    def _show_documents(self) -> None:
        show_once(self._window, "documents", lambda: DocumentsDialog(self._window))

    def _show_about(self) -> None:
        show_once(self._window, "about", lambda: AboutDialog(self._window))

    def _show_log_folder(self) -> None:
        show_folder(self._session.settings.log_folder)
