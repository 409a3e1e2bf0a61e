"""Thumbnails of many pictures."""
