"""Importing the libraries ahead: nothing of theirs reaches the terminal."""

from __future__ import annotations

import subprocess
import sys


def test_the_libraries_say_nothing_while_they_are_imported() -> None:
    code = "from sare_engine import load_libraries; print(*load_libraries())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["numpy", "torch", "transformers", "peft", "sare_engine"]
    assert done.stderr == ""


def test_a_model_without_adapter_needs_no_adapter_library(tiny_llava_folder: object) -> None:
    code = (
        "import sys; from pathlib import Path; from sare_engine import ModelConfig, load_model; "
        "load_model(ModelConfig(model=Path(sys.argv[1]), device='cpu')); "
        "print(*{'peft', 'bitsandbytes'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tiny_llava_folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == []
