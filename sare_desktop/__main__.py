"""`sare-desktop` and `python -m sare_desktop`; also what a frozen application starts with."""

from __future__ import annotations

import multiprocessing
import os
import sys


def main() -> int:
    """Start the program; returns its exit code.

    What is done before Qt is imported, and in this order: streams that a windowed application
    lacks, a worker process of `multiprocessing`, a reload request of an export (a frozen
    application calls itself for it), and the libraries that must come before Qt.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    multiprocessing.freeze_support()

    from sare_engine import answer_reload

    code = answer_reload(sys.argv)
    if code is not None:
        return code

    from sare_desktop.library_order import load_torch_runtime_first

    load_torch_runtime_first()

    from sare_desktop.app import run

    return run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
