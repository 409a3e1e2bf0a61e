"""The command line `sare`: every job of the engine for a terminal, a script or a cluster."""

from sare_engine.cli.application import main

__all__ = ["main"]
