"""POPE: yes/no questions with their answers, as JSON Lines (Li et al., EMNLP 2023).

    {"question_id": 1, "image": "a.jpg", "text": "Is there a fork in the image?", "label": "yes"}

The answers cover only the objects asked about. Rows of the dataset on the Hugging Face hub
(lmms-lab/POPE) name the same otherwise, and the image without its suffix:

    {"question_id": "1", "question": "Is there a fork in the image?", "answer": "yes",
     "image_source": "COCO_val2014_000000000042", "category": "adversarial"}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sare_engine.grounding.annotations.gathering import Annotations, Gathering, unreadable
from sare_engine.grounding.annotations.lines import first_object, image_of, read_entries
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.name_parts import plain_name
from sare_engine.grounding.vocabulary import Vocabulary

POPE_FILE = "a POPE file: a line of JSON with image, text and label for each question"

_HUB_IMAGE = "image_source"

_QUESTION = re.compile(
    r"\b(?:(?:is|are) there|do(?:es)? (?:this|the) (?:image|picture|photo) (?:contain|show)|"
    r"(?:can|do) you see) (?:an? |any |the |some )?(?P<object>[^?]+?)(?: (?:visible|present))?"
    r"(?: in (?:the|this) (?:image|picture|photo|scene))?\s*\?",
    re.IGNORECASE,
)
"""A question about nothing but whether an object is there: one about two of them, a red one or one
on the floor says nothing about others."""


def recognises(path: Path, head: str) -> bool:
    """Whether the first line is a question with its answer."""
    if not path.is_file():
        return False
    first = first_object(head)
    if not first and head.lstrip()[:1] in ("{", "["):
        # A row with the picture in it can be longer than the head.
        return all(f'"{key}"' in head for key in ("question", "answer", _HUB_IMAGE))
    return ("label" in first and ("text" in first or "question" in first)) or first.keys() >= {
        "question",
        "answer",
        _HUB_IMAGE,
    }


def read_pope(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read a POPE file.

    Raises:
        DataError: the file cannot be read, or contains no usable question.
    """
    gathering = Gathering(vocabulary)
    for _, line in read_entries(path, POPE_FILE):
        image, question, answer = question_of(line)
        found = _QUESTION.search(question) if isinstance(question, str) else None
        category = found["object"].strip() if found else None
        if image is None or answer is None or category is None:
            gathering.problem(
                "Lines that are not a yes/no question about an object with its answer: {n}."
            )
            continue
        gathering.answer(image, category, answer)
    if gathering.empty:
        raise unreadable(path, "it contains no question about an object with yes or no", POPE_FILE)
    return gathering.finish()


def question_of(line: Mapping[str, Any]) -> tuple[str | None, Any, bool | None]:
    """Return image, question and answer of a row, None for what cannot be understood.

    An `answer` is true only beside `image_source`: elsewhere it is what a model has answered.
    """
    text, image, answer = line.get("text", line.get("question")), image_of(line), line.get("label")
    hub_image = line.get(_HUB_IMAGE)
    if isinstance(hub_image, str) and hub_image.strip():
        image = plain_name(hub_image)
        answer = line.get("answer") if answer is None else answer
    found = {"yes": True, "no": False}.get(str(answer).strip().lower())
    return image, text, found


def asked_for(question: Any, vocabulary: Vocabulary | None) -> str | None:
    """Return the object that a question is about, or None."""
    if not isinstance(question, str):
        return None
    if vocabulary is not None:
        mentions = find_mentions(question, vocabulary)
        if mentions:
            return mentions[0].concept
    found = _QUESTION.search(question)
    return found["object"].strip() if found else None


ENTRY = AnnotationFormat(
    key="pope",
    title="POPE",
    sentence="Yes/no questions about objects with their answers, one on each line of JSON.",
    citation="[POPE](https://arxiv.org/abs/2305.10355)",
    files="POPE JSON Lines",
    suffixes=(".jsonl", ".json"),
    recognises=recognises,
    read=read_pope,
)
