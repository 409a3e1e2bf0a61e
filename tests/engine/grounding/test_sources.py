"""A source of evidence is one file: everything else is derived from its record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import sare_engine
from sare_engine import JudgeConfig, ProbeConfig, Project, probe
from sare_engine.cli import main
from sare_engine.domain import Evidence
from sare_engine.events import Finished
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.grounding.sources.record import Source
from sare_engine.jobs.judge import rejudge
from sare_engine.settings import settings_of
from tests.engine.conftest import write_images
from tests.engine.toys import source

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def toy() -> Iterator[Source]:
    """A source of evidence that is registered for the length of a test."""
    source.closed.clear()
    with EVIDENCE_SOURCES.registered(source.ENTRY):
        yield source.ENTRY
    assert source.ENTRY.key not in EVIDENCE_SOURCES


@pytest.fixture
def tested(tiny_llava_folder: Path, tmp_path: Path) -> list[str]:
    """The command line that tests six images, of which the first two are annotated."""
    paths = write_images(tmp_path / "images", 6)
    (tmp_path / "words.txt").write_text("fork\nknife\ncup\ntable\nspoon\ncat\ndog\nbird\n")
    document = {
        "images": [{"id": i, "file_name": path.name} for i, path in enumerate(paths[:2])],
        "categories": [{"id": i, "name": name} for i, name in enumerate(("knife", "dog"))],
        "annotations": [{"id": i, "image_id": i, "category_id": i} for i in range(2)],
    }
    (tmp_path / "truth.json").write_text(json.dumps(document))
    return [
        "probe", str(tmp_path / "project"), "--model", str(tiny_llava_folder),
        "--images", str(tmp_path / "images"), "--annotations", str(tmp_path / "truth.json"),
        "--vocabulary", str(tmp_path / "words.txt"), "--max-new-tokens", "24", "--device", "cpu",
    ]  # fmt: skip


def test_a_new_source_needs_one_file(
    toy: Source, tested: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sare_engine.EVIDENCE_SOURCES["letters"] is toy
    assert main(tested) == 0
    out, err = capsys.readouterr()
    assert "All letters were counted." in err
    with Project.open(tmp_path / "project") as project:
        mentions = [one for one in project.mentions() if not one.negated]
        annotated = {row.mention_id for row in project.evidence() if row.source == "annotation"}
        scored = {row.mention_id: row for row in project.evidence() if row.source == "letters"}
    # It decides wherever nothing before it does, and only there.
    assert {one.id for one in mentions} <= scored.keys()
    assert annotated and annotated < {one.id for one in mentions}
    for one in mentions:
        assert one.by == ("annotation" if one.id in annotated else "letters")
        if one.by == "letters":
            assert one.verdict == ("grounded" if len(one.concept) > 3 else "hallucinated")
    assert {one.verdict for one in mentions if one.by == "letters"} == {"grounded", "hallucinated"}
    # The agreement of the sources is counted and printed under its title.
    assert "annotation and number of letters" in out
    # Judging again keeps its evidence.
    with Project.open(tmp_path / "project") as project:
        [counts] = rejudge(project).values()
    assert counts["changed"] == 0 and counts["unsure"] == 0
    assert len(source.closed) == 1


def test_the_desktop_shows_its_words(toy: Source) -> None:
    from sare_desktop.item_models.mentions import agreement, explain, source_word

    limits = {"short": 3.5, "long": 3.5}
    long = Evidence(1, "letters", "grounded", 6.0, limits)
    assert source_word("letters") == "number of letters"
    assert explain(long, "bridge") == "“bridge” has 6 letters, more than 3.5."
    assert explain(Evidence(1, "letters", "hallucinated", 3.0, limits), "cat") == (
        "“cat” is too short."
    )
    denied = Evidence(1, "annotation", "hallucinated")
    assert agreement([long, denied]) == "The sources disagree: annotation comes first."


def test_a_failure_frees_what_was_opened(
    tiny_llava_folder: Path, tmp_path: Path, toy: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(source.OpenLetters, "judge", fail)
    write_images(tmp_path / "images", 1)
    config = ProbeConfig(
        project=tmp_path / "project",
        model=tiny_llava_folder,
        images=(tmp_path / "images",),
        max_new_tokens=4,
        device="cpu",
    )
    last = list(probe(config))[-1]
    assert not isinstance(last, Finished)
    assert len(source.closed) == 1


@pytest.mark.parametrize("key", list(EVIDENCE_SOURCES))
def test_records_name_settings_and_explain_every_verdict(key: str) -> None:
    record = EVIDENCE_SOURCES[key]
    assert set(record.uses) <= {one.name for one in settings_of(ProbeConfig)}
    assert set(record.calibrates) <= {one.name for one in settings_of(JudgeConfig)}
    for verdict in ("grounded", "hallucinated", "unsure"):
        text, values = record.explain(Evidence(1, key, verdict), "fork")
        assert text.format(**values)
