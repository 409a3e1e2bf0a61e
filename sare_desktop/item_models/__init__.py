"""Qt models over the rows of a project."""
