"""Figures: from numerals in the text to quantities with units and bounds, and those that grammar leaves."""
