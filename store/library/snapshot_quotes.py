"""Finds an article's block quotations in its snapshot: the stored text has their words but no markup."""

import re
import sqlite3
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from store.archive.incoming import ReadingError

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

# A quotation with fewer letters may be in the text by chance.
_LEAST = 20
_TAG = re.compile(rb"<blockquote[\s>]", re.IGNORECASE)
_MARK = re.compile(rb"^ {0,3}>", re.MULTILINE)
_EDGE = re.compile(r"<(?P<end>/?)blockquote(?=[\s>])", re.IGNORECASE)
_PARTING = frozenset({"blockquote", "br", "cite", "div", "footer", "li", "ol", "p", "ul"})


def of_version(conn: sqlite3.Connection, article: int, number: int, text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of a version's block quotations, a paragraph each; () if there are none."""
    row = conn.execute(
        """SELECT s.media_type, s.body FROM snapshots s JOIN versions v ON v.id = s.version
           WHERE v.article = ? AND v.number = ? AND s.media_type IN ('text/html', 'text/markdown')""",
        (article, number),
    ).fetchone()
    if row is None:
        return ()
    try:
        return quotations(zlib.decompress(row[1]), str(row[0]), text)
    except ReadingError:
        return ()


def quotations(body: bytes, media_type: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return the block quotations of a snapshot whose paragraphs are also paragraphs of the text.

    Loads nothing heavy for a page without any. Raises ReadingError if the snapshot is not text.
    """
    markdown = media_type == "text/markdown"
    if not (_MARK if markdown else _TAG).search(body):
        return ()
    from store.archive.decoding import decode

    source, _ = decode(body, html=not markdown)
    if markdown:
        source = _rendered(source)
    lines = {_bare(match[0]): match.span() for match in re.finditer(r"[^\n]+", text)}
    spans = {
        lines[words]
        for block in _blocks(source)
        for words in _paragraphs(block)
        if len(words) >= _LEAST and words in lines
    }
    return tuple(sorted(spans))


def _rendered(markdown: str) -> str:
    """Return Markdown as HTML without the words outside block quotations, which would take most of the time."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable("table")
    reader.core.ruler.at("inline", _read_quoted)
    return str(reader.render(markdown))


def _read_quoted(state: "StateCore") -> None:
    # A tag among the words begins one, too.
    depth = 1 if _EDGE.search(state.src) else 0
    for token in state.tokens:
        if token.type == "inline" and depth and token.children is not None:
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)


def _blocks(source: str) -> Iterator[str]:
    """Yield the HTML from the beginning of each block quotation to the next end of one."""
    start: int | None = None
    for edge in _EDGE.finditer(source):
        if not edge["end"]:
            start = edge.start() if start is None else start
        elif start is not None:
            yield source[start : edge.start()]
            start = None


def _bare(words: str) -> str:
    return "".join(words.split())


def _paragraphs(block: str) -> list[str]:
    """Return the paragraphs of a block of HTML, without white space."""
    reader = _Reader()
    reader.feed(block)
    reader.close()
    return [_bare(words) for words in reader.paragraphs]


class _Reader(HTMLParser):
    """Collects the text between tags that separate paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PARTING:
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, [])

    def handle_data(self, data: str) -> None:
        self.paragraphs[-1] += data
