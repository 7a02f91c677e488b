"""Reads HTML pages: the article in them, and what the page says about it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store.archive.dates import iso
from store.archive.incoming import ReadingError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Below this many characters trafilatura has found a menu, a notice or a stub, not an article.
_SHORTEST = 100
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='parsely-pub-date' or @name='date' or @name='pubdate' or @name='DC.date.issued']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//article//time/@datetime",
)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of its article; a field that it doesn't state is empty. published: ISO 8601."""

    text: str
    title: str
    outlet: str
    byline: str
    published: str
    language: str
    url: str


def read_html(source: str) -> Page:
    """Return the article of a page: its text as one paragraph a line. Raises ReadingError where there is none."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    try:
        tree = load_html(source)
        if tree is None:
            raise ReadingError("is no HTML that can be read")
        published, language = _published(tree), _language(tree)
        found = bare_extraction(
            tree,
            include_comments=False,
            with_metadata=True,
            # Not the extensive search: it takes any date in the text, or today's, for that of the article.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except RecursionError as error:
        raise ReadingError("is nested too deeply to be a page") from error
    row: dict[str, Any] = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text = (row.get("text") or "").strip()
    if len(text) < _SHORTEST or _is_menu(tree, text):
        raise ReadingError("has no article: no text was found between its menus and notices")
    return Page(
        text=text,
        title=row.get("title") or "",
        outlet=row.get("sitename") or "",
        byline=row.get("author") or "",
        published=published or iso(row.get("date") or ""),
        language=language,
        url=row.get("url") or "",
    )


def _is_menu(tree: "HtmlElement", text: str) -> bool:
    """True when what was found is the words of links: the fallback for a page without an article."""
    linked = "".join("".join(link.text_content().split()) for link in tree.iterfind(".//a"))
    lines = ["".join(line.split()) for line in text.splitlines()]
    return sum(len(line) for line in lines if line in linked) > 0.8 * sum(map(len, lines))


def _published(tree: "HtmlElement") -> str:
    for stated in _structured(tree):
        if found := iso(stated):
            return found
    for path in _DATES:
        for stated in tree.xpath(path):
            if found := iso(str(stated)):
                return found
    return ""


def _structured(tree: "HtmlElement") -> Iterator[str]:
    """Yield the datePublished of every JSON-LD block."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            pending = [json.loads(str(script), strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            node = pending.pop()
            if isinstance(node, list):
                pending += node
            elif isinstance(node, dict):
                if isinstance(node.get("datePublished"), str):
                    yield node["datePublished"]
                graph = node.get("@graph")
                pending += graph if isinstance(graph, list) else []


def _language(tree: "HtmlElement") -> str:
    stated = str(tree.get("lang") or tree.get("xml:lang") or "").strip()
    return stated if _LANGUAGE.fullmatch(stated) else ""
