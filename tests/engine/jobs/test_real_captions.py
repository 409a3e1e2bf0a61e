"""Captions that real models wrote for COCO images, imported without the images."""

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

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "coco-captions"
SECONDS = 5

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the captions of real models are not here"
)


def analyse(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    import_captions(ImportCaptionsConfig(project=folder, captions=DATA / f"{name}.jsonl"))
    report = annotate(AnnotateConfig(project=folder, annotations=DATA / "objects.jsonl"))
    assert (report["matched"], report["unmatched"], report["unsure"]) == (2_000, [], 0)
    rows = concepts(ConceptsConfig(project=folder))["concepts"]
    return {row["concept"]: row for row in rows}


def test_two_thousand_captions_are_analysed_in_five_seconds(tmp_path: Path) -> None:
    started = time.process_time()
    table = analyse(tmp_path / "project", "i1_llava")
    assert time.process_time() - started < SECONDS
    # What LLaVA makes up most, by a calculation outside of this project too.
    assert list(table)[:3] == ["person", "car", "chair"]


@pytest.mark.parametrize("name", ["i1_llava", "i2_llava"])
def test_a_dining_table_sets_off_what_stands_on_and_around_one(tmp_path: Path, name: str) -> None:
    table = analyse(tmp_path / "project", name)
    for concept in ("chair", "cup", "fork"):
        assert table[concept]["hallucinated"] > 0
        triggers = [one.partition(" (")[0] for one in table[concept]["triggers"]]
        assert "dining table" in triggers, (concept, triggers)


def test_the_command_prints_the_figures_and_nothing_else(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sare_engine.cli", "evaluate", "chair", "--json", "-"),
            *("--captions", DATA / "i2_llava.jsonl", "--objects", DATA / "objects.jsonl"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    figures = json.loads(done.stdout)
    assert 100 * figures["chair_i"] == pytest.approx(10.6, abs=0.5)
    assert 100 * figures["chair_s"] == pytest.approx(32.8, abs=0.5)
    assert 100 * figures["recall"] == pytest.approx(68.7, abs=0.5)
    assert figures["mean_words"] == pytest.approx(64.3, abs=0.1)
    assert done.stderr == ""
