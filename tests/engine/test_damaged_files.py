"""Damaged files through every reader: an error in plain words or a result, and nothing else.

No other exception, no hang and no memory beyond a gigabyte.
"""

from __future__ import annotations

import contextlib
import copy
import io
import json
import shutil
import struct
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from safetensors.torch import save_file

from sare_engine import (
    AnnotateConfig,
    ChairConfig,
    ImportCaptionsConfig,
    annotate,
    import_captions,
    score_captions,
)
from sare_engine.assets import DEMO_FOLDER
from sare_engine.config import EraseConfig
from sare_engine.erasure.example_files import read_examples
from sare_engine.errors import EngineError
from sare_engine.evaluation.amber import AmberImage
from sare_engine.evaluation.amber_files import read_amber, read_words
from sare_engine.evaluation.pope import PopeQuestion
from sare_engine.evaluation.pope_files import numbered, read_answers, read_questions
from sare_engine.events import Progress
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.clip_scorer import ClipScorer
from sare_engine.grounding.thresholds import default_thresholds
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.models.images import image_info, open_image
from sare_engine.models.inspection import adapter_base, inspect_model
from sare_engine.models.safetensors_headers import read_tensors
from sare_engine.workspace.runs import Runs

GIGABYTE = 1024**3
SLOW_S = 10.0
"""Processor time that one file may take at most; each is read in milliseconds."""

COCO = Vocabulary.coco()

fuzzed = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


@pytest.fixture(scope="module", autouse=True)
def _libraries_are_there() -> None:
    """Import what the readers import, which is no work on a file."""
    Vocabulary.from_lines(["cat"])
    ClipScorer(DEMO_FOLDER / "clip")


@pytest.fixture(autouse=True)
def _little_memory() -> Iterator[None]:
    """Fail a test whose readers took more than a gigabyte."""
    resource = pytest.importorskip("resource")
    unit = 1 if sys.platform == "darwin" else 1024

    def peak() -> int:
        return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * unit

    before = peak()
    yield
    assert peak() - before < GIGABYTE


def read(reader: Callable[[Path], object], path: Path) -> None:
    """Read, and check how long it takes and what an error says."""
    began = time.process_time()
    try:
        reader(path)
    except EngineError as error:
        assert error.what.strip() and error.fix.strip()
        said = str(error)
        assert "Traceback" not in said
        said.encode()  # it will be printed
    assert time.process_time() - began < SLOW_S


# --------------------------------------------------------------------------------- the readers


@dataclass(frozen=True)
class Reader:
    """A reader of one kind of file.

    Attributes:
        name: of the file.
        seed: what a right one holds: text, or a JSON value.
        read: takes the file's path.
        lines: whether a list is written as JSON Lines.
    """

    name: str
    seed: Any
    read: Callable[[Path], object]
    lines: bool = False

    def content(self, value: Any) -> str:
        """The file's text."""
        if isinstance(self.seed, str):
            return str(value)
        if self.lines and isinstance(value, list):
            return "\n".join(map(json.dumps, value))
        return json.dumps(value)


def _captions(path: Path) -> None:
    objects = path.with_name("objects.jsonl")
    objects.write_text('{"image_id": 1, "objects": ["cat"]}')
    score_captions(ChairConfig(captions=path, objects=objects))


def _objects(path: Path) -> None:
    captions = path.with_name("captions.jsonl")
    captions.write_text('{"image_id": 1, "caption": "A cat."}')
    score_captions(ChairConfig(captions=captions, objects=path))


def _import(path: Path) -> None:
    project = path.with_name("project")
    shutil.rmtree(project, ignore_errors=True)
    import_captions(ImportCaptionsConfig(project=project, captions=path))


def _annotate(path: Path) -> None:
    project = path.with_name("project")
    if not project.exists():
        captions = path.with_name("captions.jsonl")
        captions.write_text('{"image": "a.jpg", "caption": "A cat and a dog."}')
        import_captions(ImportCaptionsConfig(project=project, captions=captions))
    annotate(AnnotateConfig(project=project, annotations=path))


def _run(path: Path) -> None:
    for run in Runs(path.parents[2]).list():
        EraseConfig.from_dict(run.config_dict())
        assert run.info and run.status
        list(run.events())


