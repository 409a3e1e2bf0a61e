"""Nouns found without a parser: hand-made captions, and captions that real models wrote."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sare_engine.grounding.new_nouns import NewNoun, find_new_nouns
from sare_engine.grounding.vocabulary import Vocabulary
from tests.made_captions import made_captions
from tests.real_captions import needs_real_captions, read_rows

NONE = Vocabulary.from_lines(["zzz"])

THINGS = "plate street building mirror fence hat jacket shirt beach window wall sign bridge"
NO_THINGS = (
    "shows suggest add create sit standing wearing cozy clean red black white small large wooden "
    "green blue beautiful visually closer vibrant modern young old"
)
"""Verbs and adjectives that stand in many of the captions."""


def nouns(*captions: str, vocabulary: Vocabulary = NONE) -> list[str]:
    return sorted(one.noun for one in find_new_nouns(captions, vocabulary))


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("A small wooden bridge over a river.", ["bridge", "river"]),
        ("An old man riding a wave.", ["man", "wave"]),
        ("A man stands near two lamps and several red boxes.", ["box", "lamp", "man"]),
        ("There are two men standing beside three geese.", ["goose", "man"]),
        ("A beautifully decorated cake is on a tray", ["cake", "tray"]),
        (
            "A cozy, warm cabin. A clean and tidy lawn. The cabin is near the lawn.",
            ["cabin", "lawn"],
        ),
        ("A fork, a knife and the spoons and cups.", ["fork", "knife", "spoon"]),
        ("A building has a red awning.", ["awning", "building"]),
        ("A trash can is beside a soda can.", ["can"]),
        ("A person can be seen.", ["person"]),
        ("A lamp's shade is near the cat’s bowl", ["shade"]),
        ("The image shows a sunny afternoon in the background.", ["afternoon"]),
        ("The snow covers the grass of the field.", ["field", "grass"]),
        ("A wine-glass stands on a T-shirt.", ["t-shirt", "wine-glass"]),
        ("Two tables suggests a party.", ["party", "table"]),
        ("Ein Café mit a café.", ["café"]),
        ("A table full of a few toys", ["table", "toy"]),
        ("", []),
        ("a", []),
        ("the the the a a a an", []),
        ("😀 A 😀 two 3.5 a_b 'a' \u0301", []),
    ],
)
def test_nouns_end_their_phrases(caption: str, expected: list[str]) -> None:
    assert nouns(caption) == expected


def test_adjectives_are_told_by_standing_inside_most_phrases() -> None:
    assert nouns("A red car.", "A red bus.", "A car in a deep red.") == ["bus", "car"]


def test_verbs_behind_the_are_told_by_where_else_they_stand() -> None:
    captions = [
        "The man smiles at the dog.",
        "The scene shows the man.",
        "The traffic lights glow.",
    ]
    assert nouns(*captions) == ["dog", "man"]
    assert "light" in nouns(*captions, "Two lights hang above a road.")


def test_what_the_vocabulary_knows_is_left_out() -> None:
    vocabulary = Vocabulary.from_lines(
        ["dining table, desk", "bear", "@ignore teddy", "@unless bear: paw"]
    )
    caption = "A wooden dining table, two desks, a bear, a teddy, a table and a bench."
    assert nouns(caption, vocabulary=vocabulary) == ["bench", "table"]


def test_counts_and_example() -> None:
    captions = ["Nothing.", "Here is a tall Lamp. A lamp!", "Two lamps, a tall lamp.", "A cup."]
    [lamp] = find_new_nouns(captions, NONE, minimum=2)
    assert lamp == NewNoun("lamp", 4, 2, "a tall lamp", 1, 8, 19)
    assert captions[1][lamp.start : lamp.end] == "a tall Lamp"


@pytest.mark.parametrize("text", ["a red and ", "a ", "a red, ", "the big ", "a-a-", "two 's "])
def test_broken_models_are_read_without_harm(text: str) -> None:
    start = time.process_time()
    nouns(text * 20_000)
    assert time.process_time() - start < 5


@given(st.text(alphabet="a the two man's men red- ,.andsing0_\u0301é", max_size=80))
def test_any_text_gives_nouns_that_stand_in_it(text: str) -> None:
    for one in find_new_nouns([text], NONE):
        assert text[one.start : one.end].lower().split() == one.phrase.split()


def check_nouns_of_many(captions: list[str]) -> None:
    coco = Vocabulary.coco()
    coco.occurrences("")
    nouns("two tables")  # loads what turns plurals into singulars
    start = time.process_time()
    found = find_new_nouns(captions, coco, minimum=5)
    assert time.process_time() - start < 5
    words = {one.noun for one in found}
    assert set(THINGS.split()) <= words
    for one in found:
        assert one.noun not in coco.forms
        phrase = captions[one.caption][one.start : one.end].lower()
        assert phrase.split()[0] == one.phrase.split()[0]
    assert words.isdisjoint(NO_THINGS.split())


def test_nouns_of_two_thousand_made_captions() -> None:
    check_nouns_of_many([one.text for one in made_captions(2_000)])


@needs_real_captions
@pytest.mark.parametrize("name", ["i1_llava", "i2_llava", "i2_mplug"])
def test_real_captions(name: str) -> None:
    check_nouns_of_many([row["caption"] for row in read_rows(name)])


def test_marked_objects_are_found_without_the_vocabulary() -> None:
    """Of the objects of one word that the captions mention, nearly all are listed."""
    made = made_captions(180)
    counts = Counter(
        concept
        for one in made
        for concept in set(one.mentioned)
        if f" {concept}" in one.text and " " not in concept
    )
    wanted = {concept for concept, count in counts.items() if count >= 8}
    found = {one.noun for one in find_new_nouns([one.text for one in made], NONE, minimum=3)}
    assert len(wanted) > 30
    assert len(wanted & found) >= 0.95 * len(wanted), sorted(wanted - found)


@needs_real_captions
def test_objects_that_are_hidden_from_the_vocabulary_are_found_again() -> None:
    """Of COCO's one-word objects, which the vocabulary here lacks, nearly all are listed."""
    coco = Vocabulary.coco()
    captions = [row["caption"] for row in read_rows("i1_llava")]
    used = {one.concept: 0 for text in captions for one in coco.occurrences(text)}
    for text in captions:
        for concept in {
            one.concept
            for one in coco.occurrences(text)
            if text[one.start : one.end].lower() in (one.concept, f"{one.concept}s")
        }:
            used[concept] += 1
    wanted = {concept for concept, count in used.items() if count >= 8 and " " not in concept}
    found = {one.noun for one in find_new_nouns(captions, NONE, minimum=3)}
    assert len(wanted) > 40
    assert len(wanted & found) >= 0.95 * len(wanted), sorted(wanted - found)
