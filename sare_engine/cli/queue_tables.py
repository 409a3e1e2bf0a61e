"""The queue as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sare_engine.cli.tables import Result, print_rows
from sare_engine.events import Failed
from sare_engine.formatting import count_text, duration_text, share_text

_NONE_STARTS = "no further job starts"


def show_queue(result: Result) -> None:
    """Print the jobs, and who runs them."""
    jobs = result["jobs"]
    if not jobs:
        print("The queue is empty.")
        return
    print_rows([_row(one, result["runner"]) for one in jobs])
    for one in jobs:
        if one["error"]:
            print(f"\nJob {one['id']}: {one['error']}")
    print()
    print(_state(result))


def show_queued(result: Result) -> None:
    """Print where a job stands now."""
    before = result["jobs_before"]
    place = f"It runs after {count_text(before, 'jobs')}." if before else "It is the next."
    print(f"Queued as job {result['job']}: {result['title']}. {place}")
    if result["paused"]:
        print("The queue is paused: sare queue resume")
    elif not result["runner"]:
        print("An open window runs it; without one: sare queue run")


def show_queue_run(result: Result) -> None:
    """Print how the jobs ended."""
    if not result["jobs"]:
        print("No job was waiting.")
        return
    print_rows([_row(one, {}) for one in result["jobs"]])


def any_failed(result: Mapping[str, Any]) -> Failed | None:
    """Return why the command fails if a job did."""
    failed = [one for one in result.get("jobs", ()) if one["state"] == "failed"]
    if not failed:
        return None
    return Failed(
        f"{count_text(len(failed), 'jobs')} of the queue failed.",
        " ".join(f"{one['title']}: {one['error']}" for one in failed),
        "Correct the cause, then: sare queue repeat " + " ".join(str(one["id"]) for one in failed),
    )


def _row(job: Result, runner: Result) -> dict[str, Any]:
    row = {"job": job["id"], "state": job["state"], "what": job["title"]}
    if job["run"]:
        row["run"] = job["run"]
    if runner and runner.get("item") == job["id"] and runner.get("fraction") is not None:
        row["state"] = f"{job['state']}, {share_text(float(runner['fraction']))}"
    return row


def _state(result: Result) -> str:
    runner = result["runner"]
    if result["paused"]:
        running = any(one["state"] == "running" for one in result["jobs"])
        what = "the running job waits, and no further job starts" if running else _NONE_STARTS
        return f"Paused: {what}. To continue: sare queue resume"
    if not runner:
        return "No program runs the queue now: sare queue run"
    text = f"The {runner['program']} (process {runner['pid']}) runs the queue"
    if runner.get("item") is None:
        text += f"; at present: {runner['title']}"
    if runner.get("eta_seconds") is not None:
        text += f"; {duration_text(float(runner['eta_seconds']))} left"
    return text + "."
