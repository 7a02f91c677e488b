"""Turns what is outside into articles: files, folders and standard input."""
