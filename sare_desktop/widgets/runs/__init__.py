"""Jobs and runs: progress, controls, outcome, comparison."""
