"""Explanations that are opened where the question arises: of terms and of plots."""
