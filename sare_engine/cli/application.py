"""`sare`: reads the command line, runs the job, and answers with text, JSON and an exit code."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import json
import math
import os
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import sare_engine
from sare_engine.cli.commands import COMMANDS, Command
from sare_engine.cli.options import add_settings, flag_of, read_config, usage_of
from sare_engine.cli.rendering import Renderer, make_renderer
from sare_engine.control import Control
from sare_engine.errors import ConfigError, EngineError
from sare_engine.events import Failed, Finished
from sare_engine.files import (
    atomic_write_text,
    plain_storage_errors,
    require_writable_file,
    storage_error,
)
from sare_engine.settings import settings_of

DONE, FAILED, USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
"""Exit codes; the last two are the shell's convention for SIGINT and SIGTERM."""

_EXAMPLES = """\
examples:
  sare demo                                    everything, on the model that comes with it
  sare inspect ~/models/llava                  what is in a model folder
  sare probe work --model ~/models/llava --images photos --annotations instances.json
  sare concepts work --choose knife chair      what is hallucinated, and what to erase
  sare erase work                              erase it
  sare relearn work --run 1                    does it come back?
  sare export work --run 1 --out erased        the erased model, for any other program

`sare COMMAND --help` shows all settings of a command.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after `sare`; default: those of the process.

    Returns:
        0 done; 1 failed, with a paragraph on stderr; 2 the command line or its settings are wrong;
        130 stopped by Ctrl-C; 143 stopped by SIGTERM.
    """
    _write_any_character()
    try:
        parsed = _parse(arguments)
    except SystemExit as exit_:  # argparse has said what is wrong, or printed the help
        return int(exit_.code or 0)
    if not parsed.verbose:
        _quieten_libraries()
    try:
        return _run_or_explain(parsed.command, parsed)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) has left; Python must not complain about it again at exit.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _run_or_explain(command: Command, parsed: argparse.Namespace) -> int:
    try:
        return _run(command, parsed)
    except BrokenPipeError:
        raise
    except ConfigError as error:
        failed = Failed(error.what, _name_flags(command, error), _see_help(command))
        return _fail(command, parsed, failed, USAGE)
    except EngineError as error:
        return _fail(command, parsed, Failed(error.what, error.why, error.fix), FAILED)
    except Exception as error:
        return _fail(command, parsed, _unexpected(error), FAILED)


def _run(command: Command, parsed: argparse.Namespace) -> int:
    config = read_config(command.config, parsed)
    if parsed.json is not None and parsed.json != "-":
        require_writable_file(Path(parsed.json))
    control = Control()
    last: Finished | Failed | None = None
    with (
        _stop_on_signals(control) as received,
        make_renderer(sys.stderr, verbose=parsed.verbose) as renderer,
    ):
        last = _last_event(command.run(config, control), renderer)
    if last is None:
        last = Failed("The job ended without a result.", fix="Please report this as a fault.")
    if isinstance(last, Failed):
        return _fail(command, parsed, last, FAILED)
    if parsed.json is not None:
        _write_json(parsed.json, last.result)
    if parsed.json != "-":
        if sys.stdout.isatty() and sys.stderr.isatty():
            print()  # between the job's lines and its result
        command.show(last.result)
        sys.stdout.flush()
    if last.status == "stopped":
        print("Stopped as asked; what was finished is kept.", file=sys.stderr)
        return TERMINATED if signal.SIGTERM in received else INTERRUPTED
    return DONE


def _last_event(events: Iterator[Any], renderer: Renderer) -> Finished | Failed | None:
    last = None
    for event in events:
        if isinstance(event, (Finished, Failed)):
            last = event
        else:
            renderer.show(event)
    return last


# ------------------------------------------------------------------------------ the command line


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        command = self.prog
        self.exit(USAGE, f"{command}: {message}. See '{command} --help'.\n")


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    parsed, unknown = parser.parse_known_args(arguments)
    if unknown:
        command: Command = parsed.command
        flags = [flag_of(one.name) for one in settings_of(command.config)]
        similar = difflib.get_close_matches(unknown[0], flags, n=1)
        hint = f" Did you mean {similar[0]}?" if similar else ""
        parser.exit(
            USAGE,
            f"sare {command.name}: {' '.join(unknown)} is not understood.{hint} "
            f"{_see_help(command)}\n",
        )
    return parsed


