"""The demo that ships with the program: an illustrated world, its captions and tiny models."""
