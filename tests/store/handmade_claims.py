"""Provides articles and claims made by hand, so that the store's tests don't depend on the extractor."""

import re
import sqlite3
from typing import Any

from extract.claim import Claim, Mention, Span, Subject
from store.archive.incoming import Incoming
from store.ingest.adding import Added, add
from store.library.claims import StoredClaim, of_article
from tests.meanings import meaning_of

FLOODED = Subject(
    counted="home",
    event="flood",
    places=("oldmouth",),
    as_of="2026-03-12",
    terms=("home", "flood", "oldmouth"),
    topic=("oldmouth", "flood", "march"),
    names=("oldmouth",),
)
GOVERNOR = (
    "Flood in Oldmouth\nGovernor Ana Brandt said that 220 homes had been flooded in Oldmouth on 12 March. "
    "The city will rebuild the tide barrier."
)
FIRE_SERVICE = "The fire service said that 90 homes had been flooded in Oldmouth on 12 March. It counted them twice."
RED_CROSS = (
    "The Red Cross said that 220 homes had been flooded in Oldmouth on 12 March, after it had asked at each door."
)


def incoming(text: str, place: str = "a.txt", **fields: Any) -> Incoming:
    """Return an article as the archive reads it."""
    return Incoming(place=place, places=(f"/news/{place}",), text=text, body=text.encode(), **fields)


def flooded(text: str) -> Claim:
    """Return the claim of one of the texts above: this many homes flooded, said by the text's source."""
    figure = re.search(r"\d+(?= homes)", text)
    source = re.search(r"(?:Governor )?(Ana Brandt|[Ff]ire service|Red Cross) (said)", text)
    assert figure
    assert source
    name = source[1]
    return Claim(
        start=figure.start(),
        end=figure.end(),
        text=figure[0],
        kind="count",
        value=float(figure[0]),
        unit="home",
        unit_text="homes",
        subject="homes flooded in Oldmouth",
        source=Mention(
            *source.span(1), name, name, name.casefold(), "person" if name == "Ana Brandt" else "organization"
        ),
        cue=Span(*source.span(2), "said"),
        about=FLOODED,
        why=("subject of the verb “said”",),
        meaning=meaning_of("homes flooded in Oldmouth"),
    )


def put(conn: sqlite3.Connection, text: str, place: str, **fields: Any) -> Added:
    """Add one of the texts above with its claim."""
    return add(conn, incoming(text, place, **fields), [flooded(text)], "1")


def put_contradicting(conn: sqlite3.Connection) -> tuple[int, int]:
    """Add two articles that contradict each other, and return their ids."""
    day = "2026-03-14T09:00:00+00:00"
    first = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=day).article
    second = put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire", published=day).article
    return first, second


def only_claim(conn: sqlite3.Connection, article: int) -> StoredClaim:
    """Return the claim of an article that has one."""
    (stored,) = of_article(conn, article)
    return stored


def contested(conn: sqlite3.Connection) -> list[int]:
    """Return how many contested claims each article has."""
    return [number for (number,) in conn.execute("SELECT contested FROM articles ORDER BY id")]
