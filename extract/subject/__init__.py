"""Finds what a figure measures: in words for the reader, and as fields that cross-references compare."""
