"""The page that compares every figure before and after an erasure."""
