"""Turn config dataclasses into command-line options, and parsed options into configs.

argparse only splits the words. Values are converted and checked in `read_config`, so that all
problems are reported at once.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import MISSING
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sare_engine.errors import ConfigError, DataError
from sare_engine.files import parse_json
from sare_engine.formatting import limit_text
from sare_engine.settings import Config, Setting, settings_of

if TYPE_CHECKING:
    from sare_engine.cli.commands import Command

_POSITIONAL = "positional_"
_METAVARS: dict[type, str] = {int: "N", float: "X", Path: "PATH", str: "TEXT"}


class QueuedConfigError(ConfigError):
    """The settings of a job for the queue are wrong.

    Attributes:
        command: the job's command.
    """

    def __init__(self, command: Command, error: ConfigError) -> None:
        super().__init__(error.problems)
        self.command = command


ConfigT = TypeVar("ConfigT", bound=Config)


def flag_of(name: str) -> str:
    """Return the option of a config's field: `learning_rate` → `--learning-rate`."""
    return "--" + name.replace("_", "-")


def usage_of(command: str, config_type: type[Config], positional: str | None) -> str:
    """Return a usage line with the required settings; the rest is `[options]`."""
    words = ["sare", command]
    required = [one for one in settings_of(config_type) if one.required]
    words += [one.name.upper() for one in required if one.name == positional]
    words += [f"{flag_of(one.name)} {_metavar(one)}" for one in required if one.name != positional]
    return " ".join([*words, "[options]"])


def add_settings(
    parser: argparse.ArgumentParser,
    config_type: type[Config],
    positional: str | None,
    *,
    rest: bool = False,
) -> None:
    """Add an option for every field of a config.

    Args:
        parser: the parser of one command.
        config_type: its config dataclass.
        positional: the field that may also be given without its flag, or None.
        rest: whether all words from its first one on are values of it.
    """
    required = parser.add_argument_group("required")
    usual = parser.add_argument_group("settings")
    advanced = parser.add_argument_group("advanced settings")
    for one in settings_of(config_type):
        group = required if one.required else advanced if one.advanced else usual
        if one.name == positional:
            group.add_argument(
                _POSITIONAL + one.name,
                nargs=argparse.REMAINDER if rest else "*" if one.many else "?",
                metavar=one.name.upper(),
                help=_help(one) + f" May also be given as {flag_of(one.name)}.",
            )
        _add_option(group, one, hidden=one.name == positional)


def _add_option(group: argparse._ArgumentGroup, one: Setting, *, hidden: bool) -> None:
    options: dict[str, Any] = {
        "dest": one.name,
        "default": None,
        "help": argparse.SUPPRESS if hidden else _help(one),
    }
    if one.type is bool:
        group.add_argument(flag_of(one.name), action=argparse.BooleanOptionalAction, **options)
    elif one.many:
        # If the default is a list, an option without values means the empty list.
        count = "*" if one.default not in (MISSING, ()) else "+"
        group.add_argument(
            flag_of(one.name), nargs=count, action="extend", metavar=_metavar(one), **options
        )
    else:
        group.add_argument(flag_of(one.name), metavar=_metavar(one), **options)


def _metavar(one: Setting) -> str:
    if one.choices:
        return "{" + ",".join(one.choices) + "}"
    return _METAVARS.get(one.type, "VALUE")


def _help(one: Setting) -> str:
    notes = [_range(one), _default(one)]
    noted = "; ".join(note for note in notes if note)
    # argparse formats help texts with "%".
    return (one.help + (f" ({noted})" if noted else "")).replace("%", "%%")


def _range(one: Setting) -> str:
    low, high = one.minimum, one.maximum
    if low is not None and high is not None:
        return f"{limit_text(low, '')} to {limit_text(high, one.unit)}"
    if low is not None:
        return f"at least {limit_text(low, one.unit)}"
    if high is not None:
        return f"at most {limit_text(high, one.unit)}"
    return one.unit


def _default(one: Setting) -> str:
    default = one.default
    if default is MISSING or default is None or default in {"", ()}:
        return ""
    if isinstance(default, bool):
        return "default: " + (flag_of(one.name) if default else flag_of("no_" + one.name))
    if isinstance(default, tuple):
        return "default: " + " ".join(str(value) for value in default)
    return f"default: {default}"


