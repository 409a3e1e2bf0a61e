"""Reading JSON Lines (an object on each line), and the image that such an object names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sare_engine.files import parse_json
from sare_engine.formatting import some_names
from sare_engine.grounding.annotations.gathering import read_file, unreadable
from sare_engine.grounding.name_parts import plain_name

_NAMED_LINES = 5
_IMAGE_KEYS = ("image", "image_id", "file_name", "filename", "image_path", "path")
_CAPTION_KEYS = ("caption", "text", "response", "answer")


def first_object(head: str) -> Mapping[str, Any]:
    """Return the object on the first line that is not blank, or the first of a JSON list; or {}."""
    if head.lstrip().startswith("["):
        try:
            value, _ = json.JSONDecoder().raw_decode(head.lstrip()[1:].lstrip())
        except (ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}
    line = next((one for one in head.split("\n") if one.strip()), "")
    try:
        value = parse_json(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def holds_lines(head: str) -> bool:
    """Whether a text begins with a line that is a JSON object, and goes on after it."""
    lines = [line for line in head.split("\n", 100) if line.strip()]
    return len(lines) > 1 and isinstance(_value(lines[0]), dict)


def read_objects(path: Path, expected: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield number and object of each line that is not blank.

    Raises:
        DataError: the file cannot be read, or lines are not JSON objects; all of them are named,
            and nothing of the file is to be used.
    """
    # Not splitlines(): a text may contain U+2028, which does not end a line in JSON Lines.
    lines = read_file(path, expected).split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        value = _value(line)
        if not isinstance(value, dict):
            raise unreadable(path, _bad_lines(lines, number), expected)
        yield number, value


def _value(line: str) -> Any:
    """Return the JSON value on a line, or None for what is not JSON."""
    try:
        return parse_json(line)
    except ValueError:
        return None


def _bad_lines(lines: Sequence[str], first: int) -> str:
    """Return which lines are not JSON objects, of which the first is known."""
    numbers = [first]
    for number, line in enumerate(lines[first:], start=first + 1):
        if line.strip() and not isinstance(_value(line), dict):
            numbers.append(number)
    kind = "" if any(_value(lines[number - 1]) is None for number in numbers) else " object"
    if len(numbers) == 1:
        return f"line {first} is not{' a' if kind else ''} JSON{kind}"
    some = some_names([str(number) for number in numbers], _NAMED_LINES)
    return f"{len(numbers)} lines are not JSON{kind}{'s' if kind else ''}: {some}"


def read_entries(path: Path, expected: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects of JSON Lines or of one JSON list, each with its place ("line 3").

    Raises:
        DataError: the file cannot be read, or contains anything but objects.
    """
    text = read_file(path, expected)
    if not text.lstrip().startswith("["):
        for number, value in read_objects(path, expected):
            yield f"line {number}", value
        return
    try:
        entries = parse_json(text)
    except ValueError:
        raise unreadable(path, "it is not JSON", expected) from None
    for number, value in enumerate(entries, start=1):
        if not isinstance(value, dict):
            raise unreadable(path, f"entry {number} is not a JSON object", expected)
        yield f"entry {number}", value


def image_of(value: Mapping[str, Any]) -> str | None:
    """Return the image that an object names: a file name, or an id as text."""
    return next(iter(image_names_of(value)), None)


def image_names_of(value: Mapping[str, Any]) -> tuple[str, ...]:
    """Return every name that an object gives its image, file names and ids."""
    names = []
    for key in _IMAGE_KEYS:
        name = value.get(key)
        if isinstance(name, str) and name.strip() and "\0" not in name:
            names.append(plain_name(name))
        elif isinstance(name, int) and not isinstance(name, bool):
            names.append(str(name))
    return tuple(names)


def caption_of(value: Mapping[str, Any]) -> str | None:
    """Return the caption in an object, under any of the usual names."""
    return next((text for key in _CAPTION_KEYS if isinstance(text := value.get(key), str)), None)
