"""The plain and the expert mode of the Erase page's form, and presets of the user's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QInputDialog,
    QLabel,
    QMessageBox,
    QWidget,
)

from sare_desktop.own_presets import LONGEST, OwnPresets
from sare_desktop.pages.erase.page import ErasePage
from sare_desktop.pages.own_preset_menu import FOLDER
from sare_desktop.session import Destination, Session
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.forms.grouped_fields import GroupedFields
from sare_engine import DEMO_FOLDER, EngineError, EraseConfig, Group, ModelConfig, settings_of
from tests.desktop.erase_pages import knife_session, open_erase_page
from tests.waiting import eventually

LEFT = Qt.MouseButton.LeftButton
STEPS = ("steps",)


def make_form(qtbot: Any) -> tuple[ConfigForm[EraseConfig], GroupedFields]:
    form: ConfigForm[EraseConfig] = ConfigForm(EraseConfig, hidden=("project",), plain=STEPS)
    qtbot.addWidget(form)
    form.resize(480, 900)
    form.show()
    assert form.modes is not None
    return form, form.modes


def listed(form: ConfigForm[Any]) -> set[str]:
    return {name for name in form.raw() if form.field(name).isVisible()}


def words(form: QWidget, name: str) -> str:
    label = form.findChild(QLabel, name)
    assert isinstance(label, QLabel), name
    return label.text() if label.isVisible() else ""


def test_every_setting_of_an_erasure_has_a_group() -> None:
    forms = {"device", "placement", "dtype", "quantisation", "trust_remote_code"}
    without = [one.name for one in settings_of(EraseConfig) if one.group is None]
    assert set(without) == forms | {"project", "model"}


def test_plain_mode_lists_few_settings_and_expert_mode_what_the_method_uses(qtbot: Any) -> None:
    form, modes = make_form(qtbot)
    assert listed(form) == {"steps"}
    assert not modes.search.isVisible()
    modes.set_expert(True)
    used = {one.name for one in settings_of(EraseConfig)} - EraseConfig(project=Path()).unused()
    assert listed(form) == used - {"project"}
    headings = [
        label.text()
        for label in form.findChildren(QLabel)
        if label.objectName().startswith("form.group.") and label.isVisible()
    ]
    assert headings == [group.value for group in Group]
    form.set_values({"method": "ascent"})
    assert words(form, "form.group.worst_case") == ""  # The method has no worst case.
    assert form.field("steps").isVisible()
    modes.set_expert(False)
    assert listed(form) == {"steps"}


def test_what_an_expert_changed_is_not_hidden_silently(qtbot: Any) -> None:
    form, modes = make_form(qtbot)
    assert words(form, "form.differing") == ""
    form.set_values({"steps": 7})
    assert words(form, "form.differing") == ""  # It is there to be seen.
    form.set_values({"learning_rate": 0.5, "rho": 0.25, "anneal": True})
    assert words(form, "form.differing").startswith(
        "3 more settings differ from the preset “SARE”: "
    )
    for label in ("Learning rate", "Worst-case radius", "Anneal"):
        assert label in words(form, "form.differing")
    QTest.mouseClick(modes.show_differing, LEFT)
    assert modes.expert and modes.changed_only.isChecked()
    assert listed(form) == {"steps", "learning_rate", "rho", "anneal"}
    form.reset("rho")
    assert "rho" in listed(form)  # It does not go from under the hand that resets it.
    modes.set_expert(False)
    assert words(form, "form.differing").startswith("2 more settings")
    form.reset("anneal")
    assert words(form, "form.differing") == (
        "1 more setting differs from the preset “SARE”: Learning rate"
    )
    QTest.mouseClick(modes.reset_all, LEFT)
    assert words(form, "form.differing") == ""


@pytest.mark.parametrize(
    ("text", "found"),
    (
        ("worst-case radius", {"rho"}),
        ("λ_neg", {"lambda_neg"}),
        ("λneg", {"lambda_neg"}),
        ("lambda_sent", {"lambda_sent"}),
        ("share images held", {"held_out"}),
        ("measuring keep", {"keep"}),
        ("no such thing", set()),
    ),
)
def test_settings_are_found_by_words_symbols_and_help(
    qtbot: Any, text: str, found: set[str]
) -> None:
    form, modes = make_form(qtbot)
    modes.set_expert(True)
    modes.search.setText(text)
    assert found <= listed(form) and len(listed(form)) <= len(found) + 2
    assert bool(words(form, "form.nothing")) == (not found)
    QTest.keyClick(modes.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(modes.search, Qt.Key.Key_Delete)
    assert len(listed(form)) > 20


def test_the_papers_symbol_stands_beside_a_plain_label(qtbot: Any) -> None:
    form, modes = make_form(qtbot)
    modes.set_expert(True)
    texts = [label.text() for label in form.findChildren(QLabel)]
    assert "Weight of forgetting, <i>λ</i><sub>neg</sub>" in texts
    assert form.field("lambda_neg").accessibleName() == "Weight of forgetting"


def test_a_mistake_in_a_hidden_setting_is_shown(qtbot: Any) -> None:
    form, modes = make_form(qtbot)
    form.set_values({"learning_rate": 99.0})
    assert form.config(project=Path()) is None
    assert modes.expert and form.field("learning_rate").isVisible()
    assert "largest" in words(form, "form.learning_rate.problem")
    assert form.focusWidget() is form.field("learning_rate")
    modes.set_expert(False)
    assert words(form, "form.learning_rate.problem") == ""
    modes.set_expert(True)
    assert "largest" in words(form, "form.learning_rate.problem")


# The page


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    yield from knife_session(tmp_path)


@pytest.fixture
def page(qtbot: Any, session: Session) -> Iterator[ErasePage]:
    page = open_erase_page(qtbot, session)
    yield page
    page.hide()


def test_plain_mode_says_in_a_line_whether_it_fits(qtbot: Any, session: Session) -> None:
    assert session.project is not None
    session.project.settings["model"] = str(DEMO_FOLDER / "model")
    page = open_erase_page(qtbot, session)
    memory = page.setup.memory
    eventually(lambda: words(memory, "erase.fits").startswith("Fits: takes about "))
    assert not memory.plan.isVisible() and not memory.estimate._bars.isVisible()
    modes = page.setup.form.modes
    assert modes is not None
    modes.set_expert(True)
    eventually(memory.plan.isVisible)
    assert words(memory, "erase.fits") == "" and memory.estimate._bars.isVisible()
    page.hide()


def test_where_to_compute_is_chosen_on_the_page(page: ErasePage, session: Session) -> None:
    box = page.setup.compute.box
    box.setCurrentIndex(box.findData("cpu"))
    box.activated.emit(box.currentIndex())
    config = page.setup.config()
    assert config is not None and config.device == "cpu"
    # A model that was loaded and unloaded leaves its device.
    session.held_config = ModelConfig(model=Path("m"), device="mps", dtype="bfloat16")
    session.model_changed.emit()
    assert box.currentData() == "mps" and box.isEnabled()
    box.setCurrentIndex(box.findData("cpu"))
    box.activated.emit(box.currentIndex())
    config = page.setup.config()
    assert config is not None and (config.device, config.dtype) == ("cpu", "bfloat16")
    session.model = {"device": "cpu", "bytes_on_disk": 1}
    session.model_changed.emit()
    assert not box.isEnabled()
    assert words(page.setup.compute, "erase.device.note").startswith("Where the loaded model is.")
    session.model = None


def test_the_settings_of_a_run_fill_the_form_and_undo_restores_it(
    page: ErasePage, session: Session
) -> None:
    before = page.setup.form.raw()
    settings = EraseConfig(project=Path("x"), steps=9, rho=0.5, name="mine").to_dict()
    page.reveal(Destination("erase", run="0001-sare", settings=settings))
    values = page.setup.form.values()
    assert (values["steps"], values["rho"], values["name"]) == (9, 0.5, "")
    assert words(page.setup.form, "form.differing").startswith("1 more setting differs")
    session.undo.undo()
    assert page.setup.form.raw() == before


# Presets of the user's own


def picker(page: ErasePage) -> QComboBox:
    box = page.setup.findChild(QComboBox, "form.preset")
    assert isinstance(box, QComboBox)
    return box


def titles(page: ErasePage) -> list[str]:
    box = picker(page)
    return [box.itemText(row) for row in range(box.count())]


def answer(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Answer the questions for a name."""
    left = list(names)

    def get_text(*_: object, **__: object) -> tuple[str, bool]:
        return (left.pop(0), True) if left else ("", False)

    monkeypatch.setattr(QInputDialog, "getText", get_text)


