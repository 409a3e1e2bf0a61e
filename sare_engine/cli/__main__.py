"""Run as `python -m sare_engine.cli` if the script `sare` is not on the path."""

from sare_engine.cli.application import main

if __name__ == "__main__":
    raise SystemExit(main())
