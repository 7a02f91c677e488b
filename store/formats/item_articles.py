"""Makes articles from what other programs keep: an address, a title and a piece of HTML or text."""

from dataclasses import dataclass

from store.archive.dates import credible, iso
from store.archive.fragment import text_of
from store.archive.incoming import NO_READING_STATE, Incoming, ReadingState, article_text
from store.archive.locations import canonical, site, text_place
from store.formats.items import limited
from store.wording import one_line


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an export says about an article; published: in any form of a date that `dates.iso` reads."""

    url: str = ""
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""
    kept: ReadingState = NO_READING_STATE


def of_html(metadata: Metadata, html: str, fetched: str = "") -> Incoming:
    """Return the article of a piece of HTML that has nothing else in it. Raises ReadingError."""
    return of_text(metadata, text_of(html), html.encode("utf-8", "replace"), "text/html", fetched)


def of_text(metadata: Metadata, text: str, body: bytes, media_type: str, fetched: str = "") -> Incoming:
    """Return the article of a text; body: the bytes that it was read from. Raises ReadingError."""
    limited(len(body))
    text = article_text(text)
    place = canonical(metadata.url) or text_place(text)
    return Incoming(
        place=line(metadata.url) or place,
        places=(place,),
        text=text,
        title=line(metadata.title),
        outlet=line(metadata.outlet) or site(metadata.url),
        byline=line(metadata.byline),
        published=credible(iso(metadata.published)),
        language=line(metadata.language),
        body=body,
        media_type=media_type,
        fetched=fetched,
        kept=metadata.kept,
    )


def line(text: object) -> str:
    """Return foreign text as one line, "" for anything that is not text."""
    return one_line(text) if isinstance(text, str) else ""