def choose(page: ErasePage, title: str) -> None:
    box = picker(page)
    box.setCurrentIndex(box.findText(title))
    box.activated.emit(box.currentIndex())


def test_own_presets_are_saved_chosen_renamed_and_deleted(
    qtbot: Any, page: ErasePage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert titles(page)[0] == "Recommended"
    shipped = len(titles(page))
    form, own = page.setup.form, page.setup.own_presets
    own.refresh()
    assert not own._rename.isEnabled() and not own._delete.isEnabled()
    form.set_values({"steps": 33, "rho": 0.125, "name": "a run"})
    answer(monkeypatch, "Mine")
    own.save()
    assert titles(page)[shipped + 1 :] == ["Mine"] and picker(page).currentText() == "Mine"
    assert words(form, "form.differing") == "1 more setting differs from the preset “Mine”: Name"
    choose(page, "SARE")
    assert form.values()["rho"] == EraseConfig(project=Path()).rho
    choose(page, "Mine")
    assert (form.values()["steps"], form.values()["rho"]) == (33, 0.125)
    assert form.values()["name"] == "a run"  # A run's name is not part of a preset.
    form.set_values({"rho": 0.25})
    assert "“Mine”" in words(form, "form.differing")
    own.refresh()
    assert own._update.text() == "Save the changes to “Mine”"
    own._save_changes()
    assert picker(page).currentText() == "Mine"
    answer(monkeypatch, "Ours")
    own.rename()
    assert titles(page)[shipped + 1 :] == ["Ours"] and picker(page).currentText() == "Ours"
    again = open_erase_page(qtbot, session)
    assert titles(again)[shipped + 1 :] == ["Ours"] and picker(again).currentText() == "Ours"
    again.hide()
    own.delete()
    assert len(titles(page)) == shipped and form.values()["rho"] == 0.25
    session.undo.undo()
    assert titles(page)[shipped + 1 :] == ["Ours"]


def test_a_name_that_is_taken_or_impossible_is_asked_about(
    page: ErasePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, warned, asked = page.setup.own_presets, list[str](), list[str]()
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: warned.append(words[2]))
    answer(monkeypatch, "  ", "n" * (LONGEST + 1), "a\nb", " sare", "Mine")
    own.save()
    assert len(warned) == 4 and list(own.presets.stored()) == ["Mine"]
    no = QMessageBox.StandardButton.No

    def refuse(*words: Any) -> QMessageBox.StandardButton:
        asked.append(words[2])
        return no

    monkeypatch.setattr(QMessageBox, "question", refuse)
    page.setup.form.set_values({"steps": 5})
    answer(monkeypatch, "Mine")
    own.save()
    assert "Replace it?" in asked[0] and own.presets.stored()["Mine"]["steps"] != 5


def test_no_preset_is_saved_of_settings_that_cannot_be_used(
    page: ErasePage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    session.notified.connect(lambda _level, text: told.append(text))
    page.setup.form.set_values({"rho": -4.0})
    answer(monkeypatch, "Mine")
    page.setup.own_presets.save()
    assert page.setup.own_presets.presets.stored() == {}
    assert told[-1].startswith("No preset was saved")


def test_presets_that_cannot_be_used_stay_and_say_why(qtbot: Any, session: Session) -> None:
    folder = session.settings.folder / FOLDER
    folder.mkdir(parents=True)
    stored = {
        "bad": {"steps": "many"},
        "huge": {"learning_rate": 99.0},
        "later": {"steps": 5, "of_a_later_version": 1},
        "no values": 3,
    }
    path = folder / "erase.json"
    path.write_text(json.dumps({"version": 1, "presets": stored}))
    page = open_erase_page(qtbot, session)
    box = picker(page)
    enabled = {
        name: bool(box.model().flags(box.model().index(box.findText(name), 0)) & Qt.ItemIsEnabled)  # type: ignore[attr-defined]
        for name in stored
    }
    assert enabled == {"bad": False, "huge": False, "later": True, "no values": False}
    tip = box.itemData(box.findText("huge"), Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Learning rate: 99 is above the largest allowed value")
    page.setup.own_presets.presets.change({"new": {"steps": 4}})
    assert json.loads(path.read_text())["presets"] == {**stored, "new": {"steps": 4}}
    page.hide()


@pytest.mark.parametrize("text", ("{", '{"version": 99, "presets": {}}', '{"presets": []}', "\\ff"))
def test_a_file_of_presets_that_is_not_understood_is_kept_aside(tmp_path: Path, text: str) -> None:
    presets = OwnPresets(tmp_path, EraseConfig)
    presets.path.write_text(text)
    assert presets.read() == ([], {})
    [aside] = tmp_path.glob("erase.broken-*.json")
    assert aside.read_text() == text and aside.name in presets.notice
    presets.change({"new": {"steps": 4}})
    assert [one.title for one in presets.read()[0]] == ["new"]


def test_a_preset_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    presets = OwnPresets(tmp_path / "file" / "presets", EraseConfig)
    with pytest.raises(EngineError, match="could not be saved"):
        presets.change({"new": {}})


def test_the_menu_is_reached_by_keys(page: ErasePage) -> None:
    button = page.setup.findChild(QAbstractButton, "form.preset.menu")
    assert isinstance(button, QAbstractButton) and button.accessibleName()
    assert button.nextInFocusChain() is not None
    assert picker(page).focusPolicy() & Qt.FocusPolicy.TabFocus
