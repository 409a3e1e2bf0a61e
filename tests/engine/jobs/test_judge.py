"""Verdicts made anew from kept evidence: thresholds, counts of examples, merged concepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from sare_engine import (
    ConceptsConfig,
    ConfigError,
    DataError,
    EraseConfig,
    JudgeConfig,
    ProbeConfig,
    Project,
    concepts,
    erase,
    example_counts,
    judge,
    merge_concepts,
    score_values,
    unmerge_concept,
)
from sare_engine.domain import Evidence
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.sources.clip import choose_thresholds
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.workspace.rows import NewImage
from tests.caption_sets import set_of
from tests.engine.jobs.conftest import SHORT, ended

CAPTIONS = (
    "A fork and a knife, a cup.",
    "A cat beside a dog. There is no fork.",
    "A cup, a cup and a cat.",
)
SCORES = {"fork": 20.0, "knife": 30.0, "cup": 25.0, "cat": 35.0, "dog": 10.0}


@pytest.fixture
def scored(tmp_path: Path) -> Path:
    """A project whose mentions have CLIP scores; no image has annotations."""
    words = tmp_path / "words.txt"
    words.write_text("\n".join(SCORES) + "\n")
    folder = tmp_path / "scored"
    with Project.create(folder) as project:
        project.settings["vocabulary"] = str(words)
        project.settings["thresholds"] = {"t1": 23.0, "t0": 32.0, "t2": 27.5, "clip": "/clip"}
        for number, text in enumerate(CAPTIONS):
            [image] = project.add_images([NewImage(tmp_path / f"{number}.png", 8, 8, f"{number}")])
            caption = project.set_caption(set_of(project, "m", "p"), image, text, [1], False)
            found = find_mentions(text, Vocabulary.from_file(words))
            ids = project.add_mentions(caption, found)
            project.set_evidence(
                Evidence(one, "clip", "unsure", SCORES[mention.concept])
                for one, mention in zip(ids, found, strict=True)
            )
    return folder


def verdicts(folder: Path) -> list[tuple[str, str, str]]:
    with Project.open(folder) as project:
        said = project.verdicts()
        return [(one.concept, said[one.id].verdict, said[one.id].by) for one in project.mentions()]


def test_new_thresholds_give_new_verdicts(scored: Path) -> None:
    result = judge(JudgeConfig(project=scored, t1=22.0, t0=28.0))
    assert result == {
        "t1": 22.0, "t0": 28.0, "t2": 27.5,
        "mentions": 8, "grounded": 3, "hallucinated": 2, "unsure": 3, "changed": 9,
    }  # fmt: skip
    assert verdicts(scored) == [
        ("fork", "hallucinated", "clip"),
        ("knife", "grounded", "clip"),
        ("cup", "unsure", "clip"),
        ("cat", "grounded", "clip"),
        ("dog", "hallucinated", "clip"),
        ("fork", "unsure", "negated"),
        ("cup", "unsure", "clip"),
        ("cup", "unsure", "clip"),
        ("cat", "grounded", "clip"),
    ]
    again = judge(JudgeConfig(project=scored))
    assert again == {**result, "changed": 0}


def test_the_users_word_and_annotations_stay_above_the_scores(scored: Path) -> None:
    with Project.open(scored) as project:
        fork = project.mentions()[0]
        project.override(fork.id, "grounded")
        project.set_true_objects(project.images()[0].id, {"cup"})
    judge(JudgeConfig(project=scored, t1=15.0, t0=16.0))
    assert verdicts(scored)[:3] == [
        ("fork", "grounded", "user"),
        ("knife", "hallucinated", "annotation"),
        ("cup", "grounded", "annotation"),
    ]
    with Project.open(scored) as project:
        project.override(fork.id, None)
        project.set_true_objects(project.images()[0].id, None)
    judge(JudgeConfig(project=scored))
    assert {row[2] for row in verdicts(scored)} == {"clip", "negated"}


def test_a_word_taken_back_leaves_what_the_evidence_says(scored: Path) -> None:
    with Project.open(scored) as project:
        fork = project.mentions()[0]
        project.override(fork.id, "grounded")
    judge(JudgeConfig(project=scored, t1=22.0, t0=28.0))
    with Project.open(scored) as project:
        project.override(fork.id, None)
    assert verdicts(scored)[0] == ("fork", "hallucinated", "clip")


def test_thresholds_must_not_cross(scored: Path, project: Path) -> None:
    with pytest.raises(ConfigError, match="T1"):
        judge(JudgeConfig(project=scored, t1=33.0))
    with pytest.raises(DataError, match="CLIP"):
        judge(JudgeConfig(project=project, t1=20.0))


def test_chosen_thresholds_outlive_the_next_test_with_the_same_clip(
    scored: Path, tmp_path: Path
) -> None:
    clip = tmp_path / "clip"
    clip.mkdir()
    (tmp_path / "config.json").write_text('{"model_type": "clip"}')
    config = ProbeConfig(project=scored, model=tmp_path, clip=clip)
    with Project.open(scored) as project:
        project.settings["thresholds"] = {**project.settings["thresholds"], "clip": str(clip)}
    judge(JudgeConfig(project=scored, t1=20.0, t0=21.0))
    with Project.open(scored) as project:
        kept = choose_thresholds(config, project)
        other = choose_thresholds(
            ProbeConfig(project=scored, model=tmp_path, clip=tmp_path), project
        )
    assert (kept.t1, kept.t0, kept.t2) == (20.0, 21.0, 27.5)
    assert (other.t1, other.t0) == (23.0, 32.0)


def test_scores_lie_under_the_verdict_of_their_mention(scored: Path) -> None:
    judge(JudgeConfig(project=scored))
    assert score_values(scored, None) == {
        "grounded": [35.0, 35.0],
        "hallucinated": [20.0, 10.0],
        "unsure": [30.0, 25.0, 25.0, 25.0],
        "t1": 23.0,
        "t0": 32.0,
        "source": "clip",
        "sources": ["clip"],
    }
    assert score_values(scored, "cat")["grounded"] == [35.0, 35.0]
    with Project.open(scored) as project:
        project.override(project.mentions()[0].id, "grounded")
    assert score_values(scored, "fork")["grounded"] == [20.0]


def test_counts_are_those_of_the_erasure(project: Path) -> None:
    chosen = ("image", "dog", "table")
    counts = example_counts(project, chosen)
    with Project.open(project) as opened:
        assert {image.split for image in opened.images()} == {""}
    config = EraseConfig(project=project, concepts=chosen, steps=1, **SHORT)
    examples = ended(erase(config)).result["examples"]
    assert examples == {
        "neg": counts["negative"],
        "pos": counts["positive"],
        "sent": counts["sentence"],
    }
    assert example_counts(project, chosen) == counts
    assert 0 < counts["images"] <= 16
    nothing = example_counts(project, ())
    assert nothing["negative"] == 0
    assert nothing["warnings"] == ["No object is chosen."]


def test_counts_follow_the_users_word(scored: Path) -> None:
    with Project.open(scored) as project:
        project.set_splits({image.id: "train" for image in project.images()})
    judge(JudgeConfig(project=scored))
    assert example_counts(scored, ["fork"])["negative"] == 1
    with Project.open(scored) as project:
        project.override(project.mentions()[0].id, "grounded")
    counts = example_counts(scored, ["fork"])
    assert counts["negative"] == 0
    assert any("at least" in one for one in counts["warnings"])


def test_a_merge_counts_everywhere_and_comes_apart_again(scored: Path) -> None:
    with Project.open(scored) as project:
        first, second, _ = project.images()
        project.set_true_objects(first.id, {"fork", "knife"})
        project.set_true_objects(second.id, {"fork", "cat"})
        project.override(project.mentions()[0].id, "hallucinated")
        project.set_chosen("fork", True)
    judge(JudgeConfig(project=scored))
    before = verdicts(scored)
    with Project.open(scored) as project:
        truth = {image.id: image.true_objects for image in project.images()}
    assert merge_concepts(scored, "fork", "knife") == {"merges": {"fork": "knife"}, "mentions": 2}
    merged = verdicts(scored)
    assert [row[0] for row in merged[:3]] == ["knife", "knife", "cup"]
    assert merged[0][1:] == ("hallucinated", "user")
    with Project.open(scored) as project:
        assert project.chosen_concepts() == ("knife",)
        assert [image.true_objects for image in project.images()][:2] == [
            {"knife"},
            {"knife", "cat"},
        ]
    assert unmerge_concept(scored, "fork") == {"merges": {}, "mentions": 2}
    assert verdicts(scored) == before
    with Project.open(scored) as project:
        assert {image.id: image.true_objects for image in project.images()} == truth
        assert project.chosen_concepts() == ("fork", "knife")


def test_merges_follow_chains_and_refuse_circles(scored: Path) -> None:
    merge_concepts(scored, "fork", "knife")
    assert merge_concepts(scored, "knife", "cup")["mentions"] == 3
    assert {row[0] for row in verdicts(scored)} == {"cup", "cat", "dog"}
    for source, into, why in (
        ("cup", "fork", "itself"),
        ("fork", "cat", "already"),
        ("fork", "unicorn", "vocabulary"),
        ("cat", "cat", "itself"),
    ):
        with pytest.raises(DataError, match=why):
            merge_concepts(scored, source, into)
    unmerge_concept(scored, "knife")
    assert [row[0] for row in verdicts(scored)][:3] == ["knife", "knife", "cup"]
    with pytest.raises(DataError, match="not merged"):
        unmerge_concept(scored, "knife")


def test_the_table_merges_too(scored: Path) -> None:
    table = concepts(ConceptsConfig(project=scored, merge=("dog=cat",)))
    assert table["merged"] == {"dog": "cat"}
    assert "dog" not in {row["concept"] for row in table["concepts"]}
    table = concepts(ConceptsConfig(project=scored, unmerge=("dog",)))
    assert table["merged"] == {}
    with pytest.raises(ConfigError, match="source=target"):
        concepts(ConceptsConfig(project=scored, merge=("dog",)))
