"""Keep the libraries' progress bars and developer messages off the user's terminal."""

from __future__ import annotations

import contextlib
import logging as python_logging
import warnings
from collections.abc import Iterator

# PEFT imports it if it is installed; it then logs about kernels to install, and in 8 bits about
# a conversion at every product.
python_logging.getLogger("bitsandbytes").setLevel(python_logging.ERROR)


@contextlib.contextmanager
def quiet_libraries() -> Iterator[None]:
    """Silence transformers and PEFT inside the block; errors still come through.

    The job's own events report its progress; a library's bar would overwrite the terminal.
    """
    from transformers.utils import logging

    bars = logging.is_progress_bar_enabled()
    level = logging.get_verbosity()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            yield
    finally:
        logging.set_verbosity(level)
        if bars:
            # Where the environment turns them off, the hub's library warns that they stay off.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)
                logging.enable_progress_bar()
