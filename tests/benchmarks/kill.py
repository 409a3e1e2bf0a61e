"""Kills at random moments: what a test, an erasure and an attack lose when their process dies.

`make bench-kill`.

Each verb is first run once and left alone. Then it is started again and again on copies of the
same project, killed (SIGKILL) at a random moment, and resumed, until it is done. Nothing that was
finished may be lost, no step may be in the record twice, and the outcome must be that of the run
left alone: captions and verdicts, bits of the adapter, and numbers of the attack.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import dataclasses
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sare_engine.assets import DEMO_FOLDER
from sare_engine.workspace.runs import RunFolder, Runs
from tests.benchmarks.kill_checks import (
    adapter_digest,
    captions_of,
    database_faults,
    leftovers,
    lost,
    twice,
    values_of,
    verdicts_of,
)

KILLS = {"probe": 17, "erase": 20, "attack": 13}
"""How often each verb is killed: 50 times in all."""
LIMIT_SECONDS = 20 * 60
MOST_KILLS_OF_A_TRIAL = 3
STEPS = 8
RESULTS = Path(__file__).parent / "results" / "kill.json"

_SAYS_CAPTIONED = re.compile(r"(\d+) of \d+ images(?! in)")
_DEADLINE = 300.0
"""Longest time for one command, in seconds."""


# ---------------------------------------------------------------------------------------- the verbs


@dataclass(frozen=True)
class World:
    """What all trials start from.

    Attributes:
        pictures: the pictures that are tested.
        truth: their annotations.
        tested: a project in which they are tested and concepts are chosen.
        erased: the same with a finished erasure.
    """

    pictures: Path
    truth: Path
    tested: Path
    erased: Path


@dataclass
class Verb:
    """What is killed.

    Attributes:
        name: "probe", "erase" or "attack".
        start: the project that a trial copies; None for a new one.
        first: words of the command that begins.
        again: words of the command that resumes a run; None where it is the same command.
        kind: of its run; "" for none.
    """

    name: str
    start: Path | None
    first: Callable[[Path], list[str]]
    again: Callable[[Path, str], list[str]] | None
    kind: str
    outcome: Callable[[Path], dict[Any, Any]]
    left_alone: dict[Any, Any] = field(default_factory=dict)
    pieces: int = 0
    """How many captions or steps it has to do."""
    begins: float = 0.0
    ends: float = 0.0
    """When its work began and when it ended, in seconds after its start, if left alone."""

    def run(self, project: Path) -> RunFolder | None:
        """Return the run that a trial has begun, if it has."""
        found = Runs(project).list(self.kind) if self.kind else []
        return found[-1] if found else None

    def done(self, project: Path) -> int:
        """Return how many captions or steps are on disk; -1 before it has begun."""
        if not self.kind:
            return len(captions_of(project)) or -1
        run = self.run(project)
        if run is None:
            return -1
        record = run.path / "metrics.jsonl"
        return record.read_bytes().count(b'"StepMetrics"') if record.is_file() else 0

    def has_ended(self, project: Path) -> bool:
        """Whether its run is done: it cannot be resumed any more."""
        run = self.run(project)
        return run is not None and run.status == "done"

    def words(self, project: Path) -> list[str]:
        """Return the command that begins or resumes it."""
        run = self.run(project)
        if run is None or self.again is None:
            return self.first(project)
        return self.again(project, run.name)


def outcome_of_run(kind: str) -> Callable[[Path], dict[Any, Any]]:
    """Return what reads the outcome of the last run of a kind: its numbers and its weights."""

    def outcome(project: Path) -> dict[Any, Any]:
        run = Runs(project).list(kind)[-1]
        return {"weights": adapter_digest(run), "status": run.status, **values_of(run)}

    return outcome


def verbs(world: World) -> list[Verb]:
    """Return what is killed, in small forms."""
    probe = ["--model", DEMO_FOLDER / "model", "--images", world.pictures]
    probe += ["--annotations", world.truth, "--batch-size", 1]
    short = ["--steps", STEPS, "--checkpoint-every", 2, "--evaluate-every", 3]
    short += ["--measure-images", 2, "--negative-batch", 2, "--retain-batch", 2]
    attack = ["--run", 1, "--steps", STEPS, "--batch", 2, "--samples", 8, "--measure-images", 2]
    attack += ["--measure-at", 2, 4]
    return [
        Verb(
            "probe",
            None,
            lambda project: strings("probe", project, *probe),
            None,
            "",
            lambda project: {**captions_of(project), **verdicts_of(project)},
        ),
        Verb(
            "erase",
            world.tested,
            lambda project: strings("erase", project, *short),
            lambda project, run: strings("erase", project, "--resume", run),
            "erase",
            outcome_of_run("erase"),
        ),
        Verb(
            "attack",
            world.erased,
            lambda project: strings("relearn", project, *attack),
            lambda project, run: strings("relearn", project, "--resume", run),
            "relearn",
            outcome_of_run("relearn"),
        ),
    ]


def strings(*words: object) -> list[str]:
    """Return the words of a command as text."""
    return [str(word) for word in words]


# ---------------------------------------------------------------------------------------- processes


class Command:
    """A `sare` command in a process of its own."""

    def __init__(self, words: Sequence[str], log: Path) -> None:
        self.words, self._log = words, log
        self._stream = log.open("wb")
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sare_engine.cli", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._stream,
            env={**os.environ, "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"},
        )

    def wait_for(self, there: Callable[[], bool]) -> float:
        """Wait until something is there or it ends; return the seconds since its start."""
        while self.process.poll() is None and not there():
            if time.monotonic() - self.started > _DEADLINE:
                break
            time.sleep(0.02)
        return time.monotonic() - self.started

    def finish(self) -> float:
        """Wait until it ends well; return the seconds since its start.

        Raises:
            RuntimeError: it failed.
        """
        try:
            code = self.process.wait(_DEADLINE)
        finally:
            self.kill()
        if code:
            raise RuntimeError(f"sare {' '.join(self.words)}: exit {code}: {self.said()[-400:]}")
        return time.monotonic() - self.started

    def kill(self) -> bool:
        """Kill it; return whether it was still running."""
        running = self.process.poll() is None
        self.process.kill()
        self.process.wait()
        self._stream.close()
        return running

    def said(self) -> str:
        """Return what it has told so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")


