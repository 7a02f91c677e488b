"""The library: one SQLite file, its schema, and reading and writing it."""
