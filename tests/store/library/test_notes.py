"""Notes on claims stay where they were written, whatever happens to the claims and the text around them."""

import sqlite3

from store.library import articles, claims, notes
from tests.store.handmade_claims import GOVERNOR, only_claim, put
from tests.store.stored_links import change_claim


def shown(conn: sqlite3.Connection, article: int) -> list[str]:
    return list(notes.of_claims(conn, article, claims.of_article(conn, article)).values())


def test_a_note_is_written_changed_and_removed(conn: sqlite3.Connection) -> None:
    claim = only_claim(conn, put(conn, GOVERNOR, "a.txt").article)
    assert notes.write(conn, claim, " Statement on the radio.\x1b[31m ") == ""
    assert shown(conn, 1) == ["Statement on the radio.[31m"]
    assert notes.write(conn, claim, "Statement twice.") == "Statement on the radio.[31m"
    assert [noted.note.note for noted in notes.all_notes(conn)] == ["Statement twice."]
    assert next(notes.all_notes(conn)).sentence.endswith(
        "Governor Ana Brandt said that 220 homes had been flooded in Oldmouth on 12 March."
    )
    assert articles.count(conn, "is:noted") == 1
    assert notes.write(conn, claim, "") == "Statement twice."
    assert shown(conn, 1) == []


def test_a_note_follows_the_figure_into_a_new_version(conn: sqlite3.Connection) -> None:
    notes.write(conn, only_claim(conn, put(conn, GOVERNOR, "a.txt").article), "By radio.")
    put(conn, "Updated at noon.\n" + GOVERNOR, "a.txt")
    assert shown(conn, 1) == ["By radio."]
    notes.write(conn, only_claim(conn, 1), "By television.")
    assert shown(conn, 1) == ["By television."]


def test_a_note_on_a_changed_figure_stays_with_its_version(conn: sqlite3.Connection) -> None:
    notes.write(conn, only_claim(conn, put(conn, GOVERNOR, "a.txt").article), "By radio.")
    put(conn, GOVERNOR.replace("220", "240"), "a.txt")
    assert shown(conn, 1) == []
    assert [noted.note.figure for noted in notes.all_notes(conn)] == ["220"]


def test_a_note_stays_with_a_claim_extracted_a_little_wider(conn: sqlite3.Connection) -> None:
    claim = only_claim(conn, put(conn, GOVERNOR, "a.txt").article)
    notes.write(conn, claim, "By radio.")
    conn.execute("UPDATE claims SET start = start - 5")
    change_claim(conn, claim.id, start=claim.claim.start - 5)
    assert shown(conn, 1) == ["By radio."]
