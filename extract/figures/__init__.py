"""Finds figures: reads numerals, combines them with units and bounds, and drops what grammar rules out."""
