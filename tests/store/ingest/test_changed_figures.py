"""A claim whose figure changed between versions of its article is an update, and links to the old one."""

import re
import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from extract.claim import Claim, Subject
from store.archive.incoming import Origin
from store.ingest.adding import Added, add
from store.ingest.changed_figures import PlacedClaim, pairs, placed
from store.library import articles, claims, versions
from store.library.origins import note_visit, origin_of, visit
from store.linking import links
from tests.store.handmade_claims import incoming

FIRST = "Police say 40 people were killed and 12 were hurt.\nThe company had 300 workers at the site."
LATER = "The company had 300 workers at the site.\nPolice now say 43 people were killed and 12 were hurt on Tuesday."


def counted(text: str) -> list[Claim]:
    """Return every number of a text as a claim."""
    return [
        Claim(match.start(), match.end(), match[0], "count", float(match[0]), about=Subject())
        for match in re.finditer(r"\d+", text)
    ]


def put(conn: sqlite3.Connection, text: str, **more: Any) -> Added:
    return add(conn, replace(incoming(text, "a.txt"), **more), counted(text), "1")


def all_told(text: str) -> list[PlacedClaim]:
    return [placed(number, claim, text) for number, claim in enumerate(counted(text))]


def changes(old: str, new: str) -> set[tuple[str, str]]:
    """Return the figures that changed."""
    before, after = all_told(old), all_told(new)
    return {(before[pair.old].claim.text, after[pair.new].claim.text) for pair in pairs(before, after) if pair.changed}


def test_a_changed_figure_is_found_in_a_reworded_and_moved_sentence() -> None:
    assert changes(FIRST, LATER) == {("40", "43")}


def test_figures_of_one_sentence_are_not_mixed_up() -> None:
    assert changes("Of them 40 were killed and 12 hurt.", "Of them 12 were killed and 40 hurt.") == {
        ("40", "12"),
        ("12", "40"),
    }


@pytest.mark.parametrize(
    "other",
    [
        "The mayor spoke for 43 minutes about the budget of the town.",
        "Police say nobody was killed.",
        "",
    ],
)
def test_another_sentence_is_not_a_changed_figure(other: str) -> None:
    assert changes("Police say 40 people were killed.", other) == set()


def test_a_claim_is_paired_at_most_once() -> None:
    old = FIRST
    new = FIRST + "\n" + FIRST.replace("40", "41")
    assert changes(old, new) == set()


def test_a_changed_claim_is_marked_with_its_former_figure(conn: sqlite3.Connection) -> None:
    article = put(conn, FIRST).article
    put(conn, LATER)
    stored = {stored_claim.claim.text: stored_claim for stored_claim in claims.of_article(conn, article)}
    assert {text for text, stored_claim in stored.items() if "updates" in stored_claim.signs} == {"43"}
    (link,) = links.related(conn, stored["43"].id)
    assert (link.relation, link.claim.claim.text) == ("updates", "40")
    assert (link.article.id, link.article.version, link.article.versions) == (article, 1, 2)
    assert link.reason == "same article; version 1: 40 → 43"
    assert link.sentence == "Police say 40 people were killed and 12 were hurt."


def test_a_changed_figure_stays_marked_in_later_versions(conn: sqlite3.Connection) -> None:
    article = put(conn, FIRST).article
    put(conn, LATER)
    put(conn, LATER + "\nThe mine stays closed.")
    stored = {stored_claim.claim.text: stored_claim for stored_claim in claims.of_article(conn, article)}
    (link,) = links.related(conn, stored["43"].id)
    assert (link.claim.claim.text, link.article.version) == ("40", 1)


def test_every_version_has_its_claims_and_dates(conn: sqlite3.Connection) -> None:
    article = put(conn, FIRST, fetched="2026-03-14T10:00:00+00:00").article
    origin = Origin("https://post.example/a", 200, (("etag", '"1"'),), "2026-03-14T11:00:00+01:00")
    put(conn, LATER, fetched="2026-03-14T12:00:00+00:00", origin=origin)
    first, second = versions.of_article(conn, article)
    assert (first.number, first.fetched, first.changed) == (1, "2026-03-14T10:00:00+00:00", "")
    assert (second.number, second.fetched, second.changed) == (2, "2026-03-14T12:00:00+00:00", origin.changed)
    assert [stored_claim.claim.text for stored_claim in claims.of_article(conn, article, 1)] == ["40", "12", "300"]
    assert articles.text(conn, article, 1) == FIRST


def test_the_origin_of_a_version_is_kept(conn: sqlite3.Connection) -> None:
    origin = Origin("https://post.example/a", 200, (("content-type", "text/html"), ("etag", '"1"')), "")
    put(conn, FIRST, origin=origin)
    (version,) = conn.execute("SELECT id FROM versions").fetchone()
    assert origin_of(conn, version) == origin


def test_a_visit_is_found_by_its_address_without_tracking_parameters(conn: sqlite3.Connection) -> None:
    article = put(conn, FIRST).article
    note_visit(conn, "https://post.example/a?utm_source=x#top", article, '"1"', "")
    known = visit(conn, "https://post.example/a")
    assert known
    assert (known.article, known.etag) == (article, '"1"')
    assert visit(conn, "https://post.example/b") is None


def test_a_version_that_arrives_late_is_placed_before_newer_ones(conn: sqlite3.Connection) -> None:
    article = put(conn, LATER, fetched="2026-03-14T12:00:00+00:00").article
    put(conn, FIRST, fetched="2026-03-14T10:00:00+00:00")
    stored = {stored_claim.claim.text: stored_claim for stored_claim in claims.of_article(conn, article)}
    assert stored["43"].signs == {"updates"}
    (link,) = links.related(conn, stored["43"].id)
    assert (link.claim.claim.text, link.article.version) == ("40", 2)
