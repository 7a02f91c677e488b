"""What undoes the last changes, also after a restart; and what a reader watches."""

from sqlite_utils import Database

from store.library.migrations.sql_script import execute


def m010_undone_and_watched(database: Database) -> None:
    """Keep what undoes the last changes, also after a restart; and what a reader watches."""
    execute(
        database,
        """
        -- words: what was changed; step: its name; arguments: JSON.
        CREATE TABLE undo_steps (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            made TEXT NOT NULL,
            words TEXT NOT NULL,
            step TEXT NOT NULL,
            arguments TEXT NOT NULL
        );

        -- A quantity is watched by where one of its claims stands, for quantities are grouped anew: article, start,
        -- figure, line. A source is watched by its key, and then article is NULL. name: what it is called.
        CREATE TABLE watches (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            made TEXT NOT NULL,
            name TEXT NOT NULL,
            source TEXT NOT NULL,
            article INTEGER REFERENCES articles(id) ON DELETE CASCADE,
            start INTEGER NOT NULL,
            figure TEXT NOT NULL,
            line TEXT NOT NULL
        );
        CREATE INDEX watches_article ON watches(article) WHERE article IS NOT NULL;
        -- What has been told of a watch, or was there when it began; number: value, low and high between bars.
        CREATE TABLE known_numbers (
            watch INTEGER NOT NULL REFERENCES watches(id) ON DELETE CASCADE,
            article INTEGER NOT NULL,
            number TEXT NOT NULL,
            PRIMARY KEY (watch, article, number)
        ) WITHOUT ROWID;
        """,
    )
