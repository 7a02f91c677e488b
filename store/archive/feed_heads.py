"""Recognises feeds by how they begin."""

import re

from store.archive.decoding import of_wide, unpacked

# Instructions, comments and a document type may come before a feed's first element, which may have a prefix.
_FEED = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<(?:\?[^>]*|!--.*?--|!DOCTYPE\s[^>\[]*(?:\[[^\]]*\]\s*)?)>\s*)*+<(?:[\w.-]+:)?(?:rss|feed|RDF)(?=[\s/>])",
    re.DOTALL,
)
_JSON_FEED = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{.{0,2000}?\"https?:\\?/\\?/jsonfeed\.org\\?/version", re.DOTALL)


def is_feed(body: bytes) -> bool:
    """Return True if the bytes begin like a feed of a kind that can be read."""
    body = unpacked(body)
    return bool(_FEED.match(of_wide(body[:4096])) or _JSON_FEED.match(body[:4096]))
