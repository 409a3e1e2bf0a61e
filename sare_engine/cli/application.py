"""`sare`: read the command line, run the job, and print its result as text or JSON."""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import signal
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sare_engine.cli.commands import Command
from sare_engine.cli.options import QueuedConfigError, given_names, read_config, unused_flags
from sare_engine.cli.parser import name_flags, parse_arguments, see_help
from sare_engine.cli.process import (
    DONE,
    FAILED,
    INTERRUPTED,
    TERMINATED,
    USAGE,
    quieten_libraries,
    stop_on_signals,
    write_any_character,
)
from sare_engine.cli.rendering import Renderer, make_renderer
from sare_engine.cli.torchrun import as_torchrun_says, failing_alone, let_the_first_speak, speaks
from sare_engine.control import Control, Stopped
from sare_engine.errors import ConfigError, EngineError
from sare_engine.events import Failed, Finished, Notice
from sare_engine.files import (
    atomic_write_text,
    plain_storage_errors,
    require_writable_file,
    storage_error,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after `sare`; default: those of the process.

    Returns:
        0 done; 1 failed, with a paragraph on stderr; 2 the command line or its settings are wrong;
        130 stopped by Ctrl-C; 143 stopped by SIGTERM.
    """
    write_any_character()
    with contextlib.ExitStack() as silent:
        if not speaks():
            nobody = silent.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
            silent.enter_context(contextlib.redirect_stdout(nobody))
            silent.enter_context(contextlib.redirect_stderr(nobody))
        code = _main(arguments)
        if code in (FAILED, USAGE) and not speaks():
            let_the_first_speak()
        return code


def _main(arguments: Sequence[str] | None) -> int:
    try:
        parsed = parse_arguments(arguments)
    except SystemExit as exit_:  # argparse has printed what is wrong, or the help
        return int(exit_.code or 0)
    if not parsed.verbose:
        quieten_libraries()
    try:
        return _run_or_explain(parsed.command, parsed)
    except SystemExit as exit_:  # The words of a job for the queue are not understood.
        return int(exit_.code or 0)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) is gone; Python must not report it again at exit.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _run_or_explain(command: Command, parsed: argparse.Namespace) -> int:
    try:
        return _run(command, parsed)
    except BrokenPipeError:
        raise
    except ConfigError as error:
        named = error.command if isinstance(error, QueuedConfigError) else command
        failed = Failed(error.what, name_flags(named, error), see_help(named))
        return _fail(command, parsed, failed, USAGE)
    except EngineError as error:
        return _fail(command, parsed, Failed(error.what, error.why, error.fix), FAILED)
    except Exception as error:
        return _fail(command, parsed, _unexpected(error), FAILED)


def _run(command: Command, parsed: argparse.Namespace) -> int:
    with failing_alone(command, alike=ConfigError):
        config = read_config(command.config, parsed)
    if not speaks():
        parsed.json = None
    if parsed.json is not None and parsed.json != "-":
        with failing_alone(command):
            require_writable_file(Path(parsed.json))
    control = Control()
    last: Finished | Failed | None = None
    with (
        stop_on_signals(control) as received,
        make_renderer(sys.stderr, verbose=parsed.verbose) as renderer,
    ):
        try:
            with as_torchrun_says(command, config, control):
                if flags := unused_flags(config, parsed):
                    text = f"Without effect, as nothing chosen here uses them: {', '.join(flags)}."
                    renderer.show(Notice("info", text))
                events = command.run(config, control, given_names(config, parsed))
                last = _last_event(events, renderer)
        except Stopped:  # before the processes had met
            last = Finished("stopped")
    if last is None:
        last = Failed("The job ended without a result.", fix="Please report this.")
    if isinstance(last, Failed):
        return _fail(command, parsed, last, FAILED)
    if parsed.json is not None:
        _write_json(parsed.json, last.result)
    if refusal := command.refusal(last.result):
        _explain(command, refusal)
        return FAILED
    if parsed.json != "-" and speaks():
        if sys.stdout.isatty() and sys.stderr.isatty():
            print()  # between the job's lines and its result
        command.show(last.result)
        sys.stdout.flush()
    if last.status == "stopped":
        print("Stopped. What was finished is kept.", file=sys.stderr)
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


def _fail(command: Command, parsed: argparse.Namespace, failed: Failed, code: int) -> int:
    _explain(command, failed)
    if failed.details and parsed.verbose:
        print(failed.details.rstrip(), file=sys.stderr)
    if parsed.json is not None:
        error = {"what": failed.what, "why": failed.why, "fix": failed.fix}
        # Report the first failure, even if FILE cannot be written either.
        with contextlib.suppress(EngineError):
            _write_json(parsed.json, {"error": error})
    return code


def _explain(command: Command, failed: Failed) -> None:
    paragraph = " ".join(part for part in (failed.what, failed.why, failed.fix) if part)
    print(f"sare {command.name}: {paragraph}", file=sys.stderr)


def _unexpected(error: Exception) -> Failed:
    details = "".join(traceback.format_exception(error))
    if isinstance(error, OSError) and error.strerror:
        named = storage_error(error, Path(error.filename or "A file"), verb="used")
        return Failed(named.what, named.why, named.fix, details)
    message = str(error).strip().partition("\n")[0]
    return Failed(
        "An unexpected error occurred.",
        f"{type(error).__name__}: {message}" if message else f"{type(error).__name__}.",
        "Run the command again with --verbose for details, and please report them.",
        details,
    )


def _write_json(where: str, result: Mapping[str, Any]) -> None:
    text = json.dumps(_finite(result), indent=2, allow_nan=False) + "\n"
    if where == "-":
        if not sys.stdout.isatty():
            # JSON allows it, and a program that shortens paths in what a command prints, before it
            # parses that, leaves the values alone.
            text = text.replace("/", "\\/")
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
