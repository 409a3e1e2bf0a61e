"""Pascal VOC: an XML file for each image; a single file, or a folder of such files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from sare_engine.errors import DataError
from sare_engine.grounding.annotations.gathering import (
    Annotations,
    Gathering,
    read_file,
    unreadable,
)
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.image_names import plain_name
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a Pascal VOC file (XML with a filename and objects), or a folder of such files"

VOC_CLASSES = (
    "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow",
    "diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa",
    "train", "tvmonitor",
)  # fmt: skip
"""The classes of the challenge: annotations that use no others cover all of these."""

_WRITTEN_TOGETHER = {
    "diningtable": "dining table",
    "pottedplant": "potted plant",
    "tvmonitor": "tv monitor",
}


def recognises(path: Path, head: str) -> bool:
    """Whether a file is XML, or a folder contains XML files."""
    if path.is_dir():
        return any(path.rglob("*.xml"))
    return path.suffix.lower() == ".xml" or head.lstrip().startswith("<")


def read_voc(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read Pascal VOC annotations.

    In a folder, files that cannot be used are reported and skipped.

    Raises:
        DataError: the file, or every file of the folder, cannot be used.
    """
    gathering = Gathering(vocabulary)
    classes: set[str] = set()
    files = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
    failure: DataError | None = None
    read: list[tuple[Path, str, list[str]]] = []
    for file in files:
        try:
            read.append((file, *_read_one(file)))
        except DataError as error:
            failure = error
            gathering.problem("Files that are not Pascal VOC annotations: {n}.")
    counts = Counter(name for _, name, _ in read)
    beside = Counter((file.parent, name) for file, name, _ in read)
    for file, name, found in read:
        if beside[file.parent, name] > 1:
            # The name of a template, or of one image in the files of others.
            name = file.relative_to(path).with_suffix("").as_posix()
        elif counts[name] > 1:  # the same file name in several folders
            name = (file.relative_to(path).parent / PurePosixPath(name).name).as_posix()
        gathering.image(name, file.resolve().as_posix())
        for category in found:
            if category:
                gathering.present(name, category)
            else:
                gathering.problem("Objects without a name: {n}.")
                gathering.doubt(name)
        classes.update(filter(None, found))
    if gathering.empty:
        raise failure or unreadable(path, "the folder contains no XML file", _EXPECTED)
    standard = {_WRITTEN_TOGETHER.get(one, one) for one in VOC_CLASSES}
    return gathering.finish(sorted(standard) if classes <= standard else sorted(classes))


def _read_one(path: Path) -> tuple[str, list[str]]:
    text = read_file(path, _EXPECTED)
    # Entities are not needed here, and nested entities can fill any memory.
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise unreadable(path, "it declares a document type, which is not supported", _EXPECTED)
    try:
        # The encoding named in the file no longer applies: the text is decoded already.
        root = ElementTree.fromstring(text.encode("utf-8"), ElementTree.XMLParser(encoding="utf-8"))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise unreadable(path, f"it is not XML ({error})", _EXPECTED) from None
    if root.tag != "annotation":
        raise unreadable(path, f"its outermost element is {root.tag!r}, not annotation", _EXPECTED)
    name = plain_name(root.findtext("filename") or "") or path.stem
    # Some tools write the same template name for every image; then the XML's own name is right.
    if PurePosixPath(name).stem != path.stem and not PurePosixPath(name).suffix:
        name = path.stem
    names = [(one.findtext("name") or "").strip() for one in root.iterfind("object")]
    return name, [_WRITTEN_TOGETHER.get(one.lower(), one) for one in names]


ENTRY = AnnotationFormat(
    key="voc",
    title="Pascal VOC",
    sentence="An XML file of boxes for each image.",
    citation="[Pascal VOC](https://doi.org/10.1007/s11263-009-0275-4)",
    files="Pascal VOC XML",
    suffixes=(".xml",),
    folders=True,
    recognises=recognises,
    read=read_voc,
)