CAPTIONS = [
    {"image_id": 1, "caption": "A cat and a dog.", "prompt": "Describe."},
    {"file_name": "b/a.jpg", "text": "No fork."},
]
QUESTIONS = [
    {"question_id": 1, "image": "a.jpg", "text": "Is there a cat in the image?", "label": "yes"}
]
EXAMPLES = [
    {
        "kind": "negative",
        "image": "a.jpg",
        "prompt": "Describe.",
        "caption": "A cat, a dog.",
        "token_ids": [1, 2],
        "targets": [{"stream": "neg", "start": 0, "end": 6, "concepts": ["cat"]}],
    }
]
VOC = (
    "<annotation><filename>a.jpg</filename><object><name>cat</name>"
    "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></object></annotation>"
)
INSTANCES = {
    "images": [{"id": 1, "file_name": "a.jpg", "width": 3, "height": 4}],
    "categories": [{"id": 1, "name": "cat"}],
    "annotations": [{"image_id": 1, "category_id": 1, "bbox": [0, 0, 1, 1]}],
}
ASKED = PopeQuestion("a.jpg", "cat", "Is there a cat in the image?", True, "random")
SKY = {"1": AmberImage(("sky",), ())}
AMBER = [{"id": 1, "type": "generative", "truth": ["sky"], "hallu": ["bird"]}]

READERS = [
    Reader("captions.json", CAPTIONS, _captions),
    Reader("captions.jsonl", CAPTIONS, _captions, lines=True),
    Reader("true.jsonl", [{"image_id": 1, "objects": ["cat", "sofa"]}], _objects, lines=True),
    Reader("imported.jsonl", CAPTIONS, _import, lines=True),
    Reader("imported.json", CAPTIONS, _import),
    Reader("instances.json", INSTANCES, _annotate),
    Reader("a.xml", VOC, _annotate),
    Reader("a.csv", "image,object,label\na.jpg,cat,yes\nb.jpg,dog,no\n", _annotate),
    Reader("pope.jsonl", QUESTIONS, _annotate, lines=True),
    Reader("lists.jsonl", [{"image": "a.jpg", "objects": ["cat"]}], _annotate, lines=True),
    Reader("data.yaml", "names: [cat, dog]\n", lambda path: read_annotations(path, COCO)),
    Reader("words.txt", "cat/cats, kitten\nhot dog\n@ignore cat dog\n@unless cat: seat\n# x\n",
           Vocabulary.from_file),
    Reader("pope.jsonl", QUESTIONS, lambda path: read_questions(path, COCO), lines=True),
    Reader("answers.jsonl", [{"question_id": 1, "answer": "Yes."}],
           lambda path: read_answers(path, numbered([ASKED])), lines=True),
    Reader("amber.json", AMBER, read_amber),
    Reader("relation.json", {"sky": ["cloud"]},
           lambda path: read_words(path.with_name("none"), SKY, path)),
    Reader("safe_words.txt", "sky\ncloud\n",
           lambda path: read_words(path.with_name("none"), SKY, None, path)),
    Reader("examples.jsonl", EXAMPLES, lambda path: read_examples(path, ["cat"]), lines=True),
    Reader("thresholds.json", {"t1": 1, "t0": 2, "t2": 1.5, "scoring": "windows"},
           lambda path: default_thresholds(path.parent, "windows")),
]  # fmt: skip
NAMES = [f"{one.name} {number}" for number, one in enumerate(READERS)]


# --------------------------------------------------------------------------------- the damage

ODD: list[Any] = [
    None, True, -1, 0, 10**40, 1e308, 0.5, "", "\ud83d", "a\0b", "../../x", "\u2028", "x" * 5000,
    [], [[]], {}, {"": None}, ["cat", 3], "1" * 5000, "😀", float("nan"), float("-inf"),
]  # fmt: skip
"""What somebody's program may have written in the place of something else."""


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    yield at
    inner: Iterable[tuple[Any, Any]] = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for key, one in inner:
        yield from places(one, (*at, key))


