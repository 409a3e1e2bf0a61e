"""The demo's illustrated world: scenes drawn by seed."""
