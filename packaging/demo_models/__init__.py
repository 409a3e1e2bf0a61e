"""Trains the demo models that are shipped in assets/demo; not part of the installed program."""
