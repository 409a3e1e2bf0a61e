"""The command line for a config, to be copied from a form."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sare_engine.cli.commands import COMMANDS
from sare_engine.cli.options import flag_of
from sare_engine.settings import Config, Setting, settings_of


def command_of(config: Config) -> str:
    """Return the `sare …` command line with all settings that differ from the defaults.

    Quoted for the system's shell; it parses back to an equal config.

    Raises:
        ValueError: no command takes such a config.
    """
    command = next((one for one in COMMANDS if one.config is type(config)), None)
    if command is None:
        raise ValueError(f"no command takes a {type(config).__name__}")
    words = ["sare", *command.name.split()]
    options: list[str] = []
    positional: list[str] = []
    for one in settings_of(type(config)):
        value = getattr(config, one.name)
        if not one.required and value == one.default:
            continue
        texts = [_text(each) for each in (value if one.many else [value])]
        if one.name == command.positional and not any(text.startswith("-") for text in texts):
            positional = texts
        else:
            options += _option(one, value)
    # Where the positional setting takes all further words, options come before it.
    words += [*options, *positional] if command.takes_rest else [*positional, *options]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def _option(one: Setting, value: Any) -> Iterator[str]:
    if one.type is bool:
        yield flag_of(one.name) if value else flag_of("no_" + one.name)
    elif not one.many:
        yield from _pair(flag_of(one.name), _text(value))
    elif any(_text(each).startswith("-") for each in value):
        for each in value:
            yield from _pair(flag_of(one.name), _text(each))
    else:
        yield flag_of(one.name)
        yield from map(_text, value)


def _pair(flag: str, text: str) -> tuple[str, ...]:
    # A value that begins with a dash would be read as an option.
    return (f"{flag}={text}",) if text.startswith("-") else (flag, text)


def _text(value: Any) -> str:
    text = str(value)
    # The shell would expand "~", and argparse would end the options at "--".
    return f".{os.sep}{text}" if isinstance(value, Path) and text.startswith(("~", "-")) else text
