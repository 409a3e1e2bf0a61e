"""Many captions of somebody else's model, imported without the images, and analysed.

Made captions have their truth marked; the figures of real ones come from a calculation outside
this project.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    AnnotateConfig,
    ConceptsConfig,
    ImportCaptionsConfig,
    annotate,
    concepts,
    import_captions,
)
from tests.made_captions import (
    counted_chair,
    counted_hallucinations,
    made_captions,
    write_captions,
)
from tests.real_captions import REAL_CAPTIONS, needs_real_captions

COUNT = 2_000
SECONDS = 5
OBJECTS = REAL_CAPTIONS / "objects.jsonl"


def analyse(folder: Path, captions: Path, objects: Path) -> dict[str, dict[str, Any]]:
    import_captions(ImportCaptionsConfig(project=folder, captions=captions))
    report = annotate(AnnotateConfig(project=folder, annotations=objects))
    assert (report["matched"], report["unmatched"], report["unsure"]) == (COUNT, [], 0)
    rows = concepts(ConceptsConfig(project=folder))["concepts"]
    return {row["concept"]: row for row in rows}


def triggers(row: dict[str, Any]) -> list[str]:
    return [one.partition(" (")[0] for one in row["triggers"]]


def chair_of(captions: Path, objects: Path) -> dict[str, float]:
    """Return what the command prints, which is nothing but its figures."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sare_engine.cli", "evaluate", "chair", "--json", "-"),
            *("--captions", captions, "--objects", objects),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def analysed_in_time(folder: Path, captions: Path, objects: Path) -> dict[str, Any]:
    """The table of the quickest of up to three analyses, which must be quick enough.

    A core that is shared with another process computes more slowly by its own clock too.
    """
    for number in range(3):
        started = time.process_time()
        table = analyse(folder / f"project-{number}", captions, objects)
        taken = time.process_time() - started
        if taken < SECONDS:
            break
    assert taken < SECONDS
    return table


def test_two_thousand_made_captions_are_analysed_in_five_seconds(tmp_path: Path) -> None:
    made = made_captions(COUNT)
    table = analysed_in_time(tmp_path, *write_captions(tmp_path, made))
    counted = counted_hallucinations(made)
    assert {name: row["hallucinated"] for name, row in table.items() if row["hallucinated"]} == (
        dict(counted)
    )
    found = [row["hallucinated"] for row in table.values()]
    assert found == sorted(found, reverse=True)
    for concept in ("chair", "cup", "fork"):
        assert triggers(table[concept])[0] == "dining table"


def test_the_command_prints_the_figures_of_made_captions(tmp_path: Path) -> None:
    made = made_captions(200)
    figures = chair_of(*write_captions(tmp_path, made))
    counted = counted_chair(made)
    assert {name: figures[name] for name in counted} == pytest.approx(counted)


@needs_real_captions
def test_two_thousand_captions_are_analysed_in_five_seconds(tmp_path: Path) -> None:
    table = analysed_in_time(tmp_path, REAL_CAPTIONS / "i1_llava.jsonl", OBJECTS)
    # What LLaVA makes up most, by a calculation outside of this project too.
    assert list(table)[:3] == ["person", "car", "chair"]


@needs_real_captions
@pytest.mark.parametrize("name", ["i1_llava", "i2_llava"])
def test_a_dining_table_sets_off_what_stands_on_and_around_one(tmp_path: Path, name: str) -> None:
    table = analyse(tmp_path / "project", REAL_CAPTIONS / f"{name}.jsonl", OBJECTS)
    for concept in ("chair", "cup", "fork"):
        assert table[concept]["hallucinated"] > 0
        assert "dining table" in triggers(table[concept]), concept


@needs_real_captions
def test_the_command_prints_the_figures_and_nothing_else() -> None:
    figures = chair_of(REAL_CAPTIONS / "i2_llava.jsonl", OBJECTS)
    assert 100 * figures["chair_i"] == pytest.approx(10.6, abs=0.5)
    assert 100 * figures["chair_s"] == pytest.approx(32.8, abs=0.5)
    assert 100 * figures["recall"] == pytest.approx(68.7, abs=0.5)
    assert figures["mean_words"] == pytest.approx(64.3, abs=0.1)
