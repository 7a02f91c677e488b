"""Stores the texts of versions compressed; SQL and the full-text index read them with the function `unpacked`."""

import sqlite3
import zlib


def pack(text: str) -> bytes:
    """Return a text compressed for storing."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 9)


def unpack(stored: bytes | str | None) -> str | None:
    """Return a stored text; before schema 8, texts were not compressed. Raises zlib.error, ValueError."""
    return zlib.decompress(stored).decode("utf-8", "surrogatepass") if isinstance(stored, bytes) else stored


def register(conn: sqlite3.Connection) -> None:
    """Register `unpacked` on a connection, which needs it to read texts and to write versions."""
    conn.create_function("unpacked", 1, unpack, deterministic=True)
    # The index reads texts through a view, in which SQLite calls our functions only if it trusts the schema.
    conn.execute("PRAGMA trusted_schema = ON")
