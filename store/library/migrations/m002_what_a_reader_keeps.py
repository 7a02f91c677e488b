"""Read and starred articles, tags, notes, saved searches, the trash; pages that an import asks for."""

from sqlite_utils import Database

from store.library.migrations.sql_script import execute


def m002_what_a_reader_keeps(database: Database) -> None:
    """Read and starred articles, tags, notes, saved searches, the trash; pages that an import asks for."""
    execute(
        database,
        """
        -- Tables of their own: a change to a version's row would write its text into the index again.
        -- read, starred: since when, in UTC, or "".
        CREATE TABLE marks (
            article INTEGER PRIMARY KEY REFERENCES articles(id),
            read TEXT NOT NULL DEFAULT '',
            starred TEXT NOT NULL DEFAULT ''
        );
        CREATE INDEX marks_starred ON marks(article) WHERE starred != '';

        CREATE TABLE tags (
            name TEXT NOT NULL COLLATE NOCASE,
            article INTEGER NOT NULL REFERENCES articles(id),
            PRIMARY KEY (name, article)
        ) WITHOUT ROWID;
        CREATE INDEX tags_article ON tags(article);

        -- A note stands at a stretch of a version's text, not at a claim: claims may be extracted again.
        CREATE TABLE notes (
            id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL REFERENCES versions(id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            figure TEXT NOT NULL,
            note TEXT NOT NULL,
            written TEXT NOT NULL,
            UNIQUE (version, start, "end")
        );

        CREATE TABLE searches (
            name TEXT PRIMARY KEY COLLATE NOCASE,
            query TEXT NOT NULL
        ) WITHOUT ROWID;

        -- An article in the trash has no latest version, so that nothing finds it; version: the one that it had.
        CREATE TABLE trash (
            article INTEGER PRIMARY KEY REFERENCES articles(id),
            version INTEGER NOT NULL REFERENCES versions(id),
            deleted TEXT NOT NULL
        );
        DROP INDEX articles_moment;
        CREATE INDEX articles_moment ON articles(moment, id, latest) WHERE latest IS NOT NULL;

        -- A claim's terms are forgotten with it, whatever terms the present program would give it.
        CREATE INDEX claim_terms_claim ON claim_terms(claim);

        -- What an import said of an article is taken over once, so that doing it again undoes nobody's changes.
        CREATE TABLE told (
            hash BLOB PRIMARY KEY
        ) WITHOUT ROWID;

        -- Pages that are known by their address only, to be fetched. kept: what goes with the article, as JSON;
        -- error: why the last attempt failed, "" before the first.
        CREATE TABLE wanted (
            location TEXT PRIMARY KEY,
            url TEXT NOT NULL,
            title TEXT NOT NULL,
            kept TEXT NOT NULL,
            asked TEXT NOT NULL,
            tried TEXT NOT NULL DEFAULT '',
            attempts INTEGER NOT NULL DEFAULT 0,
            error TEXT NOT NULL DEFAULT ''
        ) WITHOUT ROWID;
        CREATE INDEX wanted_asked ON wanted(tried, asked);
        """,
    )
