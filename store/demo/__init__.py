"""Builds the demo library, of invented sample articles, in the cache folder.

Their claims are extracted beforehand (`python -m store.demo`), so that the demo starts without the pipeline.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

import extract
from extract.claim import Claim
from store.archive.incoming import Incoming
from store.archive.reading import read_bytes
from store.library.connection import LibraryError, open_writer
from store.library.schema import SCHEMA

ARTICLES = Path(__file__).parent / "articles"
CLAIMS = Path(__file__).parent / "claims.jsonl"
# These decide the links, so a demo made with older ones is built again.
_DECISIONS = tuple(
    Path(extract.__file__).parent / name
    for name in (
        "matching/relation.py",
        "matching/conflict.py",
        "matching/moving.py",
        "matching/whereabouts.py",
        "matching/earlier_state.py",
        "matching/features.py",
        "values.py",
        "matching/within_article.py",
        "matching/forest.py",
        "matching/grouping.py",
        "matching/sameness.py",
        "matching/rows.py",
        "matching/meanings.py",
        "lexicon/relations.toml",
        "lexicon/events.toml",
    )
)


def ready() -> Path:
    """Return the path of the demo library; build it if it is missing or the samples have changed."""
    from platformdirs import user_cache_path

    folder = user_cache_path("attribune", appauthor=False)
    path = folder / f"demo-{_fingerprint()}.db"
    if not path.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("demo-*.db*"):
                old.unlink(missing_ok=True)
            _make(path)
        except OSError as error:
            raise LibraryError(f"the demo can't be made in {folder}: {error.strerror or error}") from error
    return path


def samples() -> Iterator[Incoming]:
    """Yield the sample articles in order of publication."""
    articles = [read_bytes(file.read_bytes(), file.name, (), ".md") for file in sorted(ARTICLES.glob("*.md"))]
    yield from sorted(articles, key=lambda article: article.published)


def stored_claims() -> dict[str, list[Claim]]:
    """Return the claims of the sample articles by file name."""
    with CLAIMS.open(encoding="utf-8") as lines:
        return {row["id"]: msgspec.convert(row["claims"], list[Claim]) for row in map(json.loads, lines)}


def build(path: Path) -> None:
    """Write the demo library to a new file."""
    from store.ingest.adding import add

    claims = stored_claims()
    with closing(open_writer(path)) as conn:
        for article in samples():
            add(conn, article, claims[article.place], extract.VERSION)


def _make(path: Path) -> None:
    """Build the library next to the path and move it there once complete: a second demo may be starting too."""
    unfinished = path.with_name(f"demo-{os.getpid()}.tmp")
    try:
        build(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{extract.VERSION} {SCHEMA}".encode())
    for file in (*sorted(ARTICLES.glob("*.md")), CLAIMS, *_DECISIONS):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