def _parser() -> argparse.ArgumentParser:
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
    for command in COMMANDS:
        parent, _, form = command.name.rpartition(" ")
        if form and parent:
            if parent not in forms:
                forms[parent] = commands.choices[parent].add_subparsers(
                    title="other forms", metavar="FORM", required=False, parser_class=_Parser
                )
            _add_command(forms[parent], form, command)
        else:
            _add_command(commands, command.name, command)
    return parser


def _add_command(place: Any, word: str, command: Command) -> None:
    parser = place.add_parser(
        word,
        prog=f"sare {command.name}",
        usage=usage_of(command.name, command.config, command.positional),
        help=command.summary,
        description=command.description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_settings(parser, command.config, command.positional)
    output = parser.add_argument_group("output and input")
    output.add_argument(
        "--json",
        metavar="FILE",
        help="Write the result as JSON to FILE; - writes it, and nothing else, to stdout.",
    )
    output.add_argument(
        "--config",
        metavar="FILE",
        help="Take settings from a JSON file, such as a run's config.json; options come first.",
    )
    output.add_argument(
        "--verbose",
        "-v",
        action="store_true",
        help="Show every measured value, and details of errors.",
    )
    parser.set_defaults(command=command)


def _name_flags(command: Command, error: ConfigError) -> str:
    names = {one.name for one in settings_of(command.config)}
    return " ".join(
        f"{flag_of(name) if name in names else name}: {text}" for name, text in error.problems
    )


def _see_help(command: Command) -> str:
    return f"See 'sare {command.name} --help'."


# ------------------------------------------------------------------------------------ the answer


def _fail(command: Command, parsed: argparse.Namespace, failed: Failed, code: int) -> int:
    paragraph = " ".join(part for part in (failed.what, failed.why, failed.fix) if part)
    print(f"sare {command.name}: {paragraph}", file=sys.stderr)
    if failed.details and parsed.verbose:
        print(failed.details.rstrip(), file=sys.stderr)
    if parsed.json is not None:
        error = {"what": failed.what, "why": failed.why, "fix": failed.fix}
        # The first failure is the one to tell; it may well be that FILE cannot be written.
        with contextlib.suppress(EngineError):
            _write_json(parsed.json, {"error": error})
    return code


def _unexpected(error: Exception) -> Failed:
    details = "".join(traceback.format_exception(error))
    if isinstance(error, OSError) and error.strerror:
        named = storage_error(error, Path(error.filename or "A file"), verb="used")
        return Failed(named.what, named.why, named.fix, details)
    message = str(error).strip().partition("\n")[0]
    return Failed(
        "Something failed that should not.",
        f"{type(error).__name__}: {message}" if message else f"{type(error).__name__}.",
        "Run the same command with --verbose for details, and please report them.",
        details,
    )


def _write_json(where: str, result: Mapping[str, Any]) -> None:
    text = json.dumps(_finite(result), indent=2, allow_nan=False) + "\n"
    if where == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    path = Path(where)
    if path.exists() and not path.is_file():
        # A pipe or a device such as /dev/null is written to, not replaced.
        with plain_storage_errors(path), path.open("w", encoding="utf-8") as stream:
            stream.write(text)
    else:
        atomic_write_text(path, text)


def _finite(value: Any) -> Any:
    """Return the value with null for NaN and infinity, which JSON does not have."""
    if isinstance(value, Mapping):
        return {str(key): _finite(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return str(value) if isinstance(value, Path) else value


# ----------------------------------------------------------------------------------- the process


@contextlib.contextmanager
def _stop_on_signals(control: Control) -> Iterator[set[int]]:
    """Turn the first SIGINT or SIGTERM into `control.stop()`; a second ends the process.

    Yields:
        the signals received so far.
    """
    received: set[int] = set()
    if threading.current_thread() is not threading.main_thread():
        yield received
        return

    def stop(number: int, frame: object) -> None:
        if received:
            # Shows the cursor again, which a progress bar hides.
            _tell("\x1b[?25h\nEnded at once.\n" if sys.stderr.isatty() else "Ended at once.\n")
            os._exit(128 + number)
        received.add(number)
        control.stop()
        _tell("\nStopping cleanly; press Ctrl-C again to end at once.\n")

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(text: str) -> None:
    # A signal can arrive in the middle of a write to sys.stderr, which may not be entered twice.
    with contextlib.suppress(OSError):
        os.write(2, text.encode())


def _write_any_character() -> None:
    """Let a terminal of an old code page show "?" rather than end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _quieten_libraries() -> None:
    """Keep the libraries' own notes and bars away from ours; must run before they are imported."""
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    warnings.simplefilter("ignore")
