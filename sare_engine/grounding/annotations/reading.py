"""Reading annotations of any known format, recognised by their content."""

from __future__ import annotations

from pathlib import Path

from sare_engine.errors import DataError
from sare_engine.grounding.annotations import ANNOTATION_FORMATS, formats_in_words
from sare_engine.grounding.annotations.gathering import Annotations, decoded
from sare_engine.grounding.vocabulary import Vocabulary

_HEAD_BYTES = 256 * 1024


def read_annotations(path: Path, vocabulary: Vocabulary | None = None) -> tuple[Annotations, str]:
    """Read a file or folder of annotations; return them and the title of their format.

    Raises:
        DataError: the annotations cannot be read, or their format is not known.
    """
    head = _head(path)
    for known in ANNOTATION_FORMATS.values():
        if known.recognises(path, head):
            return known.read(path, vocabulary), known.title
    raise DataError(
        "The annotations could not be read.",
        f"{path} is not in a known format.",
        f"Choose {formats_in_words()}.",
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
