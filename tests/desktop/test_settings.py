"""Settings: what is written is read again, and a broken file stops nobody."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from sare_desktop.settings import HOME_VARIABLE, VERSION, Settings
from sare_engine import ModelConfig
from tests.waiting import eventually


def test_values_come_back(qtbot: Any, tmp_path: Path) -> None:
    first = Settings(tmp_path)
    first.set("images.splitter", [3, 1])
    first.set("erase.form", {"steps": 120, "name": "Löffel"})
    first.close()
    second = Settings(tmp_path)
    assert second.value("images.splitter") == [3, 1]
    assert second.value("erase.form") == {"steps": 120, "name": "Löffel"}
    assert second.value("nothing", 7) == 7
    assert second.notice == ""


def test_a_change_is_on_disk_by_itself_and_told_once(qtbot: Any, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.set("theme", "dark")
    settings.set("theme", "dark")
    assert told == ["theme"]
    eventually(settings.path.is_file)
    stored = json.loads(settings.path.read_text(encoding="utf-8"))
    assert stored == {"version": VERSION, "values": {"theme": "dark"}}


def test_none_removes(qtbot: Any, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.set("theme", "dark")
    settings.set("theme", None)
    settings.set("never", None)
    assert settings.all() == {}
    settings.close()


def test_what_is_not_json_is_refused_at_once(qtbot: Any, tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        Settings(tmp_path).set("folder", Path("/x"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"version": 1}',
        b'{"version": 1, "values": []}',
        b"\xff\xfe\x00",
        json.dumps({"version": VERSION + 1, "values": {}}).encode(),
    ],
)
def test_a_broken_file_is_kept_aside(qtbot: Any, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    settings = Settings(tmp_path)
    [aside] = tmp_path.glob("settings.broken-*.json")
    assert aside.read_bytes() == content
    assert aside.name in settings.notice
    settings.set("theme", "light")
    assert settings.save()
    assert Settings(tmp_path).value("theme") == "light"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind root")
def test_a_folder_that_cannot_be_written_to_is_said(qtbot: Any, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    settings = Settings(tmp_path / "in")
    settings.set("theme", "dark")
    assert not settings.save()
    assert settings.notice


def test_a_file_in_place_of_the_folder_is_said(qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "in").write_text("x", encoding="utf-8")
    settings = Settings(tmp_path / "in")
    settings.set("theme", "dark")
    assert not settings.save()
    assert settings.notice


def test_recent_folders_are_ordered_unique_and_there(qtbot: Any, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings")
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
        settings.add_recent_model(folder)
    settings.add_recent_model(folders[0])
    assert [folder.name for folder in settings.recent_models()] == ["a", "c", "b"]
    folders[2].rmdir()
    assert [folder.name for folder in settings.recent_models()] == ["a", "b"]
    for number in range(15):
        (tmp_path / str(number)).mkdir()
        settings.add_recent_model(tmp_path / str(number))
    assert len(settings.recent_models()) == 10
    settings.clear_recent()
    assert settings.recent_models() == []
    settings.close()


def test_recent_models_are_kept_as_they_were_loaded(qtbot: Any, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings")
    model, adapter = tmp_path / "model", tmp_path / "adapter"
    for folder in (model, adapter):
        folder.mkdir()
    settings.add_recent_model(model)
    settings.add_recent_model(model, adapter, quantisation="4bit")
    settings.add_recent_model(model, adapter, dtype="bfloat16")
    settings.add_recent_model(model, adapter, quantisation="4bit")
    settings.close()
    again = Settings(tmp_path / "settings")
    assert again.recent_loads() == [
        ModelConfig(model=model, adapter=adapter, quantisation="4bit"),
        ModelConfig(model=model, adapter=adapter, dtype="bfloat16"),
        ModelConfig(model=model),
    ]
    assert again.recent_models() == [model]
    adapter.rmdir()
    again.set("recent_models", [*again.value("recent_models"), 7, {"model": 3}, {"dtype": "x"}])
    assert again.recent_loads() == [ModelConfig(model=model)]
    again.close()


def test_folders(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    assert Settings().folder == tmp_path / "home"
    assert Settings().projects_folder == tmp_path / "home" / "projects"
    assert Settings().log_folder.is_relative_to(tmp_path)
    assert Settings(tmp_path / "given").folder == tmp_path / "given"
    monkeypatch.delenv(HOME_VARIABLE)
    assert Settings().folder == platformdirs.user_config_path("sare-desktop", appauthor=False)
