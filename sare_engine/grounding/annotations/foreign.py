"""Formats that cannot be read, recognised so that the refusal can name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sare_engine.errors import DataError


@dataclass(frozen=True)
class _Foreign:
    """A format of another program.

    Attributes:
        title: its name.
        marks: patterns that all occur in the beginning of such a file.
        remedy: what to do instead.
    """

    title: str
    marks: tuple[str, ...]
    remedy: str


_FOREIGN = (
    _Foreign(
        "CVAT XML",
        (r"<annotations>", r"<(version|meta|image|track)\b"),
        "In CVAT, choose “Export task dataset” with the format COCO 1.0 or Pascal VOC 1.1.",
    ),
    _Foreign(
        "Label Studio JSON",
        (r"^\s*[\[{]", r'"(from_name|to_name|annotation_id|completed_by|annotator)"\s*:'),
        "In Label Studio, choose “Export” with the format COCO or Pascal VOC XML.",
    ),
    _Foreign(
        "Label Studio CSV",
        (r"^[^\n]*\b(annotation_id|annotator)\b", r"^[^\n]*\blead_time\b"),
        "In Label Studio, choose “Export” with the format COCO or Pascal VOC XML.",
    ),
    _Foreign(
        "LabelMe JSON",
        (r"^\s*\{", r'"shapes"\s*:', r'"(imagePath|imageData)"\s*:'),
        "Convert the folder to COCO JSON or Pascal VOC XML (labelme2coco.py or labelme2voc.py, "
        "which come with LabelMe), and choose the result.",
    ),
    _Foreign(
        "VGG Image Annotator JSON",
        (r"^\s*\{", r'"(regions|_via_img_metadata|region_attributes)"\s*:'),
        "In VGG Image Annotator, choose “Annotation”, “Export Annotations (COCO format)”.",
    ),
    _Foreign(
        "VGG Image Annotator CSV",
        (r"^[^\n]*\bregion_shape_attributes\b", r"^[^\n]*\bregion_attributes\b"),
        "In VGG Image Annotator, choose “Annotation”, “Export Annotations (COCO format)”.",
    ),
    _Foreign(
        "CreateML JSON",
        (r"^\s*\[", r'"annotations?"\s*:', r'"coordinates"\s*:'),
        "Export the data set again as COCO JSON or Pascal VOC XML.",
    ),
    _Foreign(
        "Supervisely JSON",
        (r"^\s*\{", r'"objects"\s*:', r'"(classTitle|geometryType)"\s*:'),
        "In Supervisely, run the app “Export to COCO” or “Export to Pascal VOC”.",
    ),
    _Foreign(
        "Datumaro JSON",
        (r"^\s*\{", r'"items"\s*:\s*\[', r'"categories"\s*:\s*\{'),
        "Convert it: datum convert -i FOLDER -if datumaro -f coco -o OUT.",
    ),
    _Foreign(
        "BDD100K or Scalabel JSON",
        (r"^\s*[\[{]", r'"labels"\s*:', r'"box2d"\s*:'),
        "Convert it to COCO JSON: python -m bdd100k.label.to_coco.",
    ),
    _Foreign(
        "training data in LLaVA's format (conversations)",
        (r"^\s*[\[{]", r'"conversations"\s*:\s*\['),
        "It has texts about the images instead of lists of their objects. Choose annotations of "
        "objects.",
    ),
)


def refuse_foreign(path: Path, head: str) -> None:
    """Raise the error for a file of a format that is known but cannot be read.

    Args:
        path: the file or folder.
        head: the beginning of the file's text; "" for a folder.

    Raises:
        DataError: it is such a file, or a folder of such files.
    """
    if path.is_dir():
        first = next((one for one in sorted(path.glob("*.json")) if one.is_file()), None)
        if first is None:
            return
        try:
            with first.open(encoding="utf-8", errors="replace") as file:
                head = file.read(256 * 1024)
        except OSError:
            return
    for one in _FOREIGN:
        if all(re.search(mark, head) for mark in one.marks):
            raise DataError(
                f"{path.name} could not be read.",
                f"{path} is {one.title}, which is not supported.",
                one.remedy,
            )
