"""What does the model say that is not in the picture: mentions, evidence, verdicts, concepts."""
