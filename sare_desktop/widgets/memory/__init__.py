"""What a job needs of memory, and what is free."""
