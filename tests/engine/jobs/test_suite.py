"""A suite of attacks on an erasure: ordinary runs, reused, budgeted, with a placebo."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    AttackConfig,
    CompareConfig,
    EraseConfig,
    RelearnConfig,
    attack,
    compare,
    erase,
    robustness_summary,
)
from sare_engine.cli import main
from sare_engine.cli.results import show_summary
from sare_engine.config import ImportCaptionsConfig
from sare_engine.control import Control, Stopped
from sare_engine.erasure.example_files import read_examples
from sare_engine.erasure.methods import METHODS
from sare_engine.events import Event, Finished, Notice, Progress, StepMetrics
from sare_engine.grounding.mentions import find_mentions
from sare_engine.jobs import taking_turns
from sare_engine.jobs.import_captions import import_captions
from sare_engine.jobs.opening import HELD_OUT_SPLIT, project_vocabulary
from sare_engine.jobs.reusing import attack_once
from sare_engine.jobs.suite_plan import plan_suite
from sare_engine.jobs.suite_work import SuiteWork
from sare_engine.reporting.suite_file import read_suite_results
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.robustness.suite import Suite, SuiteAttack
from sare_engine.robustness.suites import SUITES
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs
from tests.engine.jobs.conftest import SHORT, ended, failure

CONCEPTS = ("image", "dog", "table")
FRESH = next(one for one in ATTACKS.values() if one.weights == "new adapter" and one.relearns)
NOISE = next(one for one in ATTACKS.values() if "noise_scale" in one.uses)
SMALL = Suite(
    key="small",
    title="Small",
    sentence="Two attacks.",
    attacks=(
        SuiteAttack(FRESH, {"learning_rate": 1e-2, "samples": 4}),
        SuiteAttack(NOISE, {"noise_scale": 0.1}),
    ),
)


@pytest.fixture(scope="module")
def erased_project(tested_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tested project with a short erasure."""
    project = Path(shutil.copytree(tested_project, tmp_path_factory.mktemp("erased") / "project"))
    ended(erase(EraseConfig(project=project, concepts=CONCEPTS, steps=2, **SHORT)))
    return project


@pytest.fixture(autouse=True)
def small_suite() -> Iterator[None]:
    """A suite of two attacks, for the tests of this module."""
    with SUITES.registered(SMALL):
        yield


