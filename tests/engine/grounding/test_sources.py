"""A source of evidence is one file: everything else is derived from its record."""

from __future__ import annotations

import ast
import importlib.util
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
from sare_engine.jobs.judging import rejudge
from sare_engine.settings import settings_of
from tests.engine.conftest import write_images

ROOT = Path(__file__).resolve().parents[3]

TOY = '''
"""Long names are there, short ones are not: a source that needs no settings."""

from sare_engine.domain import Evidence
from sare_engine.events import Notice
from sare_engine.grounding.sources.record import OpenSource, Scale, Source, verdict_between

closed = []


class _Letters(Source):
    def open(self, probe):
        return _OpenLetters(self)


class _OpenLetters(OpenSource):
    def judge(self, caption, control):
        for mention in caption.mentions:
            score = float(len(mention.concept))
            limits = {"short": 3.5, "long": 3.5}
            verdict = verdict_between(score, *limits.values())
            yield Evidence(mention.id, self.source.key, verdict, score, limits)

    def finish(self):
        yield Notice("info", "All letters were counted.")

    def close(self):
        closed.append(self)


ENTRY = _Letters(
    key="letters",
    title="Number of letters",
    sentence="How long the name of the object is.",
    explanations={
        "grounded": "“{concept}” has {score} letters, more than {high}.",
        "": "“{concept}” is too short.",
    },
    scale=Scale("short", "long", "short", "long", number=".0f"),
)
'''


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[Source]:
    """A source that is written, and registered, for the length of a test."""
    path = tmp_path / "letters.py"
    path.write_text(TOY)
    spec = importlib.util.spec_from_file_location("letters", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with EVIDENCE_SOURCES.registered(module.ENTRY):
        yield module.ENTRY
    assert "letters" not in EVIDENCE_SOURCES


def closed_sources(toy: Source) -> list[object]:
    """Return what was opened of the toy source, as far as it was closed again."""
    closed: list[object] = type(toy).open.__globals__["closed"]
    return closed


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
        counts = rejudge(project)
    assert counts["changed"] == 0 and counts["unsure"] == 0
    assert len(closed_sources(toy)) == 1


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
    opened = toy.open(None)  # type: ignore[arg-type]

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(type(opened), "judge", fail)
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
    assert len(closed_sources(toy)) == 1


@pytest.mark.parametrize("key", list(EVIDENCE_SOURCES))
def test_records_are_complete(key: str) -> None:
    source = EVIDENCE_SOURCES[key]
    assert source.key == key
    assert source.title[0].isupper() and source.sentence.endswith(".")
    assert set(source.uses) <= {one.name for one in settings_of(ProbeConfig)}
    assert set(source.calibrates) <= {one.name for one in settings_of(JudgeConfig)}
    for verdict in ("grounded", "hallucinated", "unsure"):
        text, values = source.explain(Evidence(1, key, verdict), "fork")
        assert text.format(**values)


def strings_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and value of the string constants in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


OTHER_MEANINGS = {
    ("sare_engine/domain.py", "user"): "the key itself: the workspace stores overrides",
    ("sare_engine/grounding/annotations/voc.py", "annotation"): "an XML element",
    ("sare_engine/grounding/image_text.py", "clip"): "model_type in config.json",
}


def test_a_key_is_written_only_in_its_own_file() -> None:
    """Other rooms ask the record; settings of the same name are attributes of the config."""
    rooms = ["sare_engine/workspace", "sare_engine/grounding", "sare_engine/config", "sare_desktop"]
    paths = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    # Of the jobs, those that have to do with evidence: others speak of folders and chat roles.
    jobs = (ROOT / "sare_engine/jobs").rglob("*.py")
    paths += [path for path in jobs if "grounding.sources" in path.read_text(encoding="utf-8")]
    paths.append(ROOT / "sare_engine/domain.py")
    found = {
        (str(path.relative_to(ROOT)), value)
        for path in paths
        if path.parent != ROOT / "sare_engine/grounding/sources"
        for _, value in strings_of(path)
        if value in EVIDENCE_SOURCES
    }
    assert found == OTHER_MEANINGS.keys()
    for path in (ROOT / "sare_engine/grounding/sources").glob("*.py"):
        keys = {value for _, value in strings_of(path) if value in EVIDENCE_SOURCES}
        assert keys <= {path.stem} or path.stem == "__init__", path
