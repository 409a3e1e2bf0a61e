"""VLMEvalKit's table of predictions, read as captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from sare_engine.errors import DataError
from sare_engine.grounding.annotations.caption_entries import Unusable, read_caption_entries

HEAD = "index\timage\timage_path\tquestion\tanswer\tprediction"


def table(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "LLaVA_COCO_VAL.tsv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def test_predictions_are_captions(tmp_path: Path) -> None:
    picture = "A" * 200_000  # longer than a field may be by default
    path = table(
        tmp_path,
        f'0\t{picture}\tval/000000000042.jpg\tDescribe it.\t["A cat."]\t"A cat\n on a ""mat""."',
        "1\t\t\tDescribe it.\t[]\tA dog.",
    )
    first, second = read_caption_entries(path)
    assert first.images == ("val/000000000042.jpg",) and first.unusable is None
    assert (first.text, first.prompt) == ('A cat\n on a "mat".', "Describe it.")
    # The reference is never taken for what the model said, nor a number for a picture.
    assert (second.text, second.unusable) == ("A dog.", Unusable.IMAGE)


@pytest.mark.parametrize(
    ("rows", "head", "says"),
    [
        (("0\tx",), "index\tanswer", "no column prediction"),
        (("0\tx",), "index\tquestion\tprediction", "row 1"),
        (("0\tx\ty\tz",), "index\tquestion\tprediction", "row 1"),
    ],
)
def test_other_tables_are_refused(
    tmp_path: Path, rows: tuple[str, ...], head: str, says: str
) -> None:
    with pytest.raises(DataError) as caught:
        list(read_caption_entries(table(tmp_path, *rows, head=head)))
    assert says in caught.value.why