def replaced(value: Any, at: tuple[Any, ...], by: Any) -> Any:
    """The value with something else at a place."""
    if not at:
        return by
    changed = copy.deepcopy(value)
    inside = changed
    for key in at[:-1]:
        inside = inside[key]
    inside[at[-1]] = by
    return changed


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Bytes with a piece cut out, noise put in, or an end missing."""
    at = draw(st.integers(0, len(content)))
    cut = draw(st.sampled_from([0, 1, 2, 7, len(content)]))
    noise = draw(st.binary(max_size=12) | st.sampled_from([b"\0" * 40, b"[" * 40_000, b"\xff\xfe"]))
    return content[:at] + noise + content[at + cut :]


@st.composite
def changed(draw: st.DrawFn, content: bytes) -> bytes:
    """A JSON file that is damaged, or is JSON still and has something else in a place."""
    value = json.loads(content)
    at = draw(st.none() | st.sampled_from(list(places(value))))
    if at is None:
        return draw(damaged(content))
    return json.dumps(replaced(value, at, draw(st.sampled_from(ODD)))).encode()


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "cp037"]


@pytest.mark.parametrize("reader", READERS, ids=NAMES)
@fuzzed
@given(data=st.data(), encoding=st.sampled_from(ENCODINGS))
def test_any_bytes(reader: Reader, data: st.DataObject, encoding: str, tmp_path: Path) -> None:
    content = reader.content(reader.seed).encode(encoding)
    path = tmp_path / reader.name
    path.write_bytes(data.draw(damaged(content)))
    read(reader.read, path)


@pytest.mark.parametrize("reader", [one for one in READERS if not isinstance(one.seed, str)],
                         ids=lambda one: one.name)  # fmt: skip
@fuzzed
@given(data=st.data(), odd=st.sampled_from(ODD))
def test_something_else_in_the_place_of_a_value(
    reader: Reader, data: st.DataObject, odd: Any, tmp_path: Path
) -> None:
    at = data.draw(st.sampled_from(list(places(reader.seed))))
    path = tmp_path / reader.name
    path.write_text(reader.content(replaced(reader.seed, at, odd)), encoding="utf-8")
    read(reader.read, path)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("reader", READERS, ids=NAMES)
def test_every_encoding(reader: Reader, encoding: str, tmp_path: Path) -> None:
    word = "née 猫" if encoding.startswith("utf") else "née"
    path = tmp_path / reader.name
    path.write_bytes(reader.content(reader.seed).replace("cat", word).encode(encoding))
    read(reader.read, path)


@pytest.mark.parametrize("reader", READERS, ids=NAMES)
def test_a_right_file_is_no_damage(reader: Reader, tmp_path: Path) -> None:
    """The seeds are what the readers take, so that the damage is what is tested."""
    path = tmp_path / reader.name
    path.write_text(reader.content(reader.seed), encoding="utf-8")
    if reader.name == "data.yaml":
        (tmp_path / "a.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    reader.read(path)


# --------------------------------------------------------------------------------- model folders

ADAPTER = {"base_model_name_or_path": "../model", "peft_type": "LORA", "r": 4, "lora_alpha": 8}


def _look(folder: Path) -> None:
    summary = inspect_model(folder)
    json.dumps(summary.to_dict(), allow_nan=False)
    read_tensors(folder)


@contextlib.contextmanager
def being_damaged(path: Path) -> Iterator[bytes]:
    """Give the file's content, and put it back afterwards."""
    whole = path.read_bytes()
    try:
        yield whole
    finally:
        path.write_bytes(whole)


@pytest.fixture
def model(tiny_llava_folder: Path, tmp_path: Path) -> Path:
    """A copy of the tiny LLaVA that may be damaged, with the index of a sharded model besides."""
    folder = Path(shutil.copytree(tiny_llava_folder, tmp_path / "model"))
    names = [one.name for one in read_tensors(folder)]
    index = {"metadata": {"total_size": 8}, "weight_map": dict.fromkeys(names, "model.safetensors")}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# A model\n")
    assert inspect_model(folder).supported
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "config.json",
        "generation_config.json",
        "processor_config.json",
        "tokenizer_config.json",
        "model.safetensors.index.json",
    ],
)
@fuzzed
@given(data=st.data())
def test_damage_in_a_models_settings(name: str, data: st.DataObject, model: Path) -> None:
    with being_damaged(model / name) as whole:
        (model / name).write_bytes(data.draw(changed(whole)))
        read(_look, model)


