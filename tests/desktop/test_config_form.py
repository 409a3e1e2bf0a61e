"""The form made of a config dataclass, by mouse and keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QUndoStack, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from sare_desktop.widgets.forms.config_form import ConfigForm, copy_command
from sare_desktop.widgets.forms.field_editors import number_text
from sare_engine import (
    CompareConfig,
    Config,
    EraseConfig,
    ExportConfig,
    ProbeConfig,
    RelearnConfig,
    presets,
    settings_of,
)
from sare_engine.settings import setting
from tests.desktop.dropping import drop
from tests.waiting import eventually

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: Any, form: ConfigForm[Any]) -> ConfigForm[Any]:
    qtbot.addWidget(form)
    form.resize(480, 900)
    form.show()
    form.activateWindow()
    eventually(form.isActiveWindow)
    return form


def problem(form: ConfigForm[Any], name: str) -> str:
    label = form.findChild(QLabel, f"form.{name}.problem")
    assert label is not None
    return "" if label.isHidden() else label.text()


def button(form: ConfigForm[Any], name: str) -> QAbstractButton:
    found = form.findChild(QAbstractButton, name)
    assert found is not None
    return found


def retype(qtbot: Any, field: QWidget, text: str) -> None:
    """Replace what stands in a field by typing."""
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text) if text else qtbot.keyClick(field, Qt.Key.Key_Delete)


@pytest.mark.parametrize("kind", [ProbeConfig, EraseConfig, RelearnConfig, CompareConfig])
def test_every_setting_has_a_described_field_and_defaults_come_back(qtbot: Any, kind: Any) -> None:
    form = shown(qtbot, ConfigForm(kind))
    for one in settings_of(kind):
        field = form.field(one.name)
        assert one.help in field.toolTip()
        assert one.label.split()[0] in field.accessibleName()
    given = {one.name: Path("x") for one in settings_of(kind) if one.required}
    assert form.config(**given) == kind(**given)


def test_values_of_any_config_come_back_equal(qtbot: Any) -> None:
    config = ProbeConfig(
        model=Path("/m"),
        project=Path("/p"),
        images=(Path("/a b"), Path("/c,d")),
        t1=21.5,
        prompt="What, then?",
        trust_remote_code=True,
    )
    form = shown(qtbot, ConfigForm(ProbeConfig))
    form.set_values(config.to_dict())
    assert form.config() == config
    compare = CompareConfig(project=Path("/p"), seeds=(3, 4), methods=("sare",))
    other = shown(qtbot, ConfigForm(CompareConfig))
    other.set_values(compare.to_dict())
    assert other.config() == compare


def test_scientific_notation_and_decimal_comma_are_taken(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(EraseConfig))
    retype(qtbot, form.field("learning_rate"), "3e-5")
    retype(qtbot, form.field("rho"), "0,25")
    assert form.values()["learning_rate"] == 3e-5
    assert form.values()["rho"] == 0.25


def test_numbers_are_written_as_people_write_them() -> None:
    assert [number_text(one) for one in (1e-9, 0.001, 32.0, 2.5e16, -0.5)] == [
        "1e-9",
        "0.001",
        "32",
        "2.5e16",
        "-0.5",
    ]


def test_all_problems_are_told_at_once_beside_their_fields(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(EraseConfig, hidden=("project",)))
    retype(qtbot, form.field("learning_rate"), "99")
    retype(qtbot, form.field("lambda_neg"), "a")
    form.set_values({"warmup": 7.0})
    assert form.config() is None
    assert "largest" in problem(form, "learning_rate")
    assert "not a number" in problem(form, "lambda_neg")
    assert "largest" in problem(form, "warmup")
    assert button(form, "form.advanced").isChecked()
    general = form.findChild(QLabel, "form.problems")
    assert general is not None
    assert "Project" in general.text()
    assert form.field("learning_rate").property("invalid")
    assert QApplication.focusWidget() is form.field("learning_rate")
    retype(qtbot, form.field("learning_rate"), "0.001")
    assert problem(form, "learning_rate") == ""
    assert problem(form, "lambda_neg")


def test_a_half_typed_number_is_no_mistake_until_the_field_is_left(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(EraseConfig))
    retype(qtbot, form.field("rho"), "1e-")
    assert problem(form, "rho") == ""
    qtbot.keyClick(form.field("rho"), Qt.Key.Key_Tab)
    assert "not a number" in problem(form, "rho")


def test_a_problem_between_fields_is_told(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(ProbeConfig, only=("t1", "t0")))
    form.set_values({"t1": 30.0, "t0": 20.0})
    assert form.config(model=Path("m"), project=Path("p")) is None
    assert "T0" in problem(form, "t1")


def test_reset_shows_where_something_changed_and_puts_it_back(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(EraseConfig))
    reset = button(form, "form.rho.reset")
    assert not reset.isVisible()
    retype(qtbot, form.field("rho"), "0.5")
    assert reset.isVisible()
    assert not button(form, "form.steps.reset").isVisible()
    qtbot.mouseClick(reset, LEFT)
    assert form.values()["rho"] == EraseConfig(project=Path()).rho
    assert not reset.isVisible()
    form.set_values({"steps": 7, "anneal": True})
    assert "1" in button(form, "form.advanced").text()
    qtbot.mouseClick(button(form, "form.reset_all"), LEFT)
    assert form.config(project=Path()) == EraseConfig(project=Path())


def test_advanced_settings_unfold_by_key(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(EraseConfig))
    assert not form.field("warmup").isVisible()
    qtbot.keyClick(button(form, "form.advanced"), Qt.Key.Key_Space)
    assert form.field("warmup").isVisible()


def test_tab_visits_the_fields_in_their_order(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(ExportConfig, only=("form", "out", "verify_images")))
    form.field("form").setFocus()
    visited = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert visited == ["form.form", "form.out", "form.out.browse", "form.verify_images"]


def test_the_wheel_scrolls_past_a_field_without_focus(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(EraseConfig))
    steps = form.field("steps")
    form.field("rho").setFocus()
    turn_wheel(steps)
    assert form.values()["steps"] == EraseConfig(project=Path()).steps
    steps.setFocus()
    turn_wheel(steps)
    assert form.values()["steps"] == EraseConfig(project=Path()).steps + 1


def turn_wheel(field: QWidget) -> None:
    middle = QPointF(field.rect().center())
    event = QWheelEvent(
        middle,
        field.mapToGlobal(middle),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)


def test_presets_set_their_values_and_say_which_one_it_is(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(EraseConfig))
    box = form.findChild(QComboBox, "form.preset")
    assert box is not None
    for index, preset in enumerate(presets(EraseConfig)):
        box.setFocus()
        box.setCurrentIndex(index)
        box.activated.emit(index)
        assert form.config(project=Path()) == EraseConfig(project=Path(), **preset.values)
        assert box.currentData() == preset.name
    retype(qtbot, form.field("learning_rate"), "0.77")
    assert box.currentIndex() == -1


def test_edits_are_undone_one_field_at_a_time(qtbot: Any) -> None:
    stack = QUndoStack()
    form = shown(qtbot, ConfigForm(EraseConfig, undo=stack))
    before = form.values()
    retype(qtbot, form.field("rho"), "0.125")
    form.field("seed").setFocus()
    qtbot.keyClick(form.field("seed"), Qt.Key.Key_Up)
    assert stack.count() == 2
    stack.undo()
    assert form.values() == {**before, "rho": 0.125}
    stack.undo()
    assert form.values() == before
    stack.redo()
    assert form.values()["rho"] == 0.125
    qtbot.mouseClick(button(form, "form.reset_all"), LEFT)
    assert form.values() == before
    stack.undo()
    assert form.values()["rho"] == 0.125


def test_paths_are_dropped_on_their_fields(qtbot: Any, tmp_path: Path) -> None:
    form = shown(qtbot, ConfigForm(ProbeConfig, only=("model", "images")))
    line = form.field("model")
    assert isinstance(line, QLineEdit)
    assert drop(line, tmp_path)
    assert form.values()["model"] == tmp_path
    lines = form.field("images")
    assert isinstance(lines, QPlainTextEdit)
    (tmp_path / "a.png").touch()
    assert drop(lines.viewport(), tmp_path / "a.png", tmp_path)
    assert drop(lines.viewport(), tmp_path)
    assert form.values()["images"] == (tmp_path / "a.png", tmp_path)


def test_the_largest_seed_fits(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(EraseConfig))
    retype(qtbot, form.field("seed"), str(2**32 - 1))
    assert form.values()["seed"] == 2**32 - 1


def test_required_path_is_asked_for(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(ExportConfig, only=("out",)))
    assert form.config(project=Path("p"), run="1") is None
    assert problem(form, "out")


def test_optional_numbers_and_texts(qtbot: Any) -> None:
    @dataclass(frozen=True)
    class Odd(Config):
        count: int | None = setting(None, minimum=0, maximum=5, help="Count.")
        words: tuple[str, ...] = setting(("a", "b"), help="Words.")

    form = shown(qtbot, ConfigForm(Odd, with_presets=False))
    assert form.config() == Odd()
    retype(qtbot, form.field("count"), "9")
    retype(qtbot, form.field("words"), "x , y z")
    assert form.config() is None
    assert "largest" in problem(form, "count")
    retype(qtbot, form.field("count"), "")
    assert form.config() == Odd(count=None, words=("x", "y z"))


def test_the_command_is_copied(qtbot: Any) -> None:
    command = copy_command(EraseConfig(project=Path("my project"), steps=3))
    assert QGuiApplication.clipboard().text() == command
    assert "--steps 3" in command
    assert "my project" in command


def test_a_job_s_own_settings_come_before_those_it_shares(qtbot: Any) -> None:
    names = [one.name for one in settings_of(EraseConfig)]
    assert names.index("method") < names.index("rho") < names.index("lora_rank")
    assert names.index("lora_rank") < names.index("model") < names.index("device")
    form = shown(qtbot, ConfigForm(EraseConfig, hidden=("project",)))
    tops = [
        form.field(name).mapTo(form, QPoint()).y()
        for name in ("method", "steps", "rho", "lambda_neg", "lora_rank", "device")
    ]
    assert tops == sorted(tops)


def test_fields_reach_the_edge_with_and_without_a_reset_button(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(EraseConfig, hidden=("project",)))

    def edge() -> int:
        field = form.field("method")
        return field.mapTo(form, QPoint(field.width(), 0)).x()

    assert edge() == form.width()
    form.set_values({"method": "efuf"})
    assert button(form, "form.method.reset").isVisible()
    assert edge() == form.width()
