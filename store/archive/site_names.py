"""Separates a page's headline from its site's name, which most pages put into one title."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from store.archive.locations import site
from store.archive.page_dates import stated
from store.archive.structured import Structured

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SITE = (
    "//meta[@property='og:site_name']/@content",
    "//meta[@name='application-name' or @name='dc.publisher' or @name='DC.publisher' or @name='publisher']/@content",
)
_TITLE = "//head/title/text()"
# Where headlines are; on old pages they are only set in large type.
_HEADS = ("h1", "h2", "h3", "b", "strong", "font")
# A site's name is no longer than this; a headline has at least that many words.
_LONGEST, _FEW = 60, 4
_MARKED = "//*[contains(concat(' ', @class, ' '), ' entry-title ') or @itemprop='headline'][not(self::meta)]"
# What separates a headline from a name; a colon counts only if one of the two is known already.
_PARTED = re.compile(r"(?<!\s)\s+(?:[-–—|•·»«›:]|--|::|//)\s+|(?:(?<!\s)\s+)?\|\s*")
_COLON = re.compile(r":\s+")
_HANDLE = re.compile(r"https?:|www\.|@")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\Z")
# Words that a site's name may have but its host or other names lack.
_AROUND = re.compile(r"\A(?:the|www)|(?:com|online|news|magazine|blog)\Z")


@dataclass(frozen=True, slots=True)
class PageNames:
    """A page's headline and its site's name; "" for what it doesn't state."""

    title: str
    outlet: str


def named(tree: "HtmlElement", structured: Structured, title: str, url: str) -> PageNames:
    """Return a page's headline and its site's name. title: the page's whole title. url: its address."""
    heads = [_single_spaced(head.text_content()) for head in tree.iter(*_HEADS)]
    whole = _single_spaced(" ".join(stated(tree, (_TITLE,))))
    title = _single_spaced(title) or whole
    names = [name for text in (*stated(tree, _SITE), *structured.publishers) if (name := _name_in(text))]
    ours = {_key(name) for name in names} | _host_names(url)
    heads = [*structured.texts("headline"), *heads]
    headline, rest = title, ""
    if title in whole:
        # It came from the page's title alone, or it is the site's name at the top.
        marked = {_single_spaced(head.text_content()) for head in tree.xpath(_MARKED)}
        headline = marked.pop() if len(marked) == 1 else title
        if not _is_site(headline, ours):
            headline, rest = _parted(headline, ours, heads)
        if not rest:
            parted, rest = _parted(whole, ours, heads)
            headline = parted if rest else headline
    else:
        headline, rest = _parted(title, ours, heads)
    # Prefer a name in words to one that is only an address.
    names.sort(key=lambda name: bool(_DOMAIN.match(name)))
    # The headline is known: the rest of the page's title is the site's name.
    names += [rest, _besides(whole, headline)]
    return PageNames(headline, next((name for name in names if name and _key(name) != _key(headline)), ""))


def _name_in(text: str) -> str:
    """Return the name in a field for one, "" for an address, a handle or a sentence."""
    name = _PARTED.split(_single_spaced(text))[0]
    return "" if not name or _HANDLE.match(name) or len(name) > _LONGEST else name


def _host_names(url: str) -> set[str]:
    return {_key(label) for label in site(url).split(".")[:-1]} - {"", "co", "com"}


def _parted(title: str, ours: set[str], heads: list[str]) -> tuple[str, str]:
    """Return the headline in a title, and the rest of it if that is the site's name."""
    for head in heads:
        if besides := _besides(title, head):
            return head, besides
    parts = _PARTED.split(title)
    rest = ""
    while len(parts) > 1 and _is_site(parts[-1], ours):
        rest = parts.pop()
    while len(parts) > 1 and _is_site(parts[0], ours):
        rest = parts.pop(0)
    if not rest and (colon := _COLON.split(title, maxsplit=1))[1:] and _is_site(colon[0], ours):
        return colon[1], colon[0]
    if not rest:
        return title, ""
    # The section is between the two: `Gale sinks boats | UK news | The Quay`.
    while len(parts) > 1 and len(parts[-1].split()) < _FEW <= len(parts[0].split()):
        parts.pop()
    start = title.index(parts[0])
    return title[start : title.index(parts[-1], start) + len(parts[-1])], rest


def _besides(title: str, head: str) -> str:
    """Return the last part of a title without its headline, "" if there is more than one part."""
    besides = ""
    if title.startswith(head) and (mark := _PARTED.match(title, len(head))):
        besides = _PARTED.split(title[mark.end() :])[-1]
    elif title.endswith(head):
        before = title[: -len(head)]
        parts = _PARTED.split(before) if _PARTED.search(before[-3:]) else _COLON.split(before)
        besides = parts[0] if len(parts) > 1 and not parts[-1] else ""
    # If both parts also appear alone on the page, the longer is the headline, the other the logo.
    return besides if len(besides) < len(head) else ""


def _is_site(part: str, ours: Iterable[str]) -> bool:
    """Return True for the site's name, also with a section's name: `The Quay Politics`."""
    keys = {_bare(_key(part)), _bare(_key(" ".join(part.split()[:-1])))} - {""}
    return any(_bare(own) in keys for own in ours)


def _bare(key: str) -> str:
    return _AROUND.sub("", key) or key


def _key(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _single_spaced(text: str) -> str:
    """Return words with single spaces, and with doubly escaped references decoded: `Q&amp;A`."""
    return " ".join(unescape(text).split())
