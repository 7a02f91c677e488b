"""Defines the numbers that mark a file as a library and state its schema, importable without sqlite_utils."""

# Marks the file as ours, so that another program's database is never taken for a library ("ATRB").
APPLICATION_ID = 0x41545242
# The number of the last migration.
SCHEMA = 12
