"""An installed lmms-eval as a process of its own: found, started, followed and stopped."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from sare_engine.config import ExternalConfig
from sare_engine.control import Control
from sare_engine.errors import DataError, EngineError
from sare_engine.events import Event, PhaseStarted, Progress
from sare_engine.files import parse_json, storage_error

_BACKENDS = {
    "llava": "llava_hf",
    "llava_next": "llava_hf",
    "llava_onevision": "llava_hf",
    "internvl": "internvl_hf",
    "qwen2_vl": "qwen2_vl",
    "qwen2_5_vl": "qwen2_5_vl",
    "qwen3_vl": "qwen3_vl",
    "instructblip": "instructblip",
    "idefics2": "idefics2",
}
"""model_type of a config.json → lmms-eval's own name of the kind of model."""

_BAR = re.compile(r"(?P<title>[^:|\r\n]*):\s+\d+%\|.*?\|\s*(?P<done>\d+)/(?P<total>\d+)")
"""A bar of tqdm: "Model Responding:  12%|█▏ | 12/100 [00:03<…"."""

_OURS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
"""What would make the other Python use this one's packages."""

_LAST_LINES = 30
_POLL_SECONDS = 0.2
_GRACE_SECONDS = 5.0

_INSTALL = (
    "Install it in an environment of its own: python -m venv lmms-eval-env, then "
    "lmms-eval-env/bin/pip install lmms-eval; and name that folder with --program."
)


def lmms_eval_command(program: Path | None) -> list[str]:
    """Return the beginning of lmms-eval's command line.

    Args:
        program: the environment, its Python or the program; None looks on the PATH.

    Raises:
        EngineError: it is not there; the message says how to install it.
    """
    if program is None:
        found = shutil.which("lmms-eval")
        if found is None:
            raise EngineError("lmms-eval was not found.", "It is not on the PATH.", _INSTALL)
        return [found]
    if program.is_dir():
        for inside in ("bin/python", "Scripts/python.exe", "python.exe"):
            if (program / inside).is_file():
                return [str((program / inside).absolute()), "-m", "lmms_eval"]
        raise EngineError(
            "lmms-eval was not found.", f"{program} is not a Python environment.", _INSTALL
        )
    if not program.is_file():
        raise EngineError("lmms-eval was not found.", f"{program} does not exist.", _INSTALL)
    # Not resolved: a link to Python is what makes an environment its own.
    path = str(program.absolute())
    if re.fullmatch(r"python[\d.]*(?:\.exe)?", program.name):
        return [path, "-m", "lmms_eval"]
    return [sys.executable, path] if program.suffix == ".py" else [path]


def backend_of(folder: Path) -> str:
    """Return lmms-eval's name of the kind of model in a folder.

    Raises:
        DataError: the folder is not a model's, or lmms-eval's name of its kind is not known.
    """
    path = folder / "config.json"
    try:
        config = parse_json(path.read_text("utf-8"))
    except (OSError, ValueError):
        raise DataError(
            f"{folder} cannot be evaluated.",
            "It has no readable config.json: lmms-eval needs a whole model, not an adapter.",
            "Export the erasure with merged weights first (sare export --form merged).",
        ) from None
    kind = config.get("model_type") if isinstance(config, dict) else None
    if kind not in _BACKENDS:
        raise DataError(
            f"lmms-eval's name for {folder.name} is not known.",
            f"Its config.json has the model_type {kind!r}.",
            "Give it with --backend; lmms-eval models lists the names.",
        )
    return _BACKENDS[kind]


def command_for(config: ExternalConfig, folder: Path, output: Path) -> list[str]:
    """Return the whole command line that evaluates a model.

    Raises:
        EngineError: lmms-eval is not there, or its name of the kind of model is not known.
    """
    if "," in str(folder):
        raise DataError(
            f"{folder} cannot be evaluated.",
            "lmms-eval separates its arguments by commas, and the path has one.",
            "Rename or move the folder.",
        )
    arguments = [f"pretrained={folder.resolve()}", *filter(None, [config.model_args])]
    command = [
        *lmms_eval_command(config.program),
        *("--model", config.backend or backend_of(folder)),
        *("--model_args", ",".join(arguments)),
        *("--tasks", ",".join(config.tasks)),
        *("--batch_size", str(config.batch_size)),
        *("--output_path", str(output)),
        "--log_samples",
    ]
    if config.device:
        command += ["--device", config.device]
    if config.samples:
        command += ["--limit", str(config.samples)]
    return command


def run_lmms_eval(command: Sequence[str], title: str, control: Control) -> Iterator[Event]:
    """Run a command line and yield its progress, as its bars show it.

    Raises:
        EngineError: it cannot be started or fails; the message ends with its last lines.
        Stopped: the job was stopped; the process has then ended.
    """
    phase = "lmms-eval"
    yield PhaseStarted(phase, title, None, "samples")
    environment = {key: value for key, value in os.environ.items() if key not in _OURS}
    environment |= {"PYTHONUNBUFFERED": "1"}
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=os.name != "nt",
        )
    except OSError as error:
        raise storage_error(error, Path(command[0]), verb="started") from None
    assert process.stdout is not None
    found: queue.Queue[str | None] = queue.Queue()
    reader = threading.Thread(target=_read, args=(process.stdout, found), daemon=True)
    reader.start()
    last: deque[str] = deque(maxlen=_LAST_LINES)
    shown = ("", -1)
    try:
        for line in _lines(found, control):
            bar = _BAR.search(line)
            if bar is None:
                if line.strip():
                    last.append(line.rstrip())
                continue
            name, done, total = bar["title"].strip(), int(bar["done"]), int(bar["total"])
            if name != shown[0]:
                yield PhaseStarted(phase, f"{title}: {name}" if name else title, total, "samples")
            if (name, done) != shown:
                yield Progress(phase, done, total)
            shown = (name, done)
        process.wait()
    finally:
        _end(process)
        reader.join(_GRACE_SECONDS)
    if process.returncode:
        raise EngineError(
            f"lmms-eval failed with exit code {process.returncode}.",
            "Its last lines:\n" + "\n".join(last) + "\n" if last else "It printed nothing.",
            "Run the same command in a terminal to see more: " + subprocess.list2cmdline(command),
        )


def _lines(found: queue.Queue[str | None], control: Control) -> Iterator[str]:
    """Yield the lines of a process as they come, until there are no more."""
    while True:
        control.poll()
        try:
            line = found.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            continue
        if line is None:
            return
        yield line


def _read(stream: IO[bytes], found: queue.Queue[str | None]) -> None:
    """Put the lines of a stream into a queue, also those that only overwrite each other."""
    rest = b""
    with stream:
        while block := os.read(stream.fileno(), 4096):
            *whole, rest = re.split(rb"[\r\n]+", rest + block)
            for line in whole:
                found.put(line.decode("utf-8", "replace"))
    if rest:
        found.put(rest.decode("utf-8", "replace"))
    found.put(None)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, and what it has started."""
    if process.poll() is None:
        _signal(process, signal.SIGTERM)
        try:
            process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))
            process.wait()


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        if os.name == "nt":
            process.terminate()
        else:
            os.killpg(process.pid, number)
