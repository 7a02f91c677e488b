"""The demo: ready at once, with an example of everything."""

import json
import subprocess
import sys
from contextlib import closing

import msgspec
import pytest

from extract.claim import Claim
from extract.extractor import Extractor
from store import demo
from store.ingest.deduplication import hash_of
from store.library import articles
from store.library.connection import open_reader
from tests.store.stored_links import links_in


def test_the_stored_claims_are_what_the_extractor_gives() -> None:
    """When this fails, `python -m store.demo` writes them again.

    Kinds of processors differ in up to two of a hundred claims.
    """
    extractor = Extractor()
    stored = {row["id"]: row["claims"] for row in map(json.loads, demo.CLAIMS.read_text(encoding="utf-8").splitlines())}
    samples = list(demo.samples())
    assert stored.keys() == {article.place for article in samples}
    now, before = set(), set()
    for article in samples:
        claims = extractor.claims(article.text, title=article.title, published=article.published)
        now |= {json.dumps([article.place, claim.to_json()]) for claim in claims}
        kept = [msgspec.convert(row, Claim) for row in stored[article.place]]
        before |= {json.dumps([article.place, claim.to_json()]) for claim in kept}
    assert len(now & before) >= 0.97 * len(before)


def test_the_demo_library_is_made_once_without_the_pipeline() -> None:
    script = (
        "import sys; from store.demo import ready; "
        "print(ready(), 'spacy' in sys.modules, 'sqlite_utils' in sys.modules)"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    )
    assert first[1:] == ["False", "True"]
    assert second[1:] == ["False", "False"]
    assert first[0] == second[0]


def test_a_newer_extractor_replaces_the_demo_library(monkeypatch: pytest.MonkeyPatch) -> None:
    first = demo.ready()
    monkeypatch.setattr("extract.VERSION", "changed")
    second = demo.ready()
    assert first != second
    assert [path.name for path in second.parent.glob("*.db")] == [second.name]


def test_the_demo_has_enough_articles_with_distinct_urls_dates_and_outlets() -> None:
    samples = list(demo.samples())
    assert len(samples) >= 15
    assert len({hash_of(article.text) for article in samples}) == len(samples)
    assert len({article.places for article in samples}) == len(samples)
    for article in samples:
        assert article.title
        assert article.outlet
        assert "T" in article.published
        assert article.places[0].startswith("https://")
        assert article.remarks == ()


def test_every_relation_occurs_in_the_demo() -> None:
    with closing(open_reader(demo.ready())) as conn:
        relations = {relation for _, _, relation, _ in links_in(conn)}
        assert relations == {"repeats", "agrees", "updates", "differs", "part", "related", "perhaps"}
        assert any(article.contested for article in articles.page(conn, 0, 100))
