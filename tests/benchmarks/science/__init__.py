"""Erasure methods against attacks on the demo model: `make bench-science`."""
