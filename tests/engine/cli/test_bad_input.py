"""Bad input through the real jobs: a paragraph that says what, why and what to do; no traceback."""

from __future__ import annotations

import errno
import json
import os
import shutil
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image

from sare_engine.cli import main
from sare_engine.cli.process import FAILED
from sare_engine.config import EraseConfig
from sare_engine.domain import Decision
from sare_engine.events import ProbeMetrics
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewImage
from sare_engine.workspace.runs import Runs
from tests.caption_sets import set_of

Output = pytest.CaptureFixture[str]


@pytest.fixture
def refuses(capsys: Output) -> Callable[..., str]:
    """Run a command that must fail well; returns the paragraph."""

    def run(*line: object, code: int = FAILED) -> str:
        got = main([str(word) for word in line])
        out, err = capsys.readouterr()
        assert got == code, err
        assert "Traceback" not in out + err
        assert out == ""
        paragraph = err.rstrip().splitlines()[-1]
        assert paragraph.startswith(f"sare {line[0]}: ")
        sentences = paragraph.count(". ") + paragraph.endswith(".")
        assert sentences >= 3, f"what, why and what to do are missing: {paragraph}"
        for word in ("unexpected", "should not", "Error"):
            assert word not in paragraph, paragraph
        return paragraph

    return run


@pytest.fixture
def model(tiny_llava_folder: Path, tmp_path: Path) -> Path:
    """A copy of the tiny LLaVA that a test may damage."""
    return Path(shutil.copytree(tiny_llava_folder, tmp_path / "model"))


@pytest.fixture
def images(tiny_images: list[Path]) -> Path:
    return tiny_images[0].parent


def rewrite_json(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def write_image(path: Path, mode: str = "RGB", **options: Any) -> Path:
    image = Image.linear_gradient("L").resize((48, 32))
    image.convert(mode).save(path, **options)
    return path


# ------------------------------------------------------------------------------- the model folder


def no_folder(model: Path) -> None:
    shutil.rmtree(model)


def empty_folder(model: Path) -> None:
    shutil.rmtree(model)
    model.mkdir()


def a_file(model: Path) -> None:
    shutil.rmtree(model)
    model.write_text("hello")


def config_is_not_json(model: Path) -> None:
    (model / "config.json").write_text('{"model_type": ')


def text_only(model: Path) -> None:
    (model / "config.json").write_text(
        json.dumps({"architectures": ["LlamaForCausalLM"], "model_type": "llama"})
    )


def weights_cut_off(model: Path) -> None:
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-5000])


def weights_header_longer_than_the_file(model: Path) -> None:
    (model / "model.safetensors").write_bytes(struct.pack("<Q", 1 << 40) + b"{}")


def weights_header_is_garbage(model: Path) -> None:
    (model / "model.safetensors").write_bytes(struct.pack("<Q", 8) + b"\xffgarbage" + b"\0" * 64)


def weights_are_empty(model: Path) -> None:
    (model / "model.safetensors").write_bytes(b"")


def pickle_weights(model: Path) -> None:
    (model / "model.safetensors").unlink()
    torch.save({"weight": torch.zeros(2)}, model / "pytorch_model.bin")


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (no_folder, "not found"),
        (empty_folder, "empty"),
        (a_file, "folder"),
        (config_is_not_json, "config.json"),
        (text_only, "image"),
        (weights_cut_off, "model.safetensors"),
        (weights_header_longer_than_the_file, "model.safetensors"),
        (weights_header_is_garbage, "model.safetensors"),
        (weights_are_empty, "model.safetensors"),
        (pickle_weights, "pickle"),
    ],
)
def test_a_bad_model_folder(
    damage: Callable[[Path], None],
    says: str,
    model: Path,
    images: Path,
    tmp_path: Path,
    refuses: Callable[..., str],
) -> None:
    damage(model)
    assert says in refuses("inspect", model)
    assert says in refuses("probe", tmp_path / "project", "--model", model, "--images", images)


def test_a_model_that_cannot_be_used_is_refused_and_described_in_json(
    model: Path, refuses: Callable[..., str], capsys: Output
) -> None:
    rewrite_json(model / "config.json", quantization_config={"quant_method": "awq", "bits": 4})
    assert "AWQ" in refuses("inspect", model)
    assert main(["inspect", str(model), "--json", "-"]) == FAILED
    found = json.loads(capsys.readouterr().out)
    assert found["supported"] is False and "AWQ" in " ".join(found["reasons"])


