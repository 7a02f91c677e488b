"""Articles with their versions and snapshots, claims with their sources, the links between claims."""

from sqlite_utils import Database

from store.library.migrations.sql_script import execute


def m001_articles_and_claims(database: Database) -> None:
    """Articles with their versions and snapshots, claims with their sources, the links between claims."""
    execute(
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
