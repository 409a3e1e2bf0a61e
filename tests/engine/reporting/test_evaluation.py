"""The page of an evaluation: one file, nothing fetched, nothing injected; and its table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sare_engine.errors import StorageError
from sare_engine.reporting.evaluation import render_evaluation, write_evaluation, write_rows
from sare_engine.reporting.evaluation_data import EvaluationData, FigureTable
from sare_engine.reporting.report_data import (
    Chart,
    ChartCurve,
    ConceptFact,
    ReportedCaption,
    ShownExample,
)
from tests.engine.reporting.test_report import Outline

HOSTILE = "<script>alert(1)</script> & $x^2$"


def full(picture: Path | None) -> EvaluationData:
    return EvaluationData(
        subject=HOSTILE,
        created="24 November 2026",
        headline="Half of it is made up.",
        counted="images",
        figures={"chair_i": 0.123, "mean_words": 91.0, "unheard_of": 2.0},
        rows=(
            {"image": "a.png", "caption": "long text", "made_up": ("cat", "dog"), "share": None},
            {"image": "b.png", "caption": HOSTILE, "made_up": (), "share": 0.25, "more": True},
        ),
        tables=(FigureTable("POPE", "How.", {"random": {"pope_f1": 0.5}, "popular": {}}),),
        charts=(
            Chart("Spread", "mentions", "share", (ChartCurve("all", "base", (0, 1), (0.4, 0.6)),)),
            Chart("Nothing", "x", "y", ()),
        ),
        objects=(ConceptFact("knife", 10, 7, ("fork",)),),
        examples=(ShownExample(picture, (ReportedCaption("a.png", "A knife.", ((2, 7),)),)),),
        notes=(HOSTILE,),
        settings={"csv": None, "batch_size": 4},
    )


@pytest.mark.parametrize("pictured", [True, False])
def test_the_page_is_whole_and_fetches_nothing(pictured: bool, tiny_images: list[Path]) -> None:
    html = render_evaluation(full(tiny_images[0] if pictured else None))
    outline = Outline(html)
    names = [tag for tag, _ in outline.elements]
    assert not {"script", "link", "iframe"} & set(names)
    assert names.count("img") == pictured
    assert names.count("svg") == 1
    for _, attributes in outline.elements:
        for name in ("src", "href", "xlink:href"):
            value = attributes.get(name)
            assert value is None or value.startswith(("data:image/jpeg;base64,", "#"))
    text = outline.text.replace("\u00a0", " ")
    for told in ("Half of it is made up.", "12 %", "91", "Unheard of", "POPE", "50 %", "70 %"):
        assert told in text
    assert text.count(HOSTILE) >= 2
    assert "cat, dog" in text and "long text" not in text
    assert "Nothing" not in text
    assert html.count("<mark>knife</mark>") == 1


def test_an_evaluation_of_nothing_is_still_a_page() -> None:
    outline = Outline(render_evaluation(EvaluationData("m", "today", "Nothing.", "images", {}, ())))
    assert "table" not in [tag for tag, _ in outline.elements]


def test_rows_as_csv(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "rows.csv", full(None).rows)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == [
        {"image": "a.png", "caption": "long text", "made_up": "cat; dog", "share": "", "more": ""},
        {"image": "b.png", "caption": HOSTILE, "made_up": "", "share": "0.25", "more": "1"},
    ]


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    folder = tmp_path / "page.html"
    folder.mkdir()
    for write in (
        lambda: write_evaluation(folder, full(None)),
        lambda: write_rows(tmp_path / "missing" / "rows.csv", full(None).rows),
    ):
        with pytest.raises(StorageError):
            write()
    assert list(tmp_path.iterdir()) == [folder]