def must(folder: Path, *words: object) -> None:
    """Run a command that only prepares something."""
    Command(strings(*words), folder / "prepare.log").finish()


def prepare(folder: Path) -> World:
    """Test the demo's pictures with a fork or a laptop, and erase what is made up beside them."""
    source = DEMO_FOLDER / "images"
    truth = source / "annotations.json"
    stored = json.loads(truth.read_text(encoding="utf-8"))
    names = {one["id"]: one["name"] for one in stored["categories"]}
    wanted = {
        one["image_id"]
        for one in stored["annotations"]
        if names[one["category_id"]] in ("fork", "laptop")
    }
    pictures = folder / "pictures"
    pictures.mkdir()
    for one in stored["images"]:
        if one["id"] in wanted:
            shutil.copy(source / one["file_name"], pictures)
    world = World(pictures, truth, folder / "tested", folder / "erased")
    must(folder, *verbs(world)[0].first(world.tested))
    must(folder, "concepts", world.tested, "--choose", "knife", "mouse")
    shutil.copytree(world.tested, world.erased)
    must(folder, *verbs(world)[1].first(world.erased))
    return world


# ------------------------------------------------------------------------------------------- trials


@dataclass(frozen=True)
class Kill:
    """One kill.

    Attributes:
        verb: what was killed.
        seconds: when, after the start of its process.
        at: what was on disk then: captions, or steps of the run; -1 before it had begun.
    """

    verb: str
    seconds: float
    at: int


