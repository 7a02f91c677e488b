"""The numbers by which a file says that it is a library, and of which schema; without sqlite_utils, for reading."""

# Marks the file as ours, so that another program's database is never taken for a library ("ATRB").
APPLICATION_ID = 0x41545242
# The number of the last migration that the library's schema has gone through.
SCHEMA = 11
