"""What a plot gives to files, to the clipboard, and to programs into which it is dragged."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from sare_desktop.widgets.help.plot_guide_dialog import PlotState
from sare_desktop.widgets.plots.plot_picture import Picture, write_file
from sare_desktop.widgets.primitives.copying import table_data
from sare_desktop.widgets.primitives.drag_out import picture_data


@dataclass(frozen=True)
class PlotOutput:
    """A plot's values, picture and words.

    Attributes:
        name: the plot's object name.
        csv: returns the values as CSV.
        picture: returns the plot as a picture.
        words: returns what it shows, for those who do not see it; asked after `picture`.
        is_empty: returns whether it shows nothing.
    """

    name: str
    csv: Callable[[], str]
    picture: Callable[[], Picture]
    words: Callable[[], str]
    is_empty: Callable[[], bool]

    @property
    def state(self) -> PlotState:
        """What the explanation of the plot says of it."""
        return PlotState(self.words, self.is_empty)

    def save(self, path: Path) -> None:
        """Write the plot as PNG or SVG, or its values as CSV, by the file's suffix.

        Raises:
            OSError: the file cannot be written.
            ValueError: the suffix is not one of these.
        """
        suffix = path.suffix.lower()
        if suffix == ".csv":
            data = self.csv().encode("utf-8")
            write_file(path, lambda file: file.write(data) == len(data))
        elif suffix == ".png":
            self.picture().save_png(path)
        elif suffix == ".svg":
            drawn = self.picture()
            drawn.save_svg(path, self.words())
        else:
            raise ValueError(f"{path.name}: the name must end in .png, .svg or .csv")

    def copy_picture(self) -> None:
        """Put the plot on the clipboard as a picture."""
        QGuiApplication.clipboard().setImage(self.picture().to_image())

    def copy_values(self) -> None:
        """Put the values on the clipboard as a table."""
        rows = list(csv.reader(io.StringIO(self.csv())))
        QGuiApplication.clipboard().setMimeData(table_data(rows))

    def drag_data(self) -> QMimeData:
        """Return the picture for a program that it is dragged into.

        Raises:
            OSError: the file that goes with it cannot be written.
        """
        name = self.name.replace(".", "-") or "plot"
        return picture_data(self.picture().to_image(), name)
