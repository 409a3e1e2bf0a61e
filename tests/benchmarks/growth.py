"""How time and memory grow with the pictures of a project.

    python -m tests.benchmarks.growth --json growth.json
    python -m tests.benchmarks.growth --sizes 300,1000,3000

Pictures are added, captioned by a server on this computer that answers at once, judged by
annotations, and their concepts listed. Each step runs in a process of its own on what the steps
before have made, and is measured from its first call to its result: seconds, and the largest
resident size of the process, libraries included. An exponent of 1 is growth in proportion; it is
that of the line through all sizes on logarithmic axes.
"""

from __future__ import annotations

import argparse
import collections
import json
import math
import os
import struct
import subprocess
import sys
import tempfile
import threading
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.many_captions import _now, _since
from tests.engine.models.fake_server import Answer, FakeServer, completion

STEPS = ("add", "caption", "judge", "concepts")
SIZES = (1_000, 10_000, 100_000)
TIME_LIMIT, MEMORY_LIMIT = 1.05, 0.2
"""Largest exponents that are aimed at."""

_OBJECTS = (
    "dog", "fork", "knife", "cup", "chair", "car", "book", "bench", "bowl", "bottle",
    "clock", "vase", "laptop", "bicycle", "truck", "bird", "cat", "horse", "umbrella",
)  # fmt: skip
_FOLDER = 1000
"""Pictures in a folder."""


def write_pictures(folder: Path, count: int) -> None:
    """Write pictures of 24 x 24 pixels that differ in their content, and their annotations."""
    images, annotations = [], []
    for number in range(count):
        place = folder / f"{number // _FOLDER:04d}"
        place.mkdir(parents=True, exist_ok=True)
        name = f"{number + 1:012d}.png"
        (place / name).write_bytes(_picture(number))
        images.append({"id": number + 1, "file_name": name})
        annotations += [
            {"id": 3 * number + one, "image_id": number + 1, "category_id": _object(number, one)}
            for one in range(3)
        ]
    categories = [{"id": place, "name": name} for place, name in enumerate(_OBJECTS)]
    document = {"images": images, "categories": categories, "annotations": annotations}
    (folder / "annotations.json").write_text(json.dumps(document))


def _picture(number: int) -> bytes:
    """Return a PNG of one grey whose last row spells the number."""
    rows = [b"\0" + bytes([number % 251]) * 24 for _ in range(23)]
    rows.append(b"\0" + number.to_bytes(24, "big"))

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", 24, 24, 8, 0, 0, 0, 0)
    data = zlib.compress(b"".join(rows), 1)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def _object(number: int, place: int) -> int:
    return (number * (7 + 2 * place) + 5 * place) % len(_OBJECTS)


def captioning_server() -> FakeServer:
    """Return a server, to be started, that mentions three objects in each picture."""
    server = FakeServer()
    # A real server does not keep what it was asked.
    server.requests = collections.deque(maxlen=1)  # type: ignore[assignment]
    server.asked = collections.defaultdict(int)  # type: ignore[assignment]

    def answer(_number: int, picture: str) -> Answer:
        server.asked.clear()
        seed = int(picture[:8], 16)
        said = [_OBJECTS[_object(seed, place)] for place in range(3)]
        text = f"A {said[0]} stands next to a {said[1]}. There is a {said[2]} in front of them."
        return 200, completion(text), {}

    server.answer = answer
    return server


def run_step(step: str, files: Path, project: Path, server: str) -> dict[str, Any]:
    """Run one step in this process."""
    import resource

    result = _WORK[step](files, project, server)
    # The peak is in KiB on Linux, and in bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return {**result, "peak_mb": round(peak, 1)}


def _last(events: Any) -> dict[str, Any]:
    from sare_engine import Failed, Finished

    last = None
    for event in events:
        if isinstance(event, Finished | Failed):
            last = event
    if not isinstance(last, Finished):
        raise RuntimeError(str(last))
    return dict(last.result)


def _add(files: Path, project: Path, _server: str) -> dict[str, Any]:
    from sare_engine import AddImagesConfig, add_images

    config = AddImagesConfig(project=project, images=(files,))
    begun = _now()
    result = _last(add_images(config))
    return {**_since(begun), "counted": result["added"]}


def _caption(_files: Path, project: Path, server: str) -> dict[str, Any]:
    from sare_engine import ProbeConfig, probe

    config = ProbeConfig(project=project, server=server, device="cpu")
    begun = _now()
    result = _last(probe(config))
    return {**_since(begun), "counted": result["captions"]}


