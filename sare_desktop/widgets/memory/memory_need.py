"""What a model needs of the memory that is there now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.widgets.primitives.amounts import bytes_text
from sare_desktop.widgets.primitives.share_bar import Part, StackedBar, Swatch

if TYPE_CHECKING:
    from sare_engine import MemoryUse


class MemoryNeed(QWidget):
    """A bar for each need: what others use, what we use, what would come on top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QLabel, StackedBar, QLabel]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE.M)
        self._grid.setVerticalSpacing(theme.SPACE.XS)
        self._grid.setColumnStretch(1, 1)
        self._now = QLabel()
        self._now.setObjectName("memory.now")
        self._now.setWordWrap(True)
        theme.role(self._now, "muted")
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE.S)
        page.addLayout(self._grid)
        page.addLayout(self._make_legend())
        page.addWidget(self._now)

    def show_needs(
        self,
        needs: Sequence[tuple[str, int]],
        use: MemoryUse,
        given_back: int = 0,
        *,
        spread: bool = False,
    ) -> None:
        """Show needs against what is used now.

        Args:
            needs: name and bytes of each.
            use: who uses the memory now.
            given_back: bytes of ours that become free before the need arises.
            spread: whether it is the memory of several GPUs.
        """
        ours = max(0, use.ours - given_back)
        free = max(0, use.total - ours - use.others)
        while len(self._rows) < len(needs):
            self._add_row()
        for (name, bar, text), (title, need) in zip(self._rows, needs, strict=False):
            fits = need <= free
            name.setText(title)
            bar.show_parts(
                (
                    Part(self.tr("other programs"), use.others, bytes_text(use.others), "muted"),
                    Part(self.tr("this program"), ours, bytes_text(ours), "series:0"),
                    Part(
                        self.tr("needed"),
                        need,
                        bytes_text(need),
                        "success" if fits else "error",
                    ),
                ),
                float(use.total),
            )
            text.setText(
                self.tr("{need} · fits").format(need=bytes_text(need))
                if fits
                else self.tr("{need} · {missing} too much").format(
                    need=bytes_text(need), missing=bytes_text(need - free)
                )
            )
            theme.tone(text, "" if fits else "error")
        self._used["others"].setText(
            self.tr("other programs {amount}").format(amount=bytes_text(use.others))
        )
        self._used["ours"].setText(self.tr("this program {amount}").format(amount=bytes_text(ours)))
        gpu = self.tr("all GPUs together") if spread else self.tr("the GPU")
        where = {"cpu": self.tr("this computer"), "cuda": gpu}.get(use.device, use.device)
        self._now.setText(
            self.tr("{free} of {total} free now on {where}").format(
                free=bytes_text(free), total=bytes_text(use.total), where=where
            )
        )

    def _make_legend(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        self._used: dict[str, QLabel] = {}
        for name, colour in (("others", "muted"), ("ours", "series:0")):
            row.addWidget(Swatch(Part(name, 0, "", colour)))
            self._used[name] = QLabel()
            theme.role(self._used[name], "muted")
            row.addWidget(self._used[name])
        row.addStretch(1)
        return row

    def _add_row(self) -> None:
        row = len(self._rows)
        one = (QLabel(), StackedBar(), QLabel())
        for column, widget in enumerate(one):
            self._grid.addWidget(widget, row, column)
        self._rows.append(one)
