"""The library's schema, as numbered migrations, a module each: appended, never edited.

A module `mNNN_subject` has a function of the same name; the numbers are their order.
"""

import re
import sqlite3
from importlib import import_module
from pkgutil import iter_modules

from sqlite_utils import Database, Migrations

from store.library.schema import APPLICATION_ID, SCHEMA
from store.library.transaction import transaction

LIBRARY = Migrations("library")
for _name in sorted(module.name for module in iter_modules(__path__) if re.match(r"m\d{3}_", module.name)):
    LIBRARY()(getattr(import_module(f"{__name__}.{_name}"), _name))


def migrate(conn: sqlite3.Connection, steps: Migrations = LIBRARY, schema: int = SCHEMA) -> None:
    """Apply what is pending, all of it or nothing: a migration that fails leaves the file as it was."""
    database = Database(conn, execute_plugins=False)
    with transaction(conn):
        steps.apply(database)
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {schema}")
