"""The library: articles, versions, claims and cross-references in one SQLite file, and the archive that fills it."""
