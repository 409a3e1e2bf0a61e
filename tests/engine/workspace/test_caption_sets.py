"""Caption sets: their names, which is the base, which is shown, and what removing one leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sare_engine.domain import CaptionSet, Decision, Evidence, Mention
from sare_engine.errors import DataError
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import Claim, NewCaption, NewImage


def mention(concept: str, text: str, *, negated: bool = False) -> Mention:
    start = text.index(concept)
    return Mention(concept, start, start + len(concept), 0, len(text), negated)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        project.add_images(NewImage(Path(f"/p/{n}.png"), 4, 3, str(n)) for n in range(3))
        yield project


def add(project: Project, name: str, **facts: object) -> CaptionSet:
    defaults = {"model": name, "prompt": "Describe."}
    return project.open_caption_set(CaptionSet(name=name, **{**defaults, **facts}))  # type: ignore[arg-type]


def test_the_same_model_prompt_and_length_is_the_same_set(project: Project) -> None:
    short = {"generation": {"max_new_tokens": 40}}
    first = add(project, "llava", model="m", **short)
    assert add(project, "llava", model="m", **short) == first
    names = [
        add(project, "llava", model="m", prompt="List all.", **short).name,
        add(project, "llava", model="m", generation={"max_new_tokens": 80}).name,
        add(project, "llava", model="another", **short).name,
        add(project, "llava", model="m", prompt="What is it?", **short).name,
    ]
    assert names == ["llava (prompt 2)", "llava (2)", "llava (3)", "llava (prompt 3)"]
    assert len(project.caption_sets()) == 5
    moved = add(project, "llava", model="m", model_folder=Path("/new/llava"), **short)
    assert (moved.id, moved.model_folder) == (first.id, Path("/new/llava"))
    assert project.caption_set("llava").model_folder == Path("/new/llava")


def test_a_set_of_unknown_settings_takes_those_of_the_next_test(project: Project) -> None:
    old = add(project, "llava", model="m")
    taken = add(project, "llava", model="m", generation={"max_new_tokens": 40})
    assert taken.id == old.id
    other = add(project, "llava", model="m", generation={"max_new_tokens": 80})
    assert other.id != old.id


def test_the_base_is_the_first_tested_model_that_no_run_has_made(project: Project) -> None:
    assert project.base_set() is project.shown_set() is None
    add(project, "file", imported=True)
    assert project.base_set() == project.caption_set("file")
    add(project, "0001-sare", run="0001-sare")
    assert project.base_set() == project.caption_set("file")
    add(project, "llava")
    add(project, "other")
    assert project.base_set() == project.caption_set("llava")
    project.show_set("0001-sare")
    project.set_base("other")
    assert project.base_set() == project.caption_set("other")
    assert project.shown_set() == project.caption_set("0001-sare")
    project.remove_caption_set("other")
    project.remove_caption_set("0001-sare")
    add(project, "newest")  # It may have the key of a set that is gone.
    assert project.base_set() == project.shown_set() == project.caption_set("llava")


def test_names_are_unique_and_unknown_names_list_those_there_are(project: Project) -> None:
    with pytest.raises(DataError) as caught:
        project.caption_set("llava")
    assert "has no captions" in caught.value.why
    add(project, "llava")
    add(project, "other")
    with pytest.raises(DataError, match="no captions named 'lava'") as caught:
        project.caption_set("lava")
    assert "llava, other" in caught.value.why
    for name in ("other", " other ", "", "  "):
        with pytest.raises(DataError, match="'llava' was not renamed"):
            project.rename_caption_set("llava", name)
    assert project.rename_caption_set("llava", " base ").name == "base"
    assert project.rename_caption_set("base", "base").name == "base"
    assert [one.name for one in project.caption_sets()] == ["base", "other"]


def test_removing_a_set_leaves_the_others_as_they_were(project: Project) -> None:
    text = "A dog, no cat."
    for name in ("llava", "other"):
        found = [mention("dog", text), mention("cat", text, negated=True)]
        chosen = add(project, name)
        project.add_captions(chosen.id, [NewCaption(1, text, found), NewCaption(2, text, found)])
    dog, cat, again, _ = (one.id for one in project.mentions() if one.caption_id <= 2)
    project.set_evidence([Evidence(dog, "clip", "grounded", 30.0)])
    project.set_verdicts({dog: Decision("grounded", "clip"), cat: Decision("unsure", "negated")})
    project.override(again, "hallucinated")
    first, second = (one.id for one in project.caption_sets())
    assert project.count_verdicts(first) == {"grounded": 1, "hallucinated": 1, "unsure": 0}
    # The user's word on the same text of the same picture holds for every set.
    assert project.count_verdicts(second) == {"grounded": 0, "hallucinated": 1, "unsure": 1}
    assert project.count_caption_facts(first) == (2, 0, 1)
    kept = [one for one in project.mentions() if one.caption_id <= 2]
    project.remove_caption_set("other")
    assert project.mentions() == kept
    assert project.count_images() == 3
    assert list(project.claims(first)) == [
        Claim(1, "dog", "grounded", dog),
        Claim(2, "dog", "hallucinated", again),
    ]


def test_images_of_a_removed_set_are_restored_without_it(project: Project) -> None:
    for name in ("llava", "other"):
        text = f"A dog by {name}."
        new = NewCaption(1, text, [mention("dog", text)])
        project.add_captions(add(project, name).id, [new])
    removed = project.remove_images([1])
    project.remove_caption_set("other")
    project.restore_images(removed)
    assert [one.text for one in project.captions()] == ["A dog by llava."]
    assert len(project.mentions()) == 1


def test_disputed_are_mentions_that_sources_call_both(project: Project) -> None:
    text = "A dog, a cat, a cup, a fork."
    found = [mention(one, text) for one in ("dog", "cat", "cup", "fork")]
    chosen = add(project, "llava")
    project.add_captions(chosen.id, [NewCaption(1, text, found)])
    dog, cat, cup, fork = (one.id for one in project.mentions())
    project.set_evidence(
        [
            Evidence(dog, "clip", "grounded"),
            Evidence(dog, "annotation", "hallucinated"),
            Evidence(cat, "clip", "unsure"),
            Evidence(cat, "annotation", "hallucinated"),
            Evidence(cup, "clip", "grounded"),
            Evidence(fork, "clip", "grounded"),
            Evidence(fork, "from another version", "hallucinated"),
        ]
    )
    sources = ("user", "annotation", "clip")
    assert project.disputed_mentions(chosen.id, sources) == {dog}
    project.override(cup, "hallucinated")
    project.override(cat, "hallucinated")
    assert project.disputed_mentions(chosen.id, sources) == {dog, cup}
    other = add(project, "other")
    assert project.disputed_mentions(other.id, sources) == set()


def test_mentions_are_disputed_where_sure_sources_differ(tmp_path: Path) -> None:
    yes, no, unsure = "grounded", "hallucinated", "unsure"
    said = [
        {"poll": yes, "clip": yes, "annotation": yes},
        {"poll": yes, "clip": no, "annotation": no},
        {"clip": unsure, "poll": yes},
        {"annotation": no, "clip": no},
        {"user": no, "poll": yes},
        {},
    ]
    with Project.create(tmp_path / "project") as project:
        [image] = project.add_images([NewImage(tmp_path / "a.png", 4, 4, "0" * 64)])
        chosen = project.open_caption_set(CaptionSet("model", "model", "?"))
        places = range(len(said))
        found = [Mention("cat", place, place + 1, 0, len(said)) for place in places]
        project.add_captions(chosen.id, [NewCaption(image, "x" * len(said), found)])
        keys = [one.id for one in project.mentions()]
        for key, verdicts in zip(keys, said, strict=True):
            user = verdicts.pop("user", None)
            if user is not None:
                project.override(key, user)
            project.set_evidence(Evidence(key, *one) for one in verdicts.items())
        disputed = project.disputed_mentions(chosen.id, ("annotation", "clip", "poll"))
    assert [key in disputed for key in keys] == [False, True, False, False, True, False]
