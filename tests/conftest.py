"""What all tests share: the examples of Hypothesis, and faster garbage collections.

Each run uses the same examples, so that only a change of the code turns a test red. `make test-all`
searches for new examples.
"""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

pytest.register_assert_rewrite("tests.waiting")

# On a busy machine an example may take any time.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", unhurried, derandomize=True, database=None)
settings.register_profile("new", unhurried, print_blob=True)
settings.load_profile(os.environ.get("SARE_TEST_EXAMPLES", "same"))


def pytest_collection_finish() -> None:
    """Spare the libraries' million objects, as the program does once they are there.

    The desktop's tests collect often: each time a fifth of a second.
    """
    gc.collect()
    gc.freeze()
