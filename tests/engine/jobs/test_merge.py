"""Merging an adapter: what is written, checked and refused, and erasing in it afterwards."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from sare_engine.config import ConceptsConfig, EraseConfig, MergeConfig, ModelConfig
from sare_engine.control import Control
from sare_engine.domain import CaptionSet
from sare_engine.errors import ConfigError
from sare_engine.events import Finished, Notice, PhaseStarted, Progress
from sare_engine.jobs.concepts import concepts
from sare_engine.jobs.erase import erase
from sare_engine.jobs.example_counts import example_counts
from sare_engine.jobs.merge import merge
from sare_engine.jobs.probe import probe
from sare_engine.jobs.tested_adapter import adapter_to_merge
from sare_engine.models.fingerprint import fingerprint
from sare_engine.models.inspection import inspect_model
from sare_engine.models.loading import load_model
from sare_engine.workspace.project import Project
from tests.engine.conftest import reloading_here
from tests.engine.jobs.conftest import SHORT, World, ended, failure
from tests.engine.models.test_adapters import write_adapter


@pytest.fixture(scope="module")
def adapter(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adapter that changes captions, with a projector trained as a whole."""
    folder = tmp_path_factory.mktemp("lora") / "adapter"
    return write_adapter(world.model, folder, modules_to_save=["multi_modal_projector"])


@pytest.fixture(scope="module")
def merged(
    world: World, adapter: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[object]]:
    """The merged model and the events of merging."""
    out = tmp_path_factory.mktemp("merged") / "model"
    config = MergeConfig(
        model=world.model,
        adapter=adapter,
        out=out,
        device="cpu",
        images=(world.images,),
        verify_images=2,
        shard_size="60KB",
    )
    with reloading_here():
        return out, list(merge(config))


def test_the_merged_model_computes_as_model_and_adapter(
    world: World, adapter: Path, merged: tuple[Path, list[object]]
) -> None:
    out, events = merged
    last = events[-1]
    assert isinstance(last, Finished), last
    assert last.result["captions_compared"] == 2
    assert last.result["captions_changed"] == 0
    assert last.result["captions_identical"] is True
    assert last.result["dtype"] == "float32"
    assert last.result["memory_bytes"] > inspect_model(world.model).bytes_on_disk
    base = load_file(world.model / "model.safetensors")
    update = load_file(adapter / "adapter_model.safetensors")
    written = {
        name: one for path in out.glob("*.safetensors") for name, one in load_file(path).items()
    }
    assert written.keys() == base.keys()
    adapted = 0
    for name, one in written.items():
        expected = base[name]
        inside = name.removesuffix(".weight").split("layers.")[-1]
        pair = [
            update.get(f"base_model.model.model.language_model.layers.{inside}.lora_{side}.weight")
            for side in "AB"
        ]
        trained = update.get("base_model.model.model." + name.removeprefix("model."))
        if "language_model" in name and pair[0] is not None and pair[1] is not None:
            expected = expected + 8 / 4 * pair[1] @ pair[0]
            adapted += 1
        elif trained is not None:
            expected = trained
            adapted += 1
        assert torch.allclose(one, expected, atol=1e-6), name
    assert adapted == 4 + 4


def test_its_folder_is_complete(world: World, merged: tuple[Path, list[object]]) -> None:
    out, _ = merged
    assert len(list(out.glob("*.safetensors"))) > 1
    for name in ("tokenizer.json", "processor_config.json", "chat_template.jinja"):
        assert (out / name).read_bytes() == (world.model / name).read_bytes()
    assert not (out / "adapter_config.json").exists()
    assert "adapter" in (out / "README.md").read_text()
    assert inspect_model(out).supported


def test_every_part_tells_how_far_it_is(merged: tuple[Path, list[object]]) -> None:
    _, events = merged
    phases = [one for one in events if isinstance(one, PhaseStarted)]
    assert [one.phase for one in phases] == [
        "load", "caption", "merge", "caption", "write", "verify",
    ]  # fmt: skip
    for phase in phases[:-1]:
        ends = [
            one.done for one in events if isinstance(one, Progress) and one.phase == phase.phase
        ]
        assert ends[-1] == phase.total
    assert {one.unit for one in phases if one.phase in ("load", "write")} == {"bytes"}


@pytest.mark.parametrize("at", ["caption", "merge", "write"])
def test_a_stop_leaves_nothing(world: World, adapter: Path, tmp_path: Path, at: str) -> None:
    control = Control()
    config = MergeConfig(
        model=world.model,
        adapter=adapter,
        out=tmp_path / "out",
        device="cpu",
        verify_images=1,
        images=(world.images,),
    )
    last = None
    for last in merge(config, control=control):
        if isinstance(last, PhaseStarted) and last.phase == at:
            control.stop()
    assert isinstance(last, Finished)
    assert last.status == "stopped"
    assert list(tmp_path.iterdir()) == []


def test_weights_keep_the_format_they_had(world: World, adapter: Path, tmp_path: Path) -> None:
    half = Path(shutil.copytree(world.model, tmp_path / "half"))
    tensors = load_file(half / "model.safetensors")
    save_file(
        {name: one.bfloat16() for name, one in tensors.items()}, half / "model.safetensors",
        metadata={"format": "pt"},
    )  # fmt: skip
    config = MergeConfig(
        model=half, adapter=adapter, out=tmp_path / "out", device="cpu", verify_images=0
    )
    result = ended(merge(config)).result
    assert result["dtype"] == "bfloat16"
    assert result["captions_identical"] is None
    [file] = (tmp_path / "out").glob("*.safetensors")
    assert {one.dtype for one in load_file(file).values()} == {torch.bfloat16}


