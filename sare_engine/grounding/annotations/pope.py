"""POPE: yes/no questions with their answers, as JSON Lines (Li et al., EMNLP 2023).

    {"question_id": 1, "image": "a.jpg", "text": "Is there a fork in the image?", "label": "yes"}

The answers cover only the objects asked about.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sare_engine.grounding.annotations.gathering import Annotations, Gathering, unreadable
from sare_engine.grounding.annotations.lines import first_object, image_of, read_entries
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary

POPE_FILE = "a POPE file: a line of JSON with image, text and label for each question"

_QUESTION = re.compile(
    r"\b(?:is|are) there (?:an? |any |the )?(?P<object>.+?)"
    r"(?: in (?:the|this) (?:image|picture|photo))?\s*\?",
    re.IGNORECASE,
)


def recognises(path: Path, head: str) -> bool:
    """Whether the first line is a question with its answer."""
    first = first_object(head)
    return path.is_file() and "label" in first and ("text" in first or "question" in first)


def read_pope(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read a POPE file.

    Raises:
        DataError: the file cannot be read, or contains no usable question.
    """
    gathering = Gathering(vocabulary)
    for _, line in read_entries(path, POPE_FILE):
        image = image_of(line)
        answer = str(line.get("label", "")).strip().lower()
        category = asked_for(line.get("text", line.get("question")), vocabulary)
        if image is None or answer not in ("yes", "no") or category is None:
            gathering.problem(
                "Lines that are not a yes/no question about an object with its answer: {n}."
            )
            continue
        gathering.answer(image, category, answer == "yes")
    if gathering.empty:
        raise unreadable(path, "it contains no question about an object with yes or no", POPE_FILE)
    return gathering.finish()


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
