"""Reading annotations of any known format, recognised by their content."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from sare_engine.errors import DataError
from sare_engine.formatting import some_names
from sare_engine.grounding.annotations import ANNOTATION_FORMATS, formats_in_words
from sare_engine.grounding.annotations.foreign import refuse_foreign
from sare_engine.grounding.annotations.gathering import Annotations, decoded
from sare_engine.grounding.annotations.lines import first_object, holds_lines
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.vocabulary import Vocabulary

_HEAD_BYTES = 256 * 1024
_NAMED = 5


def read_annotations(path: Path, vocabulary: Vocabulary | None = None) -> tuple[Annotations, str]:
    """Read a file or folder of annotations; return them and the title of their format.

    Raises:
        DataError: the annotations cannot be read, their format is not known, or they decide
            nothing.
    """
    head = _head(path)
    refuse_foreign(path, head)
    for known in ANNOTATION_FORMATS.values():
        if known.recognises(path, head):
            annotations = _usable(path, known.read(path, vocabulary), known)
            if path.is_file():
                annotations = dataclasses.replace(annotations, origin=path)
            return annotations, known.title
    why = f"{path} is not in a known format."
    if path.is_file() and (holds_lines(head) or path.suffix.lower() in (".jsonl", ".ndjson")):
        keys = some_names(list(first_object(head)), _NAMED)
        why = (
            f"{path} is a JSON Lines file, whose lines have neither the objects of an image nor an "
            f"answer about one: the first has {keys or 'nothing'}."
        )
    raise DataError(
        "The annotations could not be read.",
        why,
        f"Choose {formats_in_words()}.",
    )


def _usable(path: Path, annotations: Annotations, known: AnnotationFormat) -> Annotations:
    """Return annotations of which something could be understood.

    Raises:
        DataError: nothing in them could be understood.
    """
    if annotations.all_unknown:
        categories = annotations.unknown_categories
        some = some_names(categories, _NAMED)
        raise DataError(
            f"{path.name} could not be used.",
            f"The vocabulary has no word for any object in {path} ({known.title}): {some}.",
            "Choose annotations of objects in the vocabulary, or a vocabulary with these objects "
            "(sare probe --vocabulary).",
        )
    why = [problem.rstrip(".") for problem in annotations.problems]
    if annotations.shows_something or not why:
        return annotations
    raise DataError(
        f"{path.name} could not be used.",
        f"{path} ({known.title}): {'; '.join(why)}.",
        f"Check that it is {known.files} with the objects of these images, or choose "
        f"{formats_in_words()}.",
    )


def _head(path: Path) -> str:
    if path.is_dir():
        return ""
    try:
        with path.open("rb") as file:
            content = file.read(_HEAD_BYTES)
    except OSError as error:
        raise DataError(
            "The annotations could not be read.",
            f"{path}: {error.strerror or error}.",
            "Choose a file or folder of annotations.",
        ) from None
    try:
        return decoded(content)
    except UnicodeDecodeError:
        # The last character may be cut in two; if it is not text at all, the reader reports it.
        return content.decode("utf-8", errors="replace")
