"""Pascal VOC: an XML file for each image; a single file, or a folder of such files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from sare_engine.errors import DataError
from sare_engine.grounding.annotations.foreign import refuse_foreign
from sare_engine.grounding.annotations.gathering import (
    Annotations,
    Gathering,
    read_file,
    unreadable,
)
from sare_engine.grounding.annotations.known_sets import VOC_CLASSES, WRITTEN_TOGETHER
from sare_engine.grounding.annotations.predictions import CONFIDENCES, is_confidence
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.name_parts import plain_name
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a Pascal VOC file (XML with a filename and objects), or a folder of such files"

_PREDICTED = (
    "Files whose objects have a confidence, which are a model's predictions: {n}. Their images "
    "stay undecided."
)
_CHALLENGE = re.compile(r"\bVOC\s?20\d\d", re.IGNORECASE)
"""In the folder or database that the challenge's own files state."""
_OWN_SOURCE = re.compile(r"\s*pascal voc", re.IGNORECASE)


@dataclass(frozen=True)
class _File:
    """What one file says.

    Attributes:
        path: the file.
        image: the name of its image.
        objects: the names of its objects, "" for an object without a name.
        boxes: the edges of each of them as shares of the picture, None where they are not stated.
        challenge: whether it says that it is one of the challenge's own files.
        predicted: whether an object has a confidence.
    """

    path: Path
    image: str
    objects: list[str]
    boxes: list[list[float] | None]
    challenge: bool
    predicted: bool


def recognises(path: Path, head: str) -> bool:
    """Whether a file is XML, or a folder contains XML files."""
    if path.is_dir():
        return any(path.rglob("*.xml"))
    return path.suffix.lower() == ".xml" or head.lstrip().startswith("<")


def read_voc(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read Pascal VOC annotations.

    They cover the objects that occur in them: labelling tools write this format for any set of
    labels. Files that all say that they are the challenge's own cover its classes.

    In a folder, files that cannot be used are reported and skipped.

    Raises:
        DataError: the file, or every file of the folder, cannot be used.
    """
    gathering = Gathering(vocabulary)
    files = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
    failure: DataError | None = None
    read: list[_File] = []
    for file in files:
        try:
            read.append(_read_one(file))
        except DataError as error:
            failure = error
            gathering.problem("Files that are not Pascal VOC annotations: {n}.")
    counts = Counter(one.image for one in read)
    beside = Counter((one.path.parent, one.image) for one in read)
    empty: list[str] = []
    for one in read:
        name = one.image
        if beside[one.path.parent, name] > 1:
            # The name of a template, or of one image in the files of others.
            name = one.path.relative_to(path).with_suffix("").as_posix()
        elif counts[name] > 1:  # the same file name in several folders
            name = (one.path.relative_to(path).parent / PurePosixPath(name).name).as_posix()
        _add(gathering, one, name)
        if not one.objects:
            empty.append(name)
    if gathering.empty:
        if files:  # A folder of another program's XML is named as such.
            refuse_foreign(files[0], read_file(files[0], _EXPECTED))
        raise failure or unreadable(path, "the folder contains no XML file", _EXPECTED)
    gathering.doubt_if_most(empty)
    classes = {
        category for one in read if not one.predicted for category in one.objects if category
    }
    if all(one.challenge for one in read):
        classes |= _all_classes(classes, vocabulary)
    return gathering.finish(sorted(classes))


def _add(gathering: Gathering, one: _File, name: str) -> None:
    """Add what a file says of its image, whose name is given."""
    gathering.image(name, one.path.resolve().as_posix())
    if one.predicted:
        gathering.problem(_PREDICTED)
        gathering.doubt(name)
        return
    for category, edges in zip(one.objects, one.boxes, strict=True):
        if category:
            gathering.present(name, category)
            gathering.box(name, category, edges)
            gathering.doubt_unknown(name, category)
        else:
            gathering.problem("Objects without a name: {n}.")
            gathering.doubt(name)


def _all_classes(classes: Collection[str], vocabulary: Vocabulary | None) -> set[str]:
    """Return the challenge's classes, if there are no others; those the vocabulary has."""
    standard = {WRITTEN_TOGETHER.get(one, one) for one in VOC_CLASSES}
    if not standard.issuperset(classes):
        return set()
    return {one for one in standard if vocabulary is None or vocabulary.concept_of(one)}


def _read_one(path: Path) -> _File:
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
    objects = [WRITTEN_TOGETHER.get(one.lower(), one) for one in names]
    size = _numbers(root, ("size/width", "size/height"))
    boxes = [_edges(one, size) for one in root.iterfind("object")]
    confidences = (root.findtext(f"object/{key}") for key in CONFIDENCES)
    predicted = any(map(is_confidence, confidences))
    return _File(path, name, objects, boxes, _is_challenge(root), predicted)


def _edges(entry: ElementTree.Element, size: Sequence[float]) -> list[float] | None:
    """Return the edges of an object's box as shares of the picture; None if not stated."""
    edges = _numbers(entry, [f"bndbox/{name}" for name in ("xmin", "ymin", "xmax", "ymax")])
    if not edges or not size or not all(size):
        return None
    return [edge / size[place % 2] for place, edge in enumerate(edges)]


def _numbers(entry: ElementTree.Element, names: Sequence[str]) -> list[float]:
    """Return the numbers in some elements; none if one of them is missing."""
    try:
        return [float(entry.findtext(name) or "") for name in names]
    except ValueError:
        return []


def _is_challenge(root: ElementTree.Element) -> bool:
    """Whether a file says that it is one of the challenge's own.

    A folder alone counts if no database is named: tools write the folder of the pictures, which
    anyone may have laid beside those of the challenge, with "Unknown" as the database.
    """
    database = root.findtext("source/database") or ""
    source = root.findtext("source/annotation") or ""
    folder = "" if database.strip() else root.findtext("folder") or ""
    return bool(_OWN_SOURCE.match(source) or _CHALLENGE.search(f"{database} {folder}"))


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
