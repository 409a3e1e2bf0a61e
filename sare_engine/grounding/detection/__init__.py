"""Object detectors from local folders: which there are, how they run, what their outputs mean."""
