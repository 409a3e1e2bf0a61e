"""Processes that train one model together, and what they exchange: gradients, numbers and words."""
