"""The examples of a run in a file: what it was trained on, whatever the project says later.

One caption per line, in the order of the set:

    {"kind": "negative", "image": "/…/a.jpg", "prompt": "…", "caption": "…", "token_ids": [5, …],
     "targets": [{"stream": "neg", "start": 12, "end": 19, "concepts": ["knife"]}]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sare_engine.erasure.examples import STREAMS, CaptionExample, ExampleSet, Target
from sare_engine.errors import DataError
from sare_engine.files import atomic_write_text, parse_json, read_text

EXAMPLES_FILE = "examples.jsonl"
"""Name of the file in a run's folder."""

_KINDS = ("negative", "retain")


def write_examples(path: Path, examples: ExampleSet) -> None:
    """Write a set of examples.

    Raises:
        StorageError: the file cannot be written.
    """
    lines = [
        json.dumps({"kind": kind, **_to_dict(one)}, ensure_ascii=False)
        for kind in _KINDS
        for one in getattr(examples, kind)
    ]
    atomic_write_text(path, "".join(line + "\n" for line in lines))


def read_examples(path: Path, concepts: Iterable[str]) -> ExampleSet:
    """Read a set of examples.

    Args:
        path: the file, or the folder of the run that holds it.
        concepts: the concepts that are erased.

    Raises:
        StorageError: the file cannot be read.
        DataError: a line of it is not an example.
    """
    file = path / EXAMPLES_FILE if path.is_dir() else path
    found: dict[str, list[CaptionExample]] = {kind: [] for kind in _KINDS}
    # Not `splitlines`: a caption may hold any character that it takes for the end of a line.
    for number, line in enumerate(read_text(file).split("\n"), start=1):
        if not line:
            continue
        try:
            stored = parse_json(line)
            found[stored["kind"]].append(_from_dict(stored))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            raise DataError(
                "The examples could not be read.",
                f"{file}: line {number} is not an example ({type(error).__name__}: {error}).",
                f"Give the {EXAMPLES_FILE} of a run.",
            ) from None
    return ExampleSet(tuple(found["negative"]), tuple(found["retain"]), frozenset(concepts))


def _to_dict(one: CaptionExample) -> dict[str, Any]:
    return {
        "image": str(one.image),
        "prompt": one.prompt,
        "caption": one.caption,
        "token_ids": None if one.token_ids is None else list(one.token_ids),
        "targets": [
            {
                "stream": target.stream,
                "start": target.start,
                "end": target.end,
                "concepts": sorted(target.concepts),
            }
            for target in one.targets
        ],
    }


def _from_dict(stored: dict[str, Any]) -> CaptionExample:
    caption, tokens = str(stored["caption"]), stored["token_ids"]
    return CaptionExample(
        Path(stored["image"]),
        str(stored["prompt"]),
        caption,
        tuple(_target(one, len(caption)) for one in stored["targets"]),
        None if tokens is None else tuple(int(one) for one in tokens),
    )


def _target(stored: dict[str, Any], length: int) -> Target:
    stream, start, end = stored["stream"], int(stored["start"]), int(stored["end"])
    if stream not in STREAMS or not 0 <= start < end <= length:
        raise ValueError(f"a target {stream!r} from {start} to {end} of {length} characters")
    return Target(stream, start, end, frozenset(map(str, stored["concepts"])))