def _judge(files: Path, project: Path, _server: str) -> dict[str, Any]:
    from sare_engine import AnnotateConfig, annotate

    config = AnnotateConfig(project=project, annotations=files / "annotations.json")
    begun = _now()
    result = annotate(config)
    return {**_since(begun), "counted": result["matched"]}


def _concepts(_files: Path, project: Path, _server: str) -> dict[str, Any]:
    from sare_engine import ConceptsConfig, concepts

    begun = _now()
    result = concepts(ConceptsConfig(project=project))
    return {**_since(begun), "counted": len(result["concepts"])}


_WORK = {"add": _add, "caption": _caption, "judge": _judge, "concepts": _concepts}


def measure(sizes: Sequence[int]) -> dict[str, dict[int, Any]]:
    """Return step → number of pictures → figures."""
    figures: dict[str, dict[int, Any]] = {step: {} for step in STEPS}
    server = captioning_server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="sare-growth-") as name:
            files = Path(name, "files")
            write_pictures(files, size)
            for step in STEPS:
                command = [
                    sys.executable, "-m", "tests.benchmarks.growth", "--step", step,
                    "--files", str(files), "--project", str(Path(name, "project")),
                    "--server", server.address,
                ]  # fmt: skip
                done = subprocess.run(
                    command,
                    env={**os.environ, "OMP_NUM_THREADS": "1"},
                    stdout=subprocess.PIPE,
                    text=True,
                    check=True,
                )
                figures[step][size] = json.loads(done.stdout.splitlines()[-1])
                print(f"{size} {step}: {figures[step][size]}", file=sys.stderr, flush=True)
    server.shutdown()
    server.server_close()
    return figures


def exponent(values: Mapping[int, float]) -> float:
    """Return the slope of the line through all sizes on logarithmic axes, by least squares."""
    points = [(math.log(size), math.log(max(value, 1e-9))) for size, value in values.items()]
    x = sum(one for one, _ in points) / len(points)
    y = sum(one for _, one in points) / len(points)
    spread = sum((one - x) ** 2 for one, _ in points)
    return sum((one - x) * (other - y) for one, other in points) / spread


def growth(figures: Mapping[str, Mapping[int, Any]]) -> dict[str, dict[str, float]]:
    """Return step → exponents of time and memory, and bytes for each further picture."""
    found = {}
    for step, by_size in figures.items():
        peaks = {size: one["peak_mb"] for size, one in by_size.items()}
        first, last = min(peaks), max(peaks)
        found[step] = {
            "time": exponent({size: one["seconds"] for size, one in by_size.items()}),
            "cpu_time": exponent({size: one["cpu_seconds"] for size, one in by_size.items()}),
            "memory": exponent(peaks),
            "bytes_per_picture": (peaks[last] - peaks[first]) * 1e6 / (last - first),
        }
    return found


def table(figures: Mapping[str, Mapping[int, Any]]) -> str:
    """Return the figures as text."""
    sizes = list(next(iter(figures.values())))
    head = [f"{size:>9,}" for size in sizes]
    lines = [f"{'pictures':<10}{''.join(f'{one:>18}' for one in head)}   time   cpu   memory"]
    for step, found in growth(figures).items():
        cells = [
            f"{one['seconds']:8.2f} s {one['peak_mb']:4.0f} MB" for one in figures[step].values()
        ]
        lines.append(
            f"{step:<10}{''.join(f'{one:>18}' for one in cells)}  ^{found['time']:.2f} "
            f"^{found['cpu_time']:.2f} ^{found['memory']:.2f}"
            f"  {found['bytes_per_picture']:.0f} bytes for each further picture"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure, print a table, and return 1 if an exponent is larger than aimed at."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--sizes",
        default=",".join(map(str, SIZES)),
        help="numbers of pictures, at least two, separated by commas",
    )
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--files", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--project", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--server", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(run_step(given.step, given.files, given.project, given.server)))
        return 0
    sizes = [int(one) for one in given.sizes.split(",")]
    if len(set(sizes)) < 2:
        parser.error("--sizes: growth needs at least two numbers of pictures")
    figures = measure(sizes)
    print(table(figures))
    found = growth(figures)
    if given.json:
        given.json.write_text(json.dumps({"figures": figures, "growth": found}, indent=2) + "\n")
    return int(
        any(one["time"] > TIME_LIMIT or one["memory"] > MEMORY_LIMIT for one in found.values())
    )


if __name__ == "__main__":
    sys.exit(main())
