"""What is left of a caption without what is to be unlearned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sare_engine.domain import VERDICTS, JudgedCaption, Mention
from sare_engine.erasure.examples import CaptionExample, Target, build_examples
from sare_engine.erasure.pairs import (
    clean_caption,
    corrections,
    preference_pair,
    truthful_pair,
)
from sare_engine.grounding.mentions import sub_sentences
from tests.engine.erasure.test_examples import judged


def example(caption: str, *words: str) -> CaptionExample:
    """A caption with each of these words to be unlearned."""
    targets = [Target("neg", start := caption.index(one), start + len(one)) for one in words]
    return CaptionExample(Path("a.png"), "Describe the image.", caption, tuple(targets), (1, 2, 3))


@pytest.mark.parametrize(
    ("caption", "words", "left"),
    [
        ("A fork lies here, a knife beside it. A cat sits.", ["knife"],
         "A fork lies here. A cat sits."),
        ("A knife lies here, and a cat sits.", ["knife"], "A cat sits."),
        ("A fork, a knife, a cup.", ["knife"], "A fork, a cup."),
        ("A cat sits! A knife shines. A dog runs?", ["knife"], "A cat sits! A dog runs?"),
        ("A cat sits! A fork, a knife?", ["knife"], "A cat sits! A fork?"),
        ("A cat sits. A knife lies there, while a dog runs.", ["knife"],
         "A cat sits. A dog runs."),
        ("A cat sits. A dog, a knife, a fork: a cup.", ["knife", "fork", "cup"],
         "A cat sits. A dog."),
        ("A fork costs 3.50, a knife 1,000. A cat sits.", ["knife"],
         "A fork costs 3.50. A cat sits."),
        ("A fork lies here, a knife", ["knife"], "A fork lies here."),
        ("A fork lies here, a knife,", ["knife"], "A fork lies here."),
        ("A cat sits. A fork, a cup", ["cat"], "A fork, a cup"),
        ('"A fork," she says, "and a knife." A cat sits.', ["knife"],
         '"A fork," she says. A cat sits.'),
        ("There is sand and a knife. A cat sits.", ["knife"], "A cat sits."),
        ("A knife, andirons, a cat.", ["knife"], "Andirons, a cat."),
        ("A knife.", ["knife"], ""),
        ("A knife, a knife", ["A knife, a"], ""),
        ("A cat sits.\n\nA knife.\n\nA dog runs.", ["knife"], "A cat sits.\n\nA dog runs."),
    ],
)  # fmt: skip
def test_what_is_left(caption: str, words: list[str], left: str) -> None:
    assert clean_caption(example(caption, *words)) == left


@dataclass(frozen=True)
class Clause:
    text: str
    mark: str
    cut: bool


CLAUSES = st.builds(
    lambda joined, thing, more: f"{joined}a thing {thing}{more}",
    st.sampled_from(["", "and ", "but ", "while "]),
    st.just("#"),
    st.sampled_from(["", " of 3.5 inches", " in St James's", " (a small one)", " with 1,000 dots"]),
)
SENTENCES = st.lists(
    st.lists(
        st.builds(Clause, CLAUSES, st.sampled_from([",", ";", ":"]), st.booleans()),
        min_size=1,
        max_size=5,
    ),
    min_size=1,
    max_size=5,
)
ENDS = st.sampled_from([".", "!", "?"])


@given(SENTENCES, st.lists(ENDS, min_size=5, max_size=5), st.booleans())
def test_what_is_left_reads_like_a_caption(
    sentences: list[list[Clause]], ends: list[str], finished: bool
) -> None:
    caption, targets, number = "", [], 0
    kept: list[str] = []
    cut: list[str] = []
    for index, sentence in enumerate(sentences):
        for place, clause in enumerate(sentence):
            # Every thing has a number of its own, so that it is known where it has gone.
            number += 1
            text = clause.text.replace("#", f"n{number}n")
            text = text[0].upper() + text[1:] if place == 0 else text
            last = place == len(sentence) - 1
            mark = ends[index] if last else clause.mark
            if last and index == len(sentences) - 1 and not finished:
                mark = ""
            start = len(caption) + (1 if caption else 0)
            caption += (" " if caption else "") + text + mark
            (cut if clause.cut else kept).append(f"n{number}n")
            if clause.cut:
                targets.append(Target("neg", start, start + len(text)))
    made = CaptionExample(Path("a.png"), "Describe the image.", caption, tuple(targets))
    left = clean_caption(made)
    assert re.findall(r"n\d+n", left) == kept
    assert not any(one in left for one in cut)
    assert not re.search(r"[,.:;!?]\s*[,.:;!?]", left)
    if not cut:
        assert left == caption
    if not kept:
        assert left == ""
        return
    assert left[0].isupper()
    assert all(one.isupper() for one in re.findall(r"[.!?]\s+(\w)", left))
    assert left == left.strip() and "  " not in left
    survivors = [
        (index, sentence)
        for index, sentence in enumerate(sentences)
        if not all(clause.cut for clause in sentence)
    ]
    index, sentence = survivors[-1]
    open_end = not finished and index == len(sentences) - 1
    if not open_end:
        assert left[-1] == ends[index]
    elif sentence[-1].cut:
        assert left[-1] == "."
    # Each sentence that is left ends as it did.
    told = re.sub(r"\d[.,]\d", "", left)
    expected = [ends[i] for i, _ in survivors[: -1 if open_end else None]]
    assert re.findall(r"[.!?]", told)[: len(expected)] == expected


def test_a_pair_is_the_clean_caption_before_the_hallucinated_one() -> None:
    made = example("A fork lies here, a knife beside it.", "a knife")
    pair = preference_pair(made)
    assert pair is not None
    clean, hallucinated = pair
    assert clean.caption == "A fork lies here."
    assert clean.targets == (Target("sent", 0, len(clean.caption)),)
    # The tokens that were generated are those of the caption before.
    assert clean.token_ids is None
    assert (clean.image, clean.prompt) == (made.image, made.prompt)
    assert hallucinated.caption == made.caption
    assert hallucinated.token_ids == made.token_ids
    assert hallucinated.targets == (*made.targets, Target("sent", 0, len(made.caption)))
    assert preference_pair(example("A knife.", "knife")) is None


@pytest.mark.parametrize(
    ("caption", "corrected", "learnt"),
    [
        ("A fork lies here, and a knife lies beside it.", "A fork lies here.", "."),
        ("A fork lies here, a knife beside it. A cat sits.", "A fork lies here. A cat sits.",
         ". A cat sits."),
        ("A fork lies here. A knife lies there. A cup stands.", "A fork lies here. A cup stands.",
         "cup stands."),
        ("A knife lies here, and a cat sits.", "A cat sits.", "cat sits."),
        ("A fork lies here, a knife", "A fork lies here.", "."),
        ("A fork lies here, a kn, a knife", "A fork lies here, a kn.", "."),
    ],
)  # fmt: skip
def test_a_correction_is_learnt_from_where_it_leaves_the_hallucinated_caption(
    caption: str, corrected: str, learnt: str
) -> None:
    verdicts = {"fork": "grounded", "knife": "hallucinated", "cat": "grounded", "cup": "grounded"}
    captions = [judged(caption, verdicts)]
    [found] = corrections(captions, build_examples(captions, ["knife"]).negative)
    assert found.caption == corrected
    [target] = found.targets
    assert (target.stream, found.caption[target.start : target.end]) == ("sent", learnt)
    assert target.include_eos
    assert found.token_ids is None  # Those are the hallucinated caption's.


@pytest.mark.parametrize("verdict", ["hallucinated", "unsure", "grounded"])
def test_only_what_is_known_to_be_true_is_said_instead(verdict: str) -> None:
    caption = "A fork lies here, a knife beside it, and a cup stands behind."
    verdicts = {"fork": "grounded", "knife": "hallucinated", "cup": verdict}
    captions = [judged(caption, verdicts)]
    found = corrections(captions, build_examples(captions, ["knife"]).negative)
    assert len(found) == (verdict == "grounded")


def test_a_caption_that_is_made_up_whole_has_no_correction() -> None:
    captions = [judged("A knife lies here.", {"knife": "hallucinated"})]
    assert corrections(captions, build_examples(captions, ["knife"]).negative) == []


THINGS = ("fork", "knife", "cup", "cat", "dog")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "and ", "while "]),
            st.sampled_from(
                ["A {} lies there", "a small {}, naïve 🍴", "“one {}”", "there is no {}"]
            ),
            st.sampled_from(THINGS),
            st.sampled_from([", ", ". ", ";\n", "!\n\n", "? ", " "]),
        ),
        min_size=1,
        max_size=6,
    ),
    st.fixed_dictionaries(dict.fromkeys(THINGS, st.sampled_from(VERDICTS))),
)
def test_what_is_preferred_holds_nothing_hallucinated(
    clauses: list[tuple[str, str, str, str]], verdicts: dict[str, str]
) -> None:
    text = "".join(f"{joined}{form.format(thing)}{mark}" for joined, form, thing, mark in clauses)
    caption = judged(text, verdicts)
    pair = truthful_pair(caption)
    pieces = [text[start:end] for start, end in sub_sentences(text)]
    spans = [(m.sub_start, m.sub_end) for m in invented(caption)]
    left = [
        text[start:end]
        for start, end in sub_sentences(text)
        if not any(start < last and first < end for first, last in spans)
    ]
    if not spans or not left:
        assert pair is None
        return
    assert pair is not None
    chosen, rejected = pair
    assert rejected == text and chosen != text
    assert not invented(judged(chosen, verdicts))
    said = [plain(chosen[start:end]) for start, end in sub_sentences(chosen)]
    # Each of them is a sub-sentence of the caption, in the same order, and all true ones are kept.
    rest = iter([plain(piece) for piece in pieces])
    assert all(piece in rest for piece in said)
    assert said == [plain(piece) for piece in left]


def invented(caption: JudgedCaption) -> list[Mention]:
    """Return the hallucinated mentions, without denied objects."""
    return [m for m in caption.mentions if m.verdict == "hallucinated" and not m.negated]


def plain(piece: str) -> str:
    """Return a sub-sentence without its end, the word that joins it, and its capital."""
    words = re.sub(r"""[\s,.:;!?]+(?=["”]*\s*$)""", "", piece).strip().lower()
    return re.sub(r"^(?:and|while)\s+", "", words)


def test_a_caption_without_a_hallucination_has_no_pair() -> None:
    verdicts = {"fork": "grounded", "knife": "unsure"}
    assert truthful_pair(judged("A fork lies here, a knife beside it.", verdicts)) is None
