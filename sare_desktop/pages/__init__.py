"""The six steps of the work, one file each, and the history of runs."""
