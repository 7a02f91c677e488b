"""What adding stores: whole articles, nothing twice, nothing overwritten."""

import json
import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from store.archive.incoming import Incoming
from store.ingest.adding import add, known
from store.ingest.intake import ingest
from store.library import articles, claim_bodies, claims
from store.library.connection import LibraryError
from tests.permissions import small_files
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, flooded, incoming, put
from tests.store.stored_links import rewrite, stored_claim


def value_of(conn: sqlite3.Connection, sql: str, *values: object) -> object:
    return conn.execute(sql, values).fetchone()[0]


def test_an_article_is_stored_with_all_its_facts(conn: sqlite3.Connection) -> None:
    added = put(
        conn,
        GOVERNOR,
        "a.txt",
        title="Flood",
        outlet="Harbour Post",
        byline="Jo Doe",
        published="2026-03-14T09:10:00+01:00",
        language="en",
    )
    assert added.outcome == "added"
    article = articles.get(conn, added.article)
    assert article is not None
    assert (article.title, article.outlet, article.byline, article.language) == (
        "Flood",
        "Harbour Post",
        "Jo Doe",
        "en",
    )
    assert (article.published, article.version, article.versions) == ("2026-03-14T09:10:00+01:00", 1, 1)
    assert (article.location, article.added_as, article.claims, article.contested) == ("/news/a.txt", "a.txt", 1, 0)
    assert articles.text(conn, added.article) == GOVERNOR


