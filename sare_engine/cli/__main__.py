"""Lets `python -m sare_engine.cli` stand in for `sare` where the script is not on the path."""

from sare_engine.cli.application import main

if __name__ == "__main__":
    raise SystemExit(main())
