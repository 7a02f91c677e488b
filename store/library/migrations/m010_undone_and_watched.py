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

        -- name: what the quantity or the source is called; source: its key, '' for a quantity.
        CREATE TABLE watches (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            made TEXT NOT NULL,
            name TEXT NOT NULL,
            source TEXT NOT NULL
        );
        -- A quantity is watched by where its claims stand, for quantities are grouped anew. The first place that has a
        -- claim says which quantity it is; the others are for when its article is changed or deleted.
        CREATE TABLE watch_places (
            watch INTEGER NOT NULL REFERENCES watches(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            start INTEGER NOT NULL,
            figure TEXT NOT NULL,
            line TEXT NOT NULL,
            PRIMARY KEY (watch, number)
        ) WITHOUT ROWID;
        CREATE INDEX watch_places_article ON watch_places(article);
        -- What has been told of a watch, or was there when it began; number: value, low and high between bars.
        CREATE TABLE known_numbers (
            watch INTEGER NOT NULL REFERENCES watches(id) ON DELETE CASCADE,
            article INTEGER NOT NULL,
            number TEXT NOT NULL,
            PRIMARY KEY (watch, article, number)
        ) WITHOUT ROWID;
        """,
    )
