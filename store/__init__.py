"""Keeps the library: articles, versions, claims and cross-references in one SQLite file, and what fills it."""
