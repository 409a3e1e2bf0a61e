from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sare_engine.errors import DataError
from sare_engine.grounding.mentions import find_mentions, sub_sentences
from sare_engine.grounding.vocabulary import Vocabulary

COCO = Vocabulary.coco()

captions = st.lists(
    st.one_of(
        st.sampled_from(sorted(COCO.forms)),
        st.sampled_from(["no", "not", "without", "a", "1,000", "3.5", "catch", "İ", "“", "n't"]),
        st.sampled_from([",", ".", "...", "?!", '."', "\n", "\t ", ": ", "-", "'s"]),
        st.text(max_size=6),
    ),
    max_size=20,
).map(" ".join) | st.text(max_size=60)


@given(captions)
@example("cat")
@example(" . , ")
@example("A cat.  \n")
def test_sub_sentences_tile_the_caption(caption: str) -> None:
    pieces = sub_sentences(caption)
    assert "".join(caption[start:end] for start, end in pieces) == caption
    assert all(start < end for start, end in pieces)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(pieces))


@given(captions)
def test_mentions_are_slices_of_the_caption(caption: str) -> None:
    pieces = sub_sentences(caption)
    last = 0
    for mention in find_mentions(caption, COCO):
        written = caption[mention.start : mention.end]
        assert COCO.concept_of(written) == mention.concept
        assert last <= mention.start < mention.end
        last = mention.end
        assert mention.sub_start <= mention.start < mention.end <= mention.sub_end
        assert (mention.sub_start, mention.sub_end) in pieces
        around = caption[mention.start - 1 : mention.start] + caption[mention.end : mention.end + 1]
        assert not any(letter.isalnum() for letter in around)


_words = st.text(
    st.one_of(
        st.sampled_from("abcdeostyzßİıàéſǅ猫ひ😀'’-./ \t"),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=",#@"),
    ),
    min_size=1,
    max_size=8,
)


@st.composite
def _vocabularies(draw: st.DrawFn) -> Vocabulary:
    """Any words, with plurals by rule and stated, exceptions among them."""
    lines = [", ".join(draw(st.lists(_words, min_size=1, max_size=3))) for _ in range(3)]
    lines += [f"@ignore {draw(_words)}", "@unless a: b"]
    try:
        return Vocabulary.from_lines(lines)
    except DataError:  # nothing left of the words, or one word twice
        return Vocabulary.from_lines(["cat", "hot dog", "İstanbul", "@ignore cat dog"])


@settings(deadline=None)
@given(vocabulary=_vocabularies(), data=st.data())
def test_mentions_are_slices_of_the_caption_for_any_vocabulary(
    vocabulary: Vocabulary, data: st.DataObject
) -> None:
    forms = st.sampled_from(sorted(vocabulary.forms))
    others = st.sampled_from([".,", ";", "no", "-", "a"]) | st.text(max_size=4)
    caption = data.draw(st.lists(forms | forms.map(str.upper) | others, max_size=12).map(" ".join))
    cuts = {0, len(caption), *(end for _, end in sub_sentences(caption))}
    for mention in find_mentions(caption, vocabulary):
        written = caption[mention.start : mention.end]
        assert vocabulary.concept_of(written) == mention.concept != ""
        assert mention.sub_start <= mention.start < mention.end <= mention.sub_end
        assert {mention.sub_start, mention.sub_end} <= cuts


@pytest.mark.parametrize(
    ("caption", "pieces"),
    [
        ("A cat, a dog.", ["A cat,", " a dog."]),
        ("Over 1,000 cats at 3.5 m, 10:30.", ["Over 1,000 cats at 3.5 m,", " 10:30."]),
        ('He said: "a cat." Then left', ["He said:", ' "a cat."', " Then left"]),
        ("Wait... what?! Yes", ["Wait...", " what?!", " Yes"]),
        ("A cat. \n", ["A cat. \n"]),
        ("In 2019, a dog", ["In 2019,", " a dog"]),
        ("no delimiter", ["no delimiter"]),
        ("", []),
    ],
)
def test_where_a_caption_is_cut(caption: str, pieces: list[str]) -> None:
    assert [caption[start:end] for start, end in sub_sentences(caption)] == pieces


def test_a_second_mention_has_its_own_sub_sentence() -> None:
    caption = "They catch a cat, and later the cat sleeps."
    first, second = find_mentions(caption, COCO)
    assert (first.start, second.start) == (13, caption.rindex("cat"))
    assert caption[first.sub_start : first.sub_end] == "They catch a cat,"
    assert caption[second.sub_start : second.sub_end] == " and later the cat sleeps."


def test_a_phrase_with_a_full_stop_spans_its_pieces() -> None:
    vocabulary = Vocabulary.from_lines(["st. bernard/st. bernards"])
    caption = "A St. Bernard sleeps."
    (found,) = find_mentions(caption, vocabulary)
    assert caption[found.start : found.end] == "St. Bernard"
    assert (found.sub_start, found.sub_end) == (0, len(caption))


@pytest.mark.parametrize(
    ("caption", "denied"),
    [
        ("There is no fork.", ["fork"]),
        ("There are no people visible on the bus.", ["person"]),
        ("a plate without a knife", ["knife"]),
        ("There is no fork, knife, or spoon.", ["fork", "knife", "spoon"]),
        ("There is no fork or knife, and a spoon.", ["fork", "knife"]),
        ("There is neither a fork nor a knife.", ["fork", "knife"]),
        ("The picture doesn't show a cat.", ["cat"]),
        ("The picture does not contain any cats.", ["cat"]),
        ("A man who isn’t wearing a tie.", ["tie"]),
        ("A knife is not visible.", ["knife"]),
        ("The table lacks a fork.", ["fork"]),
        ("a room devoid of people", ["person"]),
        ("No cats, but a dog.", ["cat"]),
        ("There is no sign of a cat.", ["cat"]),
        ("It does not appear to have a knife.", ["knife"]),
        # these say that the object is there
        ("not only a fork but also a knife", []),
        ("The cat is not on the table.", []),
        ("no doubt a cat", []),
        ("There is no lid on the bottle.", []),
        ("They do not ignore the stop sign.", []),
        ("There is a fork. No lid.", []),
        ("There is nothing on the table, a cat sits there.", []),
        ("A note and a fork.", []),
        ("A man without shoes rides a horse.", []),
    ],
)
def test_denied_objects(caption: str, denied: list[str]) -> None:
    assert [one.concept for one in find_mentions(caption, COCO) if one.negated] == denied


@pytest.mark.parametrize(
    "caption",
    [
        " ".join(random.Random(0).choices(["no", "cat", "dog,", "or", "a", "x"], k=20_000)),
        "no " * 30_000 + "cat",
        "cat" + " " * 100_000 + "dog",
        "x" * 100_000 + " cat",
        ",.!" * 30_000 + "cat",
        "no cat, " * 20_000,
    ],
)
def test_broken_captions_do_not_take_long(caption: str) -> None:
    """Backtracking must not grow with the square of the length: that would be minutes here."""
    started = time.process_time()
    assert find_mentions(caption, COCO)
    assert time.process_time() - started < 4
