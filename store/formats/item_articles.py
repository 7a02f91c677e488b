"""Makes articles from what other programs keep: an address, a title and a piece of HTML or text."""

from dataclasses import dataclass

from store.archive.dates import credible, iso
from store.archive.fragment import text_of
from store.archive.incoming import NOTHING_KEPT, Incoming, Kept, article_text
from store.archive.locations import canonical, site, text_place
from store.archive.reading import one_line
from store.formats.items import limited


@dataclass(frozen=True, slots=True)
class Told:
    """What an export says of an article; published: in any form of a date that `dates.iso` reads."""

    url: str = ""
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""
    kept: Kept = NOTHING_KEPT


def of_html(told: Told, html: str, fetched: str = "") -> Incoming:
    """Return the article of a piece of HTML that has nothing else in it. Raises ReadingError."""
    return of_text(told, text_of(html), html.encode("utf-8", "replace"), "text/html", fetched)


def of_text(told: Told, text: str, body: bytes, media_type: str, fetched: str = "") -> Incoming:
    """Return the article of a text; body: the bytes that it was read from. Raises ReadingError."""
    limited(len(body))
    text = article_text(text)
    place = canonical(told.url) or text_place(text)
    return Incoming(
        place=line(told.url) or place,
        places=(place,),
        text=text,
        title=line(told.title),
        outlet=line(told.outlet) or site(told.url),
        byline=line(told.byline),
        published=credible(iso(told.published)),
        language=line(told.language),
        body=body,
        media_type=media_type,
        fetched=fetched,
        kept=told.kept,
    )


def line(text: object) -> str:
    """Return foreign text as one line, "" for anything that is not text."""
    return one_line(text) if isinstance(text, str) else ""
