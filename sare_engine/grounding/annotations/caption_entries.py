"""Reading captions as programs that caption pictures, and measures of captions, write them.

Besides JSON Lines and a JSON list with an image and a caption in each entry, these are read:

- JSON objects one after the other, each over several lines (POPE's `caption_data`);
- one object with the captions under `imgToEval`, `sentences` (both CHAIR), `annotations` (COCO's
  captions, with the file names under `images`), `results` or `captions`; or image → caption;
- samples of lmms-eval, with the image in `doc` and the model's words in `resps`;
- VLMEvalKit's TSV of predictions;
- answers of LLaVA's `model_vqa`, whose pictures are in the file of questions.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from sare_engine.files import parse_json
from sare_engine.grounding.annotations.coco import id_text
from sare_engine.grounding.annotations.csv import names_picture
from sare_engine.grounding.annotations.gathering import read_file, unreadable
from sare_engine.grounding.annotations.lines import caption_of, image_names_of, read_objects
from sare_engine.grounding.annotations.pope import question_of
from sare_engine.grounding.annotations.tables import is_prediction_table, read_predictions
from sare_engine.grounding.name_parts import plain_name

CAPTIONS = "a JSON Lines file with image_id or file_name, and caption, on each line"
QUESTIONS = "a JSON Lines file with question_id and image on each line"

_LISTS = ("sentences", "annotations", "results", "captions", "data", "predictions", "outputs")
_QUESTION_KEYS = {"question_id", "image", "text", "category"}
_MORE_IMAGE_KEYS = ("image_file_name", "image_name", "img_id", "img_path", "imageId")


_IMAGE_TOKEN = re.compile(r"<(?:image|im_start|im_end)>|\s+")


class Unusable(Enum):
    """Why an entry of a caption file cannot be used."""

    IMAGE = "no image"
    TEXT = "no caption"
    QUESTION = "question unknown"
    AMBIGUOUS = "question ambiguous"
    PROMPT = "prompt contradicts the question"


@dataclass(frozen=True)
class CaptionEntry:
    """An entry of a caption file.

    Attributes:
        place: where it is ("line 3"), for messages.
        images: every name it gives its image: file names and ids as text; () if none.
        text: the caption, or None if there is none.
        prompt: the prompt, or "".
        question: the id of the question that it answers, or "".
        unusable: why it cannot be used, or None if it can.
    """

    place: str
    images: tuple[str, ...]
    text: str | None
    prompt: str
    question: str
    unusable: Unusable | None = None


@dataclass
class _Question:
    """A question id of a question file.

    Attributes:
        images: the names of each picture that the id is used for.
        texts: what is asked, without the tokens that stand for the picture.
    """

    images: set[tuple[str, ...]]
    texts: set[str]

    def refuses(self, prompt: str) -> bool:
        """Whether an answer's prompt is another text than the question's."""
        asked = _plain_prompt(prompt)
        # A prompt may be the question with a system prompt and roles around it.
        return bool(asked and self.texts) and not any(
            text in asked or asked in text for text in self.texts
        )


def read_caption_entries(
    path: Path, questions: Path | None = None, expected: str = CAPTIONS
) -> Iterator[CaptionEntry]:
    """Yield the entries of a caption file in any of these forms.

    Args:
        path: the file.
        questions: the file of questions to which the captions are answers; it has the images.
        expected: what to choose instead, for messages.

    Raises:
        DataError: a file cannot be read, or contains anything but objects.
    """
    asked = _read_questions(questions) if questions else {}
    for place, value in _objects(path, expected):
        if "label" in value and question_of(value)[2] is not None:
            raise unreadable(
                path,
                f"{place} is a question with its answer, not a caption",
                f"{expected}. Questions with answers are annotations: sare annotate",
            )
        if _is_question(value):
            raise unreadable(
                path,
                f"{place} is a question without an answer, not a caption",
                f"{expected}. The file of questions belongs beside its answers: --questions",
            )
        entry = _entry(place, value)
        yield _answer(entry, asked) if questions and not entry.images else entry


def _is_question(value: Mapping[str, Any]) -> bool:
    """Whether an entry is a question as LLaVA's `model_vqa` reads it: its text is the prompt."""
    return value.keys() >= {"question_id", "image", "text"} and value.keys() <= _QUESTION_KEYS


def _answer(entry: CaptionEntry, asked: Mapping[str, _Question]) -> CaptionEntry:
    """Return an answer with the image of its question, if that is certain."""
    question = asked.get(entry.question)
    if entry.text is None or not entry.question:
        return entry
    if question is None:
        return dataclasses.replace(entry, unusable=Unusable.QUESTION)
    if len(question.images) > 1:
        return dataclasses.replace(entry, unusable=Unusable.AMBIGUOUS)
    if question.refuses(entry.prompt):
        return dataclasses.replace(entry, unusable=Unusable.PROMPT)
    return dataclasses.replace(entry, images=next(iter(question.images)), unusable=None)


def _plain_prompt(text: str) -> str:
    """Return a prompt in lower case, without blanks and the tokens that stand for a picture."""
    return _IMAGE_TOKEN.sub("", text).casefold()


