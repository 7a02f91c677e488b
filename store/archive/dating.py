"""Finds when a page says that its article was published; the dates of anything else on it are not the article's."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from store.archive.dates import iso
from store.archive.structured import Structured

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STATED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='parsely-pub-date' or @name='date' or @name='pubdate' or @name='DC.date.issued']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
_CHANGED = (
    "//meta[@property='article:modified_time' or @property='og:updated_time' or @itemprop='dateModified']/@content",
    "//time[@itemprop='dateModified']/@datetime",
)
# Parts of a page, by their names and by words of their classes, whose dates are those of something else.
_APART = frozenset({"aside", "nav", "footer", "form", "table", "figure", "blockquote", "script", "style", "h1", "h2"})
_APART_CLASS = re.compile(
    r"\b(?:[\w-]*comment|related|teaser|recommend|more-|most-|sidebar|widget|breadcrumb|share|promo|newsletter|"
    r"copyright|key-events|updated|modified|today|masthead)",
    re.IGNORECASE,
)
# A paragraph of so many characters is the article's text: what says when it was published stands before it or after.
_PARAGRAPH = 80
_LONGEST_LINE = 120
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<m{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
# A line that says when, perhaps who and at what o'clock, and nothing besides. No date in figures alone but ISO's:
# 03/04/2026 is another day on the other side of the ocean.
_LINE = re.compile(
    r"(?:by\s+[^.!?\d]{2,60}?[\s|,·•–—-]+)?"
    r"(?:(?:first\s+)?(?:published|posted|issued|filed|dated?)\s*(?:on\s+|at\s+)?:?\s*)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format(1)},?\s+(?P<y1>\d{{4}})"
    rf"|{_MONTH.format(2)}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}}))"
    r"(?:[\s,|·•–—-]*(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s*\(?[a-z]{2,5}\)?)?)?\.?",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"/(\d{4})/(\d\d)/(\d\d)/")


def published(tree: "HtmlElement", structured: Structured, address: str) -> str:
    """Return when the article was published, ISO 8601, or "" where the page doesn't say so.

    address: the page's own, which many sites put the day into. What is read without a zone has none.
    """
    for found in (
        first([*structured.dates("datePublished"), *stated(tree, _STATED)]),
        _beside_the_text(tree),
        _in_address(address),
    ):
        if found:
            return found
    return ""


def changed(tree: "HtmlElement", structured: Structured) -> str:
    """Return when the page says that the article was last changed, ISO 8601, or ""."""
    return first([*structured.dates("dateModified"), *stated(tree, _CHANGED)])


def stated(tree: "HtmlElement", paths: Iterable[str]) -> list[str]:
    """Return what stands at these places of a page."""
    return [str(said) for path in paths for said in tree.xpath(path) if str(said).strip()]


def first(said: Iterable[str]) -> str:
    """Return the first date that can be read."""
    return next((found for one in said if (found := iso(one))), "")


def _beside_the_text(tree: "HtmlElement") -> str:
    """Return the earliest date between the headline and the text, else the only one after the text."""
    articles = sorted(tree.iter("article"), key=_size)
    main = articles[-1] if articles else tree
    before: list[str] = []
    after: list[str] = []
    # Above the headline of a page without an article's mark stands today's date, on many.
    begun, ended = bool(articles), False
    for element in _parts(main):
        if element.tag == "h1":
            begun = True
        elif begun and (date := _date_of(element)):
            (after if ended else before).append(date)
        elif element.tag == "p" and not _is_short(element, _PARAGRAPH):
            ended = begun
    if before:
        # Of two of one day the one that has a time.
        return min(before, key=lambda date: (date[:10], -len(date)))
    return after[0] if len(set(after)) == 1 else ""


def _parts(main: "HtmlElement") -> Iterator["HtmlElement"]:
    """Yield the elements of an article in their order, without those of what stands apart in it."""
    stack = [main]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if element is not main and element.tag != "body":
            if element.tag == "h1":
                yield element
            if element.tag in _APART or element.tag == "article" or _APART_CLASS.search(named):
                continue
        yield element
        stack.extend(reversed(element))


def _date_of(element: "HtmlElement") -> str:
    """Return the date that an element says and nothing besides, "" for any other element."""
    if element.tag == "time":
        if found := iso(element.get("datetime") or ""):
            return found
    elif element.tag == "abbr" and "published" in (element.get("class") or ""):
        return iso(element.get("title") or "")
    said = _LINE.fullmatch(_line(element)) if _is_short(element, _LONGEST_LINE) else None
    if not said:
        return ""
    if said["iso"]:
        return iso(said["iso"])
    day, month, year = (said[f"{name}1"] or said[f"{name}2"] for name in "dmy")
    return iso(f"{year}-{_MONTHS.index(month[:3].lower()) + 1:02}-{int(day):02}")


def _line(element: "HtmlElement") -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def _is_short(element: "HtmlElement", limit: int) -> bool:
    """True when an element has fewer characters; a large one is not read to its end."""
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size >= limit:
            return False
    return True


def _size(element: "HtmlElement") -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _in_address(address: str) -> str:
    found = _IN_ADDRESS.search(address)
    return iso(f"{found[1]}-{found[2]}-{found[3]}") if found else ""