@pytest.mark.parametrize("name", ["model.safetensors", "README.md"])
@fuzzed
@given(data=st.data())
def test_any_bytes_in_a_models_other_files(name: str, data: st.DataObject, model: Path) -> None:
    with being_damaged(model / name) as whole:
        head = whole[:4000]  # in the weights it is the header that can be wrong
        (model / name).write_bytes(data.draw(damaged(head)) + whole[4000:])
        read(_look, model)


@fuzzed
@given(content=changed(json.dumps(ADAPTER).encode()))
def test_damage_in_an_adapter(content: bytes, model: Path) -> None:
    folder = model.with_name("adapter")
    folder.mkdir(exist_ok=True)
    save_file({"a.lora_A.weight": torch.zeros(4, 8)}, folder / "adapter_model.safetensors")
    (folder / "adapter_config.json").write_bytes(content)
    read(_look, folder)
    read(adapter_base, folder)


@fuzzed
@given(data=st.data(), odd=st.sampled_from(ODD))
def test_something_else_in_the_header_of_weights(
    data: st.DataObject, odd: Any, model: Path
) -> None:
    path = model / "model.safetensors"
    with being_damaged(path) as whole:
        length = struct.unpack("<Q", whole[:8])[0]
        header = json.loads(whole[8 : 8 + length])
        at = data.draw(st.sampled_from(list(places(header))))
        text = json.dumps(replaced(header, at, odd)).encode()
        path.write_bytes(struct.pack("<Q", len(text)) + text + whole[8 + length :])
        read(_look, model)


@settings(fuzzed, max_examples=15)
@given(data=st.data(), name=st.sampled_from(["config.json", "preprocessor_config.json"]))
def test_any_bytes_in_a_clip_folder(data: st.DataObject, name: str, tmp_path: Path) -> None:
    folder = tmp_path / "clip"
    folder.mkdir(exist_ok=True)
    (folder / "model.safetensors").write_bytes(b"")
    for one in ("config.json", "preprocessor_config.json"):
        (folder / one).write_text('{"model_type": "clip"}')
    (folder / name).write_bytes(data.draw(damaged(b'{"model_type": "clip", "text_config": {}}')))
    read(ClipScorer, folder)


# --------------------------------------------------------------------------------- pictures, runs


def picture(kind: str) -> bytes:
    """A small picture of a kind."""
    file = io.BytesIO()
    image = Image.linear_gradient("L").resize((40, 30)).convert("RGB")
    image.save(file, kind, **({"exif": _exif()} if kind in ("JPEG", "PNG", "WEBP") else {}))
    return file.getvalue()


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
@fuzzed
@given(data=st.data())
def test_any_bytes_as_a_picture(kind: str, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind.lower()}"
    path.write_bytes(data.draw(damaged(picture(kind))))
    read(open_image, path)
    read(image_info, path)


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 2**31 - 1), (30_000, 3_000)])
def test_a_picture_that_says_it_is_huge(size: tuple[int, int], tmp_path: Path) -> None:
    content = bytearray(picture("PNG"))
    content[16:24] = struct.pack(">II", *size)
    path = tmp_path / "a.png"
    path.write_bytes(bytes(content))
    read(open_image, path)
    read(image_info, path)


@pytest.mark.parametrize("name", ["config.json", "status.json", "metrics.jsonl"])
@fuzzed
@given(data=st.data())
def test_damage_in_a_run(name: str, data: st.DataObject, tmp_path: Path) -> None:
    if not (tmp_path / "runs").exists():
        run = Runs(tmp_path).create("erase", "sare", EraseConfig(project=tmp_path))
        run.write_event(Progress("erase", 1, 2))
        run.finish("done", {})
    path = next((tmp_path / "runs").iterdir()) / name
    with being_damaged(path) as whole:
        path.write_bytes(data.draw(changed(whole)))
        read(_run, path)
