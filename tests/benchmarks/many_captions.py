"""A hundred thousand imported captions: import, annotate, concepts, and opening the window.

    python -m tests.benchmarks.many_captions --json captions.json
    python -m tests.benchmarks.many_captions --against ../other-checkout

Each step runs in a process of its own, on a project that the steps before have made, and is
measured from its first call to its result: seconds, and the largest resident size of the process,
libraries included. With `--against`, the steps of another checkout are measured in the same run, in
turns, with the same files.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

STEPS = ("import", "annotate", "concepts", "opening")
SHARE, MEMORY_LIMIT_MB = 0.25, 500.0
"""What is aimed at: the share of the other checkout's time, and the memory of each step."""

_OBJECTS = (
    "person", "dog", "fork", "knife", "cup", "chair", "car", "book", "bench", "bowl", "bottle",
    "clock", "vase", "laptop", "bicycle", "truck", "bird", "cat", "horse", "umbrella",
)  # fmt: skip
_PHRASES = (
    "The image shows {} next to {} in the middle of a well lit room.",
    "There is {} in front of the window, and {} can be seen behind it, closer to the left side.",
    "In the background, {} is partly visible, which adds to the lively atmosphere of the scene.",
    "{} and {} are placed around it, suggesting that somebody has just left.",
)


def write_files(folder: Path, count: int) -> None:
    """Write the captions and annotations: about five mentions a caption, one in four is wrong."""
    dice = random.Random(0)
    categories = [{"id": place, "name": name} for place, name in enumerate(_OBJECTS)]
    annotations: list[dict[str, int]] = []
    with (folder / "captions.jsonl").open("w", encoding="utf-8") as captions:
        for number in range(count):
            shown = dice.sample(range(len(_OBJECTS)), 5)
            said = [one if dice.random() < 0.75 else dice.randrange(len(_OBJECTS)) for one in shown]
            words = iter(f"a {_OBJECTS[one]}" for one in said)
            sentences = []
            for phrase in dice.sample(_PHRASES, len(_PHRASES)):
                needed = [word for _, word in zip(range(phrase.count("{}")), words, strict=False)]
                if len(needed) == phrase.count("{}"):
                    sentences.append(phrase.format(*needed))
            row = {"image_id": number + 1, "caption": " ".join(sentences)}
            captions.write(json.dumps(row) + "\n")
            annotations += [
                {"id": len(annotations) + place, "image_id": number + 1, "category_id": one}
                for place, one in enumerate(shown)
            ]
    images = [{"id": one + 1, "file_name": f"{one + 1:012d}.jpg"} for one in range(count)]
    document = {"images": images, "categories": categories, "annotations": annotations}
    (folder / "annotations.json").write_text(json.dumps(document))


def run_step(step: str, files: Path, project: Path) -> dict[str, Any]:
    """Run one step in this process, with whichever `sare_engine` is importable."""
    result = _WORK[step](files, project)
    # The peak is in KiB on Linux, and in bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return {**result, "peak_mb": round(peak, 1)}


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(begun: tuple[float, float]) -> dict[str, float]:
    """Return seconds by the clock, and seconds of the processor: on a busy computer they differ."""
    now = _now()
    return {"seconds": round(now[0] - begun[0], 2), "cpu_seconds": round(now[1] - begun[1], 2)}


def _import(files: Path, project: Path) -> dict[str, Any]:
    from sare_engine import ImportCaptionsConfig, import_captions

    config = ImportCaptionsConfig(project=project, captions=files / "captions.jsonl")
    begun = _now()
    result = import_captions(config)
    return {**_since(begun), "mentions": result["mentions"]}


def _annotate(files: Path, project: Path) -> dict[str, Any]:
    from sare_engine import AnnotateConfig, annotate

    config = AnnotateConfig(project=project, annotations=files / "annotations.json")
    begun = _now()
    result = annotate(config)
    counts = {name: result[name] for name in ("matched", "grounded", "hallucinated")}
    return {**_since(begun), **counts}


def _concepts(files: Path, project: Path) -> dict[str, Any]:
    from sare_engine import ConceptsConfig, concepts

    begun = _now()
    result = concepts(ConceptsConfig(project=project))
    spent = _since(begun)
    return {
        **spent,
        "hallucinated": sum(row["hallucinated"] for row in result["concepts"]),
    }


def _opening(files: Path, project: Path) -> dict[str, Any]:
    """Open the project in the window, and wait until every image and concept is listed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from sare_desktop.garbage import WindowCollector
    from sare_desktop.pages.concepts.page import ConceptsPage
    from sare_desktop.pages.images.page import ImagesPage
    from sare_desktop.session import Session
    from sare_desktop.settings import Settings

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    collector = WindowCollector(app)
    collector.begin()
    session = Session(Settings(files / f"settings-{os.getpid()}"))
    images, table = ImagesPage(session), ConceptsPage(session)
    loop, timer = QEventLoop(), QTimer()
    begun = _now()

    def look() -> None:
        listed = images.gallery.model.rowCount() and table.model.rowCount()
        if listed or time.perf_counter() - begun[0] > 600:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(5)
    session.open_project(project)
    images.show()
    table.show()
    loop.exec()
    spent = _since(begun)
    counts = {"images": images.gallery.model.rowCount(), "concepts": table.model.rowCount()}
    timer.stop()
    session.close()
    return {**spent, **counts}


_WORK = {"import": _import, "annotate": _annotate, "concepts": _concepts, "opening": _opening}


def measure(checkouts: Mapping[str, Path], count: int, folder: Path) -> dict[str, Any]:
    """Return checkout → step → figures; the checkouts take turns at each step."""
    write_files(folder, count)
    figures: dict[str, Any] = {name: {} for name in checkouts}
    for step in STEPS:
        for name, checkout in checkouts.items():
            command = [sys.executable, __file__, "--step", step, "--files", str(folder)]
            command += ["--project", str(folder / f"project-{name}")]
            environment = {**os.environ, "PYTHONPATH": str(checkout), "OMP_NUM_THREADS": "1"}
            done = subprocess.run(
                command,
                env=environment,
                cwd=checkout,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            figures[name][step] = json.loads(done.stdout.splitlines()[-1])
            print(f"{name} {step}: {figures[name][step]}", file=sys.stderr, flush=True)
    return figures


def main() -> int:
    """Measure, print a table, and return 1 if a step is slower or larger than aimed at."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--captions", type=int, default=100_000, help="number of captions")
    parser.add_argument("--against", type=Path, help="another checkout to measure too")
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--files", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--project", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(run_step(given.step, given.files, given.project)))
        return 0
    checkouts = {"other": given.against.resolve()} if given.against else {}
    checkouts["this"] = Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as name:
        figures = measure(checkouts, given.captions, Path(name))
    missed = False
    for step in STEPS:
        this = figures["this"][step]
        line = f"{step:>9}: {this['seconds']:7.2f} s, {this['peak_mb']:6.0f} MB"
        missed |= this["peak_mb"] > MEMORY_LIMIT_MB
        if given.against:
            other = figures["other"][step]
            share = this["seconds"] / other["seconds"]
            missed |= share > SHARE
            line += f"; other {other['seconds']:7.2f} s, {other['peak_mb']:6.0f} MB: {share:.0%}"
        print(line)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
