"""Lists of true objects as JSON Lines: `{"image_id": 7, "objects": ["fork", "cup"]}`."""

from __future__ import annotations

from pathlib import Path

from sare_engine.grounding.annotations.gathering import Annotations, Gathering, unreadable
from sare_engine.grounding.annotations.lines import first_object, image_of, read_entries
from sare_engine.grounding.annotations.predictions import confidence_key, predictions_refused
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a JSON Lines file with image_id and objects on each line"


def recognises(path: Path, head: str) -> bool:
    """Whether the first line lists objects."""
    return path.is_file() and isinstance(first_object(head).get("objects"), list)


def read_object_lists(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read lists of true objects; each is complete if all of its objects are known.

    Raises:
        DataError: the file cannot be read, contains no list, or has a model's predictions.
    """
    gathering = Gathering(vocabulary)
    for _, line in read_entries(path, _EXPECTED):
        image, objects = image_of(line), line.get("objects")
        if (key := confidence_key(line)) is not None:
            raise predictions_refused(path, f"“{key}” in its lines")
        if image is None or not isinstance(objects, list):
            gathering.problem("Lines without an image or a list of objects: {n}.")
            continue
        gathering.image(image)
        names = [name for name in objects if isinstance(name, str)]
        for name in names:
            gathering.present(image, name)
        if len(names) < len(objects) or not all(map(gathering.understands, names)):
            # The unknown word may mean any object: a brand, an attribute, another language.
            gathering.problem(
                "Lists with an object that the vocabulary lacks: {n}. What they leave out stays "
                "undecided."
            )
            gathering.doubt(image)
    if gathering.empty:
        raise unreadable(path, "it contains no list of objects", _EXPECTED)
    return gathering.finish()


ENTRY = AnnotationFormat(
    key="objects",
    title="Object lists",
    sentence="The complete list of objects of an image on each line of JSON.",
    files="object lists in JSON Lines",
    suffixes=(".jsonl",),
    recognises=recognises,
    read=read_object_lists,
)