def test_custom_code_needs_consent(
    model: Path, images: Path, tmp_path: Path, refuses: Callable[..., str], capsys: Output
) -> None:
    rewrite_json(model / "config.json", auto_map={"AutoConfig": "evil.EvilConfig"})
    trap = tmp_path / "ran"
    (model / "evil.py").write_text(f"open({str(trap)!r}, 'w')\nclass EvilConfig: pass\n")
    line = ["probe", tmp_path / "project", "--model", model, "--images", images]
    assert "code" in refuses(*line)
    assert not trap.exists()
    assert main(["inspect", str(model), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["safe"] is False


# ------------------------------------------------------------------------------------- the images


def truncated(folder: Path) -> Path:
    path = write_image(folder / "cut.jpg")
    path.write_bytes(path.read_bytes()[:300])
    return path


def zero_bytes(folder: Path) -> Path:
    path = folder / "none.png"
    path.touch()
    return path


def no_image(folder: Path) -> Path:
    path = folder / "letter.jpg"
    path.write_text("Dear all,")
    return path


@pytest.mark.parametrize("make", [truncated, zero_bytes, no_image])
def test_an_image_that_cannot_be_read(
    make: Callable[[Path], Path],
    tiny_llava_folder: Path,
    tmp_path: Path,
    refuses: Callable[..., str],
    capsys: Output,
) -> None:
    bad = make(tmp_path)
    line = ["probe", tmp_path / "project", "--model", tiny_llava_folder, "--images"]
    refuses(*line, bad)
    # Beside one that can be read it is named and left out.
    good = write_image(tmp_path / "good.png")
    words = [str(word) for word in (*line, bad, good, "--max-new-tokens", "4", "--json", "-")]
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["captions"] == 1
    assert bad.name in err and "Warning" in err


def test_unusual_images_are_read(tiny_llava_folder: Path, tmp_path: Path, capsys: Output) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    exif = Image.Exif()
    exif[0x0112] = 6
    write_image(folder / "turned.jpg", exif=exif)
    write_image(folder / "print.jpg", "CMYK")
    write_image(folder / "palette.png", "P")
    write_image(folder / "alpha.png", "RGBA")
    Image.new("I;16", (40, 30), 40_000).save(folder / "deep.png")
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green")]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:])
    line = ["probe", tmp_path / "project", "--model", tiny_llava_folder, "--images", folder]
    assert main([*map(str, line), "--max-new-tokens", "4", "--json", "-"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["captions"] == 6
    # Nothing can judge these captions, which is said before and after; of the images there is no
    # warning.
    warnings = [line for line in err.splitlines() if "Warning" in line]
    # Of captions by random weights some may be broken.
    [before, after] = [line for line in warnings if "empty or repeat themselves" not in line]
    assert "can judge" in before
    assert "could be judged" in after


def test_images_that_are_not_there(
    tiny_llava_folder: Path, tmp_path: Path, refuses: Callable[..., str]
) -> None:
    line = ["probe", tmp_path / "project", "--model", tiny_llava_folder]
    assert "was not found" in refuses(*line, "--images", tmp_path / "nowhere")
    assert "image" in refuses(*line)


# -------------------------------------------------------------------------------- the annotations


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "No such file"),
        ("{", "JSON"),
        ("[]", "COCO"),
        ('{"images": 3}', "images"),
        (
            '{"images": [{"id": 1, "file_name": "other.jpg"}], "annotations": []}',
            "no annotation describes: 1",
        ),
        (
            '{"images": [{"id": 1, "file_name": "other.jpg"}], '
            '"categories": [{"id": 1, "name": "fork"}], '
            '"annotations": [{"image_id": 1, "category_id": 1}]}',
            "None of the project",
        ),
    ],
)
def test_bad_annotations(
    content: str | None,
    says: str,
    tiny_llava_folder: Path,
    images: Path,
    tmp_path: Path,
    refuses: Callable[..., str],
) -> None:
    annotations = tmp_path / "instances.json"
    if content is not None:
        annotations.write_text(content)
    line = ["probe", tmp_path / "project", "--model", tiny_llava_folder, "--images", images]
    assert says in refuses(*line, "--annotations", annotations, "--max-new-tokens", "2")


# ------------------------------------------------------------------------- caption files for CHAIR


@pytest.fixture
def caption_files(tmp_path: Path) -> list[str]:
    captions = [
        {"image_id": 1, "caption": "A cat and a dog on a bench."},
        {"image_id": 1, "caption": "A cat."},
        {"image_id": "2", "caption": "Two dogs."},
        {"image_id": 7, "caption": "A car."},
    ]
    objects = [{"image_id": 1, "objects": ["cat"]}, {"image_id": 2, "objects": ["dog", "bench"]}]
    for name, lines in (("captions", captions), ("objects", objects)):
        text = "\n".join(json.dumps(line) for line in lines) + "\n\n"
        (tmp_path / f"{name}.jsonl").write_text(text)
    return [
        "--captions", str(tmp_path / "captions.jsonl"), "--objects", str(tmp_path / "objects.jsonl")
    ]  # fmt: skip


def test_chair_of_caption_files(caption_files: list[str], capsys: Output) -> None:
    assert main(["evaluate", "chair", *caption_files, "--json", "-"]) == 0
    out, err = capsys.readouterr()
    result = json.loads(out)
    assert "Skipped 1 caption" in err
    # Mentions: cat dog* bench* | cat | dog; captions with a hallucination: the first of three.
    assert result["chair_i"] == pytest.approx(2 / 5)
    assert result["chair_s"] == pytest.approx(1 / 3)
    assert result["mean_words"] == pytest.approx((8 + 2 + 2) / 3)
    assert (result["captions"], result["captions_without_objects"]) == (3, 1)
    # True objects named: 1 of 1, 1 of 1, 1 of 2; CHAIR counts over all captions.
    assert result["recall"] == pytest.approx(3 / 4)
    assert main(["evaluate", "chair", *caption_files]) == 0
    assert "CHAIR_i" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("captions", None, "No such file"),
        ("captions", b"\xff\xff", "UTF-8"),
        ("captions", b"", "no caption"),
        ("captions", b'{"image_id": 1}', "line 1"),
        ("captions", b'\n{"image_id": 1, "caption": "A cat."}\n[]', "line 3"),
        ("captions", b'{"image_id": null, "caption": "A cat."}', "image_id"),
        ("captions", b'{"image_id": 99, "caption": "A cat."}', "None of its captions"),
        ("captions", b'[{"image_id": 1, "caption": "A cat."}, 2]', "entry 2"),
        ("captions", b'[{"image_id": 1', "not JSON"),
        ("objects", b'{"image_id": 1, "objects": "cat"}', "line 1"),
        ("objects", b'{"objects": ["cat"]}', "line 1"),
        ("objects", b"{", "not JSON"),
    ],
)
def test_bad_caption_files(
    file: str,
    content: bytes | None,
    says: str,
    caption_files: list[str],
    tmp_path: Path,
    capsys: Output,
) -> None:
    path = tmp_path / f"{file}.jsonl"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert main(["evaluate", "chair", *caption_files]) == FAILED
    out, err = capsys.readouterr()
    assert says in err and "Traceback" not in err and out == ""


