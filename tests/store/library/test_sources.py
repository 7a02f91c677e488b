"""All that one source says: contradicted statements first, reprinted ones once."""

import sqlite3
from dataclasses import replace

import pytest

from store.ingest.adding import add
from store.library import sources, trash
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, flooded, incoming, put
from tests.store.stored_links import change_links, stored_claim, unlink_all


@pytest.fixture
def library(conn: sqlite3.Connection) -> sqlite3.Connection:
    """Three articles of one flood: the fire service contradicts the governor and the Red Cross."""
    put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published="2026-03-14T09:00:00+00:00")
    put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire", published="2026-03-14T09:00:00+00:00")
    put(conn, RED_CROSS, "c.txt", outlet="The Ferry", published="2026-03-14T10:00:00+00:00")
    return conn


def source_of(conn: sqlite3.Connection, name: str) -> sources.Source:
    (source,) = sources.named(conn, name)
    return source


def test_a_source_is_found_by_its_name_in_any_case_or_a_part_of_it(library: sqlite3.Connection) -> None:
    assert source_of(library, "Ana Brandt") == source_of(library, " ana  brandt ") == source_of(library, "brandt")
    assert source_of(library, "ana brandt").claims == 1
    assert sources.named(library, "nobody") == []
    assert sources.named(library, " ") == []


def test_a_source_is_found_by_each_of_its_names(library: sqlite3.Connection) -> None:
    number = source_of(library, "ana brandt").id
    library.execute("INSERT INTO source_names (name, source) VALUES ('The Governor', ?)", (number,))
    assert source_of(library, "the governor").id == number


def test_a_complete_name_precedes_a_part_of_another(library: sqlite3.Connection) -> None:
    library.execute("UPDATE sources SET key = 'red cross of oldmouth' WHERE key = 'fire service'")
    assert [source.key for source in sources.named(library, "red cross")] == ["red cross"]


def test_trashed_articles_give_no_statements(library: sqlite3.Connection) -> None:
    trash.delete(library, [1])
    assert sources.named(library, "ana brandt") == []


def test_a_statement_has_those_who_contradict_it(library: sqlite3.Connection) -> None:
    (statement,) = sources.statements_of(library, [source_of(library, "ana brandt").id])
    assert statement.contradicted
    assert statement.sentence.startswith("Governor Ana Brandt said")
    assert [link.claim.claim.text for link in sources.against(library, statement)] == ["90"]


def test_contradicted_statements_come_first_then_the_newest(library: sqlite3.Connection) -> None:
    every = [number for (number,) in library.execute("SELECT id FROM sources")]
    change_links(library, lambda claim, other, name: "" if name == "repeats" or 3 in (claim, other) else name)
    assert [statement.claim.id for statement in sources.statements_of(library, every)] == [2, 1, 3]
    unlink_all(library)
    assert [statement.claim.id for statement in sources.statements_of(library, every)] == [3, 2, 1]


def test_a_statement_printed_by_several_outlets_is_listed_once(library: sqlite3.Connection) -> None:
    put(library, f"{GOVERNOR} So it was said.", "d.txt", outlet="Daybreak", published="2026-03-15T09:00:00+00:00")
    (statement,) = sources.statements_of(library, [source_of(library, "ana brandt").id])
    assert [article.outlet for article in statement.articles] == ["Harbour Post", "Daybreak"]


def test_the_source_of_a_claim_is_reported(library: sqlite3.Connection) -> None:
    source = sources.of_claim(library, 1)
    assert source
    assert source.key == "ana brandt"
    library.execute("UPDATE claims SET source = NULL WHERE id = 1")
    assert sources.of_claim(library, 1) is None


def test_an_unnamed_source_is_a_different_one_in_each_article(library: sqlite3.Connection) -> None:
    for place in ("d.txt", "e.txt"):
        text = f"{FIRE_SERVICE} So {place} says."
        claim = flooded(text)
        assert claim.source
        unnamed = replace(claim.source, name="police", key="~police")
        add(library, incoming(text, place), [replace(claim, source=unnamed, via=(unnamed,))], "1")
    sources_found = sources.named(library, "police")
    assert [source.claims for source in sources_found] == [1, 1]
    stored = [stored_claim(library, number) for number in (4, 5)]
    assert {mention.key for claim in stored for mention in (claim.source, *claim.via) if mention} == {
        source.key for source in sources_found
    }


def test_a_limited_list_begins_like_the_whole_list(library: sqlite3.Connection) -> None:
    for number in range(3):
        day = f"2026-04-0{number + 1}T09:00:00+00:00"
        put(library, f"{GOVERNOR.replace('220', str(400 + number))} Again.", f"{number}.txt", published=day)
    (source,) = sources.named(library, "ana brandt")
    every = sources.statements_of(library, [source.id])
    (first,) = sources.statements_of(library, [source.id], 1)
    assert first.contradicted
    assert first.articles[0] in every[0].articles
    assert source.claims == 4


@pytest.mark.parametrize(
    ("speakers", "speaking"),
    [
        (("~works ministry",) * 3, ["~works ministry #1", "~works ministry #2", "~works ministry #3"]),
        (("~police", "norbury police", "~police"), ["norbury police", "~police #1", "~police #3"]),
        (("~officials", "~officials", "~mayor"), ["~officials #1", "~officials #2"]),
        (("tom rask", "ivo lam", "tom rask"), ["tom rask"]),
    ],
)
def test_a_source_with_several_names_for_one_quantity_is_one_source(
    conn: sqlite3.Connection, speakers: tuple[str, ...], speaking: list[str]
) -> None:
    for number, key in enumerate(speakers, start=1):
        text = f"On day {number} of the flood it was said: {FIRE_SERVICE}"
        claim = flooded(text)
        assert claim.source
        source = replace(claim.source, name=key.lstrip("~"), key=key, kind="other")
        add(conn, incoming(text, f"{number}.txt", published="2026-03-14"), [replace(claim, source=source)], "1")
    assert [source.key for source in sources.speaking_as(conn, 1)] == speaking


def test_a_ministry_that_speaks_of_several_quantities_of_one_event_is_one(conn: sqlite3.Connection) -> None:
    for number, figure in enumerate(("90", "4,000"), start=1):
        text = f"{FIRE_SERVICE} The bill is put at {figure} by the mines ministry."
        claim = flooded(text)
        assert claim.source
        ministry = replace(claim.source, name="mines ministry", key="~mines ministry")
        start = text.index(figure, len(FIRE_SERVICE))
        bill = replace(claim, start=start, end=start + len(figure), text=figure, value=float(number), source=ministry)
        add(conn, incoming(text, f"{number}.txt", published="2026-03-14"), [claim, bill], "1")
    change_links(conn, lambda first, second, name: name if (first, second) in {(1, 3), (3, 1)} else "")
    assert [source.key for source in sources.speaking_as(conn, 2)] == ["~mines ministry #1", "~mines ministry #2"]
