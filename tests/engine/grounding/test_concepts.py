from __future__ import annotations

import pytest

from sare_engine.grounding.concepts import (
    CaptionedImage,
    ConceptMention,
    concept_table,
    trigger_table,
)


def image(number: int, objects: str, mentions: str, known: bool = True) -> CaptionedImage:
    """`mentions`: words with + grounded, - hallucinated, ? unsure, ! denied."""
    verdicts = {"+": "grounded", "-": "hallucinated", "?": "unsure", "!": "unsure"}
    return CaptionedImage(
        number,
        [ConceptMention(one[1:], verdicts[one[0]], one[0] == "!") for one in mentions.split()],
        frozenset(objects.split()) if known else None,
    )


ROWS = [
    image(1, "fork cup", "+fork -knife -knife"),
    image(2, "fork", "+fork -knife"),
    image(3, "fork cup", "+fork !knife"),
    image(4, "cup", "+cup ?spoon"),
    image(5, "knife", "+knife"),
    image(6, "cup", ""),
]


def test_counts_and_rates() -> None:
    knife, *rest = concept_table(ROWS)
    assert knife.concept == "knife"
    assert (knife.mentions, knife.grounded, knife.hallucinated, knife.unsure) == (4, 1, 3, 0)
    assert knife.rate == pytest.approx(3 / 4)
    assert (knife.images, knife.hallucinated_images) == (3, 2)
    assert knife.image_rate == pytest.approx(2 / 3)
    spoon = next(row for row in rest if row.concept == "spoon")
    assert (spoon.unsure, spoon.rate, spoon.triggers) == (1, None, ())
    assert (spoon.images, spoon.image_rate) == (1, None)


def test_the_trigger_is_what_goes_with_the_hallucination() -> None:
    knife = concept_table(ROWS)[0]
    (fork,) = knife.triggers
    # Without a knife: 5 images, 2 with the hallucination. With a fork: 3 of them, 2 with it.
    assert (fork.concept, fork.images) == ("fork", 2)
    assert fork.rate == pytest.approx(2 / 3)
    assert fork.lift == pytest.approx((2 / 3) / (2 / 5))


def test_grounded_mentions_stand_in_for_unknown_objects() -> None:
    rows = [image(n, "", "+fork -knife", known=False) for n in range(3)]
    rows += [image(n, "", "+cup", known=False) for n in range(3, 6)]
    assert [one.concept for one in concept_table(rows)[0].triggers] == ["fork"]


def test_nothing_gives_an_empty_table() -> None:
    assert concept_table([]) == []
    assert concept_table([image(1, "cat", "")]) == []


def test_triggers_are_listed_with_what_they_bring() -> None:
    rows = [image(n, "table", "+table -fork -cup") for n in range(4)]
    rows += [image(n, "table bed", "+table -fork") for n in range(4, 6)]
    rows += [image(n, "bed", "+bed -pillow") for n in range(6, 9)]
    rows += [image(n, "", "") for n in range(9, 20)]
    table, bed = trigger_table(concept_table(rows))
    assert (table.trigger, table.concepts, table.images) == ("table", ("fork", "cup"), 10)
    # Two of the six forks are beside a bed too, which is more than elsewhere.
    assert (bed.trigger, bed.concepts, bed.images) == ("bed", ("pillow", "fork"), 5)
    assert trigger_table(concept_table([])) == []
