"""Keep where a reader left each article."""

from sqlite_utils import Database

from store.library.migrations.sql_script import execute


def m008_positions(database: Database) -> None:
    """Keep where a reader left each article."""
    execute(
        database,
        """
        -- Offsets into the newest text: of the first row in view, and of the current claim's figure, -1 for none.
        CREATE TABLE positions (
            article INTEGER PRIMARY KEY REFERENCES articles(id),
            top INTEGER NOT NULL,
            claim INTEGER NOT NULL
        );
        """,
    )
