"""The command line of a config makes that config again."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sare_engine.cli.command_line import command_of
from sare_engine.cli.commands import COMMANDS, Command
from sare_engine.cli.options import read_config
from sare_engine.cli.parser import parse_arguments
from sare_engine.config import (
    EraseConfig,
    ModelConfig,
    ProbeConfig,
    RelearnConfig,
)
from sare_engine.settings import Config, Setting, settings_of


def parsed(line: str) -> Config:
    """Read a command line as the shell and `sare` do."""
    words = shlex.split(line)
    assert words[0] == "sare"
    namespace = parse_arguments(words[1:])
    command: Command = namespace.command
    return read_config(command.config, namespace)


def test_only_what_differs_from_the_defaults_is_said() -> None:
    assert command_of(EraseConfig(project=Path("work"))) == "sare erase work"
    config = EraseConfig(project=Path("my work"), method="efuf", rho=0.1, anneal=True)
    assert command_of(config) == "sare erase 'my work' --method efuf --rho 0.1 --anneal"


def test_dashes_tildes_and_empty_lists_survive() -> None:
    for config in (
        ProbeConfig(project=Path("-p"), model=Path("~m"), images=(Path("-a"), Path("b")), t1=-5.0),
        RelearnConfig(project=Path("~"), measure_at=()),
        EraseConfig(project=Path("x"), concepts=("hot dog", "-it's", ""), name="a $HOME `b`"),
        EraseConfig(project=Path("x"), concepts=("--",), name="--"),
    ):
        assert parsed(command_of(config)) == config


def test_a_config_without_a_command_is_refused() -> None:
    with pytest.raises(ValueError, match="ModelConfig"):
        command_of(ModelConfig(model=Path("x")))


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
PATHS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0/\\"), min_size=1, max_size=8
).map(Path)


def values_of(one: Setting) -> st.SearchStrategy[Any]:
    low, high = one.minimum, one.maximum
    if one.choices:
        value: st.SearchStrategy[Any] = st.sampled_from(one.choices)
    elif one.type is bool:
        value = st.booleans()
    elif one.type is int:
        value = st.integers(int(low or 0), int(high) if high is not None else None)
    elif one.type is float:
        value = st.floats(low, high, allow_nan=False, allow_infinity=False)
    else:
        value = PATHS if one.type is Path else TEXTS
    if one.many:
        value = st.lists(value, max_size=3, unique=True).map(tuple)
    choices = [value]
    if one.optional:
        choices.append(st.none())
    if not one.required:
        choices.append(st.just(one.default))
    return st.one_of(choices)


@given(st.data())
@settings(max_examples=25, deadline=None)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_config_comes_back(command: Command, data: st.DataObject) -> None:
    declared = settings_of(command.config)
    config = command.config(**{one.name: data.draw(values_of(one)) for one in declared})
    empty = any(one.required and getattr(config, one.name) == () for one in declared)
    if config.problems() or empty:
        return
    assert parsed(command_of(config)) == config
