"""Whether the hallucination comes back: relearning and other attacks on an erased model."""
