"""What a frozen application starts with."""

import sys

from sare_desktop.__main__ import main

sys.exit(main())