def read_config(config_type: type[ConfigT], parsed: argparse.Namespace) -> ConfigT:
    """Return the config of parsed options; a file given by `--config` overrides the defaults.

    Raises:
        ConfigError: with every problem of every option.
        DataError: the file of `--config` cannot be read.
    """
    declared = {one.name: one for one in settings_of(config_type)}
    values = _read_config_file(parsed.config) if getattr(parsed, "config", None) else {}
    problems = [
        (name, "is not a setting of this command.") for name in values.keys() - declared.keys()
    ]
    for name, one in declared.items():
        given = _given(parsed, name, problems)
        if given is not None:
            try:
                values[name] = _convert(one, given)
            except ValueError as error:
                problems.append((name, str(error)))
    wrong = {name for name, _ in problems}
    missing = [name for name, one in declared.items() if one.required and name not in values]
    problems += [(name, "must be given.") for name in missing if name not in wrong]
    wrong.update(missing)
    usable = {name: value for name, value in values.items() if name not in wrong}
    config, refused = _build(config_type, declared, usable)
    problems += refused
    wrong.update(name for name, _ in refused)
    problems += [found for found in config.problems() if found[0] not in wrong]
    if problems:
        order = list(declared)
        problems.sort(key=lambda one: order.index(one[0]) if one[0] in declared else -1)
        raise ConfigError(problems)
    return config


def unused_flags(config: Config, parsed: argparse.Namespace) -> list[str]:
    """Return the options of the command line that the chosen method or attack does not use."""
    unused = config.unused()
    return [
        flag_of(one.name)
        for one in settings_of(type(config))
        if one.name in unused and getattr(parsed, one.name, None) is not None
    ]


def given_names(config: Config, parsed: argparse.Namespace) -> frozenset[str]:
    """Return the settings that the command line or the file of `--config` gives."""
    named = _read_config_file(parsed.config) if getattr(parsed, "config", None) else {}
    return frozenset(
        one.name
        for one in settings_of(type(config))
        if one.name in named
        or getattr(parsed, one.name, None) is not None
        or getattr(parsed, _POSITIONAL + one.name, None) not in (None, [])
    )


def _given(parsed: argparse.Namespace, name: str, problems: list[tuple[str, str]]) -> Any:
    by_flag = getattr(parsed, name, None)
    by_place = getattr(parsed, _POSITIONAL + name, None)
    by_place = None if by_place == [] else by_place
    if by_flag is not None and by_place is not None and by_flag != by_place:
        problems.append((name, f"is given twice, as {by_place} and as {by_flag}."))
        return None
    return by_flag if by_flag is not None else by_place


def _read_config_file(path: str) -> dict[str, Any]:
    what = f"The settings file {path} could not be used."
    fix = "Give a JSON file of settings, such as the config.json of a run."
    try:
        values = parse_json(Path(path).read_bytes())
    except OSError as error:
        raise DataError(what, f"It cannot be read ({error.strerror}).", fix) from None
    except ValueError as error:
        raise DataError(what, f"It is not JSON ({error}).", fix) from None
    if not isinstance(values, dict):
        raise DataError(what, "It is not a JSON object.", fix)
    return values


def _convert(one: Setting, given: Any) -> Any:
    if one.many:
        return [_convert_one(one, value) for value in given]
    return _convert_one(one, given)


def _convert_one(one: Setting, given: Any) -> Any:
    if one.type is bool:
        return given
    try:
        if one.type is int:
            return int(given)
        if one.type is float:
            return float(given)
    except ValueError:
        kind = "a whole number" if one.type is int else "a number"
        raise ValueError(f"{given!r} is not {kind}.") from None
    if one.type is Path:
        if not given:
            raise ValueError("is empty; a path is needed.")
        # pathlib takes the dot off "./~name", which then could not be told from "~name", and
        # raises where there is no such user.
        return str(Path(os.path.expanduser(given)))  # noqa: PTH111
    return given


def _build(
    config_type: type[ConfigT], declared: Mapping[str, Setting], usable: Mapping[str, Any]
) -> tuple[ConfigT, list[tuple[str, str]]]:
    """Return a config of the usable values, and the problems of those it refused.

    Required fields without a usable value get a placeholder, so that the others can be checked.
    """
    stand_ins = {name: _stand_in(one) for name, one in declared.items() if one.required}
    try:
        return config_type.from_dict({**stand_ins, **usable}), []
    except ConfigError as error:
        refused = {name for name, _ in error.problems}
        kept = {name: value for name, value in usable.items() if name not in refused}
        return config_type.from_dict({**stand_ins, **kept}), list(error.problems)


def _stand_in(one: Setting) -> Any:
    if one.many:
        return []
    if one.choices:
        return one.choices[0]
    return {int: 0, float: 0.0, bool: False}.get(one.type, "")
