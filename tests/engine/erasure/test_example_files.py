"""The examples of a run come back from their file as they were."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sare_engine.erasure.example_files import EXAMPLES_FILE, read_examples, write_examples
from sare_engine.erasure.examples import STREAMS, CaptionExample, ExampleSet, Target
from sare_engine.errors import DataError, StorageError

CAPTION = "A fork lies here, and a knife – “sharp” – lies beside it.\u2028"


@st.composite
def targets(draw: st.DrawFn) -> Target:
    start = draw(st.integers(0, len(CAPTION) - 1))
    end = draw(st.integers(start + 1, len(CAPTION)))
    names = draw(st.frozensets(st.sampled_from(["fork", "knife", "dining table"])))
    return Target(draw(st.sampled_from(STREAMS)), start, end, names)


@st.composite
def captions(draw: st.DrawFn) -> CaptionExample:
    tokens = draw(st.none() | st.lists(st.integers(0, 10**6)).map(tuple))
    image = Path("/pictures") / draw(st.sampled_from(["a.jpg", "ö b.png", "c\nd.png"]))
    some = tuple(draw(st.lists(targets(), max_size=3)))
    return CaptionExample(image, "Describe the\nimage.", CAPTION, some, tokens)


@given(
    negative=st.lists(captions(), max_size=4).map(tuple),
    retain=st.lists(captions(), max_size=4).map(tuple),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    negative: tuple[CaptionExample, ...],
    retain: tuple[CaptionExample, ...],
) -> None:
    folder = tmp_path_factory.mktemp("run")
    examples = ExampleSet(negative, retain, frozenset({"knife"}))
    write_examples(folder / EXAMPLES_FILE, examples)
    assert read_examples(folder, ["knife"]) == examples
    assert read_examples(folder / EXAMPLES_FILE, ["knife"]) == examples


WHOLE: dict[str, Any] = {
    "kind": "negative",
    "image": "a.jpg",
    "prompt": "",
    "caption": "A knife.",
    "token_ids": None,
    "targets": [{"stream": "neg", "start": 2, "end": 7, "concepts": ["knife"]}],
}


@pytest.mark.parametrize(
    "line",
    [
        "no JSON",
        "[]",
        "null",
        json.dumps({**WHOLE, "kind": "positive"}),
        json.dumps({key: value for key, value in WHOLE.items() if key != "image"}),
        json.dumps({**WHOLE, "token_ids": ["x"]}),
        json.dumps({**WHOLE, "targets": [{**WHOLE["targets"][0], "end": 70}]}),
        json.dumps({**WHOLE, "targets": [{**WHOLE["targets"][0], "stream": "x"}]}),
        json.dumps({**WHOLE, "targets": {"a": 1}}),
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text(json.dumps(WHOLE) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="could not be read") as caught:
        read_examples(file, ["knife"])
    assert "mine.jsonl: line 2" in caught.value.why


def test_a_run_without_examples_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=EXAMPLES_FILE):
        read_examples(tmp_path, ["knife"])