# --------------------------------------------------------------------------- concepts and examples


def write_project(folder: Path, model: Path, images: list[Path], hallucinated: int) -> Path:
    """A tested project without a model having run: some captions hallucinate a knife."""
    from sare_engine.config import ModelConfig
    from sare_engine.jobs.opening import MODEL_SETTING
    from sare_engine.models.loading import load_model

    vocabulary = Vocabulary.coco()
    loaded = load_model(ModelConfig(model=model, device="cpu"))
    fingerprint = loaded.fingerprint
    loaded.unload()
    with Project.create(folder) as project:
        project.settings[MODEL_SETTING] = str(model)
        ids = project.add_images(NewImage(path, 40, 40, "0" * 64) for path in images)
        for number, image in enumerate(ids):
            text = "A red fork, a blue knife." if number < hallucinated else "A red fork."
            tokens = (5, 6, 7)
            captions = set_of(project, fingerprint, "Describe the image.")
            caption = project.set_caption(captions, image, text, tokens, False)
            mentions = find_mentions(text, vocabulary)
            rows = project.add_mentions(caption, mentions)
            project.set_verdicts(
                {
                    row: Decision(
                        "hallucinated" if m.concept == "knife" else "grounded", "annotation"
                    )
                    for row, m in zip(rows, mentions, strict=True)
                }
            )
    return folder


@pytest.fixture
def project(tmp_path: Path, tiny_llava_folder: Path, tiny_images: list[Path]) -> Path:
    return write_project(tmp_path / "project", tiny_llava_folder, tiny_images, hallucinated=1)


def test_a_concept_that_never_occurs(project: Path, refuses: Callable[..., str]) -> None:
    assert "zebra" in refuses("concepts", project, "--choose", "zebra")
    assert "fork" in refuses("concepts", project, "--choose", "fork")  # never hallucinated


def test_no_project(tmp_path: Path, refuses: Callable[..., str]) -> None:
    assert "nowhere" in refuses("concepts", tmp_path / "nowhere")
    Project.create(tmp_path / "new").close()
    assert "tested" in refuses("concepts", tmp_path / "new")
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "project.sqlite").write_bytes(b"no database" * 100)
    refuses("concepts", tmp_path / "damaged")


def test_erasing_without_choice_or_with_too_few_examples(
    project: Path, refuses: Callable[..., str]
) -> None:
    assert "No concept is chosen" in refuses("erase", project, "--device", "cpu")
    assert "zebra" in refuses("erase", project, "--concepts", "zebra")
    assert "too few examples" in refuses("erase", project, "--concepts", "knife")
    assert not (project / "runs").exists() or not any((project / "runs").iterdir())