@dataclass
class Trial:
    """A run of a verb that is killed at some moments, and then left to end.

    Attributes:
        verb: what is run.
        moments: for each kill the share of what is still to do at which it comes, from 0 to 1;
            below 0, it comes before the work begins.
        kills: those that were done.
        faults: what went wrong.
    """

    verb: Verb
    moments: tuple[float, ...]
    kills: list[Kill] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def go(self, folder: Path) -> Trial:
        """Run it in a folder that is removed at the end."""
        project = folder / "project"
        folder.mkdir()
        try:
            if self.verb.start is not None:
                shutil.copytree(self.verb.start, project)
            for number, moment in enumerate(self.moments):
                self._kill(project, moment, folder / f"{number}.log")
            before = captions_of(project)
            if not self.verb.has_ended(project):
                Command(self.verb.words(project), folder / "last.log").finish()
            self.faults += lost(before, captions_of(project), "the caption of")
            self._compare(project)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            self.faults.append(str(error))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return self

    def _kill(self, project: Path, moment: float, log: Path) -> None:
        verb, before = self.verb, captions_of(project)
        if verb.has_ended(project):
            return
        known = max(verb.done(project), 0)
        place = moment * (verb.pieces - known)
        target, rest = known + int(place), place - int(place)
        command = Command(verb.words(project), log)
        if moment < 0:
            time.sleep((1 + moment) * verb.begins)
        elif target == known > 0:  # Where it was when it was killed before.
            time.sleep((0.5 + rest) * verb.begins)
        else:
            command.wait_for(lambda: verb.done(project) >= target)
            time.sleep(rest * (verb.ends - verb.begins) / verb.pieces)
        said, seconds = command.said(), time.monotonic() - command.started
        if not command.kill():
            if command.process.returncode:
                self.faults.append(f"{' '.join(command.words)}: {command.said()[-400:]}")
            return
        after = captions_of(project)
        self.faults += lost(before, after, "the caption of")
        told = [int(one) for one in _SAYS_CAPTIONED.findall(said.partition("Captioning")[2])]
        if verb.name == "probe" and told and max(told) > len(after):
            self.faults.append(f"{max(told)} captions were reported, {len(after)} are on disk")
        if (project / "project.sqlite").is_file() and after:
            self.faults += database_faults(project)
        self.kills.append(Kill(verb.name, round(seconds, 2), verb.done(project)))

    def _compare(self, project: Path) -> None:
        verb = self.verb
        self.faults += database_faults(project)
        now = verb.outcome(project)
        self.faults += lost(verb.left_alone, now, "of the outcome,")
        self.faults += [f"{one} is new" for one in now.keys() - verb.left_alone.keys()]
        run = verb.run(project)
        if run is not None:
            lines = (run.path / "metrics.jsonl").read_text(encoding="utf-8").splitlines()
            self.faults += twice(lines) + leftovers(run.path)


def measure_alone(verb: Verb, folder: Path) -> None:
    """Run a verb without a kill, and note its outcome and its times."""
    folder.mkdir()
    project = folder / "project"
    if verb.start is not None:
        shutil.copytree(verb.start, project)
    command = Command(verb.words(project), folder / "alone.log")
    verb.begins = command.wait_for(lambda: verb.done(project) >= 0)
    verb.ends = command.finish()
    verb.pieces = verb.done(project)
    verb.left_alone = verb.outcome(project)
    shutil.rmtree(folder)


def plan(kills: Mapping[str, int], seed: int) -> list[tuple[str, tuple[float, ...]]]:
    """Return the trials: verb and the moments of its kills; one kill in eight comes early."""
    random_ = random.Random(seed)
    trials = []
    for name, count in kills.items():
        left = count
        while left:
            size = min(left, random_.randint(1, MOST_KILLS_OF_A_TRIAL))
            left -= size
            moments = (
                -random_.random() if random_.random() < 0.125 else random_.random()
                for _ in range(size)
            )
            trials.append((name, tuple(moments)))
    random_.shuffle(trials)
    return trials


