"""Downloading from a hub that runs on this computer: whole, stopped, resumed, refused."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sare_engine import download
from sare_engine.config import DownloadConfig
from sare_engine.control import Control
from sare_engine.errors import ModelError
from sare_engine.events import Event, Notice, PhaseStarted, Progress
from sare_engine.models import hub as hub_module
from sare_engine.models.hub import hub_name
from sare_engine.models.inspection import inspect_model
from tests.engine.jobs.conftest import ended, failure
from tests.engine.models.fake_hub import NAME, REVISION, FakeHub, point_at, serving
from tests.engine.tiny_detectors import yolos
from tests.engine.tiny_image_text import write_tiny_clip

ROOT = Path(__file__).resolve().parents[3]
WEIGHTS = "model.safetensors"


@pytest.fixture
def hub(
    tiny_llava_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FakeHub]:
    folder = Path(shutil.copytree(tiny_llava_folder, tmp_path / "on-the-hub"))
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x04 pickled")
    (folder / "modeling_own.py").write_text("print('ran')\n")
    (folder / "consolidated.safetensors").write_bytes(b"the same again")
    (folder / "onnx").mkdir()
    (folder / "onnx" / "config.json").write_text("{}")
    (folder / ".gitattributes").write_text("*.bin filter=lfs\n")
    with serving(folder) as server:
        point_at(server, monkeypatch)
        yield server


def run(events: Iterator[Event]) -> tuple[list[Event], dict[str, object]]:
    """Run a job; return its events and result."""
    seen = list(events)
    return seen, dict(ended(iter(seen)).result)


def test_a_model_arrives_whole_and_without_what_can_run(hub: FakeHub, tmp_path: Path) -> None:
    out = tmp_path / "model"
    seen, result = run(download(DownloadConfig(model=NAME, out=out)))
    kept = {path.name for path in out.iterdir()}
    assert not kept & {"pytorch_model.bin", "modeling_own.py", "consolidated.safetensors", "onnx"}
    for name in result["files"]:  # type: ignore[attr-defined]
        assert (out / name).read_bytes() == (hub.folder / name).read_bytes()
    assert result["left_out"] == [
        ".gitattributes", "consolidated.safetensors", "modeling_own.py", "onnx/config.json",
        "pytorch_model.bin",
    ]  # fmt: skip
    assert (result["licence"], result["revision"], result["supported"]) == ("mit", REVISION, True)
    assert inspect_model(out).supported
    assert not list(out.glob(".*.part"))
    # The size is told before the first byte of a file.
    size = sum((out / name).stat().st_size for name in result["files"])  # type: ignore[attr-defined]
    told = next(place for place, one in enumerate(seen) if isinstance(one, Notice))
    [phase] = [one for one in seen if isinstance(one, PhaseStarted) and one.phase == "download"]
    assert (phase.total, phase.unit) == (size, "bytes") and result["bytes"] == size
    last = [one for one in seen if isinstance(one, Progress)][-1]
    assert (last.done, last.total) == (size, size)
    assert told < seen.index(phase)


def test_without_a_folder_only_the_size_is_told(hub: FakeHub, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    seen, result = run(download(DownloadConfig(model=f"https://huggingface.co/{NAME}/")))
    assert result["name"] == NAME and result["bytes"]
    assert hub.requests == [] and set(tmp_path.iterdir()) == before
    assert any(isinstance(one, Notice) and "Not downloaded" in one.text for one in seen)


def test_code_is_taken_only_with_consent(hub: FakeHub, tmp_path: Path) -> None:
    run(download(DownloadConfig(model=NAME, out=tmp_path / "model", code=True)))
    assert (tmp_path / "model" / "modeling_own.py").is_file()
    assert not (tmp_path / "model" / "pytorch_model.bin").exists()


def test_a_stopped_download_goes_on_where_it_was(
    hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sare_engine.jobs.download._BETWEEN_READINGS", 0.0)
    config = DownloadConfig(model=NAME, out=tmp_path / "model")
    control = Control()
    small = sum(
        path.stat().st_size
        for pattern in ("*.json", "*.jinja")
        for path in hub.folder.glob(pattern)
    )
    for event in download(config, control=control):
        if isinstance(event, Progress) and event.phase == "download" and event.done > small:
            control.stop()
    assert ended(iter([event])).status == "stopped"
    [part] = (tmp_path / "model").glob(f".{WEIGHTS}.*.part")
    there = part.stat().st_size
    assert 0 < there < (hub.folder / WEIGHTS).stat().st_size
    before = hub.asked("config.json")
    seen, _ = run(download(config))
    assert hub.asked("config.json") == before  # what is whole is not fetched again
    assert hub.asked(WEIGHTS)[-1] == f"bytes={there}-"
    first = next(one for one in seen if isinstance(one, Progress) and one.phase == "download")
    assert first.done >= there
    assert (tmp_path / "model" / WEIGHTS).read_bytes() == (hub.folder / WEIGHTS).read_bytes()
    requests = len(hub.requests)
    run(download(config))
    assert len(hub.requests) == requests


@pytest.mark.parametrize("ranges", [True, False])
def test_a_broken_connection_is_opened_anew(hub: FakeHub, tmp_path: Path, ranges: bool) -> None:
    hub.break_after, hub.ranges = 30_000, ranges
    seen, result = run(download(DownloadConfig(model=NAME, out=tmp_path / "model")))
    assert (tmp_path / "model" / WEIGHTS).read_bytes() == (hub.folder / WEIGHTS).read_bytes()
    assert len(hub.requests) == len(result["files"]) + 1  # type: ignore[arg-type]
    assert [one for one in seen if isinstance(one, Progress)][-1].done == result["bytes"]


def test_a_busy_hub_is_asked_again_for_a_while(
    hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sare_engine.models.hub_files._WAIT", 0.01)
    hub.busy = 2
    run(download(DownloadConfig(model=NAME, out=tmp_path / "model")))
    hub.busy = 1000
    failed = failure(download(DownloadConfig(model=NAME, out=tmp_path / "other")))
    assert "503" in failed.why and "is kept" in failed.fix
    assert hub.busy == 995


def test_stop_does_not_wait_for_a_dead_connection(
    hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = Control()
    events = download(DownloadConfig(model=NAME, out=tmp_path / "model"), control=control)
    for event in events:
        if isinstance(event, PhaseStarted) and event.phase == "download":
            hub.shutdown()
            hub.server_close()
            control.stop()
            asked = time.monotonic()
    assert ended(iter([event])).status == "stopped"
    assert time.monotonic() - asked < 2


def test_a_file_that_arrives_changed_is_refused(hub: FakeHub, tmp_path: Path) -> None:
    hub.damage = {WEIGHTS}
    config = DownloadConfig(model=NAME, out=tmp_path / "model")
    assert "checksum" in failure(download(config)).why
    assert not (tmp_path / "model" / WEIGHTS).exists()
    assert not list((tmp_path / "model").glob(".*.part"))
    hub.damage = set()
    run(download(config))


@pytest.mark.parametrize(
    ("error", "says", "fix"),
    [
        ((401, "GatedRepo"), "gated", "HF_TOKEN"),
        ((403, "GatedRepo"), "gated", "HF_TOKEN"),
        ((404, "RepoNotFound"), "no model of that name", "name"),
        ((404, "RevisionNotFound"), "no such revision", "branch"),
        ((503, ""), "503", "later"),
    ],
)
def test_what_the_hub_refuses_is_told(
    hub: FakeHub, tmp_path: Path, error: tuple[int, str], says: str, fix: str
) -> None:
    hub.error = error
    failed = failure(download(DownloadConfig(model=NAME, out=tmp_path / "model")))
    assert NAME in failed.what and says in failed.why and fix in failed.fix
    assert not (tmp_path / "model").exists()


def test_without_a_network(hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import huggingface_hub

    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "http://127.0.0.1:9")
    failed = failure(download(DownloadConfig(model=NAME, out=tmp_path / "model")))
    assert "cannot be reached" in failed.why and "try again" in failed.fix


def test_a_full_disk_is_told_before_the_first_byte(
    hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = DownloadConfig(model=NAME, out=tmp_path / "model")
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    failed = failure(download(config))
    assert "are needed" in failed.why and hub.requests == []


def test_a_disk_that_fills_up_keeps_what_it_has(hub: FakeHub, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    config = DownloadConfig(model=NAME, out=tmp_path / "model")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        failed = failure(download(config))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "could not be written" in failed.what and failed.fix
    assert (tmp_path / "model" / "config.json").is_file()
    run(download(config))


def test_a_folder_with_other_things_is_left_alone(hub: FakeHub, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "mine.txt").write_text("mine")
    failed = failure(download(DownloadConfig(model=NAME, out=tmp_path / "model")))
    assert "not empty" in failed.why
    assert [one.name for one in (tmp_path / "model").iterdir()] == ["mine.txt"]


def test_what_is_no_mllm_is_refused_before_its_weights(hub: FakeHub, tmp_path: Path) -> None:
    config = hub.folder / "config.json"
    config.write_text(json.dumps({"architectures": ["LlamaForCausalLM"], "model_type": "llama"}))
    failed = failure(download(DownloadConfig(model=NAME, out=tmp_path / "model")))
    assert "cannot see" in failed.what
    assert not (tmp_path / "model" / WEIGHTS).exists()


def test_pickled_weights_are_refused(hub: FakeHub, tmp_path: Path) -> None:
    for path in hub.folder.glob("*.safetensors"):
        path.unlink()
    failed = failure(download(DownloadConfig(model=NAME, out=tmp_path / "model")))
    assert "pytorch_model.bin" in failed.why and "safetensors" in failed.fix


def test_names_cannot_leave_the_folder() -> None:
    hostile = ["../up.json", "..\\up.json", "C:up.json", "/etc/up.json", ".hidden.json", "a/b.json"]
    entries = [hub_module.HubFile(name, 1, "i", "") for name in [*hostile, "config.json"]]
    assert [one.name for one in hub_module._wanted(entries, code=True)] == ["config.json"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("llava-hf/llava-1.5-7b-hf", "llava-hf/llava-1.5-7b-hf"),
        ("https://huggingface.co/a/b", "a/b"),
        ("../a", None),
        ("a/../b", None),
        ("/a/b", None),
        ("a", None),
        ("a/b/c", None),
        ("./b", None),
    ],
)
def test_names_on_the_hub(text: str, name: str | None) -> None:
    assert hub_name(text) == name


def test_a_name_instead_of_a_folder_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        inspect_model(Path("llava-hf/llava-1.5-7b-hf"))
    assert "Nothing is downloaded unless you ask" in caught.value.why
    assert "sare download llava-hf/llava-1.5-7b-hf --out" in caught.value.fix
    assert "not a name" in failure(download(DownloadConfig(model="what is this"))).why


def test_the_command_line_downloads_and_tells_bytes(hub: FakeHub, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "sare_engine.cli", "download", NAME, "--out", "model"]
    environment = {**os.environ, "HF_ENDPOINT": hub.address, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*line, "--json", "-"],
        capture_output=True, text=True, check=True, cwd=tmp_path, env=environment,
    )  # fmt: skip
    assert json.loads(done.stdout)["folder"] == str(tmp_path / "model")
    assert " kB" in done.stderr and "bytes" not in done.stderr
    assert inspect_model(tmp_path / "model").supported


@pytest.mark.parametrize(
    ("write", "use"), [(yolos, "--detector"), (write_tiny_clip, "--clip")], ids=["detector", "clip"]
)
def test_a_model_that_judges_captions_is_recognised(
    write: Callable[[Path], Path],
    use: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(write(tmp_path / "on-the-hub")) as server:
        point_at(server, monkeypatch)
        seen, result = run(download(DownloadConfig(model=NAME, out=tmp_path / "model")))
    assert result["supported"] is True and (tmp_path / "model" / WEIGHTS).is_file()
    assert any(isinstance(one, Notice) and use in one.text for one in seen)
