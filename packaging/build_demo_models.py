"""Build the shipped demo: `python packaging/build_demo_models.py --out assets/demo --seed 0`."""

from __future__ import annotations

from demo_models.build import main

# Rendering starts processes that import this file.
if __name__ == "__main__":
    main()
