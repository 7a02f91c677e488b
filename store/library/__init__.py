"""Reads and writes the library, one SQLite file, and defines its schema."""
