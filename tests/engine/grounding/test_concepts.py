from __future__ import annotations

from pathlib import Path

import pytest

from sare_engine.grounding.concepts import (
    CaptionedImage,
    ConceptMention,
    concept_table,
    project_rows,
)
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.workspace.project import NewImage, Project, VerdictRow


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
    spoon = next(row for row in rest if row.concept == "spoon")
    assert (spoon.unsure, spoon.rate, spoon.triggers) == (1, 0.0, ())


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


def test_rows_of_a_project(tmp_path: Path) -> None:
    vocabulary = Vocabulary.coco()
    text = "A fork and a knife. There is no cat."
    with Project.open_or_create(tmp_path / "project") as project:
        [known, unknown] = project.add_images(
            NewImage(tmp_path / f"{n}.png", 8, 8, str(n)) for n in range(2)
        )
        project.set_true_objects(known, {"fork"})
        for number in (known, unknown):
            caption = project.set_caption(
                number, model="m", prompt="p", text=text, token_ids=(), degenerate=False
            )
            found = find_mentions(text, vocabulary)
            ids = project.add_mentions(caption, found)
            if number == known:
                project.set_verdicts(
                    [
                        VerdictRow(ids[0], "grounded", "annotation"),
                        VerdictRow(ids[1], "hallucinated", "annotation"),
                    ]
                )
        rows = project_rows(project, "m")
        assert project_rows(project, "another model") == []
    assert [row.true_objects for row in rows] == [frozenset({"fork"}), None]
    table = {row.concept: row for row in concept_table(rows)}
    assert (table["knife"].hallucinated, table["knife"].unsure) == (1, 1)
    assert "cat" not in table
