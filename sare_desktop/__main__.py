"""`sare-desktop` and `python -m sare_desktop`; also what a frozen application starts with."""

from __future__ import annotations

import multiprocessing
import os
import sys

from sare_desktop import SELF_TEST


def main() -> int:
    """Start the program; returns its exit code.

    What is done before Qt is imported, and in this order: streams that a windowed application
    lacks, a worker process of `multiprocessing`, a reload request of an export and a worker of a
    job of several parts (a frozen application calls itself for both), a check for what Qt needs of
    the system, and the libraries that must come before Qt.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    multiprocessing.freeze_support()

    from sare_engine import answer_reload, answer_worker

    for answer in (answer_reload, answer_worker):
        code = answer(sys.argv)
        if code is not None:
            return code

    if SELF_TEST in sys.argv[1:]:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"

    refusal = _why_no_window(sys.argv[1:])
    if refusal is not None:
        print(refusal, file=sys.stderr)
        return 1

    from sare_desktop.library_order import load_torch_runtime_first

    load_torch_runtime_first()

    from sare_desktop.app import run

    return run(sys.argv)


def _why_no_window(arguments: list[str]) -> str | None:
    """Return what to tell the user where Qt would end in a traceback or abort; else None."""
    from sare_desktop import system_libraries

    missing = system_libraries.missing_libraries(os.environ)
    if missing:
        return system_libraries.explanation(missing)
    only_prints = any(one in ("-h", "--help", "--version") for one in arguments)
    if not only_prints and system_libraries.lacks_display(os.environ):
        return system_libraries.NO_DISPLAY
    return None


if __name__ == "__main__":
    sys.exit(main())
