"""Every architecture that is said to work, as a tiny checkpoint in the published format."""
