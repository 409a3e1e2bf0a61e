"""Captions from an OpenAI-compatible server."""
