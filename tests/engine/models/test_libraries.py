"""Importing the libraries: nothing of theirs reaches the terminal, and none comes unasked."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from pathlib import Path
from sare_engine import ModelConfig, load_libraries, load_model

load_model(ModelConfig(model=Path(sys.argv[1]), device="cpu"))
print("unasked:", *{"peft", "bitsandbytes"} & set(sys.modules))
print(*load_libraries())
"""


def test_the_libraries_say_nothing_and_a_model_without_adapter_needs_none_for_it(
    tiny_llava_folder: object,
) -> None:
    # In one process: the imports take most of the time.
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tiny_llava_folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    unasked, libraries = done.stdout.splitlines()
    assert unasked == "unasked:"
    assert libraries.split() == ["numpy", "torch", "transformers", "peft", "sare_engine"]
    assert done.stderr == ""
