"""Forms built from a job's settings."""
