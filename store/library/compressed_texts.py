"""Keeps the texts of versions compressed: SQL reads them by the function `unpacked`, the full-text index as well."""

import sqlite3
import zlib


def pack(text: str) -> bytes:
    """Return a text as it is stored."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 9)


def unpack(stored: bytes | str | None) -> str | None:
    """Return a stored text; one of a library of before schema 8 is stored as it is. Raises zlib.error, ValueError."""
    return zlib.decompress(stored).decode("utf-8", "surrogatepass") if isinstance(stored, bytes) else stored


def register(conn: sqlite3.Connection) -> None:
    """Let a connection read texts: without this it can neither read a version's text nor write a version."""
    conn.create_function("unpacked", 1, unpack, deterministic=True)
    # The index reads texts through a view, in which SQLite calls functions of ours only when it trusts the schema.
    conn.execute("PRAGMA trusted_schema = ON")
