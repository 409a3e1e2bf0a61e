"""Object HalBench: CHAIR of answers to its own prompts.

Rohrbach et al. 2018 (arXiv 1809.02156) on the 300 images and eight prompts of RLHF-V (arXiv
2312.00849), `obj_halbench_300_with_image.jsonl`: image_id, question and the picture in base64.
The published numbers let GPT extract the objects from an answer; here they are found by the word
list, as the benchmark's program does without its option --use_gpt. The reported rates are the
share of answers with a hallucinated object among those that name any object (`objhal_response`),
and the share of the named objects (`objhal_object`).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sare_engine.evaluation.chair import CaptionChair
from sare_engine.evaluation.tally import Share
from sare_engine.grounding.annotations.gathering import unreadable
from sare_engine.grounding.annotations.lines import read_entries

_QUESTIONS = "Object HalBench's JSON Lines: image_id, question and image on each line"
_ANSWERS = "Object HalBench's answers: image_id and text or answer on each line"
_SPOKEN = "Assistant:"

LEFT_OUT = (
    "The objects in an answer are found by the word list, not by GPT as in the published numbers: "
    "compare only with numbers found this way."
)


@dataclass(frozen=True)
class HalbenchQuestion:
    """A question about a picture of COCO.

    Attributes:
        image: COCO's number of the picture.
        text: the prompt.
        picture: the picture's file as bytes; None where the line names its path instead.
        path: the picture as the file names it, or None.
    """

    image: str
    text: str
    picture: bytes | None
    path: str | None


def read_questions(path: Path) -> list[HalbenchQuestion]:
    """Read the questions.

    Raises:
        DataError: the file cannot be read, or a line has no number, prompt or readable picture.
    """
    found = []
    for place, entry in read_entries(path, _QUESTIONS):
        image, text = _number(entry), entry.get("question")
        if image is None or not isinstance(text, str):
            raise unreadable(path, f"{place} has no image_id or no question", _QUESTIONS)
        picture, named = entry.get("image"), entry.get("image_path")
        content = None
        if isinstance(picture, str):
            try:
                content = base64.b64decode(picture, validate=True)
            except (binascii.Error, ValueError):
                raise unreadable(
                    path, f"the picture of {place} is not base64", _QUESTIONS
                ) from None
        found.append(
            HalbenchQuestion(image, text, content, named if isinstance(named, str) else None)
        )
    if not found:
        raise unreadable(path, "it has no questions", _QUESTIONS)
    return found


def read_answers(path: Path, questions: Sequence[HalbenchQuestion]) -> dict[int, str]:
    """Return the answers by the place of their question.

    Answers name the image; without image_id they are in the order of the questions, as in the
    benchmark's program.

    Raises:
        DataError: the file cannot be read, an answer has no text, or answers without an image are
            not as many as the questions.
    """
    entries = list(read_entries(path, _ANSWERS))
    places: dict[str, list[int]] = {}
    for number, one in enumerate(questions):
        places.setdefault(one.image, []).append(number)
    found: dict[int, str] = {}
    for number, (place, entry) in enumerate(entries):
        text = entry.get("text", entry.get("answer"))
        if not isinstance(text, str):
            raise unreadable(path, f"{place} has no text or answer", _ANSWERS)
        image = _number(entry)
        if image is None:
            if len(entries) != len(questions):
                raise unreadable(
                    path,
                    f"it has {len(entries)} answers without image_id to {len(questions)} questions",
                    _ANSWERS,
                )
            found[number] = text.replace(_SPOKEN, "").strip()
        elif places.get(image):
            found[places[image].pop(0)] = text.replace(_SPOKEN, "").strip()
    if not found:
        raise unreadable(path, "it answers none of the questions", _ANSWERS)
    return found


def halbench_shares(words: CaptionChair) -> dict[str, Share]:
    """Return what an answer contributes to the figures."""
    named = float(bool(words.mentioned))
    return {
        "objhal_response": (float(bool(words.hallucinated)), named),
        "objhal_object": (float(len(words.hallucinated)), float(len(words.mentioned))),
        "objhal_recall": (float(len(words.found)), float(len(words.found) + len(words.missed))),
        "mean_words": (float(words.words), 1.0),
    }


def _number(entry: Mapping[str, object]) -> str | None:
    image = entry.get("image_id")
    if isinstance(image, int) and not isinstance(image, bool):
        return str(image)
    if isinstance(image, str) and image.strip():
        stem = image.strip().rpartition("_")[2].partition(".")[0]
        return stem.lstrip("0") or "0" if stem.isdecimal() else image.strip()
    return None