def test_an_adapter_alone_names_its_model(adapter: Path, tmp_path: Path) -> None:
    config = MergeConfig(model=adapter, out=tmp_path / "out", device="cpu", verify_images=0)
    result = ended(merge(config)).result
    assert result["adapter"] == str(adapter.resolve())
    load_model(ModelConfig(model=tmp_path / "out", device="cpu"))


def test_what_cannot_be_merged_is_refused(world: World, adapter: Path, tmp_path: Path) -> None:
    config = MergeConfig(model=world.model, adapter=adapter, out=tmp_path / "out", device="cpu")
    with pytest.raises(ConfigError, match="16 or 32 bits"):
        dataclasses.replace(config, quantisation="4bit").validate()
    assert "no adapter" in failure(merge(dataclasses.replace(config, adapter=None))).what
    quantised = Path(shutil.copytree(world.model, tmp_path / "quantised"))
    data = json.loads((quantised / "config.json").read_text())
    data["quantization_config"] = {"quant_method": "bitsandbytes", "load_in_4bit": True}
    (quantised / "config.json").write_text(json.dumps(data))
    failed = failure(merge(dataclasses.replace(config, model=quantised)))
    assert "quantised" in failed.why
    assert "16 or 32 bits" in failed.fix
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "file").write_text("mine")
    assert "not empty" in failure(merge(dataclasses.replace(config, out=taken))).why
    assert not (tmp_path / "out").exists()


def test_an_adapter_that_names_another_model_is_warned_of(
    world: World, adapter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sare_engine.jobs.merge.free_memory", lambda _: 1000)
    config = MergeConfig(
        model=world.model, adapter=adapter, out=tmp_path / "out", device="cpu", verify_images=0
    )
    copied = Path(shutil.copytree(world.model, tmp_path / "renamed"))
    other = Path(shutil.copytree(world.model, tmp_path / "other"))
    (other / "config.json").write_text((other / "config.json").read_text() + "\n")
    moved = Path(shutil.copytree(adapter, tmp_path / "moved"))
    settings = json.loads((moved / "adapter_config.json").read_text())

    def first(model: Path, stated: str | None) -> str:
        settings["base_model_name_or_path"] = stated
        (moved / "adapter_config.json").write_text(json.dumps(settings))
        notice = next(merge(dataclasses.replace(config, model=model, adapter=moved)))
        assert isinstance(notice, Notice) and notice.level == "warning"
        return notice.text

    for stated in (str(world.model), str(copied), "../gone/model", "C:\\gone\\model", None):
        assert "memory" in first(world.model, stated), stated
    for model, stated in ((world.model, str(other)), (world.model, "far/away"), (other, "far/x")):
        assert f"names {stated} as its model, and is merged into {model}" in first(model, stated)


def test_too_little_memory_is_said_before_loading(
    world: World, adapter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sare_engine.jobs.merge.free_memory", lambda _: 1000)
    config = MergeConfig(
        model=world.model, adapter=adapter, out=tmp_path / "out", device="cpu", verify_images=0
    )
    first = next(merge(config))
    assert isinstance(first, Notice)
    assert "1.00 kB are free" in first.text


def test_erasing_in_a_model_with_an_adapter_works_as_the_refusal_says(
    world: World, adapter: Path, merged: tuple[Path, list[object]], tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    ended(probe(dataclasses.replace(world.probe_config(folder), adapter=adapter)))
    [concept] = hallucinated(folder)[:1]
    concepts(ConceptsConfig(project=folder, choose=(concept,)))
    config = EraseConfig(project=folder, steps=1, **SHORT)
    failed = failure(erase(config))
    assert "tested with an adapter" in failed.what
    assert f"sare merge {world.model}" in failed.fix
    assert f"--adapter {adapter}" in failed.fix
    assert f"sare probe {folder}" in failed.fix
    assert example_counts(folder, [concept])["adapter"] == str(adapter)
    # Nor does naming the adapter as the model lead past it.
    named = failure(erase(dataclasses.replace(config, model=adapter)))
    assert f"sare merge {adapter} --out" in named.fix

    ended(probe(dataclasses.replace(world.probe_config(folder), model=merged[0])))
    [concept] = hallucinated(folder)[:1]
    concepts(ConceptsConfig(project=folder, choose=(concept,)))
    assert example_counts(folder, [concept])["adapter"] is None
    result = ended(erase(dataclasses.replace(config, concepts=(concept,)))).result
    assert result["folder"]


def hallucinated(folder: Path) -> list[str]:
    """Concepts by how often they are hallucinated."""
    rows = concepts(ConceptsConfig(project=folder))["concepts"]
    return [
        row["concept"] for row in sorted(rows, key=lambda row: row["hallucinated"], reverse=True)
    ]


def test_a_project_that_was_tested_without_the_adapter_too_needs_no_merging(
    world: World, adapter: Path, tmp_path: Path
) -> None:
    folder = world.model.resolve()
    alone = CaptionSet("alone", fingerprint(folder), "?", model_folder=folder)
    adapted = dataclasses.replace(
        alone, name="adapted", model=fingerprint(folder, adapter), adapter_folder=adapter
    )
    with Project.create(tmp_path / "project") as project:
        assert adapter_to_merge(project) is None
        assert adapter_to_merge(project, world.model) is None
        project.open_caption_set(adapted)
        assert adapter_to_merge(project) == adapter
        assert adapter_to_merge(project, world.model) == adapter
        assert adapter_to_merge(project, tmp_path) is None, "another model"
        project.open_caption_set(alone)
        assert adapter_to_merge(project) is None
        project.set_base("adapted")
        assert adapter_to_merge(project, world.model) == adapter