def _entry(place: str, value: Mapping[str, Any]) -> CaptionEntry:
    doc = value.get("doc")
    prompt = value.get("prompt", "")
    if isinstance(doc, dict) and ("resps" in value or "filtered_resps" in value):
        images, text = _image_of_sample(doc), _first_text(value.get("filtered_resps"))
        text = text if text is not None else _first_text(value.get("resps"))
        prompt = doc.get("question", "")
    else:
        images, text = _images(value), caption_of(value)
    return CaptionEntry(
        place,
        images,
        text,
        prompt if isinstance(prompt, str) else "",
        id_text(value.get("question_id")),
        Unusable.TEXT if text is None else None if images else Unusable.IMAGE,
    )


def _images(value: Mapping[str, Any]) -> tuple[str, ...]:
    others = {key: value[key] for key in _MORE_IMAGE_KEYS if key in value}
    return image_names_of(value) or tuple(
        name for one in others.values() for name in image_names_of({"image": one})
    )


def _image_of_sample(doc: Mapping[str, Any]) -> tuple[str, ...]:
    names = _images(doc)
    if names:
        return names
    # In lmms-eval's COCO tasks, this is the picture's file name; in others it is a number that has
    # nothing to do with the picture.
    own = image_names_of({"image": doc.get("question_id")})
    return own if own and names_picture(own[0]) else ()


def _first_text(value: Any) -> str | None:
    """Return the first text in lists that may be nested."""
    while isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) else None


def _objects(path: Path, expected: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if is_prediction_table(path):
        yield from read_predictions(path)
        return
    text = read_file(path, expected)
    start = text.lstrip()[:1]
    try:
        # Lines of JSON are told from one value by their first line.
        first = next((line for line in text.split("\n") if line.strip()), "")
        whole = None if start == "{" and _is_json(first) and "\n" in text.strip() else text
        value = parse_json(whole) if whole is not None else None
    except ValueError:
        if start == "[":
            raise unreadable(path, "it is not JSON", expected) from None
        value = _values_in_a_row(text) if not _is_json(first) else None
    if value is None:
        for number, line in read_objects(path, expected):
            yield f"line {number}", line
        return
    entries = value if isinstance(value, list) else _entries_in(value)
    kind = "line" if len(entries) == 1 and entries[0] is value else "entry"
    for number, one in enumerate(entries, start=1):
        if not isinstance(one, dict):
            raise unreadable(path, f"{kind} {number} is not a JSON object", expected)
        yield f"{kind} {number}", one


def _is_json(text: str) -> bool:
    try:
        parse_json(text)
    except ValueError:
        return False
    return True


def _values_in_a_row(text: str) -> list[Any] | None:
    """Return the JSON values that follow each other in a text, or None if it is anything else."""
    decoder = json.JSONDecoder()
    values = []
    place = len(text) - len(text.lstrip())
    while place < len(text):
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return None
        values.append(value)
        while end < len(text) and text[end] in " \t\r\n,":
            end += 1
        place = end
    # Read again, so that halves of characters are treated as elsewhere.
    return [parse_json(json.dumps(one)) for one in values]


def _entries_in(value: Any) -> list[Any]:
    """Return the entries in one object: under one of the usual keys, by image, or itself."""
    if not isinstance(value, dict):
        return [value]
    by_image = value.get("imgToEval")
    if isinstance(by_image, dict):
        return [
            {"image_id": key, **one} if isinstance(one, dict) else one
            for key, one in by_image.items()
        ]
    for key in _LISTS:
        entries = value.get(key)
        if isinstance(entries, list):
            return _with_file_names(entries, value.get("images"))
    if _images(value) or caption_of(value) is not None or not value:
        return [value]
    if all(isinstance(one, str) for one in value.values()):
        return [{"image": key, "caption": one} for key, one in value.items()]
    if all(
        isinstance(one, list) and all(isinstance(text, str) for text in one)
        for one in value.values()
    ):
        return [{"image": key, "caption": one} for key, texts in value.items() for one in texts]
    return [value]


def _with_file_names(entries: list[Any], images: Any) -> list[Any]:
    """Give entries of COCO's captions the file names of their images."""
    if not isinstance(images, list):
        return entries
    listed: dict[str, set[str]] = {}
    for one in images:
        if isinstance(one, dict) and isinstance(one.get("file_name"), str):
            listed.setdefault(id_text(one.get("id")), set()).add(plain_name(one["file_name"]))
    names = {number: next(iter(found)) for number, found in listed.items() if len(found) == 1}
    return [
        {**one, "image": names[number]}
        if isinstance(one, dict) and (number := id_text(one.get("image_id"))) in names
        else one
        for one in entries
    ]


def _read_questions(path: Path) -> dict[str, _Question]:
    """Return question id → its pictures and texts.

    Raises:
        DataError: the file cannot be read, or no line has both an id and an image.
    """
    found: dict[str, _Question] = {}
    for _, value in _objects(path, QUESTIONS):
        number, images = id_text(value.get("question_id", value.get("id"))), _images(value)
        if number and images:
            question = found.setdefault(number, _Question(set(), set()))
            question.images.add(images)
            text = value.get("text", value.get("question"))
            if isinstance(text, str) and (plain := _plain_prompt(text)):
                question.texts.add(plain)
    if not found:
        raise unreadable(path, "no line has both a question_id and an image", QUESTIONS)
    return found
