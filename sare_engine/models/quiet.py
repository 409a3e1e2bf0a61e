"""Keep the libraries' progress bars and notes to developers off the user's terminal."""

from __future__ import annotations

import contextlib
import logging as python_logging
import warnings
from collections.abc import Iterator

# PEFT imports it wherever it is installed; it then speaks of kernels to install, and in 8 bits of
# a conversion at every product.
python_logging.getLogger("bitsandbytes").setLevel(python_logging.ERROR)


@contextlib.contextmanager
def quiet_libraries() -> Iterator[None]:
    """Silence transformers and PEFT inside the block; errors still come through.

    The job's own events tell how far it is, and a library's bar would write over the terminal.
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
            logging.enable_progress_bar()
