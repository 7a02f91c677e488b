"""Runs the statements of a migration."""

import sqlite3

from sqlite_utils import Database


def execute(database: Database, script: str) -> None:
    """Run the statements one by one: executescript would commit the transaction that they belong to."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            database.execute(statement)
            statement = ""
