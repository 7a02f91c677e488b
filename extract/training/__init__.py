"""Trains, exports and measures the shipped pipeline, and fits the weights of the cross-references."""
