"""The tests that guard the science turn red when the science is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Fault:
    """A piece of code, what it is replaced with, and the tests that must notice."""

    file: str
    right: str
    wrong: str
    tests: str


FAULTS = {
    "flipped sign of the ascent": Fault(
        "erasure/losses.py",
        "torch.autograd.backward(-weight * ce / self._total)",
        "torch.autograd.backward(weight * ce / self._total)",
        "erasure/test_sam.py",
    ),
    "words found inside other words": Fault(
        "grounding/phrase_search.py",
        r'_BEFORE = rf"(?<!\w)(?<!\w[{_HYPHENS}])"',
        '_BEFORE = ""',
        "erasure/test_examples.py",
    ),
    "labels that leak into the prompt": Fault(
        "models/prompting.py",
        "    if include_eos and encoded.eos_index is not None:",
        "    mask[encoded.caption_start - 1] = True\n"
        "    if include_eos and encoded.eos_index is not None:",
        "erasure/test_batches.py",
    ),
    "a perturbation that stays": Fault(
        "erasure/perturbation.py",
        '        """Put the parameters back, bit for bit."""\n'
        "        torch._foreach_copy_(self._parameters, self._saved)",
        '        """Put the parameters back, bit for bit."""',
        "erasure/test_sam.py",
    ),
    "empty captions that count as good": Fault(
        "evaluation/hallucination.py",
        "    degenerate = caption.degenerate or not caption.text.strip()",
        "    degenerate = False",
        "evaluation/test_hallucination.py",
    ),
    "a ceiling that stops the worst case": Fault(
        "erasure/losses.py",
        "                    kept = kept | since.below[number]",
        "                    kept = since.below[number]",
        "erasure/test_sam.py",
    ),
    "a simulated attack that helps the erasure": Fault(
        "erasure/attacker.py",
        "value=rate / (1.0 - first**count)",
        "value=-rate / (1.0 - first**count)",
        "erasure/test_ascents.py",
    ),
    "a simulated attack that the ceiling binds": Fault(
        "erasure/losses.py",
        "            both = _sum(part, own)",
        "            both = own",
        "erasure/test_ascents.py",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_code_to_break_is_there(name: str) -> None:
    fault = FAULTS[name]
    code = (ROOT / "sare_engine" / fault.file).read_text(encoding="utf-8")
    assert fault.right in code and fault.wrong != fault.right
    assert (ROOT / "tests/engine" / fault.tests).is_file()


@pytest.mark.slow
@pytest.mark.timeout(1000)
@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    for folder in ("sare_engine", "tests"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "assets").symlink_to(ROOT / "assets", target_is_directory=True)
    path = tmp_path / "sare_engine" / fault.file
    code = path.read_text(encoding="utf-8")
    path.write_text(code.replace(fault.right, fault.wrong), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", str(tmp_path / "tests/engine" / fault.tests)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 1, done.stdout[-2000:]
