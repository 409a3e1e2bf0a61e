"""Parts that pages and the window are built from."""
