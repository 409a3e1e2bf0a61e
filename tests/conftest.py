"""What all tests share: the examples of Hypothesis, faster garbage collections, and their order.

Each run uses the same examples, so that only a change of the code turns a test red. `make test-all`
searches for new examples.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

TESTS = Path(__file__).parent

pytest.register_assert_rewrite("tests.waiting")

# On a busy machine an example may take any time.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", unhurried, derandomize=True, database=None)
settings.register_profile("new", unhurried, print_blob=True)
settings.load_profile(os.environ.get("SARE_TEST_EXAMPLES", "same"))


LONGEST_FIRST = (
    "end_to_end/test_demo.py",
    "end_to_end/test_desktop.py",
    "desktop/test_every_control.py",
    "engine/architectures/test_families.py",
    "engine/architectures/test_estimates.py",
    "engine/erasure/test_trainer.py",
    "engine/erasure/test_ascents.py",
    "desktop/test_main_window.py",
    "engine/jobs/test_loop.py",
    "engine/test_damaged_files.py",
    "desktop/test_erase_page.py",
    "project/demo_models/test_models.py",
)
"""Files that take half a minute and more on two cores."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Several processes take file by file in this order: no long one may be left to the end."""
    if not hasattr(config, "workerinput"):
        return
    ranks = {TESTS / name: rank for rank, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


def pytest_collection_finish() -> None:
    """Spare the libraries' million objects, as the program does once they are there.

    The desktop's tests collect often: each time a fifth of a second.
    """
    gc.collect()
    gc.freeze()
