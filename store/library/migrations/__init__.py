"""The library's schema as numbered migrations, a module each: append new ones, never edit old ones.

A module `mNNN_subject` has a function of the same name; the numbers are their order.
"""

import re
import sqlite3
from importlib import import_module
from pkgutil import iter_modules

from sqlite_utils import Database, Migrations

from store.library.schema import APPLICATION_ID, SCHEMA
from store.library.transaction import transaction

# The first schema in which every article is in the blocking index.
_INDEXED = 7
LIBRARY = Migrations("library")
for _name in sorted(module.name for module in iter_modules(__path__) if re.match(r"m\d{3}_", module.name)):
    LIBRARY()(getattr(import_module(f"{__name__}.{_name}"), _name))


def migrate(conn: sqlite3.Connection, steps: Migrations = LIBRARY, schema: int = SCHEMA) -> None:
    """Apply pending migrations, all or none: a failed one leaves the file unchanged."""
    database = Database(conn, execute_plugins=False)
    with transaction(conn):
        (before,) = conn.execute("PRAGMA user_version").fetchone()
        steps.apply(database)
        if 0 < before < _INDEXED:
            # Not part of a migration: today's code fills the tables, in today's schema.
            from store.linking.linker import enter_missing

            enter_missing(conn)
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {schema}")
