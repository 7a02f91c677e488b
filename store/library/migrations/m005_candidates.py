"""Find candidates by article first, nearest in time, instead of by every term of every claim.

The tables are left empty here: `migrate` lets Attribune fill them as it does for a new article.
"""

from sqlite_utils import Database

from store.library.migrations.sql_script import execute


def m005_candidates(database: Database) -> None:
    """Find candidates by article first, nearest in time, instead of by every term of every claim."""
    execute(
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
