"""Curves, histograms and surfaces."""
