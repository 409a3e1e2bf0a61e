"""Verdicts written as preference pairs: the files, what gives no pair, and what is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sare_engine import (
    AnnotateConfig,
    CaptionSetsConfig,
    Control,
    ExportPairsConfig,
    ImportCaptionsConfig,
    Project,
    annotate,
    caption_sets,
    export_pairs,
    import_captions,
)
from sare_engine.cli import main
from sare_engine.events import Finished, Notice, PhaseStarted
from sare_engine.exporting import pair_pictures
from sare_engine.jobs.add_images import read_images
from sare_engine.workspace.rows import NewImage
from tests.engine.jobs.conftest import ended, failure

ASKED = "Describe the image."
CAPTIONS: tuple[tuple[str, str, str], ...] = (
    ("left/a.png", "A fork lies here, a knife beside it. A cat sits.", ASKED),
    ("b.png", "“Ça va?” A dog runs in the naïve 🍴 café.\n\nA knife shines.\u2028A cat.", ""),
    ("c.png", "A knife lies here.", ASKED),
    ("d.png", "A cat sits by a fork.", ASKED),
    ("e.png", "A dog runs, and a knife lies there, while a cup stands.", "<image>\nWhat's here?"),
    ("f.png", "A cat sits. A cup stands there.", ASKED),
    ("g.png", "A knife lies there, a fork too.", ASKED),
    ("h.png", "A dog runs, a knife beside it.", ASKED),
    ("i.png", "A knife, a knife, a knife, a knife.", ASKED),
    ("j.png", "A dog sees <image>, a knife beside it.", ASKED),
    ("k.png", "A dog runs, a knife beside it.", ASKED),
    ("l.png", "There is no knife. A dog runs.", ASKED),
    ("right/a.png", "A dog runs. A knife lies there!", ASKED),
)
"""Picture, caption, and the question if it is known."""
TRUTH = """image,object,present
left/a.png,fork,yes
left/a.png,cat,yes
left/a.png,knife,no
b.png,dog,yes
b.png,knife,no
b.png,cat,yes
c.png,knife,no
d.png,cat,yes
d.png,fork,yes
e.png,dog,yes
e.png,knife,no
e.png,cup,no
f.png,cat,yes
f.png,cup,no
h.png,dog,yes
h.png,knife,no
i.png,knife,no
j.png,dog,yes
j.png,knife,no
k.png,dog,yes
k.png,knife,no
l.png,dog,yes
l.png,knife,no
right/a.png,dog,yes
right/a.png,knife,no
"""

LLAMA_FACTORY = """[
  {
    "conversations": [
      {
        "from": "human",
        "value": "<image>Describe the image."
      }
    ],
    "chosen": {
      "from": "gpt",
      "value": "A fork lies here. A cat sits."
    },
    "rejected": {
      "from": "gpt",
      "value": "A fork lies here, a knife beside it. A cat sits."
    },
    "images": [
      "../project/pictures/left/a.png"
    ]
  },
  {
    "conversations": [
      {
        "from": "human",
        "value": "<image>What do you see?"
      }
    ],
    "chosen": {
      "from": "gpt",
      "value": "“Ça va?” A dog runs in the naïve 🍴 café.\\u2028A cat."
    },
    "rejected": {
      "from": "gpt",
      "value": "“Ça va?” A dog runs in the naïve 🍴 café.\\n\\nA knife shines.\\u2028A cat."
    },
    "images": [
      "../project/pictures/b.png"
    ]
  },
  {
    "conversations": [
      {
        "from": "human",
        "value": "<image>What's here?"
      }
    ],
    "chosen": {
      "from": "gpt",
      "value": "A dog runs."
    },
    "rejected": {
      "from": "gpt",
      "value": "A dog runs, and a knife lies there, while a cup stands."
    },
    "images": [
      "../project/pictures/e.png"
    ]
  },
  {
    "conversations": [
      {
        "from": "human",
        "value": "<image>Describe the image."
      }
    ],
    "chosen": {
      "from": "gpt",
      "value": "A dog runs."
    },
    "rejected": {
      "from": "gpt",
      "value": "A dog runs. A knife lies there!"
    },
    "images": [
      "../project/pictures/right/a.png"
    ]
  }
]
"""
# As the authors publish it for `rlhf_v`, with a file instead of a name on the hub.
DATASET_INFO = """{
  "sare_pairs": {
    "file_name": "sare_pairs.json",
    "formatting": "sharegpt",
    "ranking": true,
    "columns": {
      "messages": "conversations",
      "chosen": "chosen",
      "rejected": "rejected",
      "images": "images"
    }
  }
}
"""
TRL = (
    '{"prompt": [{"role": "user", "content": [{"type": "image"}, '
    '{"type": "text", "text": "Describe the image."}]}], '
    '"chosen": [{"role": "assistant", "content": '
    '[{"type": "text", "text": "A fork lies here. A cat sits."}]}], '
    '"rejected": [{"role": "assistant", "content": '
    '[{"type": "text", "text": "A fork lies here, a knife beside it. A cat sits."}]}], '
    '"images": ["../project/pictures/left/a.png"]}\n'
)
QUESTION_CONTEXT = (
    '{"question": "What do you see?", "context": "../project/pictures/b.png", '
    '"chosen": "“Ça va?” A dog runs in the naïve 🍴 café.\\u2028A cat.", '
    '"rejected": "“Ça va?” A dog runs in the naïve 🍴 café.\\n\\nA knife shines.\\u2028A cat."}\n'
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pictures, and a project of imported captions; do not change it."""
    root = tmp_path_factory.mktemp("pairs")
    pictures = [root / "project/pictures" / name for name, _, _ in CAPTIONS]
    for shade, path in enumerate(pictures):
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (4, 4), (shade, 0, 0)).save(path)
    lines = [
        json.dumps({"image": name, "caption": text, "prompt": asked})
        for name, text, asked in CAPTIONS
    ]
    # Repeated, with a question that differs only in what stands for the picture.
    lines.append(
        json.dumps(
            {"image": "left/a.png", "caption": CAPTIONS[0][1], "prompt": f"<image>\n{ASKED}"}
        )
    )
    (root / "captions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (root / "truth.csv").write_text(TRUTH, encoding="utf-8")
    with Project.open_or_create(root / "project") as project:
        list(read_images(project, pictures, Control()))
    import_captions(
        ImportCaptionsConfig(project=root / "project", captions=root / "captions.jsonl")
    )
    annotate(AnnotateConfig(project=root / "project", annotations=root / "truth.csv"))
    with Project.open(root / "project") as project:
        images = {image.path: image.id for image in project.images()}
        sides = dict.fromkeys(images.values(), "train")
        project.set_splits({**sides, images[root / "project/pictures/h.png"]: "held_out"})
    (root / "project/pictures/k.png").unlink()
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A copy of the folder, with the project."""
    return Path(shutil.copytree(made, tmp_path / "pairs"))


def config(root: Path, **changes: Any) -> ExportPairsConfig:
    values: dict[str, Any] = {
        "project": root / "project",
        "out": root / "out",
        "concepts": ("knife",),
        "prompt": "What do you see?",
        "relative": True,
    }
    return ExportPairsConfig(**{**values, **changes})


def written(root: Path) -> dict[str, str]:
    """Return file → content."""
    return {
        path.relative_to(root / "out").as_posix(): path.read_text(encoding="utf-8")
        for path in (root / "out").rglob("*")
        if path.is_file() and path.suffix != ".png"
    }


def rejected(root: Path) -> list[str]:
    lines = (root / "out/pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["rejected"] for line in lines]


def result(root: Path, **changes: Any) -> Mapping[str, Any]:
    return ended(export_pairs(config(root, **changes))).result


def test_llama_factory_reads_the_files(root: Path) -> None:
    events = list(export_pairs(config(root)))
    assert written(root) == {
        "sare_pairs.json": LLAMA_FACTORY.replace("\\u2028", "\u2028"),
        "dataset_info.json": DATASET_INFO,
    }
    assert [one.text for one in events if isinstance(one, Notice)] == [
        "Pairs of captions whose question isn't known: 1. They ask “What do you see?”.",
        "Skipped, because the file of the image doesn't exist: 1 caption.",
    ]
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.result == {
        "pairs": 4,
        "images": 4,
        "captions_of": "captions",
        "captions": 14,
        "concepts": ["knife"],
        "skipped": {
            "other_split": 1,
            "degenerate": 1,
            "not_hallucinated": 4,  # One of them only denies it, one is unsure.
            "no_picture": 1,
            "reserved_text": 1,
            "nothing_left": 1,
            "repeated": 1,
        },
        "folder": str(root / "out"),
        "files": ["sare_pairs.json", "dataset_info.json"],
    }


def test_trl_and_scripts_read_a_line_for_each_pair(root: Path) -> None:
    result(root, format="trl")
    [lines] = written(root).values()
    assert lines.startswith(TRL) and lines.count("\n") == 4
    shutil.rmtree(root / "out")
    found = result(root, format="question_context")
    assert found["files"] == ["pairs.jsonl"]
    [lines] = written(root).values()
    assert lines.splitlines(keepends=True)[2] == QUESTION_CONTEXT
    assert found["pairs"] == 6  # Here "<image>" is text as any other, also in a question.


def test_the_objects_and_the_images_can_be_chosen(root: Path) -> None:
    plain = {"format": "question_context", "concepts": ()}
    with Project.open(root / "project") as project:
        project.set_chosen("cup", True)
    assert result(root, **plain)["concepts"] == ["cup"]
    assert rejected(root) == [CAPTIONS[4][1], CAPTIONS[5][1]]
    shutil.rmtree(root / "out")
    assert result(root, **plain, all_concepts=True)["concepts"] == ["cup", "knife"]
    # The unsure caption, the true and the held-out are not among them.
    everything = rejected(root)
    assert not {CAPTIONS[3][1], CAPTIONS[6][1], CAPTIONS[7][1]} & set(everything)
    shutil.rmtree(root / "out")
    assert result(root, **plain, all_concepts=True, split="held_out")["pairs"] == 1
    assert rejected(root) == [CAPTIONS[7][1]]
    shutil.rmtree(root / "out")
    result(root, **plain, all_concepts=True, split="all")
    assert sorted(rejected(root)) == sorted([*everything, CAPTIONS[7][1]])


def test_images_in_pairs_never_become_held_out(root: Path) -> None:
    with Project.open(root / "project") as project:
        project.set_splits({image.id: "" for image in project.images()})
    result(root, format="question_context")
    shutil.rmtree(root / "out")
    with Project.open(root / "project") as project:
        sides = {image.path.name: image.split for image in project.images()}
        # With more images, more of them are held out.
        project.add_images(
            NewImage(root / f"new{number}.png", 4, 4, f"{number:064x}") for number in range(30)
        )
    assert set(sides.values()) == {"train", "held_out"}
    result(root, format="question_context")
    with Project.open(root / "project") as project:
        now = {image.path.name: image.split for image in project.images()}
    assert now.items() >= sides.items()
    lines = (root / "out/pairs.jsonl").read_text(encoding="utf-8").splitlines()
    used = {json.loads(line)["context"].rpartition("/")[2] for line in lines}
    assert {now[name] for name in used} == {"train"}


def test_the_folder_can_be_shared(root: Path) -> None:
    found = result(root, format="question_context", copy_images=True, relative=False)
    assert found["files"] == ["pairs.jsonl", "images/"]
    moved = (root / "out").rename(root / "elsewhere")
    lines = [json.loads(one) for one in (moved / "pairs.jsonl").read_text("utf-8").splitlines()]
    by_caption = {text: name for name, text, _ in reversed(CAPTIONS)}
    names = [one["context"] for one in lines]
    assert {"images/a.png", "images/a-2.png"} <= set(names)
    assert len(list((moved / "images").iterdir())) == len(set(names)) == found["images"] == 5
    for one in lines:
        source = root / "project/pictures" / by_caption[one["rejected"]]
        assert (moved / one["context"]).read_bytes() == source.read_bytes()


def test_paths_are_absolute_by_default(root: Path) -> None:
    result(root, format="question_context", relative=False)
    for line in (root / "out/pairs.jsonl").read_text(encoding="utf-8").splitlines():
        path = Path(json.loads(line)["context"])
        assert path.is_absolute() and path.is_file()


def test_copies_whose_names_differ_only_in_case_stay_apart() -> None:
    pictures = [Path("x/A.png"), Path("y/a.png"), Path("z/a-2.png"), Path("z/a.png")]
    assert list(pair_pictures.copies_of(pictures).values()) == [
        "images/A.png", "images/a-2.png", "images/a-2-2.png", "images/a-3.png",
    ]  # fmt: skip


def test_stopping_leaves_nothing(root: Path) -> None:
    control = Control()
    before = sorted(root.iterdir())
    last = None
    for last in export_pairs(config(root, copy_images=True), control=control):
        if isinstance(last, PhaseStarted):
            control.stop()
    assert isinstance(last, Finished) and last.status == "stopped"
    assert sorted(root.iterdir()) == before


def test_another_caption_set_can_be_used(root: Path) -> None:
    other = root / "others.jsonl"
    other.write_text(json.dumps({"image": "d.png", "caption": "A cat sits. A knife lies there."}))
    import_captions(ImportCaptionsConfig(project=root / "project", captions=other))
    annotate(AnnotateConfig(project=root / "project", annotations=root / "truth.csv"))
    with Project.open(root / "project") as project:
        [mention] = [one for one in project.mentions() if one.concept == "knife"][-1:]
        project.override(mention.id, "hallucinated")
    found = result(root, format="question_context", captions_of="others")
    assert (found["captions_of"], found["captions"], found["pairs"]) == ("others", 1, 1)
    assert rejected(root) == ["A cat sits. A knife lies there."]
    failed = failure(export_pairs(config(root, out=root / "new", captions_of="nothing")))
    assert "others" in failed.why + failed.fix


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"concepts": ()}, "No concept is chosen."),
        ({"concepts": ("fork",)}, "No caption holds a hallucinated mention of fork."),
        (
            {"concepts": ("cup",), "split": "held_out"},
            "All captions were skipped: 13 of images that are not used; 1 without a hallucinated "
            "mention of the objects.",
        ),
        ({"out": "project"}, "The folder is not empty, and existing files are never overwritten."),
        ({"all_concepts": True}, "concepts: cannot be given together with all objects."),
    ],
)
def test_what_cannot_be_written_is_refused(root: Path, changes: dict[str, Any], why: str) -> None:
    if "out" in changes:
        changes = {"out": root / changes["out"]}
    before = sorted([*root.iterdir(), *(root / "project/pictures").rglob("*")])
    failed = failure(export_pairs(config(root, **changes)))
    assert why in f"{failed.what} {failed.why}" and failed.fix
    assert sorted([*root.iterdir(), *(root / "project/pictures").rglob("*")]) == before


def test_without_verdicts_there_are_no_pairs(tmp_path: Path) -> None:
    project = tmp_path / "project"
    Project.create(project).close()
    one = ExportPairsConfig(project=project, out=tmp_path / "out", all_concepts=True)
    assert failure(export_pairs(one)).why == "The project holds no captions."
    (tmp_path / "captions.jsonl").write_text(json.dumps({"image": "a.png", "caption": "A knife."}))
    import_captions(ImportCaptionsConfig(project=project, captions=tmp_path / "captions.jsonl"))
    assert "There is no verdict on the captions “captions”" in failure(export_pairs(one)).why
    assert not (tmp_path / "out").exists()


def test_the_command_line_reports_what_was_skipped(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export-pairs", str(root / "project"), "--out", str(root / "out")]
    assert main([*arguments, "--concepts", "knife", "unicorn"]) == 0
    shown = capsys.readouterr()
    assert "pairs        4" in shown.out and "nothing left" in shown.out
    assert "No caption holds a hallucinated mention of unicorn." in shown.err
    assert caption_sets(CaptionSetsConfig(project=root / "project"))["base"] == "captions"
