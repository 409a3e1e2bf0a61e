"""SARE Desktop: the screen of `sare_engine`. It holds no science, only the way to it.

Nothing here imports torch, transformers or peft: they are loaded by the engine's thread, so that
the window is there at once.
"""

from __future__ import annotations

APP_NAME = "SARE Desktop"
APP_ID = "sare-desktop"
SELF_TEST = "--self-test"
"""The option of a start without a display."""
