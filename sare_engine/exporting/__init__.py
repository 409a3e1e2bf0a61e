"""Write an erased model for use outside, prove that it is the same, and report what was found."""
