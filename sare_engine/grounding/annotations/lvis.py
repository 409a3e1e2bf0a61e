"""LVIS: COCO's format, in which an image lists the categories that were looked for.

An object with a box is in the image, and so is one of `not_exhaustive_category_ids`, of which not
each has a box. One of `neg_category_ids` was looked for and is not in it. Of other objects nothing
is known (Gupta et al., CVPR 2019).

Programs that write such a file again may leave the lists out. Its categories still have a synset
and a frequency; then only what is annotated is known.
"""

from __future__ import annotations

import mmap
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from sare_engine.grounding.annotations.coco import (
    ids_of,
    load_coco,
    record_id,
    start_gathering,
)
from sare_engine.grounding.annotations.gathering import Annotations
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "an LVIS annotation file (JSON with images, annotations and categories)"
_MARKS = ((b'"neg_category_ids"',), (b'"synset"', b'"frequency"'))
"""Keys, of which all of one group occur in an LVIS file."""
_NOT_LOOKED_FOR = (
    "Images that do not list the categories that were looked for: {n}. Only what is annotated in "
    "them is decided."
)


def recognises(path: Path, head: str) -> bool:
    """Whether a file is JSON whose images or categories have what only LVIS has."""
    if not path.is_file() or head.lstrip()[:1] != "{":
        return False
    # The images may come after hundreds of megabytes of annotations.
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(all(content.find(key) >= 0 for key in keys) for keys in _MARKS)


def read_lvis(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read an LVIS annotation file.

    A category whose name the vocabulary lacks counts by its synonyms, if these name one object:
    "television_set" is also "tv".

    Several of its categories may be one object of the vocabulary; that object is absent only if
    each of them was looked for and not found.

    Raises:
        DataError: the file cannot be read, or is not in this format.
    """
    file = load_coco(path, _EXPECTED)
    gathering = start_gathering(file, vocabulary)
    words = {
        number: _known_word((name, *file.synonyms.get(number, ())), vocabulary)
        for number, name in file.categories.items()
    }
    kinds: dict[str, set[str]] = defaultdict(set)
    for number, word in words.items():
        kinds[gathering.concept(word) or ""].add(number)
    there: dict[str, set[str]] = defaultdict(set)
    for annotation in file.annotations:
        image, category = record_id(annotation, "image_id"), record_id(annotation, "category_id")
        if image in file.shared:
            continue
        if image not in file.images:
            gathering.problem("Annotations of images that the file does not list: {n}.")
        elif category not in words:
            gathering.problem("Annotations with a category that the file does not list: {n}.")
        else:
            there[image].add(category)
    for number, record in file.images.items():
        name = file.names[number]
        if name in file.undecided:
            continue
        present = there[number] | {*ids_of(record.get("not_exhaustive_category_ids"))}
        if "neg_category_ids" not in record:
            gathering.problem(_NOT_LOOKED_FOR)
        absent = {*ids_of(record.get("neg_category_ids"))} - present
        for category in present & words.keys():
            gathering.answer(name, words[category], True)
        for concept, numbers in kinds.items():
            if concept and numbers <= absent:
                gathering.answer(name, words[next(iter(numbers))], False)
    return gathering.finish(())


def _known_word(names: Sequence[str], vocabulary: Vocabulary | None) -> str:
    """Return the name by which the vocabulary knows a category, or else the first.

    The first name decides if it is known; synonyms decide only together.
    """
    words = [_plain_word(name) for name in names]
    if vocabulary is None or vocabulary.concept_of(words[0]):
        return words[0]
    known = {concept: word for word in words if (concept := vocabulary.concept_of(word))}
    return next(iter(known.values())) if len(known) == 1 else words[0]


def _plain_word(name: str) -> str:
    """Return a category as the vocabulary may know it: "car_(automobile)" is "car"."""
    return re.sub(r"\s*\(.*?\)", "", name.replace("_", " ")).strip()


ENTRY = AnnotationFormat(
    key="lvis",
    title="LVIS",
    sentence="COCO JSON in which each image lists the categories that were looked for.",
    citation="[LVIS](https://arxiv.org/abs/1908.03195)",
    files="LVIS JSON",
    suffixes=(".json",),
    recognises=recognises,
    read=read_lvis,
)
