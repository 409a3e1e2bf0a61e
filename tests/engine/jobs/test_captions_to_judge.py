"""The captions of a set are judged as they are read: some at a time, the same ones every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sare_engine.domain import HALLUCINATED, CaptionSet, Mention
from sare_engine.grounding.sources.record import CaptionToJudge
from sare_engine.jobs import captions_to_judge
from sare_engine.jobs.captions_to_judge import CaptionsToJudge
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewCaption, NewImage

WORDS = ("cat", "dog", "cup", "")
"""What the captions of the images mention; one of them nothing."""


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, int, int]]:
    """A project, a set with two captions of each image, and one without any; do not change them."""
    folder = tmp_path_factory.mktemp("judged")
    with Project.create(folder / "project") as project:
        ids = project.add_images(
            NewImage(folder / f"{number}.png", 4, 4, f"{number:064}") for number in range(5)
        )
        other = project.add_caption_set(CaptionSet("other", "other", "Describe.")).id
        project.add_captions(other, [NewCaption(ids[0], "bird", (Mention("bird", 0, 4, 0, 4),))])
        chosen = project.add_caption_set(CaptionSet("base", "model", "Describe.")).id
        project.add_captions(
            chosen,
            [
                NewCaption(image, word, mentions(word), position=position)
                for position in (1, 0)
                for number, image in enumerate(ids)
                for word in [WORDS[(number + position) % len(WORDS)]]
            ],
        )
        empty = project.add_caption_set(CaptionSet("empty", "empty", "Describe.")).id
        yield project, chosen, empty


def mentions(word: str) -> tuple[Mention, ...]:
    return (Mention(word, 0, len(word), 0, len(word)),) if word else ()


def all_of(project: Project, set_id: int) -> list[CaptionToJudge]:
    """Return what is judged, read one by one."""
    images = {one.id: one for one in project.images()}
    return [
        CaptionToJudge(images[one.image_id], list(project.mentions(one.id)))
        for one in project.captions(set_id)
    ]


def words(captions: Iterable[CaptionToJudge]) -> list[list[str]]:
    return [[mention.concept for mention in one.mentions] for one in captions]


@pytest.mark.parametrize("at_once", [1, 3, 10, 512])
def test_all_captions_come_in_the_order_of_the_set(
    stored: tuple[Project, int, int], monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(captions_to_judge, "_AT_ONCE", at_once)
    project, chosen, _ = stored
    captions = CaptionsToJudge(project, chosen)
    expected = all_of(project, chosen)
    assert len(captions) == len(expected) == 10
    assert list(captions) == list(captions) == expected
    assert words(captions)[:4] == [["cat"], ["dog"], ["dog"], ["cup"]]
    assert [] in words(captions)


def test_any_place_and_slice_is_what_a_list_has(stored: tuple[Project, int, int]) -> None:
    project, chosen, _ = stored
    captions, expected = CaptionsToJudge(project, chosen), all_of(project, chosen)
    for place in (0, 4, 9, -1, -10):
        assert captions[place] == expected[place]
    for part in (slice(0, 3), slice(8, 40), slice(40, 50), slice(None, None, -2), slice(-3, None)):
        assert captions[part] == expected[part]
    for place in (10, -11):
        with pytest.raises(IndexError):
            captions[place]


def test_a_set_without_captions_has_nothing_to_judge(stored: tuple[Project, int, int]) -> None:
    project, _, empty = stored
    captions = CaptionsToJudge(project, empty)
    assert (len(captions), list(captions), captions[:32]) == (0, [], [])


def test_captions_are_read_when_they_are_needed(
    stored: tuple[Project, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(captions_to_judge, "_AT_ONCE", 4)
    project, chosen, _ = stored
    read: list[int] = []
    whole = project.mentions_of_captions

    def counted(captions: Iterable[int]) -> Any:
        captions = list(captions)
        read.append(len(captions))
        return whole(captions)

    monkeypatch.setattr(project, "mentions_of_captions", counted)
    captions = CaptionsToJudge(project, chosen)
    assert len(captions) == 10 and read == []
    each = iter(captions)
    next(each)
    assert read == [4]
    assert len(list(each)) == 9
    assert read == [4, 4, 2]


def test_a_verdict_that_is_there_comes_along(tmp_path: Path) -> None:
    with Project.create(tmp_path / "project") as project:
        [image] = project.add_images([NewImage(tmp_path / "1.png", 4, 4, "0" * 64)])
        chosen = project.add_caption_set(CaptionSet("base", "model", "Describe.")).id
        project.add_captions(chosen, [NewCaption(image, "cat", mentions("cat"))])
        captions = CaptionsToJudge(project, chosen)
        assert captions[0].mentions[0].verdict == "unsure"
        project.override(captions[0].mentions[0].id, HALLUCINATED)
        assert captions[0].mentions[0].verdict == HALLUCINATED