def test_the_bytes_are_kept_as_fetched(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    media_type, size, body = conn.execute("SELECT media_type, size, body FROM snapshots").fetchone()
    assert (media_type, size) == ("text/plain", len(GOVERNOR))
    assert zlib.decompress(body).decode() == GOVERNOR


def test_a_claim_is_read_as_it_was_stored(conn: sqlite3.Connection) -> None:
    added = put(conn, GOVERNOR, "a.txt")
    stored = claims.of_article(conn, added.article)
    assert [claim.claim for claim in stored] == [flooded(GOVERNOR)]
    assert [claim.article_id for claim in stored] == [added.article]


def test_a_claim_is_stored_as_json_with_its_explanation(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    ((_, body),) = claim_bodies.of_version(conn, 1)
    assert json.loads(body.packed) == json.loads(json.dumps(flooded(GOVERNOR).to_json(explain=True)))


def test_a_claim_of_another_extractor_is_read_without_its_unknown_fields(conn: sqlite3.Connection) -> None:
    added = put(conn, GOVERNOR, "a.txt")
    row = flooded(GOVERNOR).to_json(explain=True)
    row |= {"mood": "dry", "about": {**row["about"], "weather": ["rain"]}}
    rewrite(conn, 1, json.dumps(row).encode())
    assert [stored.claim for stored in claims.of_article(conn, added.article)] == [flooded(GOVERNOR)]


def test_the_columns_of_a_claim_are_those_of_its_body(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    columns = conn.execute('SELECT start, "end", value, low, high FROM claims').fetchone()
    claim = stored_claim(conn, 1)
    assert columns == (claim.start, claim.end, claim.value, claim.low, claim.high)


def test_the_version_of_the_extractor_is_kept_with_the_claims(conn: sqlite3.Connection) -> None:
    add(conn, incoming(GOVERNOR), [flooded(GOVERNOR)], "7")
    assert value_of(conn, "SELECT extractor FROM versions") == "7"


def test_all_articles_share_a_source_which_keeps_its_fullest_name(conn: sqlite3.Connection) -> None:
    for number, name in enumerate(("Brandt", "Governor Ana Brandt", "Ana Brandt")):
        text = GOVERNOR + f" Take {number}."
        claim = flooded(text)
        assert claim.source
        claim = replace(claim, source=replace(claim.source, name=name))
        add(conn, incoming(text, f"{number}.txt"), [claim], "1")
    assert conn.execute("SELECT key, name, kind FROM sources").fetchall() == [
        ("ana brandt", "Governor Ana Brandt", "person")
    ]


def test_the_same_text_at_the_same_place_changes_nothing(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    before = list(conn.iterdump())
    assert put(conn, GOVERNOR, "a.txt").outcome == "unchanged"
    assert list(conn.iterdump()) == before


def test_white_space_does_not_make_a_text_different(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    assert put(conn, GOVERNOR.replace("\n", "\n\n") + "\n", "a.txt").outcome == "unchanged"


def test_the_same_text_at_another_place_is_the_same_article(conn: sqlite3.Connection) -> None:
    first = put(conn, GOVERNOR, "a.txt")
    second = put(conn, GOVERNOR, "b.txt")
    assert (second.outcome, second.article) == ("copy", first.article)
    assert articles.count(conn) == 1
    assert put(conn, GOVERNOR, "b.txt").outcome == "unchanged"


def test_a_copy_whose_text_changes_becomes_a_separate_article(conn: sqlite3.Connection) -> None:
    first = put(conn, GOVERNOR, "a.txt")
    put(conn, GOVERNOR, "b.txt")
    parted = put(conn, RED_CROSS, "b.txt")
    assert parted.outcome == "added"
    assert parted.article != first.article
    assert articles.text(conn, first.article) == GOVERNOR
    assert put(conn, RED_CROSS, "b.txt").outcome == "unchanged"


def test_a_copy_that_changes_to_another_text_becomes_a_copy_of_that(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    put(conn, GOVERNOR, "b.txt")
    red_cross = put(conn, RED_CROSS, "c.txt")
    assert put(conn, RED_CROSS, "b.txt") == replace(red_cross, outcome="copy")
    assert known(conn, incoming(RED_CROSS, "b.txt")) == replace(red_cross, outcome="unchanged")


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(conn: sqlite3.Connection) -> None:
    first = put(conn, GOVERNOR, "a.txt", title="Flood", outlet="Harbour Post")
    changed = GOVERNOR.replace("220", "340")
    second = put(conn, changed, "a.txt", title="Flood, worse")
    assert (second.outcome, second.article) == ("version", first.article)
    article = articles.get(conn, first.article)
    assert article is not None
    assert (article.version, article.versions, article.title) == (2, 2, "Flood, worse")
    assert article.outlet == "Harbour Post", "what the new version doesn't say is as before"
    assert articles.text(conn, first.article) == changed
    assert articles.text(conn, first.article, version=1) == GOVERNOR
    assert [stored.claim.value for stored in claims.of_article(conn, first.article)] == [340]
    assert value_of(conn, "SELECT count(*) FROM claims") == 2
    assert value_of(conn, "SELECT count(*) FROM snapshots") == 2


def test_a_text_that_reverts_is_a_third_version(conn: sqlite3.Connection) -> None:
    changed = GOVERNOR.replace("220", "340")
    outcomes = [put(conn, text, "a.txt").outcome for text in (GOVERNOR, changed, GOVERNOR)]
    assert outcomes == ["added", "version", "version"]


def test_new_facts_stated_about_a_known_text_make_a_new_version(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    stated = replace(incoming(GOVERNOR, published="2026-03-14"), stated=frozenset({"published"}))
    assert known(conn, stated) is None
    assert add(conn, stated, [flooded(GOVERNOR)], "1").outcome == "version"
    assert known(conn, incoming(GOVERNOR)) is not None, "adding it plainly again doesn't undo it"
    article = articles.get(conn, 1)
    assert article is not None
    assert article.published == "2026-03-14"


def test_a_version_cannot_be_changed(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        conn.execute("UPDATE versions SET text = 'rewritten'")


def page(text: str, *places: str) -> Incoming:
    return replace(incoming(text), place=places[-1], places=places)


def test_a_page_saved_twice_is_one_article_by_its_url(conn: sqlite3.Connection) -> None:
    url = "https://post.example/flood"
    first = add(conn, page(GOVERNOR, url, "/saved/1.html"), [], "1")
    second = add(conn, page(GOVERNOR + " More.", url, "/saved/2.html"), [], "1")
    assert (second.outcome, second.article) == ("version", first.article)


def test_a_file_that_later_gets_a_url_is_identified_by_it(conn: sqlite3.Connection) -> None:
    url = "https://post.example/flood"
    add(conn, page(GOVERNOR, "/saved/1.html"), [], "1")
    known(conn, page(GOVERNOR, url, "/saved/1.html"))
    article = articles.get(conn, 1)
    assert article is not None
    assert article.location == url
    assert articles.named(conn, ["/saved/1.html"]) == article
    assert articles.named(conn, [url]) == article


def test_an_article_without_a_date_gets_none_and_is_still_listed(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "old.txt", published="1999-01-01")
    put(conn, RED_CROSS, "undated.txt")
    undated, old = articles.page(conn, 0, 10)
    assert (undated.published, old.published) == ("", "1999-01-01")


def test_a_text_with_control_characters_is_refused(conn: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="control"):
        add(conn, incoming("\x1b[31m" + GOVERNOR), [], "1")
    with pytest.raises(ValueError, match="control"):
        add(conn, incoming(GOVERNOR, title="Flood\u202e"), [], "1")
    assert articles.count(conn) == 0


def test_an_article_that_cannot_be_written_leaves_no_trace(conn: sqlite3.Connection) -> None:
    put(conn, FIRE_SERVICE, "a.txt")
    before = list(conn.iterdump())
    no_kind: Any = None
    broken = replace(flooded(GOVERNOR), kind=no_kind)
    with pytest.raises(sqlite3.IntegrityError):
        add(conn, incoming(GOVERNOR, "b.txt"), [flooded(GOVERNOR), broken], "1")
    assert list(conn.iterdump()) == before


def test_a_full_disk_ends_adding_and_is_reported_for_the_library(conn: sqlite3.Connection, path: Path) -> None:
    whole = incoming(GOVERNOR + " ".join(str(number) for number in range(20_000)), "large.txt")
    with small_files(300_000), pytest.raises(LibraryError, match=rf"{path}.* as it was before the last step") as full:
        list(ingest(conn, path, [("small.txt", incoming(GOVERNOR)), ("large.txt", whole)], lambda _: []))
    assert "large.txt" not in str(full.value)
    assert value_of(conn, "SELECT count(*) FROM articles") == 1
