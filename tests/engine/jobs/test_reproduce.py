"""A report's runs are run again from its file, and every figure is compared."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch

from sare_engine.config import EraseConfig, RelearnConfig, ReportConfig, ReproduceConfig
from sare_engine.errors import DataError
from sare_engine.events import Notice
from sare_engine.jobs.erase import erase
from sare_engine.jobs.relearn import relearn
from sare_engine.jobs.report import report
from sare_engine.jobs.reproduce import reproduce
from sare_engine.jobs.reusing import resuming_settings
from sare_engine.reporting.reproduction import Reproduction
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs
from tests.engine.jobs.conftest import SHORT, ended, failure


@pytest.fixture(scope="module")
def reported(tested_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a project with an erasure and its attack; read only."""
    project = tmp_path_factory.mktemp("reported") / "project"
    shutil.copytree(tested_project, project)
    concepts = ("image", "dog", "table")
    ended(erase(EraseConfig(project=project, concepts=concepts, steps=2, name="first", **SHORT)))
    ended(
        relearn(
            RelearnConfig(
                project=project, run="first", steps=1, samples=2, batch=2, measure_images=2,
                device="cpu",
            )
        )
    )  # fmt: skip
    return report(ReportConfig(project=project)).with_name("reproduce.json")


def test_the_same_figures_come_out_and_a_second_call_keeps_them(
    reported: Path, tmp_path: Path
) -> None:
    config = ReproduceConfig(file=reported, project=tmp_path / "again", device="cpu")
    result = ended(reproduce(config)).result
    assert result["verdict"] == f"All {result['figures']} figures are the same."
    assert result["figures"] == result["equal"] > 20
    assert result["largest_difference"] == 0
    assert result["environment"] == []
    assert [one["run"] for one in result["runs"]] == ["0001-first", "0002-relearn-0001-first"]
    recorded = Runs(reported.parent).list("relearn")[0].info.result["resurgence"]
    [_, attack] = result["runs"]
    shown = {(str(one["step"]), one["metric"]): one["now"] for one in attack["figures"]}
    assert shown == {
        (step, name): value for step, found in recorded.items() for name, value in found.items()
    }
    before = [run.name for run in Runs(tmp_path / "again").list()]
    events = list(reproduce(config))
    assert [run.name for run in Runs(tmp_path / "again").list()] == before
    told = [one.text for one in events if isinstance(one, Notice)]
    assert sum("already there" in text for text in told) == 2


def test_the_new_project_knows_what_the_old_one_knew(reported: Path, tmp_path: Path) -> None:
    recorded = Reproduction.read(reported)
    recorded.project.restore(tmp_path / "new")
    with Project.open(reported.parent) as old, Project.open(tmp_path / "new") as new:
        assert new.images() == old.images()
        assert new.base_set() == old.base_set()
        assert dict(new.settings) == dict(old.settings)
        for before, after in zip(old.each_caption(), new.each_caption(), strict=True):
            assert after == before
            assert new.mentions(after.id) == old.mentions(before.id)


def test_moved_pictures_are_found_by_their_content(reported: Path, tmp_path: Path) -> None:
    stored = json.loads(reported.read_text())
    images = stored["project"]["tables"]["images"]
    place = images["columns"].index("path")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for number, row in enumerate(images["rows"]):
        shutil.copy(row[place], folder / f"{number}.jpg")
    text = reported.read_text()
    for row in images["rows"]:
        text = text.replace(json.dumps(row[place]), json.dumps(row[place] + ".gone"))
        text = text.replace(
            json.dumps(row[place])[1:-1] + '\\"', json.dumps(row[place])[1:-1] + '.gone\\"'
        )
    moved = tmp_path / "moved.json"
    moved.write_text(text)
    config = ReproduceConfig(
        file=moved, project=tmp_path / "again", device="cpu", runs=("0001-first",)
    )
    told = failure(reproduce(config))
    assert told.what == "Pictures are missing."
    assert "--images" in told.fix
    assert not (tmp_path / "again").exists()
    result = ended(reproduce(dataclasses.replace(config, images=folder))).result
    assert result["equal"] == result["figures"] > 0
    assert [one["run"] for one in result["runs"]] == ["0001-first"]


