"""Indexes for lists that are sorted by outlet or by what is contested: their pages are read as fast as any."""

from sqlite_utils import Database

from store.migrations.statements import execute


def m007_orders(database: Database) -> None:
    """Indexes for lists that are sorted by outlet or by what is contested."""
    execute(
        database,
        """
        -- outlet: that of the newest version, for an index can't reach into another table.
        ALTER TABLE articles ADD COLUMN outlet TEXT NOT NULL DEFAULT '' COLLATE NOCASE;
        UPDATE articles SET outlet = (SELECT outlet FROM versions WHERE id = latest) WHERE latest IS NOT NULL;
        CREATE TRIGGER articles_have_outlets AFTER UPDATE OF latest ON articles WHEN new.latest IS NOT NULL BEGIN
            UPDATE articles SET outlet = (SELECT outlet FROM versions WHERE id = new.latest) WHERE id = new.id;
        END;
        CREATE INDEX articles_outlet ON articles(outlet, moment DESC, id DESC, latest) WHERE latest IS NOT NULL;
        CREATE INDEX articles_contested ON articles(contested, moment, id, latest) WHERE latest IS NOT NULL;
        """,
    )
