"""The Erase page."""
