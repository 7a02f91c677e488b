"""Searches the library: the query language, the full-text index, saved searches."""
