"""Reads pieces of HTML that contain only an article, such as a feed's items."""

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from store.wording import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section "
    "summary table tbody tfoot thead title tr ul"
)
_OTHER_NAMES = (
    "applet audio button canvas embed head iframe input link map math meta noscript object picture script select "
    "style svg template textarea title video"
)
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
_LEFT_OUT = frozenset(_OTHER_NAMES.split())
_NAMES = frozenset(_INLINE_NAMES.split()) | BLOCKS | _LEFT_OUT | {"br", "wbr"}
# Like browsers, take what is never closed up to the end; searching again from each opening would be slow.
_TAG = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|</?[a-zA-Z!?][^>]*(?:>|\Z)", re.DOTALL | re.IGNORECASE
)
# What parsers take for a tag or for the beginning of one.
_TAGGED = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<(?=/?[a-zA-Z])")
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s/>])")
_ALONE = frozenset({"br", "hr", "img", "wbr"})
_SPACES = re.compile(r"[ \t\r\n\f]+")


def text_of(source: str) -> str:
    """Return the text of a piece of HTML, one paragraph per line; list items begin with a dash, bars separate cells.

    Text without tags only has its entities decoded. No part is dropped as a menu.
    """
    from lxml import etree
    from lxml.html import HTMLParser, fragment_fromstring

    # libxml2 stops reading at a NUL.
    source = source.replace("\x00", "")
    if not source.strip():
        return ""
    lines: list[str] = []
    try:
        parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
        _Walk(lines).through(fragment_fromstring(source, create_parent="div", parser=parser))
    except (etree.ParserError, ValueError):
        pass
    return "\n".join(lines) or _without_tags(source)


def title_of(source: str) -> str:
    """Return a title as one line without tags; what only looks like a tag stays as words."""
    tags = {(tag[1], tag[2].lower()) for tag in _TAG_NAME.finditer(source)}

    def kept_or_gone(tagged: re.Match[str]) -> str:
        named = _TAG_NAME.match(tagged[0])
        name = named[2].lower() if named else ""
        # An opening tag that is never closed is text: `Why <table> was wrong`.
        is_tag = name in _ALONE or (name in _NAMES and ("", name) in tags and ("/", name) in tags)
        return tagged[0] if is_tag else escape(tagged[0])

    return one_line(text_of(_TAGGED.sub(kept_or_gone, source)))


def _without_tags(source: str) -> str:
    """Return the words between the tags of HTML that is nested too deeply for the parser."""
    return " ".join(unescape(_TAG.sub(" ", source)).split())


class _Walk:
    """Walks a tree and collects its lines, without recursion: foreign HTML may be nested arbitrarily deep."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._line = ""
        self._kept = 0

    def through(self, root: "HtmlElement") -> None:
        stack: list[tuple[HtmlElement, bool]] = [(root, False)]
        while stack:
            element, left = stack.pop()
            if left:
                self._leave(element)
                if element is not root:
                    self._write(element.tail)
                continue
            if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
                self._write(element.tail)
                continue
            self._enter(element)
            self._write(element.text)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        self._end_line()

    def _enter(self, element: "HtmlElement") -> None:
        if element.tag == "br":
            self._end_line()
        elif element.tag in BLOCKS:
            if self._line != "- ":
                self._end_line()
            self._kept += element.tag == "pre"
            if element.tag == "li":
                self._line = "- "
        elif element.tag in ("td", "th") and self._line.strip():
            self._line = self._line.rstrip() + " | "

    def _leave(self, element: "HtmlElement") -> None:
        if element.tag in BLOCKS:
            self._end_line()
            self._kept -= element.tag == "pre"

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._kept:
            first, *rest = text.splitlines() or [""]
            self._line += first
            for line in rest:
                self._end_line()
                self._line = line
        else:
            self._line += _SPACES.sub(" ", text)

    def _end_line(self) -> None:
        line = self._line.rstrip() if self._kept else _SPACES.sub(" ", self._line).strip()
        if line not in ("", "-"):
            self._lines.append(line)
        self._line = ""
