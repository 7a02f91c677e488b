"""The library: one SQLite file, its schema, and what is read from it and written into it."""
