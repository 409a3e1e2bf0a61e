"""The order in which native libraries enter the process, and why.

Windows: PySide6 brings its own copy of the Microsoft C++ runtime. If that copy, often older, is
in the process first, torch's `c10.dll` fails to start (WinError 1114 or 126). Importing torch
before Qt cures that and costs seconds with an empty screen. So only `c10.dll`, which pulls in the
runtime that torch needs, is loaded before Qt, in some milliseconds; the rest of torch follows on
the engine's thread while the window is already there. If that one file cannot be loaded, torch is
imported at once, and the window comes later but comes.

Linux and macOS: the order does not matter; torch follows on the engine's thread.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from pathlib import Path


def load_torch_runtime_first() -> None:
    """Do what the platform needs before Qt is imported; call it before any `PySide6` import."""
    if sys.platform != "win32":
        return
    spec = importlib.util.find_spec("torch")
    if spec is None or not spec.submodule_search_locations:
        return
    folder = Path(spec.submodule_search_locations[0]) / "lib"
    import ctypes

    try:
        os.add_dll_directory(str(folder))
        ctypes.WinDLL(str(folder / "c10.dll"))
    except OSError:
        importlib.import_module("torch")
