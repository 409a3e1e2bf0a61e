"""The project folder: images, captions, mentions, verdicts, chosen concepts, and runs."""
