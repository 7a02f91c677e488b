"""Finds when a page says its article was published, and ignores the dates of everything else on it."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from store.archive.dates import credible, iso
from store.archive.layout import text_size
from store.archive.stamps import Stamp, day_in, stamps
from store.archive.structured import Structured

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ELSEWHERE = "ancestor::aside or ancestor::nav or ancestor::footer or ancestor::*[@itemprop='comment']"
# Fields of a page's head by the letters of their names, as systems spell them differently: `DC.date`, `dc_date`.
_PUBLISHED_NAMES = (
    "articlepublished articlepublishedtime articleposttime btpubdate citationonlinedate citationpublicationdate "
    "cxenseparserecspublishtime dateissued datepublished dcdateissued dctermsissued firstpublished issued "
    "ogarticlepublishedtime ogpublishedtime originalpublicationdate parselypubdate pubdate publicationdate publishdate "
    "published publishedat publisheddate publishtime rnewsdatepublished sailthrudate"
)
_DATE_NAMES = (
    "articlecreated articledate citationdate created date datecreated dcdate dcdatecreated dctermscreated dctermsdate "
    "displaydate ogdate releasedate"
)
_PUBLISHED_FIELDS = frozenset(_PUBLISHED_NAMES.split())
_DATE_FIELDS = frozenset(_DATE_NAMES.split())
_STATED = (
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    f"//*[@itemprop='datePublished' and not(self::meta) and not({_ELSEWHERE})]/@content",
    f"//*[@itemprop='datePublished' and not({_ELSEWHERE})]//text()",
)
_CHANGED = (
    "//meta[@property='article:modified_time' or @property='og:updated_time' or @itemprop='dateModified']/@content",
    "//time[@itemprop='dateModified']/@datetime",
)
# Parts of a page, by their names and by words of their classes, whose dates are those of something else.
_APART = frozenset({"aside", "nav", "footer", "form", "table", "figure", "blockquote", "script", "style", "h1", "h2"})
_APART_CLASS = re.compile(
    r"comment|\b(?:related|teaser|recommend|more-|most-|sidebar|widget|breadcrumb|share|promo|newsletter|"
    r"copyright|key-events|updated|modified|today|masthead)",
    re.IGNORECASE,
)
# A paragraph this long is the article's text; the publication date is before or after it.
_PARAGRAPH = 80
_LONGEST_LINE = 160
_IN_ADDRESS = re.compile(r"/(\d{4})/(\d\d)/(?:(\d\d)/)?")


def published(tree: "HtmlElement", structured: Structured, address: str) -> str:
    """Return when the article was published, ISO 8601, or "" if the page doesn't say.

    address: the page's own, as many sites put the day into it. A time stated without a zone has none.
    """
    fields = _fields(tree)
    of_head = [*fields(_PUBLISHED_FIELDS), *fields(_DATE_FIELDS)]
    if day := first([*structured.dates("datePublished"), *of_head, *stated(tree, _STATED)]):
        return day
    beside, of_change = _beside_the_text(tree)
    return beside or _in_address(address) or of_change


def changed(tree: "HtmlElement", structured: Structured) -> str:
    """Return when the page says that the article was last changed, ISO 8601, or ""."""
    return first([*structured.dates("dateModified"), *stated(tree, _CHANGED)])


def _fields(tree: "HtmlElement") -> Callable[[frozenset[str]], list[str]]:
    """Return a function that gives the contents of a page's fields by the letters of their names."""
    contents: dict[str, list[str]] = {}
    for field in tree.iter("meta"):
        name = field.get("property") or field.get("name") or field.get("itemprop") or ""
        letters = "".join(filter(str.isalpha, name.lower()))
        contents.setdefault(letters, []).append(field.get("content") or "")
    return lambda names: [content for name in contents if name in names for content in contents[name]]


def stated(tree: "HtmlElement", paths: Iterable[str]) -> list[str]:
    """Return the texts at these places of a page."""
    return [str(value) for path in paths for value in tree.xpath(path) if str(value).strip()]


def first(values: Iterable[str]) -> str:
    """Return the first date that is readable and plausible for an article."""
    return next((day for value in values if (day := credible(iso(value)) or day_in(value))), "")


def _beside_the_text(tree: "HtmlElement") -> tuple[str, str]:
    """Return the earliest date between the headline and the text, or else the only one after the text.

    Also return the latest date marked as that of a change.
    """
    articles = sorted(tree.iter("article"), key=text_size)
    main = articles[-1] if articles else tree
    before: list[str] = []
    after: list[str] = []
    changes = [""]
    # Many pages without markup for the article show today's date above the headline.
    begun, ended = bool(articles), False
    for element in _parts(main):
        if element.tag == "h1":
            begun = True
        elif begun and (stamped := _dates_of(element)):
            (after if ended else before).extend(stamp.day for stamp in stamped if stamp.of != "changed")
            changes.extend(stamp.day for stamp in stamped if stamp.of == "changed")
        elif element.tag == "p" and not _is_short(element, _PARAGRAPH):
            ended = begun
    if before:
        # Of two stamps with the same day, take the one with a time.
        return min(before, key=lambda date: (date[:10], -len(date))), max(changes)
    return after[0] if len(set(after)) == 1 else "", max(changes)


def _parts(main: "HtmlElement") -> Iterator["HtmlElement"]:
    """Yield the elements of an article in order, without those of boxes and asides in it."""
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


def _dates_of(element: "HtmlElement") -> list[Stamp]:
    """Return the dates of an element that has nothing else in it, [] for any other element."""
    coded = element.get("datetime") or ""
    if element.tag == "abbr" and "published" in (element.get("class") or ""):
        coded = element.get("title") or ""
    if day := first([coded]):
        return [Stamp(day, "")]
    if not _is_short(element, _LONGEST_LINE):
        return []
    return stamps(_line(element), named=True) or [stamp for line in _lines(element) for stamp in stamps(line)]


def _line(element: "HtmlElement") -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def _lines(element: "HtmlElement") -> list[str]:
    """Return the lines of an element that line breaks divide, [] if none do."""
    if element.find("br") is None:
        return []
    lines = [element.text or ""]
    for child in element:
        if child.tag == "br":
            lines.append(child.tail or "")
        else:
            lines[-1] += f" {_line(child)} {child.tail or ''}"
    return lines


def _is_short(element: "HtmlElement", limit: int) -> bool:
    """Return True if an element has fewer characters; a large one is not read to its end."""
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size >= limit:
            return False
    return True


def _in_address(address: str) -> str:
    match = _IN_ADDRESS.search(address)
    return credible(iso("-".join(filter(None, match.groups())))) if match else ""
