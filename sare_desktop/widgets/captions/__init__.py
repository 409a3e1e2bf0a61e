"""Captions with their mentions and evidence, beside the picture."""
