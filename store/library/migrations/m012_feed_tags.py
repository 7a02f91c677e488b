"""Tags of feeds, which all their articles have."""

from sqlite_utils import Database

from store.library.migrations.sql_script import execute


def m012_feed_tags(database: Database) -> None:
    """Add the tags of feeds."""
    execute(
        database,
        """
        CREATE TABLE feed_tags (
            name TEXT NOT NULL COLLATE NOCASE,
            feed INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
            PRIMARY KEY (name, feed)
        ) WITHOUT ROWID;
        CREATE INDEX feed_tags_feed ON feed_tags(feed);
        """,
    )
