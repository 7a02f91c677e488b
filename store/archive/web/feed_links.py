"""Finds the feeds of a site: those that a page names, and the addresses where feeds usually are."""

from dataclasses import dataclass
from urllib.parse import urljoin

from store.archive.decoding import decode
from store.archive.incoming import ReadingError
from store.archive.web.fetched import Fetched
from store.wording import one_line

_KINDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json",
    "text/xml",
    "application/xml",
)
# Where common blog and news software puts its feeds.
USUAL = ("/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/rss", "/index.xml", "/feed.json")


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names."""

    url: str
    title: str


def named_feeds(fetched: Fetched) -> list[FeedLink]:
    """Return the feeds that a page names, the site's own before those of its comments and of single articles."""
    from lxml.etree import LxmlError
    from lxml.html import document_fromstring

    try:
        source, _ = decode(fetched.body, html=True, charset=fetched.charset)
        tree = document_fromstring(source.encode(), base_url=fetched.url)
    except (ReadingError, LxmlError, ValueError):
        return []
    offers: dict[str, FeedLink] = {}
    for link in tree.iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" not in (link.get("rel") or "").lower().split() or kind not in _KINDS:
            continue
        title, href = one_line(link.get("title") or ""), (link.get("href") or "").strip()
        # WordPress declares its API in the same way.
        if not href or (kind == "application/json" and "feed" not in f"{href} {title}".lower()):
            continue
        try:
            url = urljoin(fetched.url, href)
        except ValueError:
            continue
        offers.setdefault(url, FeedLink(url, title))
    return sorted(offers.values(), key=_aside)


def _aside(feed: FeedLink) -> bool:
    return "comment" in f"{feed.url} {feed.title}".lower()