def test_attacking_without_a_hallucination(
    tmp_path: Path,
    tiny_llava_folder: Path,
    tiny_images: list[Path],
    refuses: Callable[..., str],
) -> None:
    project = write_project(tmp_path / "project", tiny_llava_folder, tiny_images, hallucinated=0)
    assert "nothing to relearn" in refuses("relearn", project)
    with Project.open(project) as opened:
        opened.set_chosen("knife", True)
    refuses("relearn", project)


def test_runs_that_are_not_there(
    project: Path, tmp_path: Path, refuses: Callable[..., str]
) -> None:
    assert "no run" in refuses("relearn", project, "--run", "nix")
    assert "no run" in refuses("export", project, "--run", "1", "--out", tmp_path / "out")
    assert "no run" in refuses("erase", project, "--resume", "7")
    assert "no finished run" in refuses("report", project)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine")
    assert "not empty" in refuses("export", project, "--run", "1", "--out", taken)
    assert [one.name for one in taken.iterdir()] == ["letter.txt"]


# ----------------------------------------------------------------------------- device and storage


@pytest.mark.skipif(torch.cuda.is_available(), reason="CUDA is there")
def test_cuda_that_is_absent(
    tiny_llava_folder: Path, images: Path, tmp_path: Path, refuses: Callable[..., str]
) -> None:
    line = ["probe", tmp_path / "project", "--model", tiny_llava_folder, "--images", images]
    assert "CUDA" in refuses(*line, "--device", "cuda")


@pytest.mark.skipif(torch.cuda.is_available(), reason="CUDA is there")
def test_cuda_that_is_absent_for_the_other_jobs(
    tiny_llava_folder: Path,
    images: Path,
    project: Path,
    tmp_path: Path,
    refuses: Callable[..., str],
) -> None:
    annotations = tmp_path / "instances.json"
    entries = [{"id": 1, "file_name": "000.png"}]
    annotations.write_text(
        json.dumps(
            {
                "images": entries,
                "annotations": [{"image_id": 1, "category_id": 1}],
                "categories": [{"id": 1, "name": "fork"}],
            }
        )
    )
    cuda = ["--device", "cuda"]
    assert "CUDA" in refuses("erase", project, "--concepts", "knife", *cuda)
    assert "CUDA" in refuses(
        "evaluate", "--model", tiny_llava_folder, "--images", images,
        "--annotations", annotations, *cuda,
    )  # fmt: skip


@pytest.fixture
def room() -> Iterator[Callable[[int], None]]:
    """Limit how large a file may become, as a full disk does."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_no_room_for_the_project(
    tiny_llava_folder: Path,
    images: Path,
    tmp_path: Path,
    refuses: Callable[..., str],
    room: Callable[[int], None],
) -> None:
    room(20_000)
    line = ["probe", tmp_path / "project", "--model", tiny_llava_folder, "--images", images]
    assert "disk" in refuses(*line)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def write_bytes(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", write_bytes)


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_at_the_result(tiny_llava_folder: Path, tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "result.json"
    assert main(["inspect", str(tiny_llava_folder), "--json", str(file)]) == FAILED
    err = capsys.readouterr().err
    assert "disk is full" in err and "Traceback" not in err
    assert not file.exists()


def test_a_full_disk_at_the_report(
    project: Path, refuses: Callable[..., str], request: pytest.FixtureRequest
) -> None:
    # A finished run is all that a report needs.
    run = Runs(project).create("erase", "sare", EraseConfig(project=project, concepts=("knife",)))
    run.write_event(ProbeMetrics("erase", 0, {"hallucination_rate": 0.5}))
    run.finish("done", {})
    request.getfixturevalue("full_disk")
    said = refuses("report", project)
    assert "report.html" in said and "disk is full" in said
    assert not (project / "report.html").exists()


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder no one may write to")
def test_output_that_is_read_only(
    tiny_llava_folder: Path, images: Path, refuses: Callable[..., str]
) -> None:
    refuses("probe", "/proc/project", "--model", tiny_llava_folder, "--images", images)
    refuses("inspect", tiny_llava_folder, "--json", "/proc/result.json")
    refuses("demo", "--out", "/proc/demo")


def test_a_project_that_cannot_be_made(
    tiny_llava_folder: Path, images: Path, tmp_path: Path, refuses: Callable[..., str]
) -> None:
    (tmp_path / "file").touch()
    for project in (tmp_path / "file", tmp_path / "file" / "project"):
        refuses("probe", project, "--model", tiny_llava_folder, "--images", images)
