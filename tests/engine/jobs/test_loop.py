"""The verbs, one after the other, on a real project with a random model."""

from __future__ import annotations

import csv
import dataclasses
import json
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from torch import Tensor

from sare_engine import add_images, concepts, erase, evaluate, export, probe, relearn, report
from sare_engine.config import (
    AddImagesConfig,
    ConceptsConfig,
    EraseConfig,
    EvaluateConfig,
    ExportConfig,
    ModelConfig,
    ProbeConfig,
    RelearnConfig,
    ReportConfig,
)
from sare_engine.control import Control
from sare_engine.errors import DataError, StorageError
from sare_engine.events import Event, Failed, Finished, Notice, ProbeMetrics, Progress, StepMetrics
from sare_engine.models.loading import load_model
from sare_engine.reporting.kept_evaluations import read_kept_evaluations
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs
from tests.engine.jobs.conftest import SHORT, World, ended, failure
from tests.waiting import eventually


def test_a_probe_judges_every_mention(tested_project: Path) -> None:
    with Project.open(tested_project) as project:
        captions = project.captions()
        mentions = project.mentions()
        verdicts = project.verdicts()
        assert len(captions) == len(project.images()) == 16
        assert mentions
        truth = {image.id: image.true_objects for image in project.images()}
        images = {caption.id: caption.image_id for caption in captions}
        for mention in mentions:
            present = truth[images[mention.caption_id]]
            assert present is not None
            expected = "grounded" if mention.concept in present else "hallucinated"
            assert verdicts[mention.id].verdict == expected
            assert verdicts[mention.id].by == "annotation"


def test_a_second_probe_captions_nothing_anew(world: World, project: Path) -> None:
    events = list(probe(world.probe_config(project)))
    captioned = [e for e in events if isinstance(e, Progress) and e.phase == "caption"]
    assert captioned == []


