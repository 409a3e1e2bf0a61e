"""Reports and evaluations as HTML pages, and the statistics and sentences in them."""
