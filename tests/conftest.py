"""What all tests share: how far their examples are sought.

A change is tested on the same examples each time, so that it is the change that turns a test
red. `make test-all` seeks new ones.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, database=None)
settings.register_profile("new", print_blob=True)
settings.load_profile(os.environ.get("SARE_TEST_EXAMPLES", "same"))
