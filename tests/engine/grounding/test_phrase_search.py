"""Forms are found as one expression of all forms finds them, at word boundaries."""

from __future__ import annotations

import random
import re

import pytest

from sare_engine.grounding.phrase_search import PhraseSearch
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.grounding.word_forms import in_lower_case

FORMS = ("car", "cars", "hot", "hot dog", "hot dog stand", "dog", "st. bernard", "t shirt", "tv")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a car, two cars, a carpet", ["car", "cars"]),
        ("hot dogs; a hot-dog  stand; hot  dog", ["hot", "hot dog stand", "hot dog"]),
        ("a st. bernard, a t-shirt", ["st. bernard", "t shirt"]),
        ("car-like, bi-car, car‑pet, car -", ["car"]),
        ("cafe tv\u0301 tv", ["tv"]),
        ("", []),
    ],
)
def test_whole_words_and_the_longest_phrase(text: str, found: list[str]) -> None:
    assert [form for form, _, _ in PhraseSearch(FORMS).find(text)] == found


def test_a_form_that_begins_with_a_sign_is_found_beside_others() -> None:
    found = PhraseSearch(("|", "|x", "car")).find("a | car |x")
    assert [(form, start) for form, start, _ in found] == [("|", 2), ("car", 4), ("|x", 8)]


def test_mixed_texts_give_what_one_expression_gives() -> None:
    forms = Vocabulary.coco().forms
    separator = r"(?:[ \t]*[-\u2010\u2011][ \t]*|\s+)"
    branches = "|".join(
        separator.join(map(re.escape, form.split(" ")))
        for form in sorted(forms, key=lambda form: (-len(form), form))
    )
    whole = re.compile(
        rf"(?<!\w)(?<!\w[-\u2010\u2011])(?:{branches})(?![\w\u0300-\u036f])(?![-\u2010\u2011]\w)"
    )
    dice = random.Random(0)
    words = [*forms, *(one.replace(" ", "-") for one in forms if " " in one), "a", "the", "x3"]
    search = PhraseSearch(forms)
    for _ in range(400):
        parts = (
            f"{dice.choice(words)}{dice.choice((' ', ', ', '-', '', '  ', '_', chr(0x301)))}"
            for _ in range(dice.randrange(12))
        )
        text = in_lower_case("".join(parts))
        expected = [one.span() for one in whole.finditer(text)]
        assert [(start, end) for _, start, end in search.find(text)] == expected, text
