"""What the window proposes for a project: its own settings, the demo's, and where to compute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sare_desktop.project_forms import (
    EXPERT_SETTING,
    GIVEN,
    KeptForm,
    given_settings,
    settings_of_last_test,
)
from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_engine import DEMO_FOLDER, EraseConfig, ModelConfig, ProbeConfig, Project, presets
from tests.waiting import eventually


def kept_form(qtbot: Any, session: Session, kind: Any, name: str, **known: Any) -> ConfigForm[Any]:
    form: ConfigForm[Any] = ConfigForm(kind, hidden=GIVEN)
    KeptForm(session, form, name, **known)
    qtbot.addWidget(form)
    return form


def demo_values(kind: Any) -> dict[str, Any]:
    return dict(next(one.values for one in presets(kind) if one.name == "demo"))


def test_forms_that_are_there_before_the_demo_propose_what_suits_it(
    qtbot: Any, session: Session
) -> None:
    forms = {kind: kept_form(qtbot, session, kind, kind.__name__) for kind in _KINDS}
    assert session.open_demo()
    for kind, form in forms.items():
        wanted = demo_values(kind)
        assert {name: form.values()[name] for name in wanted} == wanted
    eventually(lambda: not session.engine.busy, seconds=120)


_KINDS = (EraseConfig, ProbeConfig)


def test_a_project_is_tested_again_as_it_was(qtbot: Any, session: Session, tmp_path: Path) -> None:
    folder, clip = tmp_path / "project", tmp_path / "clip"
    with Project.create(folder) as project:
        project.settings["generation"] = {"prompt": "What is there?", "max_new_tokens": 30}
        project.settings["thresholds"] = {"t1": 1.0, "clip": str(clip), "scoring": "whole"}
        project.settings["annotations"] = {"path": "truth.json", "vocabulary": "0"}
    form = kept_form(qtbot, session, ProbeConfig, "test", known=settings_of_last_test)
    assert session.open_project(folder)
    values = form.values()
    assert (values["prompt"], values["max_new_tokens"]) == ("What is there?", 30)
    assert (values["clip"], values["clip_scoring"]) == (clip, "whole")
    # What was annotated is in the project; the field is for other annotations.
    assert values["annotations"] is None
    form.set_values({"max_new_tokens": 40})
    session.close_project()
    assert session.open_project(folder)
    assert form.values()["max_new_tokens"] == 40


def test_a_job_computes_as_the_model_was_held(session: Session, tmp_path: Path) -> None:
    session.settings.set("device", "cpu")
    with Project.create(tmp_path / "project") as project:
        project.settings["model"] = str(tmp_path / "model")
    assert session.open_project(tmp_path / "project")
    assert given_settings(session) == {"project": tmp_path / "project", "device": "cpu"}
    session.held_config = ModelConfig(
        model=tmp_path / "model", device="cuda", quantisation="4bit", trust_remote_code=True
    )
    given = given_settings(session)
    assert (given["device"], given["quantisation"]) == ("cuda", "4bit")
    assert given["trust_remote_code"] is True
    session.held_config = ModelConfig(model=DEMO_FOLDER / "model", trust_remote_code=True)
    assert given_settings(session)["trust_remote_code"] is False


def test_the_mode_of_forms_is_the_users_and_kept(
    qtbot: Any, session: Session, tmp_path: Path
) -> None:
    forms: list[ConfigForm[Any]] = []
    for name in ("one", "other"):
        form: ConfigForm[Any] = ConfigForm(EraseConfig, hidden=GIVEN, plain=("steps",))
        KeptForm(session, form, name)
        qtbot.addWidget(form)
        forms.append(form)
    first, other = (form.modes for form in forms)
    assert first is not None and other is not None
    assert not first.expert
    first.set_expert(True)
    assert other.expert and session.settings.value(EXPERT_SETTING) is True
    late: ConfigForm[Any] = ConfigForm(EraseConfig, hidden=GIVEN, plain=("steps",))
    KeptForm(session, late, "late")
    qtbot.addWidget(late)
    assert late.modes is not None and late.modes.expert


def test_a_project_remembers_from_which_preset_its_settings_differ(
    qtbot: Any, session: Session, tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    Project.create(folder).close()
    assert session.open_project(folder)
    form = kept_form(qtbot, session, EraseConfig, "erase.form")
    recommended = next(one for one in presets(EraseConfig) if one.name == "recommended")
    form.apply_preset(recommended)
    form.set_values({"learning_rate": 0.5})
    again = kept_form(qtbot, session, EraseConfig, "erase.form")
    assert again.base_preset == recommended
    again.reset("learning_rate")
    assert again.config(project=Path()) == EraseConfig(project=Path(), **recommended.values)
