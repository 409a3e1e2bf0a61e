"""Does the hallucination come back? Relearning and other attacks on an erased model."""
