"""Turns values into words, signs and rows of cells; pure: no widget, no library."""
