"""Lists sorted by outlet or by what is contested, and claims found by their value and what they count."""

from sqlite_utils import Database

from store.migrations.statements import execute


def m007_sorted_and_counted(database: Database) -> None:
    """Lists sorted by outlet or by what is contested, and claims found by their value and what they count."""
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
        -- What claims are searched by, apart from their long bodies. words: all that a claim says of what it counts, in
        -- small letters between blanks.
        CREATE TABLE counted (
            claim INTEGER PRIMARY KEY,
            version INTEGER NOT NULL,
            kind TEXT NOT NULL,
            value REAL,
            low REAL,
            high REAL,
            words TEXT NOT NULL
        );
        CREATE VIEW countable AS
            SELECT id, version, kind, value, low, high, CASE WHEN json_valid(body) THEN
                lower(' ' || coalesce(json_extract(body, '$.subject'), '')
                    || ' ' || coalesce(json_extract(body, '$.unit_text'), '') || ' ' || coalesce(unit, '')
                    || ' ' || coalesce(json_extract(body, '$.about.counted'), '')
                    || ' ' || coalesce(json_extract(body, '$.about.people'), '')
                    || ' ' || coalesce(json_extract(body, '$.about.event'), '') || ' ') ELSE '' END
            FROM claims;
        CREATE TRIGGER claims_counted AFTER INSERT ON claims BEGIN
            INSERT INTO counted SELECT * FROM countable WHERE id = new.id;
        END;
        CREATE TRIGGER claims_counted_anew AFTER UPDATE ON claims BEGIN
            DELETE FROM counted WHERE claim = old.id;
            INSERT INTO counted SELECT * FROM countable WHERE id = new.id;
        END;
        CREATE TRIGGER claims_not_counted AFTER DELETE ON claims BEGIN
            DELETE FROM counted WHERE claim = old.id;
        END;
        INSERT INTO counted SELECT * FROM countable;
        CREATE INDEX articles_contested ON articles(contested, moment, id, latest) WHERE latest IS NOT NULL;
        """,
    )
