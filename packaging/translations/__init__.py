"""Collects the texts of the window and of the engine, and makes what Qt translates them with."""
