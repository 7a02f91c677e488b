"""Reads what a page says about its article in JSON-LD, the structured data that most news sites carry."""

import html
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from store.archive.fragment import text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# No page nests its article deeper than this.
_DEEPEST = 8
_MOST = 2_000
# By type; a node with a headline and no type is an article too.
_ARTICLES = re.compile(r"article|posting|report|review|headline", re.IGNORECASE)
_WORD = re.compile(r"\w+")


class Structured:
    """The nodes of a page's JSON-LD that may describe an article; broken blocks are left out."""

    def __init__(self, tree: "HtmlElement") -> None:
        self._nodes = list(_nodes(tree))

    def texts(self, *names: str) -> Iterator[str]:
        """Yield the texts that the nodes have under these names, also those in lists."""
        for name in names:
            for node in self._nodes:
                values = node.get(name)
                for value in values if isinstance(values, list) else [values]:
                    if isinstance(value, str) and value.strip():
                        yield value

    def dates(self, name: str) -> Iterator[str]:
        """Yield the values under this name in nodes of an article or its page, articles first."""
        for is_kind in (_ARTICLES.search, _is_page):
            for node in self._nodes:
                if is_kind(_kind(node)) and isinstance(value := node.get(name), str):
                    yield value

    @property
    def body(self) -> str:
        """The article's text in the data, with its paragraphs; "" if there is none."""
        bodies = [_plain(value) for value in self.texts("articleBody")]
        return max(bodies, key=len, default="")

    @property
    def is_article(self) -> bool:
        """Whether the data say that the page has an article."""
        return bool(self._of_articles())

    @property
    def authors(self) -> list[str]:
        """The names of the people who wrote the article, without those marked as firms."""
        names = []
        for node in self._of_articles():
            authors = node.get("author") or node.get("creator")
            for author in authors if isinstance(authors, list) else [authors]:
                names += self._names(author, but="Organization")
        return names

    @property
    def publishers(self) -> list[str]:
        """The names of those who published the article, and of the site."""
        names = [name for node in self._of_articles() for name in self._names(node.get("publisher"))]
        return names + [name for node in self._nodes if "WebSite" in _kind(node) for name in self._names(node)]

    def _of_articles(self) -> list[dict[str, Any]]:
        return [node for node in self._nodes if _ARTICLES.search(_kind(node))]

    def _names(self, node: object, but: str = " ") -> list[str]:
        """Return a node's names, whether it is a text or an object; but: leave out nodes of this type."""
        if isinstance(node, str):
            return [node] if "://" not in node else []
        if not isinstance(node, dict):
            return []
        if "name" not in node and "@id" in node:
            node = next((other for other in self._nodes if other.get("@id") == node["@id"] and "name" in other), node)
        names = node.get("name")
        if but in _kind(node):
            return []
        return [name for name in (names if isinstance(names, list) else [names]) if isinstance(name, str)]

    @property
    def description(self) -> str:
        """The description of the article in its node, or ""."""
        texts = (node.get("description") for node in self._of_articles())
        return next((text for text in texts if isinstance(text, str) and text.strip()), "")

    @property
    def address(self) -> str:
        """The address of the article, which may be relative; "" if the data have none."""
        for node in self._nodes:
            if "headline" in node or "articleBody" in node:
                for value in (node.get("mainEntityOfPage"), node.get("url")):
                    value = value.get("@id") if isinstance(value, dict) else value
                    if isinstance(value, str) and value.strip():
                        return value
        return ""

    @property
    def words(self) -> int:
        """How many words the article has, 0 if the data don't say."""
        counts = [node.get("wordCount") for node in self._nodes]
        return max(
            (int(value) for value in counts if isinstance(value, int | str) and str(value).isdecimal()), default=0
        )

    @property
    def free(self) -> bool:
        """Whether the article can be read without paying, as far as the data say."""
        return not any(str(node.get("isAccessibleForFree")).lower() == "false" for node in self._nodes)


def _unwrapped(block: str) -> str:
    """Return a block without the comment marks and semicolon that some pages put around it."""
    block = block.strip().removeprefix("//").lstrip()
    for mark in ("<!--", "<![CDATA["):
        block = block.removeprefix(mark)
    for mark in ("-->", "]]>"):
        block = block.rstrip("; \t\r\n").removesuffix(mark).rstrip("/; \t\r\n")
    return block


def _is_page(kind: str) -> bool:
    """Return True if all the types are of pages, or there are none."""
    return all(word.endswith("page") or word == "creativework" for word in _WORD.findall(kind.lower()))


def _kind(node: dict[str, Any]) -> str:
    """Return the types of a node, which may have several; without any, what its fields suggest."""
    kinds = node.get("@type") or ("headline" if "headline" in node or "articleBody" in node else "")
    return " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)


def _plain(text: str) -> str:
    text = html.unescape(text)
    if "</p>" in text or "<br" in text:
        return text_of(text)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _nodes(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    seen = 0
    for script in tree.xpath("//script[starts-with(normalize-space(@type), 'application/ld+json')]/text()"):
        try:
            pending: list[tuple[int, Any]] = [(0, json.loads(_unwrapped(str(script)), strict=False))]
        except (ValueError, RecursionError):
            continue
        while pending and seen < _MOST:
            depth, node = pending.pop(0)
            seen += 1
            if isinstance(node, list):
                pending += [(depth + 1, child) for child in node if depth < _DEEPEST]
            elif isinstance(node, dict):
                # Posts of a live blog, comments and linked articles have their own dates and texts.
                yield node
                pending += [(depth + 1, node[name]) for name in ("@graph", "mainEntity") if name in node]
