"""Reads the links of an article from its snapshot, and finds their words in the stored text.

The stored text has no links, so they are looked up on demand.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# How many characters on either side of a link, within its paragraph, identify its place in the text.
_AROUND = 40
# Shorter words alone may be in the text by chance.
_LEAST = 20
_BLOCKS = frozenset(
    ["article", "blockquote", "body", "div", "figcaption", "li", "p", "section", "td", "th"]
    + [f"h{level}" for level in range(1, 7)]
)


class Link(NamedTuple):
    """A link: the span of its words in the text, and its http or https address."""

    start: int
    end: int
    address: str


def of_version(conn: sqlite3.Connection, article: int, number: int, text: str) -> list[Link]:
    """Return the links of a version of an article in text order; [] if its snapshot has none."""
    row = conn.execute(
        """SELECT s.media_type, s.body, a.location FROM snapshots s JOIN versions v ON v.id = s.version
           JOIN articles a ON a.id = v.article WHERE v.article = ? AND v.number = ?""",
        (article, number),
    ).fetchone()
    if row is None:
        return []
    media_type, body, location = row
    return links(zlib.decompress(body), str(media_type), text, str(location))


def links(body: bytes, media_type: str, text: str, location: str) -> list[Link]:
    """Return the links of a snapshot whose words are in the text; location: the base of relative ones.

    Raises ReadingError if the snapshot is not text.
    """
    from lxml import html

    from store.archive.decoding import decode

    source, _ = decode(body, html=media_type == "text/html")
    if media_type == "text/markdown":
        from markdown_it import MarkdownIt

        source = MarkdownIt("commonmark").enable("table").render(source)
    elif media_type != "text/html":
        return []
    if "<a" not in source.lower():
        return []
    # lxml refuses text with an encoding declaration.
    tree = html.fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    bare = [place for place, character in enumerate(text) if not character.isspace()]
    squeezed = "".join(text[place] for place in bare)
    # By position, as a page often has its article's words twice.
    placed: dict[int, Link] = {}
    at = 0
    for element in tree.iter("a"):
        address = urljoin(location, (element.get("href") or "").strip())
        if urlsplit(address).scheme not in ("http", "https"):
            continue
        before, words, after = _around(element)
        wanted = before + words + after
        if not words or len(wanted) < _LEAST:
            continue
        place = squeezed.find(wanted, at)
        place = place if place >= 0 else squeezed.find(wanted)
        if place >= 0:
            at = place + len(before)
            placed.setdefault(at, Link(bare[at], bare[at + len(words) - 1] + 1, address))
    return [placed[place] for place in sorted(placed)]


def _around(link: "HtmlElement") -> tuple[str, str, str]:
    """Return a link's words, and the text before and after them in its paragraph, without white space."""
    block = next((element for element in link.iterancestors() if element.tag in _BLOCKS), link)
    before = "".join("".join(_texts_before(block, link)).split())[-_AROUND:]
    words = "".join(link.text_content().split())
    whole = "".join(block.text_content().split())
    after = whole[len("".join("".join(_texts_before(block, link)).split())) + len(words) :][:_AROUND]
    return before, words, after


def _texts_before(block: "HtmlElement", link: "HtmlElement") -> Iterator[str]:
    """Yield the texts of a block before a link in it."""
    within = set(link.iter())
    for part in block.xpath(".//text()") if block is not link else ():
        owner = part.getparent()
        if owner in within and not (owner is link and part.is_tail):
            return
        yield str(part)
