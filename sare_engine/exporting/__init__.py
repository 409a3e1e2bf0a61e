"""Write an erased model for use outside, and verify that what was written is the same model."""
