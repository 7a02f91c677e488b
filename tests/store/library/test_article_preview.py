"""The preview of an article: which parts of it are shown."""

import sqlite3

from store.library import trash
from store.library.article_preview import preview
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, put

DAY = "2026-03-14T09:00:00+00:00"


def test_a_preview_has_the_beginning_of_the_text_and_the_contradictions(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a", outlet="Harbour Post", published=DAY)
    put(conn, FIRE_SERVICE, "b", outlet="Coast Wire", published=DAY)
    put(conn, f"{FIRE_SERVICE} And again.", "c", outlet="The Ferry", published=DAY)
    read = preview(conn, 1)
    assert read
    assert read.lead.startswith("Flood in Oldmouth")
    (contested,) = read.contested
    assert (contested.claim.text, contested.claim.subject) == ("220", "homes flooded in Oldmouth")
    (other,) = contested.others
    assert (other.claim.text, other.claim.source and other.claim.source.name) == ("90", "fire service")
    assert set(other.outlets) == {"Coast Wire", "The Ferry"}


def test_an_agreeing_claim_is_no_contradiction(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a", outlet="Harbour Post", published=DAY)
    put(conn, RED_CROSS, "b", outlet="Coast Wire", published=DAY)
    read = preview(conn, 1)
    assert read
    assert read.contested == ()


def test_a_deleted_article_has_no_preview(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a")
    trash.delete(conn, [1])
    assert preview(conn, 1) is None
    assert preview(conn, 99) is None
