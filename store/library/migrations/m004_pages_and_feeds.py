"""Where versions came from, feeds with their items, claims whose figure changed from version to version."""

from sqlite_utils import Database

from store.library.migrations.sql_script import execute


def m004_pages_and_feeds(database: Database) -> None:
    """Where versions came from, feeds with their items, claims whose figure changed from version to version."""
    execute(
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
