"""Finds who wrote an article: people's names, without roles, dates or employers."""

import re
from collections.abc import Iterable
from html import unescape
from typing import TYPE_CHECKING

from store.archive.days import DAY
from store.archive.page_dates import stated
from store.archive.structured import Structured
from store.archive.word_lists import word_lists

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Where pages name their authors, most reliable first; a later place counts only if the earlier ones name nobody.
_PLACES = (
    "//meta[@name='author' or @name='byl' or @name='parsely-author' or @name='sailthru.author']/@content",
    "//meta[@name='dc.creator' or @name='DC.creator' or @name='citation_author' or @property='author']/@content",
    "//meta[@property='article:author']/@content",
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author']",
    "//a[contains(concat(' ', @rel, ' '), ' author ')]",
    "//*[contains(@class, 'byline') or contains(@class, 'Byline') or contains(@class, 'author-name')]",
)
_APART = "ancestor::aside or ancestor::nav or ancestor::footer or ancestor::*[@itemprop='comment' or @id='comments']"
_BY = re.compile(
    r"\A(?:(?:written|reported|posted|story|words|analysis|opinion|text)\s+)?(?:by|from)\b:?\s+", re.IGNORECASE
)
_LONGEST = 200
_BETWEEN = re.compile(
    r"\s*(?:[,;|•·/]|\s[-–—]\s|\b(?:and|with)\b|&)\s*|\s+(?:in|for|at|of|from|on|to|via|is|was|has)\b.*|\([^)]*\)",
    re.IGNORECASE,
)
_NICKNAME = re.compile(r"\s[\"“‘'(][^\"”’')]{1,30}[\"”’')](?=\s)")
_WORD = re.compile(r"[^\W\d_](?:[\w.'’-]*[\w.'’])?")
_MOST_WORDS = 5


def byline(tree: "HtmlElement", structured: Structured, outlet: str) -> str:
    """Return the authors that a page names, separated by commas; "" if it names nobody.

    outlet: the site's name, which is not an author.
    """
    if names := names_in(structured.authors, outlet):
        return names
    for place in _PLACES:
        if names := names_in(_lines(tree, place), outlet):
            return names
    return names_in([line for line in _heads(tree) if _BY.match(line)][:1], outlet)


def names_in(lines: Iterable[str], outlet: str) -> str:
    """Return the people's names in lines that name authors, separated by commas, each once."""
    names: dict[str, str] = {}
    for line in lines:
        line = _BY.sub("", " ".join(unescape(line[:_LONGEST]).split()))
        for part in _BETWEEN.split(DAY.sub("|", _NICKNAME.sub("", line))):
            name = _name_in(_BY.sub("", part))
            if _is_person(name, outlet):
                names.setdefault(name.casefold(), name)
    return ", ".join(names.values())


def _name_in(part: str) -> str:
    """Return the name in a part of a line, without roles and links such as `follow`."""
    known = word_lists("bylines")
    words = part.strip(" .:()[]").split()
    others = {*known["roles"], *known["buttons"]}
    apart = [number for number, word in enumerate(words) if word.casefold() in others]
    if not apart:
        return " ".join(words)
    before, after = words[: apart[0]], words[apart[-1] + 1 :]
    return " ".join(before if len(before) > 1 else after)


def _is_person(name: str, outlet: str) -> bool:
    """Return True for two to five words that look like a person's name and contain no other word."""
    words = name.split()
    small = [word.casefold().strip(".") for word in words]
    known = word_lists("bylines")
    return (
        2 <= len(words) <= _MOST_WORDS
        and all(_WORD.fullmatch(word) and (word[0].isupper() or word in known["particles"]) for word in words)
        and {*small, name.casefold()}.isdisjoint(known["firms"])
        and name.casefold().removeprefix("the ") != outlet.casefold().removeprefix("the ")
    )


def _lines(tree: "HtmlElement", place: str) -> list[str]:
    """Return the texts at a place of a page: all of the first element that has any."""
    if place.endswith("@content"):
        return stated(tree, (place,))
    for element in tree.xpath(f"{place}[not({_APART})]"):
        # Parts that are drawn apart, such as a name and a day, are separate lines.
        if lines := [text for text in element.itertext() if text.strip()]:
            return lines
    return []


def _heads(tree: "HtmlElement") -> list[str]:
    """Return the short lines between the headline and the first paragraph."""
    lines: list[str] = []
    head = next(tree.iter("h1"), None)
    if head is None:
        return lines
    for element in head.itersiblings():
        line = " ".join(" ".join(element.itertext()).split()) if isinstance(element.tag, str) else ""
        if len(line) > _LONGEST:
            break
        lines.append(line)
    return lines
