"""Options made from config dataclasses, and configs made from options."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from sare_engine.cli.commands import COMMANDS, Command
from sare_engine.cli.options import (
    add_settings,
    given_names,
    read_config,
    unused_flags,
    usage_of,
)
from sare_engine.cli.parser import parse_arguments
from sare_engine.config import EraseConfig, RelearnConfig
from sare_engine.errors import ConfigError, DataError
from sare_engine.formatting import limit_text
from sare_engine.settings import Config, setting, settings_of


@dataclass(frozen=True)
class Sample(Config):
    """Something to configure.

    With a second line.
    """

    folder: Path = setting(help="Where.")
    count: int = setting(7, minimum=1, maximum=9, unit="pears", help="How many.")
    share: float = setting(0.5, minimum=0.0, help="Half is 50 % of it.")
    kind: str = setting("a", choices=("a", "b"), help="Which.")
    fast: bool = setting(True, help="Hurry.")
    marks: tuple[int, ...] = setting((1, 2), help="Where to look.")
    files: tuple[Path, ...] = setting((), help="What to read.")
    note: str | None = setting(None, help="Anything.", advanced=True)


def parse(*words: str, positional: str | None = "folder") -> Sample:
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("--config")
    add_settings(parser, Sample, positional)
    return read_config(Sample, parser.parse_args(words))


def problems(*words: str) -> dict[str, str]:
    with pytest.raises(ConfigError) as caught:
        parse(*words)
    return dict(caught.value.problems)


def test_defaults_and_every_kind_of_value() -> None:
    assert parse("here") == Sample(folder=Path("here"))
    config = parse(
        "here", "--count", "3", "--share", "1e-2", "--kind", "b", "--no-fast",
        "--marks", "4", "5", "--marks", "6", "--files", "x", "y", "--note", "n",
    )  # fmt: skip
    assert config == Sample(
        folder=Path("here"),
        count=3,
        share=0.01,
        kind="b",
        fast=False,
        marks=(4, 5, 6),
        files=(Path("x"), Path("y")),
        note="n",
    )


def test_main_path_by_place_or_by_flag_but_not_both() -> None:
    assert parse("--folder", "there").folder == Path("there")
    assert parse("--count", "2", "there").folder == Path("there")
    assert "twice" in problems("here", "--folder", "there")["folder"]


def test_home_is_expanded() -> None:
    assert parse("~/x").folder == Path.home() / "x"


def test_everything_wrong_is_said_at_once() -> None:
    found = problems("--count", "10", "--share", "much", "--kind", "c", "--marks", "1", "two")
    assert set(found) == {"folder", "count", "share", "kind", "marks"}
    assert found["folder"] == "must be given."
    assert "above the largest" in found["count"] and "pears" in found["count"]
    assert found["share"] == "'much' is not a number."
    assert "a, b" in found["kind"]
    assert "'two' is not a whole number" in found["marks"]


@pytest.mark.parametrize(("word", "says"), [("nan", "finite"), ("inf", "finite"), ("-1", "below")])
def test_impossible_numbers_are_refused(word: str, says: str) -> None:
    assert says in problems("here", "--share", word)["share"]


def test_an_empty_path_is_not_the_current_folder() -> None:
    assert "empty" in problems("")["folder"]


def test_help_names_unit_range_default_and_choices() -> None:
    parser = argparse.ArgumentParser()
    add_settings(parser, Sample, "folder")
    text = " ".join(parser.format_help().split())
    assert "How many. (1 to 9 pears; default: 7)" in text
    assert "Half is 50 % of it. (at least 0; default: 0.5)" in text
    assert "{a,b}" in text
    assert "(default: --fast)" in text
    assert "(default: 1 2)" in text
    assert "FOLDER Where. May also be given as --folder." in text
    assert usage_of("sample", Sample, "folder") == "sare sample FOLDER [options]"
    assert usage_of("sample", Sample, None) == "sare sample --folder PATH [options]"


def test_a_settings_file_lies_between_defaults_and_options(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text(json.dumps(Sample(folder=Path("f"), count=3, marks=(8,)).to_dict()))
    assert parse("--config", str(file)) == Sample(folder=Path("f"), count=3, marks=(8,))
    assert parse("--config", str(file), "--count", "4", "g").count == 4
    file.write_text(json.dumps({"count": "many", "colour": "red", "share": -1}))
    found = problems("--config", str(file))
    assert set(found) == {"folder", "count", "colour", "share"}


@pytest.mark.parametrize("content", [None, "{", "[1]", b"\xff\xfe\x00"])
def test_an_unusable_settings_file_is_a_data_error(tmp_path: Path, content: object) -> None:
    file = tmp_path / "config.json"
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif isinstance(content, str):
        file.write_text(content)
    with pytest.raises(DataError, match="settings file"):
        parse("--config", str(file))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_setting_of_every_command_is_an_option(command: Command) -> None:
    parser = argparse.ArgumentParser()
    add_settings(parser, command.config, command.positional)
    options = {word for action in parser._actions for word in action.option_strings}
    for one in settings_of(command.config):
        assert "--" + one.name.replace("_", "-") in options
    text = " ".join(parser.format_help().split())
    for one in settings_of(command.config):
        # Long words are broken at hyphens in help texts.
        assert one.help.replace(" ", "")[:40] in text.replace(" ", "")
    assert command.summary.endswith(".")


def test_options_that_the_choice_does_not_use_are_named() -> None:
    line = ["relearn", "work", "--attack", "noise", "--steps", "3", "--noise-scale", "0.2"]
    parsed = parse_arguments(line)
    config = read_config(RelearnConfig, parsed)
    assert unused_flags(config, parsed) == ["--steps"]


def test_what_was_given_is_known_even_where_it_is_the_default(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"rho": 0.05}')
    line = ["erase", "work", "--resume", "1", "--steps", "120", "--config", str(file)]
    parsed = parse_arguments(line)
    config = read_config(EraseConfig, parsed)
    assert given_names(config, parsed) == {"project", "resume", "steps", "rho"}


def test_one_unit_is_singular() -> None:
    assert limit_text(1, "mentions") == "1 mention"
    assert limit_text(0, "mentions") == "0 mentions"
    assert limit_text(100_000, "steps") == "100000 steps"
    assert limit_text(0.5, "") == "0.5"
    assert limit_text(1, "processes") == "1 process"
    assert limit_text(1, "retries") == "1 retry"
    assert [limit_text(1, one) for one in ("pictures", "boxes", "MB", "batches")] == [
        "1 picture", "1 box", "1 MB", "1 batch",
    ]  # fmt: skip