def test_an_attack_takes_its_erasure_along(reported: Path) -> None:
    recorded = Reproduction.read(reported)
    names = [one.name for one in recorded.selected(["0002-relearn-0001-first"])]
    assert names == ["0001-first", "0002-relearn-0001-first"]


def _changed(stored: dict[str, Any], tmp_path: Path) -> ReproduceConfig:
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(stored))
    return ReproduceConfig(file=path, project=tmp_path / "again", device="cpu")


def test_what_does_not_fit_is_refused_before_anything_is_written(
    reported: Path, tmp_path: Path
) -> None:
    stored = json.loads(reported.read_text())

    def refused(**changes: Any) -> str:
        told = failure(reproduce(_changed({**stored, **changes}, tmp_path)))
        assert not (tmp_path / "again").exists()
        return f"{told.what} {told.why} {told.fix}"

    model = stored["model"]
    assert "weights" in refused(model={**model, "fingerprint": "0" * 12})
    assert "--model" in refused(model={**model, "folder": str(tmp_path / "gone")})
    assert "newer" in refused(format=2)
    assert "reproduce.json" in refused(runs=[{"name": 3}])
    [erasure, attack] = stored["runs"]
    for change in ({"name": "../../evil"}, {"name": "1-a/b"}, {"kind": "rm -rf"}):
        told = refused(runs=[{**erasure, **change}, attack])
        assert "not what sare report writes" in told
        assert "Error" not in told
    told = refused(runs=[{**erasure, "config": {**erasure["config"], "steps": "six"}}])
    assert "steps" in told
    told = refused(runs=[{**erasure, "config": {**erasure["config"], "steps": 10**9}}])
    assert "steps" in told
    told = refused(examples=dict.fromkeys(stored["examples"], "not json"))
    assert "not what sare report writes" in told
    rows = stored["project"]
    assert "version" in refused(project={**rows, "schema": 99})
    captions = rows["tables"]["captions"]
    orphans = {"columns": captions["columns"], "rows": [[9999, 9999, *captions["rows"][0][2:]]]}
    told = refused(project={**rows, "tables": {**rows["tables"], "captions": orphans}})
    assert "not those of a project" in told
    assert (
        "has no run 9"
        in failure(
            reproduce(ReproduceConfig(file=reported, project=tmp_path / "again", runs=("9",)))
        ).what
    )


def test_another_project_is_not_changed(reported: Path) -> None:
    told = failure(reproduce(ReproduceConfig(file=reported, project=reported.parent)))
    assert "was not changed" in told.what


def test_what_differs_is_counted_and_named(reported: Path, tmp_path: Path) -> None:
    stored = json.loads(reported.read_text())
    [erasure, _] = stored["runs"]
    values = erasure["measured"][str(erasure["config"]["steps"])]
    values["object_recall"] = values.get("object_recall", 0.0) + 0.25
    erasure["environment"]["versions"]["torch"] = "1.0"
    config = dataclasses.replace(_changed(stored, tmp_path), runs=("0001-first",))
    result = ended(reproduce(config)).result
    assert result["figures"] - result["equal"] == 1
    assert result["largest_difference"] == pytest.approx(0.25)
    assert [one["what"] for one in result["environment"]] == ["torch"]
    assert "25.0 points" in result["verdict"]
    assert "torch" in result["verdict"]