def suite_config(project: Path, **changes: Any) -> AttackConfig:
    return AttackConfig(
        **{
            "project": project, "suite": SMALL.key, "steps": 2, "batch": 2, "measure_at": (),
            "measure_images": 4, "lora_rank": 2, "device": "cpu", "control": ("sky",), **changes,
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def done(erased_project: Path) -> list[Event]:
    """The events of a small suite with a placebo; its project must not be changed."""
    with SUITES.registered(SMALL):
        return list(attack(suite_config(erased_project)))


@pytest.fixture
def project(erased_project: Path, tmp_path: Path) -> Path:
    """A copy of the project without the suite's runs."""
    copy = Path(shutil.copytree(erased_project, tmp_path / "project"))
    runs = Runs(copy)
    for run in runs.list("relearn"):
        runs.remove(run)
    return copy


def result_of(events: list[Event]) -> dict[str, Any]:
    assert isinstance(events[-1], Finished), events[-1]
    return dict(events[-1].result)


def counted_by_hand(run: RunFolder, project: Path, objects: tuple[str, ...]) -> tuple[int, int]:
    """Count tested and hallucinating images from the outcomes in the run's own record."""
    last = run.probes("relearn")[-1]
    outcomes = last.counted["outcomes"]
    with Project.open(project) as opened:
        images = [one for one in opened.images(HELD_OUT_SPLIT) if one.path.is_file()]
    assert len(outcomes) <= len(images)
    return sum(mark in "01" for mark in outcomes), outcomes.count("1")


def test_a_suite_is_made_of_ordinary_runs(done: list[Event], erased_project: Path) -> None:
    result = result_of(done)
    assert result["run"] == "0001-sare" and result["suite"] == SMALL.key
    names = {one.name for one in SMALL.attacks}
    assert {one["name"] for one in result["attacks"]} == names
    runs = Runs(erased_project)
    assert [run.name.split("-", 1)[1] for run in runs.list("relearn")] == [
        "relearn-0001-sare", "relearn-0001-sare", "placebo-0001-sare", "placebo-base",
    ]  # fmt: skip
    for row in result["attacks"]:
        run = runs.find(row["run"])
        values = run.info.result["resurgence"]
        last = values[max(values, key=int)]
        assert row["rate"] == last["hallucination_rate"]
        assert row["object_recall"] == last["object_recall"]
        assert row["broken"] == last["degenerate_rate"]
        tested, hits = counted_by_hand(run, erased_project, CONCEPTS)
        assert (row["n"], row["rate"]) == (tested, pytest.approx(hits / tested))
        assert row["low"] <= row["rate"] <= row["high"]
        assert row["steps"] == (2 if ATTACKS[row["attack"]].trains else 0)
    counting = [one for one in result["attacks"] if one["within_bound"]]
    assert result["worst"] == (counting[0] if counting else {})
    assert result["verdict"]["headline"]


def test_the_placebo_teaches_the_control_on_both_models(
    done: list[Event], erased_project: Path
) -> None:
    result = result_of(done)
    found = result["placebo"]
    assert found["controls"] == dict.fromkeys(sorted(CONCEPTS), "sky")
    runs = Runs(erased_project).list("relearn")
    [erased, base] = [run for run in runs if "placebo" in run.name]
    place = next(n for n, one in enumerate(result["attacks"]) if one["attack"] == FRESH.key)
    assert (erased.info.result["attacked"], base.info.result["attacked"]) == ("0001-sare", "")
    for run, rate in ((erased, found["placebo"]), (base, found["base"])):
        tested, hits = counted_by_hand(run, erased_project, ("sky",))
        assert (rate["n"], rate["rate"]) == (tested, pytest.approx(hits / tested))
    [attacked] = [run for run in runs if run.name == result["attacks"][place]["run"]]
    ours, theirs = (run.probes("relearn")[-1].counted["outcomes"] for run in (attacked, erased))
    pairs = [pair for pair in zip(ours, theirs, strict=True) if "-" not in pair]
    assert found["specific"]["n"] == len(pairs)
    assert found["specific"]["difference"] == pytest.approx(
        sum((one == "1") - (two == "1") for one, two in pairs) / len(pairs)
    )
    with Project.open(erased_project) as project:
        words = project_vocabulary(project)
    taught = read_examples(erased.path, CONCEPTS).retain
    original = {one.image: one.caption for one in read_examples(attacked.path, CONCEPTS).retain}
    assert taught and {one.image for one in taught} <= original.keys()
    for one in taught:
        named = [m.concept for m in find_mentions(one.caption, words) if not m.negated]
        assert "sky" in named and not set(CONCEPTS) & set(named)
        assert one.caption != original[one.image]


def test_a_placebo_is_no_resurgence(done: list[Event], erased_project: Path) -> None:
    used = {one["attack"] for one in robustness_summary(erased_project)["runs"]}
    assert used and not any("placebo" in name for name in used)


def test_overall_progress_reaches_its_total(done: list[Event]) -> None:
    progress = [one for one in done if isinstance(one, Progress) and one.phase == "suite"]
    counts = [one.done for one in progress]
    assert counts == sorted(counts)
    assert set(counts) == {0, 1, 2, 3, 4}
    assert {one.total for one in progress} == {4}
    assert all(one.eta_seconds is not None for one in progress if one.done)
    assert (progress[-1].eta_seconds, progress[-1].fraction) == (0, 1.0)
    names = {one.name for one in SMALL.attacks}
    assert {title for one in progress for title in one.running} >= names


def test_a_second_call_reuses_what_is_there(done: list[Event], erased_project: Path) -> None:
    again = list(attack(suite_config(erased_project, minutes=1e-6)))
    assert not any(isinstance(one, StepMetrics) for one in again)
    assert again[-1] == done[-1]


def test_an_attack_that_another_worker_makes_is_waited_for(
    done: list[Event], erased_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = plan_suite(suite_config(erased_project)).attack_config(SMALL.attacks[0])
    monkeypatch.setattr(taking_turns, "_folder", [tmp_path])
    control = Control()

    def events() -> Generator[Event, None, str]:
        return attack_once(wanted, "Attack", control, take_over=False)

    first = events()
    found = next(first)
    assert isinstance(found, Notice) and "already there" in found.text
    second = events()
    waits = next(second)
    assert isinstance(waits, Notice) and "waiting for another worker" in waits.text
    first.close()
    assert next(second) == found
    third = events()
    next(third)
    control.stop()
    with pytest.raises(Stopped):
        next(third)


def test_a_stopped_suite_continues_within_its_budget(project: Path) -> None:
    control = Control()
    config = suite_config(project, minutes=1e-6, placebo=False)
    for event in attack(config, control=control):
        if isinstance(event, StepMetrics):
            control.stop()
    assert isinstance(event, Finished) and event.status == "stopped"
    assert [run.status for run in Runs(project).list("relearn")] == ["stopped"]
    # The first attack always runs; the other would end later.
    result = result_of(list(attack(config)))
    assert [one["attack"] for one in result["attacks"]] == [FRESH.key]
    [left] = result["left_out"]
    assert left["name"] == SMALL.attacks[1].name and "time was up" in left["why"]
    rest = result_of(list(attack(config)))
    assert [run.status for run in Runs(project).list("relearn")] == ["done", "done"]
    assert len(rest["attacks"]) == 2 and rest["left_out"] == []
    assert rest["placebo"]["why"] == "It was not asked for."


def test_what_cannot_be_run_is_listed_with_the_reason(project: Path) -> None:
    own = next(one for one in ATTACKS.values() if one.imported)
    failing = SuiteAttack(FRESH, {"learning_rate": 1e-2, "samples": 4})
    suite = dataclasses.replace(
        SMALL, key="failing", title="Failing", attacks=(SuiteAttack(own, {"samples": 4}), failing)
    )
    with SUITES.registered(suite), pytest.MonkeyPatch.context() as patch:
        from sare_engine.errors import EngineError

        def diverge(*_: Any, **__: Any) -> Iterator[Event]:
            raise EngineError("The attack diverged.", "No finite loss.", "Lower the rate.")
            yield

        patch.setattr("sare_engine.jobs.suite_work.attack_once", diverge)
        events = list(attack(suite_config(project, suite="failing", placebo=False)))
    result = result_of(events)
    assert {one["name"]: one["why"] for one in result["left_out"]} == {
        suite.attacks[0].name: "The project has no imported captions (sare import).",
        failing.name: "The attack diverged. No finite loss.",
    }
    assert result["worst"] == {} and result["verdict"]["headline"] == "No attack has finished."
    assert any(isinstance(one, Notice) and "diverged" in one.text for one in events)


def test_own_captions_are_those_that_were_imported(project: Path, tmp_path: Path) -> None:
    own = next(one for one in ATTACKS.values() if one.imported)
    with Project.open(project) as opened:
        trained = [one.path for one in opened.images("train")]
        held_out = [one.path for one in opened.images(HELD_OUT_SPLIT)]
    lines = [
        json.dumps({"image": path.name, "caption": f"A dog on a table, number {n}."})
        for n, path in enumerate([*trained, *held_out])
    ]
    (tmp_path / "mine.jsonl").write_text("\n".join(lines))
    import_captions(ImportCaptionsConfig(project=project, captions=tmp_path / "mine.jsonl"))
    suite = dataclasses.replace(
        SMALL, key="own", title="Own", attacks=(SuiteAttack(own, {"samples": 100}),)
    )
    with SUITES.registered(suite):
        result = result_of(list(attack(suite_config(project, suite="own", run="sare"))))
    [row] = result["attacks"]
    run = Runs(project).find(row["run"])
    taught = read_examples(run.path, CONCEPTS).retain
    assert {one.image for one in taught} == set(trained)
    assert all(one.caption.startswith("A dog on a table") and one.prompt for one in taught)
    assert "No attack that teaches the hallucination" in result["placebo"]["why"]


def test_a_control_that_cannot_be_used_is_refused_before_the_model_is_loaded(
    project: Path,
) -> None:
    for control, why in (("dog", "erased itself"), ("zebra", "vocabulary does not have")):
        refused = failure(attack(suite_config(project, control=(control,))))
        assert why in refused.why
    refused = failure(attack(suite_config(project, control=("cat=sky",))))
    assert "It is not erased" in refused.why
    runs = Runs(project)
    assert runs.list("relearn") == []
    runs.remove(runs.find("sare"))
    assert "no finished erasure" in failure(attack(suite_config(project))).why


def test_a_control_is_chosen_by_the_rule_or_the_reason_is_given(project: Path) -> None:
    choice = plan_suite(suite_config(project, control=())).choice
    # The random model may happen to leave an object alone.
    assert choice.controls.keys() | choice.missing.keys() == set(CONCEPTS)
    assert all("other objects fits" in why for why in choice.missing.values())
    assert not set(choice.controls.values()) & set(CONCEPTS)


def test_placebo_is_a_setting_of_relearning_alone(project: Path) -> None:
    config = RelearnConfig(project=project, attack=NOISE.key, placebo=("dog=sky",))
    assert config.controls == {}
    taught = dataclasses.replace(config, attack=FRESH.key)
    assert taught.controls == {"dog": "sky"}
    assert dict(dataclasses.replace(taught, placebo=("dog",)).problems()).keys() == {"placebo"}


def test_time_is_kept_for_the_placebo(project: Path) -> None:
    now = [0.0]
    config = suite_config(project, minutes=1.0)
    work = SuiteWork(config, Control(), None, [True, True, True, True], 2, clock=lambda: now[0])
    wanted = RelearnConfig(project=project)
    assert not work._is_late(wanted, trains=True)  # The first always runs.
    work._seconds[True].append(15.0)
    now[0] = 15.0
    assert not work._is_late(wanted, trains=True)  # 15 + 15 + 2 · 15 = 60
    now[0] = 16.0
    assert work._is_late(wanted, trains=True)
    placebo = dataclasses.replace(wanted, placebo=("dog=sky",))
    assert not work._is_late(placebo, trains=True)


def test_suites_hold_every_attack() -> None:
    listed = {one.attack.key for one in SUITES["standard"].attacks}
    assert listed == set(ATTACKS) == {one.attack.key for one in SUITES["full"].attacks}
    for suite in SUITES.values():
        names = [one.name for one in suite.attacks]
        assert len(set(names)) == len(names)
        for one in suite.attacks:
            assert one.settings.keys() <= set(one.attack.uses)


def test_the_command_prints_the_worst_case_first(
    done: list[Event], erased_project: Path, tmp_path: Path
) -> None:
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        code = main(
            ["attack", str(erased_project), "--suite", SMALL.key, "--steps", "2", "--batch", "2",
             "--measure-images", "4", "--lora-rank", "2", "--device", "cpu", "--control", "sky",
             "--measure-at"]
        )  # fmt: skip
    assert code == 0
    result, shown = result_of(done), text.getvalue()
    places = [shown.index(one["name"]) for one in result["attacks"]]
    assert places == sorted(places)
    assert result["verdict"]["headline"] in shown
    assert "control" in shown


def test_methods_are_compared_by_their_suites(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    methods = list(METHODS)[:2]
    config = CompareConfig(
        project=project, suite=SMALL.key, methods=tuple(methods), seeds=(0,), concepts=CONCEPTS,
        steps=2, negative_batch=2, retain_batch=2, attack_steps=2, attack_batch=2, measure_at=(),
        measure_images=4, lora_rank=2, device="cpu",
    )  # fmt: skip
    assert {"attack", "samples", "noise_scale"} <= config.unused()
    assert not {"attack_steps", "prompt"} & config.unused()
    result = ended(compare(config)).result
    assert list(result["methods"]) == methods
    names = {one.name for one in SMALL.attacks}
    for found in result["methods"].values():
        assert {one["name"] for one in found["attacks"]} == names
    erasures = Runs(project).list("erase")[1:]
    assert [len(read_suite_results(run)) for run in erasures] == [1, 1]
    made = len(Runs(project).list())
    again = ended(compare(config)).result
    assert again == result
    assert len(Runs(project).list()) == made
    show_summary(result)
    shown = capsys.readouterr().out
    assert all(name in shown for name in names)
    assert result["verdict"] in shown
