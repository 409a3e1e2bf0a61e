"""New nouns of a project's captions, and a vocabulary that has some of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sare_engine import (
    ConfigError,
    DataError,
    ImportCaptionsConfig,
    NewNounsConfig,
    Project,
    StorageError,
    import_captions,
    new_nouns,
)
from sare_engine.cli import main
from sare_engine.grounding.vocabulary import Vocabulary

CAPTIONS = (
    "A dog sits beside a lamp. Two lanterns hang above a small wooden bridge over a river.",
    "There is a lamp, and a wooden bridge. A cat sleeps.",
    "The lamp is on the table. A wooden bridge.",
)


@pytest.fixture
def captioned(tmp_path: Path) -> Path:
    """A project of imported captions, with COCO's vocabulary."""
    lines = [
        json.dumps({"image_id": number, "caption": text}) for number, text in enumerate(CAPTIONS)
    ]
    (tmp_path / "captions.jsonl").write_text("\n".join(lines))
    folder = tmp_path / "captioned"
    import_captions(ImportCaptionsConfig(project=folder, captions=tmp_path / "captions.jsonl"))
    return folder


def test_nouns_are_listed_with_examples(captioned: Path) -> None:
    result = new_nouns(NewNounsConfig(project=captioned, minimum=1))
    assert [(row["noun"], row["captions"], row["count"]) for row in result["nouns"]] == [
        ("bridge", 3, 3), ("lamp", 3, 3), ("lantern", 1, 1), ("river", 1, 1),
    ]  # fmt: skip
    bridge = result["nouns"][0]
    assert bridge["phrase"] == "a wooden bridge"
    assert bridge["example"] == "and a wooden bridge."
    assert Path(bridge["image"]).name == "1"
    assert (result["captions"], result["found"]) == (3, 4)
    assert result["taken"] == [] and result["vocabulary"] is None
    assert len(new_nouns(NewNounsConfig(project=captioned))["nouns"]) == 2
    short = new_nouns(NewNounsConfig(project=captioned, minimum=1, limit=1))
    assert (len(short["nouns"]), short["found"]) == (1, 4)


def test_words_taken_are_found_by_the_next_import(captioned: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.txt"
    take = ("Lantern=lamp", "lamp", "bridge", "River =  lamp", "foot-bridge=bridge")
    result = new_nouns(NewNounsConfig(project=captioned, take=take, out=out))
    assert result["taken"] == ["lantern", "lamp", "bridge", "river", "foot bridge"]
    assert result["vocabulary"] == str(out)
    words = Vocabulary.from_file(out)
    coco = Vocabulary.coco()
    assert set(words.concepts) - set(coco.concepts) == {"lamp", "bridge"}
    assert coco.forms.items() <= words.forms.items()
    assert words.concept_of("lanterns") == "lamp" and words.concept_of("foot-bridges") == "bridge"
    again = ImportCaptionsConfig(
        project=captioned, captions=tmp_path / "captions.jsonl", vocabulary=out
    )
    import_captions(again)
    with Project.open(captioned) as project:
        named = [mention.concept for mention in project.mentions()]
    assert named.count("lamp") == 5 and named.count("bridge") == 3
    assert new_nouns(NewNounsConfig(project=captioned, minimum=1))["nouns"] == []


def test_words_that_cannot_be_added_are_refused(captioned: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.txt"
    for take, why in (
        (("dog",), "dog"),
        (("dogs",), "dog"),
        (("hot dog=lamp", "lamp"), "hot dog"),
        (("lantern=lamp",), "lamp"),
        (("home plate",), "ignores"),
    ):
        with pytest.raises(DataError) as caught:
            new_nouns(NewNounsConfig(project=captioned, take=take, out=out))
        assert why in str(caught.value)
        assert not out.exists()
    out.write_text("mine")
    with pytest.raises(StorageError, match="not written"):
        new_nouns(NewNounsConfig(project=captioned, take=("lamp",), out=out))
    assert out.read_text() == "mine"


@pytest.mark.parametrize(
    "take", [("",), ("=lamp",), ("lamp=",), ("a,b",), ("a=b=c",), ("a", "A=b"), ("-",)]
)
def test_settings_are_checked(take: tuple[str, ...], captioned: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="take"):
        new_nouns(NewNounsConfig(project=captioned, take=take, out=tmp_path / "x.txt"))
    with pytest.raises(ConfigError, match="out"):
        new_nouns(NewNounsConfig(project=captioned, take=("lamp",)))
    with pytest.raises(ConfigError, match="take"):
        new_nouns(NewNounsConfig(project=captioned, out=tmp_path / "x.txt"))


def test_a_project_without_captions_says_so(tmp_path: Path) -> None:
    Project.create(tmp_path / "empty").close()
    with pytest.raises(DataError, match="captions"):
        new_nouns(NewNounsConfig(project=tmp_path / "empty"))


def test_the_command(captioned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "mine.txt"
    command = ["nouns", str(captioned), "--minimum", "1"]
    assert main([*command, "--take", "lamp", "lantern=lamp", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "a wooden bridge" in printed and str(out) in printed
    assert "lamp, lantern" in out.read_text()
    assert main([*command, "--take", "lamp", "--out", str(out)]) == 1
    assert "It exists" in capsys.readouterr().err
    assert main([*command, "--take", "lamp"]) == 2
