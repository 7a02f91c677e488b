"""Finds the feed that an address means: the address of a feed, or of any page of a site."""

from dataclasses import dataclass
from urllib.parse import urljoin

from store.archive.feed_heads import is_feed
from store.archive.incoming import ReadingError
from store.archive.web.feed import Feed, read_feed
from store.archive.web.feed_links import USUAL, named_feeds
from store.archive.web.fetched import Fetched
from store.archive.web.fetching import Fetcher, checked
from store.archive.web.opml import Outline, web_address
from store.ingest.workers import Workers


@dataclass(frozen=True, slots=True)
class DiscoveredFeed:
    """A feed that can be subscribed to. every: the seconds between polls that it asks for, 0 if it doesn't.

    private: it is on this machine or its network.
    others: addresses of further feeds that the page named.
    """

    url: str
    title: str
    site: str
    items: int
    every: int
    private: bool
    others: tuple[str, ...] = ()

    def outline(self, folder: str) -> Outline:
        """Return the feed as an entry of a list of feeds."""
        return Outline(self.url, self.title, self.site, folder)


async def discover_feed(fetcher: Fetcher, workers: Workers, url: str) -> DiscoveredFeed:
    """Return the feed at an address that a person typed. Raises ReadingError if there is none."""
    fetched = await fetcher.get(web_address(url), typed=True)
    if is_feed(fetched.body):
        return _offer(fetched, await workers.run(read_feed, fetched.body, fetched.url, _type(fetched)))
    named = [link.url for link in await workers.run(named_feeds, fetched)]
    for address in (*named, *(urljoin(fetched.url, path) for path in USUAL)):
        try:
            # A linked feed was not typed by a person: it may be private only if the page is.
            there = await fetcher.get(address, typed=fetched.private)
            feed = await workers.run(read_feed, there.body, there.url, _type(there))
        except ReadingError:
            continue
        return _offer(there, feed, tuple(other for other in named if other != address))
    raise ReadingError("has no feed, and neither has its site: give the feed's own address")


def _offer(fetched: Fetched, feed: Feed, others: tuple[str, ...] = ()) -> DiscoveredFeed:
    # A permanent redirect changes the address; a temporary one is followed each time.
    url = fetched.moved or checked(fetched.requested)
    return DiscoveredFeed(url, feed.title, feed.site, len(feed.items), feed.every, fetched.private, others)


def _type(fetched: Fetched) -> str:
    return fetched.headers.get("content-type", "")
