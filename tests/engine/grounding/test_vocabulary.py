from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typeguard

from sare_engine.errors import DataError
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.grounding.word_forms import inflection

COCO = Vocabulary.coco()


def said(text: str, vocabulary: Vocabulary = COCO) -> list[str]:
    return [one.concept for one in vocabulary.occurrences(text)]


def test_coco_has_its_eighty_objects() -> None:
    assert len(COCO.concepts) == 80
    assert COCO.concepts[0] == "person"
    assert all(COCO.concept_of(concept) == concept for concept in COCO.concepts)


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("A hot dog on a plate", ["hot dog"]),
        ("two hot dogs", ["hot dog"]),
        ("a hot-dog stand", ["hot dog"]),
        ("a dog on a hot day", ["dog"]),
        ("a catch, a scattered category", []),
        ("the cat's bowl", ["cat", "bowl"]),
        ("the cats’ bowls", ["cat", "bowl"]),
        ("a cat-like toy", []),
        ("a bobcat, a non-cat", []),
        ("CAT Cat cat", ["cat", "cat", "cat"]),
        ("a baby bird and a baby", ["bird", "person"]),
        ("baby elephants", ["elephant"]),
        ("a baby animal", []),
        ("a passenger train", ["train"]),
        ("train tracks", []),
        ("a passenger jet", ["airplane"]),
        ("home plate", []),
        ("a bow tie", ["tie"]),
        ("wine glasses and glasses", ["wine glass"]),
        ("a stop sign", ["stop sign"]),
        ("knives, people, mice, geese, sheep", ["knife", "person", "mouse", "bird", "sheep"]),
        ("the seat", ["chair"]),
        ("a toilet seat", ["toilet"]),
        ("the seat of the toilet", ["toilet"]),
        ("a jet ski, two jet-skis", []),
        ("a TV", ["tv"]),
        ("teddy\nbears", ["teddy bear"]),
        ("", []),
    ],
)
def test_words_that_are_objects(text: str, concepts: list[str]) -> None:
    assert said(text) == concepts


def test_letters_that_grow_in_lower_case_do_not_move_positions() -> None:
    text = "İİİ a cat"
    (found,) = COCO.occurrences(text)
    assert text[found.start : found.end] == "cat"


def test_a_combining_accent_belongs_to_the_word() -> None:
    assert said("cat\u0301") == []


def test_a_file_with_synonyms_rules_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "objects.txt"
    path.write_text(
        "# tools\nwrench, spanner/spanners  # British\n\npiano\n"
        "@ignore piano bar\n@unless piano: wrench\n",
        encoding="utf-8",
    )
    vocabulary = Vocabulary.from_file(path)
    assert vocabulary.concepts == ("wrench", "piano")
    assert said("two wrenches and spanners", vocabulary) == ["wrench", "wrench"]
    assert said("a piano bar", vocabulary) == []
    assert said("a piano, a wrench, a spanner", vocabulary) == ["piano", "wrench"]


def test_a_plural_by_rule_gives_way_to_a_stated_word() -> None:
    vocabulary = Vocabulary.from_lines(["glass", "spectacles/spectacles, glasses/glasses"])
    assert said("glasses", vocabulary) == ["spectacles"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no line"),
        ("# nothing\n", "no line"),
        ("cat\ndog, cat\n", "“cat”"),
        ("cat\ncat\n", "twice"),
        ("cat\n@unknown rule\n", "not a known rule"),
    ],
)
def test_unusable_files_say_why(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "objects.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        Vocabulary.from_file(path)
    assert why in caught.value.why


def test_a_missing_or_binary_file_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        Vocabulary.from_file(tmp_path / "none.txt")
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(DataError, match="UTF-8"):
        Vocabulary.from_file(tmp_path / "binary.txt")


def test_the_shipped_objects_need_no_slow_import() -> None:
    code = (
        "import sys; from sare_engine.grounding.vocabulary import Vocabulary; "
        "Vocabulary.coco().occurrences('a cat'); "
        "sys.exit(bool({'inflect', 'torch', 'transformers', 'numpy', 'PIL'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_rules_for_plurals_come_without_checks_of_types() -> None:
    """Which take two seconds at the import; others who ask typeguard for them still get them."""
    rules = inflection()
    assert rules.plural_noun("knife") == "knives"
    assert "check_argument_types" not in type(rules).plural_noun.__code__.co_names
    checked: Any = typeguard.typechecked(_of_one_type)
    with pytest.raises(typeguard.TypeCheckError):
        checked("one")


def _of_one_type(number: int) -> int:
    return number


@pytest.mark.parametrize("vocabulary", [Vocabulary.coco(), Vocabulary.demo()])
def test_a_written_vocabulary_reads_back_as_it_was(vocabulary: Vocabulary) -> None:
    again = Vocabulary.from_lines(vocabulary.to_lines())
    assert again.to_dict() == vocabulary.to_dict()


@pytest.mark.parametrize(
    "lines",
    [
        ["skis, ski", "sheep", "person, man/men, people"],
        ["mouse/mice", "mices"],
        ["dog", "@ignore hot dog", "@unless dog: seat"],
        ["glass", "glasses/glasses"],
        ["a b, c-d"],
        ["|", "cat, |x"],
    ],
)
def test_written_lines_state_what_the_rule_would_get_wrong(lines: list[str]) -> None:
    vocabulary = Vocabulary.from_lines(lines)
    written = vocabulary.to_lines()
    assert Vocabulary.from_lines(written).to_dict() == vocabulary.to_dict(), written


def test_a_sign_has_no_plural() -> None:
    vocabulary = Vocabulary.from_lines(["|", "cat"])
    assert set(vocabulary.forms) == {"|", "cat", "cats"}
    assert said("two cats", vocabulary) == ["cat"]


def test_words_are_added() -> None:
    vocabulary = Vocabulary.from_lines(["lamp", "dog"]).extended("Street-Light", "lamp")
    vocabulary = vocabulary.extended("jeans", "jeans").extended("puppy", "dog")
    assert vocabulary.concepts == ("lamp", "dog", "jeans")
    found = vocabulary.occurrences("Two street lights, jeans and puppies.")
    assert [one.concept for one in found] == ["lamp", "jeans", "dog"]
    assert "jeanses" not in vocabulary.forms
    assert vocabulary.to_lines() == ["lamp, street light", "dog, puppy", "jeans/jeans"]
