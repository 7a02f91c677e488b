"""Splits lists of values for SQL statements, and writes their question marks."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

# SQLite accepts at most 32,766 values in one statement, older builds 999.
_CHUNK = 900

_T = TypeVar("_T")


def chunks(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Yield the values in chunks that fit one statement."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ",".join("?" * len(values))
