"""What a built program starts with: the window, or under the name `sare` the command line."""

import multiprocessing
import sys
from pathlib import Path

if Path(sys.argv[0]).stem == "sare":
    multiprocessing.freeze_support()
    from sare_engine.cli import main as command_line

    sys.exit(command_line())

from sare_desktop.__main__ import main

sys.exit(main())