@pytest.fixture(scope="module")
def reported_rounds(tested_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a project with an erasure in two rounds; read only."""
    project = tmp_path_factory.mktemp("rounds") / "project"
    shutil.copytree(tested_project, project)
    settings = {**SHORT, "concepts": ("image", "dog", "table"), "learning_rate": 1e-4}
    ended(erase(EraseConfig(project=project, steps=1, rounds=2, **settings)))
    return report(ReportConfig(project=project)).with_name("reproduce.json")


def test_rounds_are_repeated_each_on_the_one_before(reported_rounds: Path, tmp_path: Path) -> None:
    before = Runs(reported_rounds.parent).list("erase")
    config = ReproduceConfig(
        # The round before comes along.
        file=reported_rounds, project=tmp_path / "again", device="cpu", runs=(before[1].name,)
    )  # fmt: skip
    result = ended(reproduce(config)).result
    assert [one["run"] for one in result["runs"]] == [one.name for one in before]
    assert result["verdict"] == f"All {result['figures']} figures are the same."
    assert result["figures"] == result["equal"] > 10
    made = Runs(tmp_path / "again").list("erase")
    assert [one.config_dict()["parent"] for one in made] == ["", made[0].name]
    # A second call adds no run: the rounds are known, and are not taken for the start of others.
    ended(reproduce(config))
    assert Runs(tmp_path / "again").list() == made


def test_a_continued_erasure_whose_parent_is_gone_is_refused(
    reported_rounds: Path, tmp_path: Path
) -> None:
    stored = json.loads(reported_rounds.read_text())
    first, second = stored["runs"]
    for runs in ([second], [second, first]):
        told = failure(reproduce(_changed({**stored, "runs": runs}, tmp_path)))
        assert told.what == f"{second['name']} cannot be repeated."
        assert first["name"] in told.why and "--runs" in told.fix
        assert not (tmp_path / "again").exists()


def test_an_attack_whose_erasure_is_gone_is_refused(reported: Path, tmp_path: Path) -> None:
    stored = json.loads(reported.read_text())
    attack = stored["runs"][1]
    told = failure(reproduce(_changed({**stored, "runs": [attack]}, tmp_path)))
    assert told.what == "0002-relearn-0001-first cannot be repeated."
    assert "0001-first" in told.why


def test_an_attack_takes_all_rounds_of_its_erasure_along(reported_rounds: Path) -> None:
    recorded = Reproduction.read(reported_rounds)
    first, second = recorded.runs
    attack = dataclasses.replace(
        second, name="0003-relearn", kind="relearn", config={"run": second.name}
    )
    with_attack = dataclasses.replace(recorded, runs=[*recorded.runs, attack])
    names = [one.name for one in with_attack.selected(["0003-relearn"])]
    assert names == [first.name, second.name, "0003-relearn"]


@pytest.mark.parametrize(("device", "processes"), [("cpu", 2), ("cuda:0", 1), ("cuda", 1)])
def test_runs_of_several_processes_are_repeated_where_there_are_fewer_gpus(
    reported: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    device: str,
    processes: int,
) -> None:
    asked: list[EraseConfig] = []

    def ask(config: EraseConfig, *_: Any) -> None:
        asked.append(config)
        raise DataError("Asked.", "", "")

    monkeypatch.setattr("sare_engine.jobs.reproduce.erase_once", ask)
    monkeypatch.setattr("sare_engine.models.loading.resolve_device", torch.device)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 1)
    stored = json.loads(reported.read_text())
    stored["runs"][0]["config"]["processes"] = 2
    config = dataclasses.replace(
        _changed(stored, tmp_path), device=device, runs=(stored["runs"][0]["name"],)
    )
    assert failure(reproduce(config)).what == "Asked."
    [wanted] = asked
    assert (wanted.processes, wanted.device) == (processes, device)


def test_a_repetition_is_resumed_with_as_many_processes(reported: Path) -> None:
    [erasure] = Runs(reported.parent).list("erase")
    wanted = EraseConfig(project=reported.parent, processes=2, device="cpu")
    assert EraseConfig(**resuming_settings(wanted, erasure, False)).processes == 2
    [attack] = Runs(reported.parent).list("relearn")
    again = RelearnConfig(project=reported.parent, device="cpu")
    assert RelearnConfig(**resuming_settings(again, attack, False)).resume == attack.name
