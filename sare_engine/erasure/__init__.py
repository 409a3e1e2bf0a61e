"""Erasing chosen hallucinations: examples, losses, Targeted-SAM and the training loop."""
