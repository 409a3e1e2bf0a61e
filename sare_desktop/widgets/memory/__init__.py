"""How much memory a job needs, and how much is free."""
