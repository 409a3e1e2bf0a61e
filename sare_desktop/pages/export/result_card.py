"""What an export wrote, and whether it gives the same captions after being loaded again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.exports import WrittenFile, written_files
from sare_desktop.widgets.primitives.amounts import bytes_text, duration_text, plural
from sare_desktop.widgets.primitives.copying import offer_copies
from sare_desktop.widgets.primitives.fact_table import FactTable
from sare_desktop.widgets.primitives.small_parts import (
    make_button,
    make_label,
    row_height,
    rows_height,
)
from sare_engine import Config, ExportConfig, Notice

_DIFFERENCES_SHOWN = 5
_FILES_SHOWN = 6


class ResultCard(QFrame):
    """The verdict, what differs, and the files."""

    def __init__(self, copy: Callable[[Config], object], parent: QWidget | None = None) -> None:
        """Show no result yet.

        Args:
            copy: copies the command line of a job.
            parent: the owner.
        """
        super().__init__(parent)
        self._copy = copy
        self._config: ExportConfig | None = None
        self._report: Path | None = None
        theme.card(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        inside.setSpacing(theme.SPACE.M)
        self._verdict = make_label("", "heading", "export.verdict")
        self._differences = make_label("", None, "export.differences")
        self._facts = FactTable()
        self._facts.setObjectName("export.result_facts")
        self._files = self._make_files()
        for widget in (self._verdict, self._differences, self._facts, self._files):
            inside.addWidget(widget)
        inside.addLayout(self._make_buttons())

    def _make_files(self) -> QTreeWidget:
        files = QTreeWidget()
        files.setObjectName("export.files")
        files.setAccessibleName(self.tr("Files written"))
        files.setToolTip(self.tr("What was written; double-click to open."))
        files.setHeaderLabels([self.tr("File"), self.tr("Size")])
        files.setRootIsDecorated(False)
        files.header().setStretchLastSection(False)
        files.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        files.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        files.itemActivated.connect(self._open_file)
        offer_copies(files)
        return files

    def _make_buttons(self) -> QHBoxLayout:
        self._report_button = make_button(
            self.tr("Open the report"),
            "export.open_report",
            self.tr("Show the report in the browser."),
            self._open_report,
        )
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(
            make_button(
                self.tr("Copy the command"),
                "export.copy_done",
                self.tr("Put the command line that did this on the clipboard."),
                self._copy_command,
            )
        )
        row.addStretch(1)
        row.addWidget(
            make_button(
                self.tr("Open the folder"),
                "export.open_folder",
                self.tr("Show the files in the file manager."),
                self._open_folder,
            )
        )
        row.addWidget(self._report_button)
        return row

    def show_result(
        self, config: ExportConfig, result: dict[str, Any], notices: Sequence[Notice]
    ) -> None:
        """Show how an export ended.

        Args:
            config: what was exported.
            result: what the export returned.
            notices: what it reported on the way.
        """
        self._config = config
        self._show_verdict(result["captions_identical"], sum(result["captions_compared"].values()))
        lines = [f"{one.text} {one.hint}".strip() for one in notices]
        lines += self._describe(result["differences"])
        self._differences.setText("\n".join(f"• {line}" for line in lines))
        self._differences.setVisible(bool(lines))
        self._report = Path(str(result["report"])) if "report" in result else None
        self._report_button.setVisible(self._report is not None)
        files = written_files(config.out)
        self._facts.set_facts(
            [
                (self.tr("Folder"), str(config.out)),
                (self.tr("Size"), bytes_text(sum(one.size for one in files))),
                (self.tr("Took"), duration_text(float(result["seconds"]))),
            ]
        )
        self._show_files(config.out, files)
        self.show()

    def _show_verdict(self, identical: bool | None, count: int) -> None:
        if identical is None:
            self._verdict.setText(self.tr("Written, but not compared: no images were to be used."))
            theme.tone(self._verdict, "warning")
        elif identical:
            self._verdict.setText(
                plural(
                    count,
                    self.tr("✓ Reloaded: the caption is the same, token by token."),
                    self.tr("✓ Reloaded: all {0} captions are the same, token by token."),
                )
            )
            theme.tone(self._verdict, "success")
        else:
            self._verdict.setText(
                self.tr("✗ Reloaded: the export does not give the same captions.")
            )
            theme.tone(self._verdict, "error")

    def _describe(self, found: dict[str, Any]) -> list[str]:
        """Return a line for each caption that differs, as far as there is room."""
        differences = [one for each in found.values() for one in each]
        lines = [
            self.tr("{image}: “{expected}” became “{found}”").format(
                image=Path(one["image"]).name, expected=one["expected"], found=one["found"]
            )
            for one in differences[:_DIFFERENCES_SHOWN]
        ]
        more = len(differences) - _DIFFERENCES_SHOWN
        if more > 0:
            lines.append(
                plural(more, self.tr("and 1 caption more"), self.tr("and {0} captions more"))
            )
        return lines

    def _show_files(self, folder: Path, files: Sequence[WrittenFile]) -> None:
        self._files.clear()
        row = row_height(self._files)
        for one in files:
            item = QTreeWidgetItem([one.name, bytes_text(one.size)])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setSizeHint(0, QSize(0, row))
            item.setData(0, Qt.ItemDataRole.UserRole, str(folder / one.name))
            self._files.addTopLevelItem(item)
        rows = rows_height(self._files, min(_FILES_SHOWN, len(files)))
        self._files.setFixedHeight(self._files.header().sizeHint().height() + rows)

    def _copy_command(self) -> None:
        if self._config is not None:
            self._copy(self._config)

    def _open_folder(self) -> None:
        if self._config is not None:
            open_path(self._config.out)

    def _open_report(self) -> None:
        if self._report is not None:
            open_path(self._report)

    def _open_file(self, item: QTreeWidgetItem) -> None:
        open_path(Path(item.data(0, Qt.ItemDataRole.UserRole)))


def open_path(path: Path) -> None:
    """Open a file or a folder with the program that the desktop has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
