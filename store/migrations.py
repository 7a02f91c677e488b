"""The library's schema, as numbered migrations: appended, never edited."""

import sqlite3

from sqlite_utils import Database, Migrations

from store.schema import APPLICATION_ID, SCHEMA
from store.transaction import transaction

LIBRARY = Migrations("library")


def migrate(conn: sqlite3.Connection, steps: Migrations = LIBRARY, schema: int = SCHEMA) -> None:
    """Apply what is pending, all of it or nothing: a migration that fails leaves the file as it was."""
    database = Database(conn, execute_plugins=False)
    with transaction(conn):
        steps.apply(database)
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {schema}")


def _execute(database: Database, script: str) -> None:
    """Run the statements one by one: executescript would commit the transaction that they belong to."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            database.execute(statement)
            statement = ""


@LIBRARY()
def m001_articles_and_claims(database: Database) -> None:
    """Articles with their versions and snapshots, claims with their sources, the links between claims."""
    _execute(
        database,
        """
        -- location: what makes two texts one article, a canonical URL or an absolute path; added_as: as it was given.
        -- moment: when it was published, or else added, in UTC, to sort by; claims, contested: counted when written.
        CREATE TABLE articles (
            id INTEGER PRIMARY KEY,
            location TEXT NOT NULL UNIQUE,
            added_as TEXT NOT NULL,
            added TEXT NOT NULL,
            latest INTEGER REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED,
            moment TEXT NOT NULL,
            claims INTEGER NOT NULL DEFAULT 0,
            contested INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX articles_moment ON articles(moment, id);
        CREATE UNIQUE INDEX articles_latest ON articles(latest);
        CREATE INDEX articles_added_as ON articles(added_as);

        -- Other places of an article; copy: the same text was found there, so it parts when that text changes.
        CREATE TABLE aliases (
            location TEXT PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES articles(id),
            copy INTEGER NOT NULL
        ) WITHOUT ROWID;

        -- A version is never changed after it was written. The text stands last: a list reads only what is before it.
        CREATE TABLE versions (
            id INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES articles(id),
            number INTEGER NOT NULL,
            title TEXT NOT NULL,
            outlet TEXT NOT NULL,
            byline TEXT NOT NULL,
            published TEXT NOT NULL,
            language TEXT NOT NULL,
            fetched TEXT NOT NULL,
            extractor TEXT NOT NULL,
            text_hash BLOB NOT NULL,
            text TEXT NOT NULL,
            UNIQUE (article, number)
        );
        CREATE INDEX versions_text_hash ON versions(text_hash);

        -- The bytes as they came, compressed with zlib.
        CREATE TABLE snapshots (
            version INTEGER PRIMARY KEY REFERENCES versions(id),
            media_type TEXT NOT NULL,
            size INTEGER NOT NULL,
            body BLOB NOT NULL
        );

        CREATE TABLE sources (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            kind TEXT NOT NULL
        );

        -- body: the whole claim as JSON; the columns before it are what is searched and sorted by.
        CREATE TABLE claims (
            id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL REFERENCES versions(id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            kind TEXT NOT NULL,
            value REAL,
            low REAL,
            high REAL,
            unit TEXT,
            source INTEGER REFERENCES sources(id),
            stance TEXT NOT NULL,
            body TEXT NOT NULL
        );
        CREATE UNIQUE INDEX claims_version ON claims(version, start, "end");
        CREATE INDEX claims_source ON claims(source) WHERE source IS NOT NULL;

        -- The terms by which claims of the newest versions are found as candidates; uses: how many claims have a term.
        CREATE TABLE terms (
            id INTEGER PRIMARY KEY,
            term TEXT NOT NULL UNIQUE,
            uses INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE claim_terms (
            term INTEGER NOT NULL REFERENCES terms(id),
            claim INTEGER NOT NULL REFERENCES claims(id),
            PRIMARY KEY (term, claim)
        ) WITHOUT ROWID;

        -- Every link is stored from both ends.
        CREATE TABLE links (
            claim INTEGER NOT NULL REFERENCES claims(id),
            other INTEGER NOT NULL REFERENCES claims(id),
            relation TEXT NOT NULL,
            score REAL NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (claim, other)
        ) WITHOUT ROWID;

        -- Not stemmed: the porter tokenizer turns "bicy" into "bici", which is no beginning of "bicycl", so prefixes
        -- would find nothing. Inflections are added to the query instead.
        CREATE VIRTUAL TABLE versions_fts USING fts5(
            title, text, content='versions', content_rowid='id',
            tokenize='unicode61 remove_diacritics 2', prefix='2 3'
        );
        INSERT INTO versions_fts(versions_fts, rank) VALUES ('rank', 'bm25(8.0, 1.0)');
        CREATE TRIGGER versions_written AFTER INSERT ON versions BEGIN
            INSERT INTO versions_fts(rowid, title, text) VALUES (new.id, new.title, new.text);
        END;
        CREATE TRIGGER versions_deleted AFTER DELETE ON versions BEGIN
            INSERT INTO versions_fts(versions_fts, rowid, title, text)
            VALUES ('delete', old.id, old.title, old.text);
        END;
        CREATE TRIGGER versions_kept BEFORE UPDATE OF article, number, title, text, text_hash ON versions BEGIN
            SELECT raise(ABORT, 'a version is never changed');
        END;
        """,
    )


@LIBRARY()
def m002_what_a_reader_keeps(database: Database) -> None:
    """Read and starred articles, tags, notes, saved searches, the trash; pages that an import asks for."""
    _execute(
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


@LIBRARY()
def m003_voices_and_verdicts(database: Database) -> None:
    """Near copies of one text, what the reader said about links, the names that a source goes by."""
    _execute(
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


@LIBRARY()
def m004_pages_and_feeds(database: Database) -> None:
    """Where versions came from, feeds with their items, claims whose figure changed from version to version."""
    _execute(
        database,
        """
        -- url: the address that answered; headers: those that are kept, as JSON; changed: when the page says that it
        -- was last changed; feed: the feed that the text came whole in, NULL for a page of its own.
        CREATE TABLE origins (
            version INTEGER PRIMARY KEY REFERENCES versions(id) ON DELETE CASCADE,
            url TEXT NOT NULL,
            status INTEGER NOT NULL,
            headers TEXT NOT NULL,
            changed TEXT NOT NULL,
            feed INTEGER REFERENCES feeds(id) ON DELETE SET NULL
        );

        -- What a server said of its last answer, so that it sends only a newer one.
        CREATE TABLE visits (
            url TEXT PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            etag TEXT NOT NULL,
            modified TEXT NOT NULL,
            checked TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX visits_article ON visits(article);

        -- every: seconds between two looks; due: the next one; local: its links may lead to this machine and its
        -- network; private: it lay there itself when it was added; removed: since when it is not read any more, or "".
        CREATE TABLE feeds (
            id INTEGER PRIMARY KEY,
            url TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            site TEXT NOT NULL,
            folder TEXT NOT NULL,
            every INTEGER NOT NULL,
            local INTEGER NOT NULL,
            private INTEGER NOT NULL,
            added TEXT NOT NULL,
            removed TEXT NOT NULL DEFAULT '',
            checked TEXT NOT NULL DEFAULT '',
            due TEXT NOT NULL DEFAULT '',
            etag TEXT NOT NULL DEFAULT '',
            modified TEXT NOT NULL DEFAULT '',
            error TEXT NOT NULL DEFAULT ''
        );
        -- Addresses that a feed had before.
        CREATE TABLE feed_addresses (
            url TEXT PRIMARY KEY,
            feed INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE
        ) WITHOUT ROWID;

        -- print: tells whether the item has changed; article: NULL for one that could not be had, or was deleted;
        -- tries, error: how often that failed and why, 0 and "" once it is settled.
        CREATE TABLE feed_items (
            feed INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            print BLOB NOT NULL,
            article INTEGER REFERENCES articles(id) ON DELETE SET NULL,
            tries INTEGER NOT NULL,
            error TEXT NOT NULL,
            seen TEXT NOT NULL,
            PRIMARY KEY (feed, key)
        ) WITHOUT ROWID;
        CREATE INDEX feed_items_article ON feed_items(article) WHERE article IS NOT NULL;

        -- A claim of a newer version whose figure was another in an older one; before: the claim there.
        CREATE TABLE revisions (
            claim INTEGER PRIMARY KEY REFERENCES claims(id) ON DELETE CASCADE,
            before INTEGER NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
            reason TEXT NOT NULL
        );
        CREATE INDEX revisions_before ON revisions(before);
        """,
    )


@LIBRARY()
def m005_candidates(database: Database) -> None:
    """Find candidates by their articles first, nearest in time, instead of by every term of every claim."""
    _execute(
        database,
        """
        DROP TABLE claim_terms;
        DELETE FROM terms;
        -- uses: how many articles have a term; day: when they were published, counted from year 1, 0 for no date.
        CREATE TABLE article_terms (
            term INTEGER NOT NULL REFERENCES terms(id),
            day INTEGER NOT NULL,
            article INTEGER NOT NULL REFERENCES articles(id),
            PRIMARY KEY (term, day, article)
        ) WITHOUT ROWID;
        CREATE INDEX article_terms_article ON article_terms(article);

        -- The claims of newest versions. sort: what figures must have in common to be held against each other; keys:
        -- hashes of the claim's own terms, four bytes each; line: what it says, for one who doesn't read the article.
        CREATE TABLE candidates (
            article INTEGER NOT NULL REFERENCES articles(id),
            claim INTEGER NOT NULL,
            sort TEXT NOT NULL,
            keys BLOB NOT NULL,
            line TEXT NOT NULL,
            PRIMARY KEY (article, claim)
        ) WITHOUT ROWID;
        """,
    )
    from store.linking import enter

    for (article,) in database.execute("SELECT id FROM articles WHERE latest IS NOT NULL").fetchall():
        enter(database.conn, article)
