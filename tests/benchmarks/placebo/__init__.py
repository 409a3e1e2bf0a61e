"""Rules of choosing a placebo's control, on the demo model: `make bench-placebo`."""
