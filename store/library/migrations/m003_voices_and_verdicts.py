"""Near copies of one text, what the reader said about links, the names that a source goes by."""

from sqlite_utils import Database

from store.library.migrations.sql_script import execute


def m003_voices_and_verdicts(database: Database) -> None:
    """Near copies of one text, what the reader said about links, the names that a source goes by."""
    execute(
        database,
        """
        -- voice: the same number for all near copies of one text, NULL for a text that has none.
        ALTER TABLE articles ADD COLUMN voice INTEGER;
        CREATE INDEX articles_voice ON articles(voice) WHERE voice IS NOT NULL;

        -- What near copies are known by. scheme: how it was made, for only signatures of one scheme can be compared;
        -- bands: the keys in signature_bands, as JSON.
        CREATE TABLE signatures (
            article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
            scheme INTEGER NOT NULL,
            shingles INTEGER NOT NULL,
            digest BLOB NOT NULL,
            bands TEXT NOT NULL
        );
        CREATE TABLE signature_bands (
            band INTEGER NOT NULL,
            article INTEGER NOT NULL,
            PRIMARY KEY (band, article)
        ) WITHOUT ROWID;
        CREATE TRIGGER signatures_deleted AFTER DELETE ON signatures BEGIN
            DELETE FROM signature_bands
            WHERE article = old.article AND band IN (SELECT value FROM json_each(old.bands));
        END;

        -- verdict: same or not, what the reader said, NULL for nothing. Where it is set, relation, score and reason
        -- follow it, and decided has those that had been found, as JSON, or NULL for a link that the verdict made.
        ALTER TABLE links ADD COLUMN verdict TEXT;
        ALTER TABLE links ADD COLUMN decided TEXT;

        CREATE TABLE verdicts (
            id INTEGER PRIMARY KEY,
            verdict TEXT NOT NULL CHECK (verdict IN ('same', 'not')),
            made TEXT NOT NULL
        );
        -- The two figures of a verdict, known by where they stand, for claims may be extracted again; claim: the one
        -- that stands there now, NULL for none.
        CREATE TABLE verdict_ends (
            verdict INTEGER NOT NULL REFERENCES verdicts(id) ON DELETE CASCADE,
            side INTEGER NOT NULL,
            article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            start INTEGER NOT NULL,
            figure TEXT NOT NULL,
            line TEXT NOT NULL,
            claim INTEGER REFERENCES claims(id) ON DELETE SET NULL,
            PRIMARY KEY (verdict, side)
        ) WITHOUT ROWID;
        CREATE INDEX verdict_ends_article ON verdict_ends(article);
        CREATE INDEX verdict_ends_claim ON verdict_ends(claim) WHERE claim IS NOT NULL;

        CREATE TABLE source_names (
            name TEXT NOT NULL COLLATE NOCASE,
            source INTEGER NOT NULL REFERENCES sources(id),
            PRIMARY KEY (name, source)
        ) WITHOUT ROWID;
        INSERT INTO source_names (name, source) SELECT name, id FROM sources;
        """,
    )
