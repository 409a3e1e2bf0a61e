"""Captions of two models side by side."""
