"""The form made of a config dataclass, by mouse and keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

import sare_engine
from sare_desktop import theme
from sare_desktop.undo_stack import UndoStack
from sare_desktop.widgets.forms.config_form import ConfigForm, copy_command
from sare_desktop.widgets.forms.field_editors import number_text
from sare_engine import (
    CompareConfig,
    Config,
    EraseConfig,
    ExportConfig,
    Preset,
    ProbeConfig,
    RelearnConfig,
    Setting,
    presets,
    settings_of,
)
from sare_engine.registry import Entry, Registry
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


def tooltip(form: ConfigForm[Any], declared: Setting) -> str:
    """Return the tooltip of a setting: of its label, and where it has none, of its field."""
    for label in form.findChildren(QLabel):
        if label.buddy() is form.field(declared.name):
            return label.toolTip()
    return form.field(declared.name).toolTip()


@pytest.mark.parametrize("kind", [ProbeConfig, EraseConfig, RelearnConfig, CompareConfig])
def test_every_setting_has_a_described_field_and_defaults_come_back(qtbot: Any, kind: Any) -> None:
    form = shown(qtbot, ConfigForm(kind))
    for one in settings_of(kind):
        field = form.field(one.name)
        tip = tooltip(form, one)
        assert one.own_help in tip
        for entry in one.entries.values():
            assert f"{entry.title}: {entry.sentence}" in tip
        assert all(sentence in tip for sentence in one.sentences.values())
        assert one.label.split()[0] in field.accessibleName()
    given = {one.name: Path("x") for one in settings_of(kind) if one.required}
    if kind is ProbeConfig:
        given["model"] = Path("x")  # Needed unless a server is given.
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
    stack = UndoStack()
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
    form.set_values({"method": "efuf", "steps": 7})
    assert button(form, "form.steps.reset").isVisible()
    form.set_values({"method": "graddiff"})
    assert edge() == form.width()


# Forms of settings that only some entries use

TOY_METHODS: Registry[Entry] = Registry("toy method", "", [])
TOY_METHODS.register(
    Entry(key="bold", title="BOLD", sentence="Goes far.", uses=("reach", "climb", "tip", "grip"))
)
TOY_METHODS.register(Entry(key="calm", title="Calm", sentence="Stays near.", uses=("beta",)))
TOY_CLIMBS: Registry[Entry] = Registry("toy climb", "", [])
TOY_CLIMBS.register(Entry(key="stairs", title="Stairs", sentence="Step by step."))
TOY_CLIMBS.register(Entry(key="ladder", title="Ladder", sentence="Straight up.", uses=("rungs",)))


@dataclass(frozen=True)
class ToyConfig(Config):
    """Settings of which each method uses its own."""

    method: str = setting("bold", choices=TOY_METHODS, help="How.")
    reach: float = setting(1.0, minimum=0.0, label="Reach", help="How far.")
    climb: str = setting("stairs", choices=TOY_CLIMBS, help="How to get up.")
    rungs: int = setting(9, minimum=1, help="Rungs of the ladder.")
    beta: float = setting(0.1, label="Beta", help="How near.")
    seed: int = setting(0, minimum=0, help="Seed.")
    grip: bool = setting(False, help="Hold on.", advanced=True)
    tip: str = setting("", help="What to tip.", advanced=True)


@dataclass(frozen=True)
class ToyListConfig(Config):
    """A setting that holds several entries."""

    methods: tuple[str, ...] = setting(("bold",), choices=TOY_METHODS, help="Which.")
    beta: float = setting(0.1, label="Beta", help="How near.")


def toy(qtbot: Any, **options: Any) -> ConfigForm[ToyConfig]:
    form = shown(qtbot, ConfigForm(ToyConfig, **options))
    button(form, "form.advanced").setChecked(True)
    return form


def visible(form: ConfigForm[Any]) -> set[str]:
    return {one.name for one in settings_of(form.config_type) if form.field(one.name).isVisible()}


def choose(form: ConfigForm[Any], name: str, key: str) -> None:
    box = form.field(name)
    assert isinstance(box, QComboBox)
    box.setFocus()
    box.setCurrentIndex(box.findData(key))


def test_only_settings_that_the_chosen_entries_use_are_shown(qtbot: Any) -> None:
    form = toy(qtbot)
    assert visible(form) == {"method", "reach", "climb", "seed", "grip", "tip"}
    choose(form, "climb", "ladder")
    assert visible(form) == {"method", "reach", "climb", "rungs", "seed", "grip", "tip"}
    choose(form, "method", "calm")
    assert visible(form) == {"method", "beta", "seed"}
    assert not button(form, "form.advanced").isVisible()
    for label in form.findChildren(QLabel):
        if label.text() in ("Reach", "Climb", "Rungs", "Tip"):
            assert not label.isVisible()
    choose(form, "method", "bold")
    assert visible(form) == {"method", "reach", "climb", "rungs", "seed", "grip", "tip"}


def test_a_hidden_row_takes_no_room(qtbot: Any) -> None:
    form = toy(qtbot)
    form.set_values({"reach": 3.0})

    def top(name: str) -> int:
        return form.field(name).mapTo(form, QPoint()).y()

    row = top("climb") - top("reach")
    before = top("seed")
    choose(form, "method", "calm")  # reach and climb go, beta comes
    eventually(lambda: abs(top("seed") - (before - row)) <= 4)
    assert not button(form, "form.reach.reset").isVisible()


def test_hidden_settings_keep_their_values_but_count_as_unchanged(qtbot: Any) -> None:
    form = toy(qtbot)
    retype(qtbot, form.field("reach"), "2.5")
    form.set_values({"grip": True})
    assert button(form, "form.reach.reset").isVisible()
    assert "1 changed" in button(form, "form.advanced").text()
    choose(form, "method", "calm")
    assert form.values()["reach"] == 2.5
    assert form.config() == ToyConfig(method="calm", reach=2.5, grip=True)
    assert "changed" not in button(form, "form.advanced").text()
    form.reset("method")
    assert form.values()["reach"] == 2.5
    assert button(form, "form.reach.reset").isVisible()
    choose(form, "method", "calm")
    qtbot.mouseClick(button(form, "form.reset_all"), LEFT)
    assert form.config() == ToyConfig()
    assert not button(form, "form.reset_all").isVisible()


def test_a_mistake_in_a_hidden_field_stops_nothing_and_comes_back_with_it(qtbot: Any) -> None:
    form = toy(qtbot)
    retype(qtbot, form.field("reach"), "far")
    assert form.config() is None
    assert "not a number" in problem(form, "reach")
    choose(form, "method", "calm")
    assert problem(form, "reach") == ""
    assert form.config() == ToyConfig(method="calm")
    choose(form, "method", "bold")
    assert "not a number" in problem(form, "reach")
    retype(qtbot, form.field("reach"), "-1")
    assert form.config() is None
    choose(form, "method", "calm")
    assert form.config() == ToyConfig(method="calm")
    form.show_problems([("reach", "is wrong.")])
    general = form.findChild(QLabel, "form.problems")
    assert general is not None and general.text() == "Reach: is wrong."


def test_nothing_moves_while_a_number_is_typed(qtbot: Any) -> None:
    form = toy(qtbot)

    def places() -> list[tuple[str, QPoint]]:
        return [(name, form.field(name).mapTo(form, QPoint())) for name in sorted(visible(form))]

    retype(qtbot, form.field("reach"), "2")
    before = places()
    for letters in (".", "5e", "-3"):
        qtbot.keyClicks(form.field("reach"), letters)
        assert places() == before


def test_a_change_of_the_choice_is_undone_with_its_rows(qtbot: Any) -> None:
    stack = UndoStack()
    form = toy(qtbot, undo=stack)
    choose(form, "method", "calm")
    assert "beta" in visible(form)
    stack.undo()
    assert visible(form) == {"method", "reach", "climb", "seed", "grip", "tip"}
    stack.redo()
    assert visible(form) == {"method", "beta", "seed"}


def test_entries_are_shown_by_title_with_their_sentence(qtbot: Any) -> None:
    form = toy(qtbot)
    box = form.field("method")
    assert isinstance(box, QComboBox)
    assert [box.itemText(n) for n in range(box.count())] == ["BOLD", "Calm"]
    assert [box.itemData(n, Qt.ItemDataRole.ToolTipRole) for n in range(box.count())] == [
        "Goes far.",
        "Stays near.",
    ]
    assert box.accessibleName() == "Method"
    assert box.toolTip() == "How.\nBOLD: Goes far.\nCalm: Stays near."
    assert box.accessibleDescription() == box.toolTip()
    assert form.value_text("method", "calm") == "Calm"


def test_entries_of_a_list_are_check_boxes_with_their_sentence(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(ToyListConfig))
    calm = button(form, "form.methods.calm")
    assert (calm.text(), calm.toolTip()) == ("Calm", "Stays near.")
    assert calm.accessibleName() == "Methods: Calm"
    assert visible(form) == {"methods"}
    qtbot.mouseClick(calm, LEFT)
    assert visible(form) == {"methods", "beta"}
    assert form.config() == ToyListConfig(methods=("bold", "calm"))


def test_an_entry_registered_later_is_a_choice(qtbot: Any) -> None:
    late = Entry(key="late", title="Late", sentence="Comes last.", uses=("tip",))
    with TOY_METHODS.registered(late):
        form = toy(qtbot)
        choose(form, "method", "late")
        assert visible(form) == {"method", "seed", "tip"}
        assert form.config() == ToyConfig(method="late")


def test_a_preset_is_recognised_whatever_unused_settings_are(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = (
        Preset("near", "Near", "Stays.", {"method": "calm", "beta": 0.5}),
        Preset("far", "Far", "Goes.", {"method": "bold", "reach": 7.0}),
    )
    monkeypatch.setattr(sare_engine, "presets", lambda _kind: made)
    form = toy(qtbot)
    form.apply_preset(made[1])
    retype(qtbot, form.field("reach"), "8")
    box = form.findChild(QComboBox, "form.preset")
    assert box is not None and box.currentIndex() == -1
    choose(form, "method", "calm")
    retype(qtbot, form.field("beta"), "0.5")
    assert box.currentData() == "near"


def test_the_form_of_an_erasure_shows_what_its_method_uses(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(EraseConfig, hidden=("project",)))
    button(form, "form.advanced").setChecked(True)
    methods = next(one for one in settings_of(EraseConfig) if one.name == "method")
    for key in methods.choices:
        choose(form, "method", key)
        unused = EraseConfig(project=Path(), method=key).unused()
        wanted = {one.name for one in settings_of(EraseConfig)} - unused - {"project"}
        shown_now = {name for name in form.raw() if form.field(name).isVisible()}
        assert shown_now == wanted


def test_reset_returns_to_the_chosen_preset(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = (
        Preset("near", "Near", "Stays.", {}),
        Preset("far", "Far", "Goes.", {"reach": 7.0, "rungs": 9}),
    )
    monkeypatch.setattr(sare_engine, "presets", lambda _kind: made)
    form = shown(qtbot, ConfigForm(ToyConfig))
    form.apply_preset(made[1])
    resets = [one for one in form.findChildren(QAbstractButton) if one.text() == "↺"]
    assert len(resets) > 3 and not any(one.isVisible() for one in resets)
    assert not button(form, "form.reset_all").isVisible()
    retype(qtbot, form.field("reach"), "7.5")
    reset = button(form, "form.reach.reset")
    assert reset.isVisible() and "“Far”" in reset.toolTip()
    qtbot.mouseClick(reset, LEFT)
    assert form.values()["reach"] == 7.0 and not reset.isVisible()
    form.set_values({"reach": 1.25, "rungs": 2, "seed": 5})
    qtbot.mouseClick(button(form, "form.reset_all"), LEFT)
    assert form.config() == ToyConfig(reach=7.0, rungs=9)
    form.apply_preset(made[0])
    assert form.config() == ToyConfig()
    assert not any(one.isVisible() for one in resets)


def test_a_list_of_choices_shows_all_items_whole(qtbot: Any) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    form = shown(qtbot, ConfigForm(EraseConfig))
    for name in ("method", "device"):
        box = form.field(name)
        assert isinstance(box, QComboBox) and box.count() <= box.maxVisibleItems()
        box.setFocus()  # Its border is wider then.
        box.showPopup()
        view = box.view()
        eventually(view.isVisible)
        last = view.visualRect(box.model().index(box.count() - 1, 0))
        assert view.viewport().rect().bottom() >= last.bottom(), name
        words = max(
            box.fontMetrics().horizontalAdvance(box.itemText(row)) for row in range(box.count())
        )
        assert view.viewport().width() > words + theme.SPACE.S, name
        box.hidePopup()


def test_prompts_are_separated_by_bars_and_keep_their_commas(qtbot: Any) -> None:
    form = shown(qtbot, ConfigForm(ProbeConfig, only=("further_prompts",)))
    field = form.field("further_prompts")
    assert isinstance(field, QLineEdit)
    assert field.placeholderText() == "separated by “|”"
    field.setText("What is there, and where? | List the objects.")
    prompts = ("What is there, and where?", "List the objects.")
    assert form.values()["further_prompts"] == prompts
    form.set_values({"further_prompts": ("One, two?", "Three?")})
    assert field.text() == "One, two? | Three?"
