"""Entries for the registries, each in one file, as somebody who adds one would write it."""
