"""The command line: its commands and options, and what is wrong with them."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import sare_engine
from sare_engine.cli.commands import COMMANDS, Command
from sare_engine.cli.options import add_settings, flag_of, usage_of
from sare_engine.cli.process import USAGE
from sare_engine.errors import ConfigError
from sare_engine.settings import settings_of

_EXAMPLES = """\
examples:
  sare demo                                    the whole loop, on the demo model
  sare inspect ~/models/llava                  what is in a model folder
  sare probe work --model ~/models/llava --images photos --annotations instances.json
  sare concepts work --choose knife chair      what is hallucinated, and what to erase
  sare erase work                              erase it
  sare relearn work --run 1                    test whether it comes back
  sare export work --run 1 --out erased        the erased model, for any other program

`sare COMMAND --help` shows all settings of a command.
"""

_SIMILAR, _CLOSE = 0.6, 0.85
"""How similar an option is to the one that was given: enough to be named; surely meant."""
_NAMED = 3
_PROCESSES, _WORKERS = flag_of("processes"), flag_of("workers")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        command = self.prog
        self.exit(USAGE, f"{command}: {message}. See '{command} --help'.\n")

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        if action.option_strings and arg_strings == ["--"]:
            # Written as `--name=--`; older versions of Python take it for the end of the options.
            value = self._get_value(action, *arg_strings)
            self._check_value(action, value)
            return value if action.nargs in (None, argparse.OPTIONAL) else [value]
        return super()._get_values(action, arg_strings)


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of a command line, and its `command`.

    Raises:
        SystemExit: the help or an error was printed.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    parser = _parser(given)
    parsed, unknown = parser.parse_known_args(given)
    if unknown:
        command: Command = parsed.command
        parser.exit(
            USAGE,
            f"sare {command.name}: {' '.join(unknown)} is not understood."
            f"{_hint(command, unknown[0].partition('=')[0])} {see_help(command)}\n",
        )
    return parsed


def _hint(command: Command, word: str) -> str:
    """Return which option may have been meant, or which other commands have it; "" if none."""
    if word == _PROCESSES and _WORKERS in _flags(command):
        return f" Its parts do not depend on each other: {_WORKERS} runs several at the same time."
    others = [f"sare {one.name}" for one in COMMANDS if word in _flags(one)]
    close = _CLOSE if others else _SIMILAR
    similar = difflib.get_close_matches(word, _flags(command), n=1, cutoff=close)
    if similar:
        return f" Did you mean {similar[0]}?"
    if len(others) > _NAMED:
        others = [*others[:_NAMED], "others"]
    *first, last = others or [""]
    names = f"{', '.join(first)} and {last}" if first else last
    return f" It is an option of {names}." if names else ""


def _flags(command: Command) -> list[str]:
    return [
        flag_of(one.name) for one in settings_of(command.config) if one.name != command.positional
    ]


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of a command line with these words.

    Where the first word is a command, there are only that command and its other forms; and only
    commands among the words get their options: reading all settings of all jobs takes most of the
    time in which `sare --help` answers.
    """
    asked = [one for one in COMMANDS if one.name.split()[0] in given[:1]]
    parser = _Parser(
        prog="sare",
        usage="sare COMMAND [settings] [options]",
        description="Erase object hallucinations from multimodal LLMs so that they stay erased.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"sare {sare_engine.__version__}")
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=_Parser
    )
    forms: dict[str, Any] = {}
    for command in asked or COMMANDS:
        parent, _, form = command.name.rpartition(" ")
        if form and parent:
            if parent not in forms:
                forms[parent] = commands.choices[parent].add_subparsers(
                    title="other forms", metavar="FORM", required=False, parser_class=_Parser
                )
            place, word = forms[parent], form
        else:
            place, word = commands, command.name
        added = place.add_parser(
            word,
            prog=f"sare {command.name}",
            help=command.summary,
            description=command.description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        added.set_defaults(command=command)
        if set(given).issuperset(command.name.split()):
            _add_options(added, command)
    return parser


def _add_options(parser: argparse.ArgumentParser, command: Command) -> None:
    parser.usage = usage_of(command.name, command.config, command.positional)
    add_settings(parser, command.config, command.positional, rest=command.takes_rest)
    output = parser.add_argument_group("output and input")
    output.add_argument(
        "--json",
        metavar="FILE",
        help="Write the result as JSON to FILE; with -, print only JSON to stdout.",
    )
    output.add_argument(
        "--config",
        metavar="FILE",
        help="Read settings from a JSON file, such as a run's config.json; options override it.",
    )
    output.add_argument(
        "--verbose",
        "-v",
        action="store_true",
        help="Show every measured value, and details of errors.",
    )


def name_flags(command: Command, error: ConfigError) -> str:
    """Return what is wrong with each setting, named as the command line's flag."""
    names = {one.name for one in settings_of(command.config)}
    return " ".join(
        f"{flag_of(name) if name in names else name}: {text}" for name, text in error.problems
    )


def see_help(command: Command) -> str:
    """Return the sentence that refers to a command's help."""
    return f"See 'sare {command.name} --help'."