def test_a_stopped_probe_goes_on_where_it_was(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sare_engine.jobs.caption_writer._COUNT", 4)
    config = dataclasses.replace(world.probe_config(tmp_path / "project"), batch_size=2)
    control = Control()
    for event in probe(config, control=control):
        if isinstance(event, Progress) and event.phase == "caption" and event.done == 4:
            control.stop()
    assert isinstance(event, Finished)
    assert event.status == "stopped"
    with Project.open(config.project) as project:
        kept = {caption.image_id: caption.text for caption in project.captions()}
    assert 4 <= len(kept) < 16
    ended(probe(config))
    with Project.open(config.project) as project:
        whole = {caption.image_id: caption.text for caption in project.captions()}
    assert len(whole) == 16
    assert kept.items() <= whole.items()


def test_an_unreadable_image_costs_only_itself(world: World, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"")
    config = dataclasses.replace(
        world.probe_config(tmp_path / "project"), images=(world.images / "000.png", broken)
    )
    events = list(probe(config))
    assert isinstance(events[-1], Finished)
    assert any(isinstance(e, Notice) and "broken.png" in e.text for e in events)
    assert events[-1].result["images"] == 1


def test_an_export_without_report_is_still_an_export(
    erase_config: EraseConfig, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_config: ReportConfig) -> Path:
        raise StorageError("The report could not be written.", "The disk is full.", "Free space.")

    ended(erase(erase_config))
    monkeypatch.setattr("sare_engine.jobs.export.report", full_disk)
    out = tmp_path / "out"
    events = list(
        export(ExportConfig(project=project, run="sare", out=out, verify_images=0, device="cpu"))
    )
    assert isinstance(events[-1], Finished) and "report" not in events[-1].result
    assert any(isinstance(one, Notice) and "report" in one.text for one in events)
    assert (out / "merged" / "config.json").is_file()


def test_vanished_images_are_named_and_left_out(
    world: World, project: Path, erase_config: EraseConfig, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    for number in range(3):
        Image.new("RGB", (40, 40), (number * 60, 90, 10)).save(own / f"{number}.png")
    config = dataclasses.replace(world.probe_config(project), images=(own,), poll=True)
    ended(probe(config))
    Image.new("RGB", (40, 40), (7, 7, 7)).save(own / "new.png")
    ended(add_images(AddImagesConfig(project=project, images=(own,))))
    for name in ("0.png", "new.png"):
        (own / name).unlink()

    def warned(events: list[Event]) -> str:
        assert isinstance(events[-1], Finished), events[-1]
        return " ".join(
            e.text for e in events if isinstance(e, Notice) and "no longer exists" in e.text
        )

    told = warned(list(probe(dataclasses.replace(config, images=(), poll=True))))
    assert told == "Skipped, because the file no longer exists: new.png."
    told = warned(list(erase(erase_config)))
    assert told == "Skipped, because the file no longer exists: 0.png, new.png."
    with Project.open(project) as opened:
        captioned = {one.image_id for one in opened.captions()}
        assert {one.path.name for one in opened.images() if one.id not in captioned} == {"new.png"}


def test_the_users_word_survives_a_new_probe(world: World, project: Path) -> None:
    with Project.open(project) as opened:
        mention = opened.mentions()[0]
        before = opened.verdicts()[mention.id].verdict
        other = "grounded" if before == "hallucinated" else "hallucinated"
        opened.override(mention.id, other)
    ended(probe(world.probe_config(project)))
    with Project.open(project) as opened:
        verdict = opened.verdicts()[mention.id]
        assert (verdict.verdict, verdict.by) == (other, "user")


def test_annotations_of_other_images_are_refused(world: World, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    document = json.loads(world.annotations.read_text())
    for image in document["images"]:
        image["file_name"] = "x" + image["file_name"]
    other.write_text(json.dumps(document))
    config = dataclasses.replace(world.probe_config(tmp_path / "project"), annotations=other)
    assert "do not match" in failure(probe(config)).what


def test_no_image_is_an_error(world: World, tmp_path: Path) -> None:
    config = ProbeConfig(project=tmp_path / "project", model=world.model, device="cpu")
    assert "no image" in failure(probe(config)).what


def test_concepts_are_chosen_and_released(project: Path) -> None:
    table = concepts(ConceptsConfig(project=project, choose_rate=0.01, minimum_hallucinated=1))
    chosen = table["chosen"]
    assert chosen
    for row in table["concepts"]:
        assert row["rate"] == pytest.approx(row["hallucinated"] / row["mentions"])
        assert row["erase"] == (row["hallucinated"] >= 1)
    rest = concepts(ConceptsConfig(project=project, release=(chosen[0],)))["chosen"]
    assert rest == chosen[1:]
    assert concepts(ConceptsConfig(project=project, choose=(chosen[0],)))["chosen"] == chosen


def test_a_concept_that_never_occurs_is_refused(project: Path) -> None:
    with pytest.raises(DataError, match="zebra"):
        concepts(ConceptsConfig(project=project, choose=("zebra",)))
    config = EraseConfig(project=project, concepts=("zebra",), steps=1, **SHORT)
    [failed] = erase(config)  # Nothing was loaded before.
    assert isinstance(failed, Failed) and "zebra" in failed.what


def test_a_project_s_moved_model_can_be_named(world: World, project: Path) -> None:
    with Project.open(project) as opened:
        opened.query("UPDATE caption_sets SET model_folder = '/gone/model'")
    config = EraseConfig(project=project, concepts=("zebra",), steps=1, **SHORT)
    failed = failure(erase(config))
    assert "/gone/model" in failed.why and "--model" in failed.fix
    assert "zebra" in failure(erase(dataclasses.replace(config, model=world.model))).what


def test_nothing_chosen_is_an_error(project: Path) -> None:
    assert "nothing to erase" in failure(erase(EraseConfig(project=project, **SHORT))).what


def test_too_few_examples_are_an_error(project: Path) -> None:
    table = concepts(ConceptsConfig(project=project))
    rare = [row["concept"] for row in table["concepts"] if row["hallucinated"] == 1]
    config = EraseConfig(project=project, concepts=(rare[0],), steps=1, **SHORT)
    failed = failure(erase(config))
    assert "too few" in failed.what
    assert list((project / "runs").glob("0*")) == []


def test_invalid_settings_are_all_named(project: Path) -> None:
    failed = failure(erase(EraseConfig(project=project, rho=-1.0, steps=0)))
    assert "rho" in failed.why
    assert "steps" in failed.why


@pytest.mark.usefixtures("same_process")
def test_erase_attack_export_and_report(
    erase_config: EraseConfig, project: Path, world: World, tmp_path: Path
) -> None:
    for method in ("efuf", "sare"):
        events = list(erase(dataclasses.replace(erase_config, method=method, name=method)))
        done = events[-1]
        assert isinstance(done, Finished), done
        run = Runs(project).find(method)
        assert run.status == "done"
        steps = [event for event in events if isinstance(event, StepMetrics)]
        assert run.steps("erase") == steps
        assert run.config_dict()["concepts"] == ["image", "dog", "table"]
        assert EraseConfig.from_dict(run.config_dict()).model == world.model.resolve()
        assert [probe.step for probe in run.probes("erase")] == [0, 3]

    attack = RelearnConfig(
        project=project, run="sare", steps=2, samples=4, batch=2, measure_at=(1, 2),
        measure_images=2, device="cpu", lora_rank=4,
    )  # fmt: skip
    for name in ("fresh_adapter", "same_adapter", "full"):
        attacked = ended(relearn(dataclasses.replace(attack, attack=name)))
        assert list(attacked.result["resurgence"]) == ["0", "1", "2"]
    assert "nothing to relearn" in failure(relearn(dataclasses.replace(attack, run=""))).what
    concepts(ConceptsConfig(project=project, choose=("image", "dog", "table")))
    ended(relearn(dataclasses.replace(attack, run="")))

    out = tmp_path / "export"
    exported = ended(
        export(ExportConfig(project=project, run="sare", out=out, verify_images=2, device="cpu"))
    )
    assert exported.result["captions_identical"] is True
    assert exported.result["captions_compared"] == {"adapter": 2, "merged": 2}
    assert exported.result["differences"] == {"adapter": [], "merged": []}
    assert "SARE" in Path(exported.result["report"]).read_text(encoding="utf-8")
    for form in ("adapter", "merged"):
        record = json.loads((out / form / "sare_erasure.json").read_text(encoding="utf-8"))
        assert record["method"] == "sare" and record["settings"]["steps"] == 3
        measured = record["measured"]
        assert measured["after"] == run.probes("erase")[-1].values
        assert measured["attacked"] == attacked.result["resurgence"]["2"]
        assert measured["attack"] == (
            "2 steps on 3 hallucinated captions, training all weights, 2 captions per step, "
            "learning rate 0.001"
        )
        assert str(project) not in json.dumps(record), "a path of this computer"
    again = failure(export(ExportConfig(project=project, run="sare", out=out, device="cpu")))
    assert "not empty" in again.why

    page = report(ReportConfig(project=project)).read_text()
    assert "SARE" in page
    assert "EFUF" in page

    measured = ended(
        evaluate(
            EvaluateConfig(
                model=out / "merged",
                base=world.model,
                images=(world.images,),
                annotations=world.annotations,
                vocabulary=world.vocabulary,
                concepts=("image",),
                max_new_tokens=16,
                device="cpu",
                csv=tmp_path / "images.csv",
                html=tmp_path / "page.html",
                keep_in=project,
                keep_as=run.name,
            )
        )
    )
    kept = {one.benchmark: one for one in read_kept_evaluations(project)}
    assert {one.run for one in kept.values()} == {run.name}
    said = kept[f"captions of {world.annotations.name}"].values
    assert said["chair_s"] == measured.result["chair_s"]
    asked = kept["POPE, random"].values
    assert asked["pope_accuracy"] == measured.result["pope"]["random"]["accuracy"]
    assert measured.result["perplexity_under_base"] > 1.0
    assert set(measured.result["pope"]) == {"random", "popular", "adversarial"}
    assert 0.0 <= measured.result["hallucination_rate"] <= 1.0
    _check_evaluation_files(measured.result)


def _check_evaluation_files(result: Mapping[str, Any]) -> None:
    """The rows of the images add up to the figures, and the page shows the pictures."""
    with Path(result["csv"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == result["images"] == 16

    def total(name: str) -> int:
        return sum(int(row[name]) for row in rows)

    assert total("hallucinated_mentions") / total("mentions") == pytest.approx(result["chair_i"])
    assert total("degenerate") / len(rows) == pytest.approx(result["degenerate_rate"])
    tested = [row for row in rows if row["tested"] == "1"]
    said = sum(row["erased_said"] != "" for row in tested) / len(tested)
    assert said == pytest.approx(result["hallucination_rate"])
    for strategy, scores in result["pope"].items():
        right = total(f"pope_{strategy}_right") / total(f"pope_{strategy}_questions")
        assert right == pytest.approx(scores["accuracy"])
    page = Path(result["html"]).read_text(encoding="utf-8")
    assert "data:image/jpeg;base64," in page and "adversarial" in page


def test_a_given_model_comes_back_as_it_was(erase_config: EraseConfig, world: World) -> None:
    loaded = load_model(ModelConfig(model=world.model, device="cpu"))
    before = {name: value.clone() for name, value in loaded.model.state_dict().items()}
    ended(erase(erase_config, model=loaded))
    after = loaded.model.state_dict()
    assert before.keys() == after.keys()
    assert all(bool((before[name] == after[name]).all()) for name in before)


def test_the_command_gives_the_numbers_of_the_loaded_model(
    erase_config: EraseConfig, world: World
) -> None:
    def numbers(name: str, **given: Any) -> list[dict[str, float]]:
        config = dataclasses.replace(erase_config, name=name, steps=3)
        values = [
            event.values
            for event in erase(config, **given)
            if isinstance(event, (StepMetrics, ProbeMetrics))
        ]
        return [{k: v for k, v in one.items() if k != "seconds"} for one in values]

    loaded = load_model(ModelConfig(model=world.model, device="cpu"))
    in_the_window = numbers("window", model=loaded)
    assert len(in_the_window) > 3
    assert numbers("command") == in_the_window


def test_full_training_saves_the_whole_model(erase_config: EraseConfig, project: Path) -> None:
    ended(erase(dataclasses.replace(erase_config, trainable="full", learning_rate=1e-4)))
    run = Runs(project).list()[-1]
    assert (run.model_folder / "config.json").is_file()
    attack = RelearnConfig(
        project=project, run=run.name, steps=1, samples=2, batch=2, measure_at=(1,),
        measure_images=2, attack="same_adapter", device="cpu",
    )  # fmt: skip
    assert "not possible" in failure(relearn(attack)).what
    ended(relearn(dataclasses.replace(attack, attack="full")))


def test_a_stopped_run_is_resumed_to_the_same_weights(
    erase_config: EraseConfig, project: Path
) -> None:
    from safetensors.torch import load_file

    config = dataclasses.replace(erase_config, steps=4)
    ended(erase(dataclasses.replace(config, name="whole")))
    control = Control()
    for event in erase(dataclasses.replace(config, name="halved"), control=control):
        if isinstance(event, StepMetrics) and event.step == 2:
            control.stop()
    assert isinstance(event, Finished)
    assert event.status == "stopped"
    halved = Runs(project).find("halved")
    assert halved.status == "stopped"
    first = sum(one.values["seconds"] for one in halved.steps("erase"))
    overrule_all(project, "grounded")  # A run goes on with what it began with.
    events = list(erase(EraseConfig(project=project, resume="halved", device="cpu")))
    assert [e.step for e in events if isinstance(e, StepMetrics)] == [3, 4]
    assert halved.status == "done"
    seconds = halved.info.result["training_seconds"]
    assert seconds > first
    assert seconds == pytest.approx(sum(o.values["seconds"] for o in halved.steps("erase")))
    status = halved.info
    assert "cannot be resumed" in failure(erase(EraseConfig(project=project, resume="halved"))).what
    assert halved.info == status
    whole = load_file(Runs(project).find("whole").adapter_folder / "adapter_model.safetensors")
    resumed = load_file(halved.adapter_folder / "adapter_model.safetensors")
    assert whole.keys() == resumed.keys()
    assert all(bool((whole[name] == resumed[name]).all()) for name in whole)


def overrule_all(project: Path, verdict: str) -> None:
    with Project.open(project) as opened:
        for mention in opened.mentions():
            opened.override(mention.id, verdict)


def test_a_run_is_repeated_from_its_own_folder(erase_config: EraseConfig, project: Path) -> None:
    from safetensors.torch import load_file

    def weights(name: str) -> dict[str, Tensor]:
        return load_file(Runs(project).find(name).adapter_folder / "adapter_model.safetensors")

    ended(erase(dataclasses.replace(erase_config, name="first")))
    run = Runs(project).find("first")
    attack = RelearnConfig(
        project=project, run="first", steps=1, samples=2, batch=2, measure_images=2, device="cpu"
    )
    ended(relearn(attack))
    attacked = Runs(project).list("relearn")[-1]
    overrule_all(project, "grounded")
    stored = EraseConfig.from_dict(run.config_dict())
    assert "cannot be erased" in failure(erase(dataclasses.replace(stored, name="other"))).what
    ended(erase(dataclasses.replace(stored, name="again", examples=run.path)))
    first, again = weights("first"), weights("again")
    assert first.keys() == again.keys()
    assert all(bool((first[name] == again[name]).all()) for name in first)

    assert "nothing to relearn" in failure(relearn(attack)).what
    ended(relearn(dataclasses.replace(attack, examples=attacked.path)))
    [loss] = [one.values["loss"] for one in attacked.steps("relearn")]
    [repeated] = [one.values["loss"] for one in Runs(project).list("relearn")[-1].steps("relearn")]
    assert repeated == pytest.approx(loss, rel=1e-5)


def test_an_erasure_without_any_picture_names_them(erase_config: EraseConfig) -> None:
    with Project.open(erase_config.project) as opened:
        folder = erase_config.project / "gone"
        opened.move_images({one.id: folder / one.path.name for one in opened.images()})
    told = failure(erase(erase_config))
    assert "pictures are missing" in told.what
    assert "sare add" in told.fix


def test_a_failed_run_is_marked_as_failed(
    erase_config: EraseConfig, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object, **__: object) -> None:
        raise StorageError("The adapter could not be written.", "The disk is full.", "Free space.")

    monkeypatch.setattr("sare_engine.exporting.forms.adapter.export_adapter", full_disk)
    assert "disk is full" in failure(erase(erase_config)).why
    run = Runs(project).list()[-1]
    assert run.status == "failed"
    assert run.info.result["why"] == "The disk is full."


def test_a_run_that_failed_while_saving_is_resumed(
    erase_config: EraseConfig, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object, **__: object) -> None:
        raise StorageError("The adapter could not be written.", "The disk is full.", "Free space.")

    with monkeypatch.context() as patch:
        patch.setattr("sare_engine.exporting.forms.adapter.export_adapter", full_disk)
        failure(erase(dataclasses.replace(erase_config, checkpoint_every=2)))
    resumed = ended(erase(EraseConfig(project=project, resume="sare", device="cpu")))
    assert Path(resumed.result["folder"]).is_dir()
    assert resumed.result["held_out"] and resumed.result["training_seconds"] > 0


def test_captions_of_which_nothing_would_be_left_are_no_pairs(
    erase_config: EraseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sare_engine.erasure.batches.preference_pair", lambda _: None)
    told = failure(erase(dataclasses.replace(erase_config, method="dpo")))
    assert "no caption to prefer" in told.what
    assert "choose another method" in told.fix


def test_an_unfinished_run_cannot_be_exported(erase_config: EraseConfig, project: Path) -> None:
    control = Control()
    for event in erase(erase_config, control=control):
        if isinstance(event, StepMetrics):
            control.stop()
    run = Runs(project).list()[-1]
    config = ExportConfig(project=project, run=run.name, out=project / "out", device="cpu")
    assert "no result" in failure(export(config)).what


@pytest.mark.parametrize("what", ["probe", "erase", "relearn"])
def test_stop_and_pause_take_effect_within_two_seconds(
    what: str, world: World, erase_config: EraseConfig, project: Path, tmp_path: Path
) -> None:
    control = Control()
    if what == "probe":
        config = dataclasses.replace(
            world.probe_config(tmp_path / "new"), max_new_tokens=4000, batch_size=16
        )
        events = probe(config, control=control)
        started = "caption"
    elif what == "erase":
        events = erase(dataclasses.replace(erase_config, steps=100_000), control=control)
        started = "erase"
    else:
        attack = RelearnConfig(
            project=project, run="", samples=4, batch=2, steps=100_000, measure_at=(),
            attack="full", device="cpu",
        )  # fmt: skip
        concepts(ConceptsConfig(project=project, choose=("image", "dog", "table")))
        events = relearn(attack, control=control)
        started = "relearn"
    seen: list[Event] = []
    running = threading.Event()

    def work() -> None:
        for event in events:
            seen.append(event)
            if getattr(event, "phase", "") == started:
                running.set()

    thread = threading.Thread(target=work)
    thread.start()
    assert running.wait(120)
    # Time of this process, so that a busy machine does not decide.
    asked = time.process_time()
    control.pause()
    eventually(lambda: control.waiting)
    assert time.process_time() - asked < 2.0
    count = len(seen)
    time.sleep(0.5)
    assert len(seen) == count
    assert thread.is_alive()
    asked = time.process_time()
    control.stop()
    thread.join(60)
    assert not thread.is_alive()
    assert time.process_time() - asked < 2.0
    assert isinstance(seen[-1], Finished)
    assert seen[-1].status == "stopped"


def test_an_owner_may_leave_at_the_end(erase_config: EraseConfig, project: Path) -> None:
    events = erase(erase_config)
    assert any(isinstance(event, Finished) for event in events)
    del events
    assert Runs(project).list()[-1].status == "done"


def test_measurements_tell_before_and_now(erase_config: EraseConfig) -> None:
    probes = [e for e in erase(erase_config) if isinstance(e, ProbeMetrics)]
    for name in ("hallucination_rate", "concept_recall", "ce_neg", "sharpness_worst"):
        assert name in probes[0].values
    assert {"image", "before", "now"} == set(probes[-1].samples[0])
