"""Turns a server's answer into an article, or says what it is instead."""

from dataclasses import dataclass, replace
from typing import Any

from extract.text.language import foreign_remark
from store.archive.decoding import decode, unpacked
from store.archive.feed_heads import is_feed
from store.archive.folder import is_html
from store.archive.incoming import FIELDS, Incoming, Origin, ReadingError, article_text, unreadable
from store.archive.locations import canonical, site, trusted_canonical
from store.archive.reading import read_bytes
from store.archive.web.fetched import Fetched
from store.wording import one_line

_ENDINGS = {"text/plain": ".txt", "text/markdown": ".md", "text/x-markdown": ".md"}


@dataclass(frozen=True, slots=True)
class Hint:
    """What a feed or another reader says about a page; it counts where the page itself is silent.

    firm: a person wrote it down for this page, so it overrides what the page says.
    """

    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""
    firm: bool = False


def read_page(fetched: Fetched, name: str, hint: Hint | None = None) -> Incoming:
    """Return the article of a page; name: the address as it was given. Raises ReadingError if there is none."""
    try:
        incoming = _read(fetched, name)
    except ReadingError:
        raise
    except Exception as error:
        # Several parsers read foreign bytes here; an error in one fails only this page.
        raise unreadable(error) from error
    incoming = with_hint(incoming, hint) if hint else incoming
    return incoming if incoming.outlet else replace(incoming, outlet=site(incoming.places[0]))


def with_hint(incoming: Incoming, hint: Hint) -> Incoming:
    """Return the article with the facts stated about it elsewhere."""
    fields: dict[str, Any] = {name: value for name in FIELDS if (value := one_line(getattr(hint, name)))}
    if hint.firm:
        dated = "" if "published" in fields else incoming.dated
        return replace(incoming, **fields, dated=dated, stated=incoming.stated | fields.keys())
    return replace(incoming, **{name: value for name, value in fields.items() if not getattr(incoming, name)})


def _read(fetched: Fetched, name: str) -> Incoming:
    body, media_type = unpacked(fetched.body), fetched.media_type
    if not body.strip():
        raise ReadingError("is empty")
    if is_feed(body):
        raise ReadingError("is a feed, not an article: `attribune feed add` subscribes to it, in the app F and a")
    if canonical(fetched.requested) and not canonical(fetched.url):
        raise ReadingError("leads to the site's front page: the article is gone")
    origin = Origin(fetched.url, fetched.status, tuple(sorted(fetched.headers.items())))
    places = _places(fetched)
    if media_type in _ENDINGS and not is_html(body[:4096]):
        incoming = read_bytes(body, name, places, _ENDINGS[media_type])
        return replace(incoming, fetched=fetched.when, origin=origin)
    if media_type.endswith("json"):
        raise ReadingError("is JSON, not a page")
    from store.archive.html import read_html
    from store.archive.web.walls import check_article, why_nothing

    source, remarks = decode(body, html=True, charset=fetched.charset)
    try:
        page = read_html(source)
    except ReadingError as error:
        raise (why_nothing(source) or error) from error
    check_article(page, source)
    text = article_text(page.text)
    if other := foreign_remark(text):
        remarks += (other,)
    own = trusted_canonical(page.url, fetched.url)
    places = tuple(dict.fromkeys((own, *places))) if own else places
    return Incoming(
        place=name,
        places=places,
        text=text,
        title=one_line(page.title),
        outlet=one_line(page.outlet),
        byline=one_line(page.byline),
        published=page.published,
        language=one_line(page.language),
        body=body,
        media_type="text/html",
        remarks=remarks + page.remarks,
        fetched=fetched.when,
        origin=replace(origin, changed=page.changed),
    )


def _places(fetched: Fetched) -> tuple[str, ...]:
    """Return what identifies the page: the address that answered and the requested one."""
    places = dict.fromkeys(place for url in (fetched.url, fetched.requested) if (place := canonical(url)))
    # A front page does not identify an article, but a person who typed its address means that page.
    return tuple(places) or (fetched.url,)