def bench(kills: Mapping[str, int], seed: int, workers: int) -> dict[str, Any]:
    """Kill, resume and compare; return the record as JSON."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sare-kill-") as name:
        folder = Path(name)
        known = {verb.name: verb for verb in verbs(prepare(folder))}
        for key in kills:
            measure_alone(known[key], folder / f"alone-{key}")
        waiting = [Trial(known[key], moments) for key, moments in plan(kills, seed)]
        done: list[Trial] = []
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            while waiting:
                started_at = len(done)
                jobs = [
                    pool.submit(trial.go, folder / f"trial-{started_at + number}")
                    for number, trial in enumerate(waiting)
                ]
                done += [job.result() for job in jobs]
                # A process that ended before its kill was not killed: another one is.
                missing = Counter(kills)
                missing.subtract(one.verb for trial in done for one in trial.kills)
                waiting = [
                    Trial(known[key], (0.5 / (1 + len(done)),))
                    for key, count in missing.items()
                    for _ in range(count)
                ]
                if time.monotonic() - started > LIMIT_SECONDS:
                    break
    rows = [one for trial in done for one in trial.kills]
    faults = [f"{trial.verb.name}: {fault}" for trial in done for fault in trial.faults]
    return {
        "seed": seed,
        "workers": workers,
        "cores": os.cpu_count(),
        "seconds": round(time.monotonic() - started, 1),
        "limit_seconds": LIMIT_SECONDS,
        "trials": len(done),
        "verbs": {
            key: _summary(known[key], [one for one in rows if one.verb == key]) for key in kills
        },
        "wanted": dict(kills),
        "kills": [dataclasses.asdict(one) for one in rows],
        "faults": faults,
    }


def _summary(verb: Verb, rows: Sequence[Kill]) -> dict[str, Any]:
    return {
        "kills": len(rows),
        "left_alone_seconds": round(verb.ends, 2),
        "work_began_after_seconds": round(verb.begins, 2),
        "median_kill_seconds": statistics.median([one.seconds for one in rows]) if rows else None,
        "done_at_kills": sorted(one.at for one in rows),
    }


def verdict(record: Mapping[str, Any]) -> list[str]:
    """Return why a record does not pass; empty if it does."""
    reasons = list(record["faults"])
    for key, wanted in record["wanted"].items():
        if record["verbs"][key]["kills"] < wanted:
            reasons.append(f"{key}: {record['verbs'][key]['kills']} kills of {wanted}")
    if record["seconds"] > record["limit_seconds"]:
        reasons.append(f"it took {record['seconds']} s; at most {record['limit_seconds']} s")
    return reasons


def table(record: Mapping[str, Any]) -> str:
    """Return the record as a table."""
    lines = [f"{'verb':8}{'kills':>6}{'alone':>9}{'killed at (median)':>20}  done at the kills"]
    for name, one in record["verbs"].items():
        median = one["median_kill_seconds"]
        lines.append(
            f"{name:8}{one['kills']:>6}{one['left_alone_seconds']:>7.1f} s"
            f"{'–' if median is None else f'{median:.1f} s':>20}  "
            + " ".join(map(str, one["done_at_kills"]))
        )
    lines.append(f"{record['trials']} trials in {record['seconds']:.0f} s, seed {record['seed']}")
    return "\n".join(lines)


def main() -> int:
    """Kill, print the table, and fail on any fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2, help="processes at the same time")
    parser.add_argument("--share", type=float, default=1.0, help="share of the kills to do")
    parser.add_argument("--json", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    kills = {key: max(1, round(arguments.share * count)) for key, count in KILLS.items()}
    record = bench(kills, arguments.seed, arguments.workers)
    print(table(record))
    arguments.json.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    reasons = verdict(record)
    for reason in reasons:
        print(f"FAULT {reason}")
    print("FAILED" if reasons else "Nothing was lost.")
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main())
