"""Cleans up a page's tree, so that the article's paragraphs are separate from overlays and side columns."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from store.archive.fragment import BLOCKS
from store.archive.word_lists import word_lists

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What is shown only on hover, or never, recognised by its role and by common class names.
_UNSHOWN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:tooltip|popover|popup|hover-?(?:card|box)|visually-?hidden|sr-only|screen-?reader)(?![a-z])", re.I
)
# Elements that may hold both blocks and text, and inline elements that hold blocks nevertheless.
_HOLDERS = ("article", "blockquote", "div", "main", "section")
_INLINE = ("b", "big", "em", "font", "i", "small", "span", "strong", "u")
_PARTING = ("article", "blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "section", "table", "ul")
_PIECES = frozenset({"a", "cite", "span", "time"})
_ENDS = '.!?:;,)”"'
_SPACES = re.compile(r"\s+")
# An element with this many characters is a piece of the text, not a figure, a name or a caption.
_PROSE = 300
# Text longer than this that ends like a sentence is not a label.
_SENTENCE, _STOPS = 40, '.!?…”"'
# A column with a smaller share of the words of the text column next to it is a menu or a box.
_BESIDE = 1 / 3
# The smallest share of a page's words that its main column can have.
_MOST = 0.5
# The most links, and the greatest length, of a line that leads to another page.
_FEW, _LONGEST = 3, 250
_HEADINGS = ("h1", "h2", "h3")


def lay_out(tree: "HtmlElement") -> None:
    """Change a page's tree: drop hover boxes, turn layout tables into blocks, keep blocks apart."""
    as_they_are = {element for preset in tree.iter("pre", "textarea") for element in preset.iter()}
    for element in list(tree.iter()):
        if _is_unshown(element):
            element.drop_tree()
        elif element not in as_they_are:
            _join_lines(element)
            _part_from_next(element)
    for link in list(tree.iter("a")):
        if any(part in (link.get("href") or "").lower() for part in word_lists("layout")["sharing"]):
            link.drop_tree()
    for line in list(tree.iter("p", "div")):
        if _leads_elsewhere(line):
            line.drop_tree()
    cells = _unwrap_tables(tree)
    for element in [element for element in tree.iter(*_INLINE) if _has_blocks(element)]:
        element.drop_tag()
    for element in [*(cell for cell in cells if cell.find("p") is not None), *tree.iter("p")]:
        if _has_blocks(element):
            _split(element)
    for element in [element for element in tree.iter(*_HOLDERS) if _has_blocks(element)]:
        _part(element)


def _is_unshown(element: "HtmlElement") -> bool:
    if not isinstance(element.tag, str) or element.getparent() is None or element.tag in ("body", "main", "article"):
        return False
    if element.get("role") == "tooltip":
        return True
    # Some templates hide the whole article until a script has run.
    return bool(_UNSHOWN_CLASS.search(element.get("class") or "")) and text_size(element) < _PROSE


def _leads_elsewhere(line: "HtmlElement") -> bool:
    """Return True for a line that only links to another article: `Read more: …`."""
    links = list(line.iter("a"))
    if not links or len(links) > _FEW:
        return False
    words = " ".join(line.text_content().split()).lower()
    if len(words) > _LONGEST or not (lead := _lead().match(words)):
        return False
    linked = sum(len("".join(link.text_content().split())) for link in links)
    return linked >= len("".join(words[lead.end() :].split()))


@cache
def _lead() -> re.Pattern[str]:
    """Return a pattern for the words that announce a link, with the colon or mark after them."""
    leads = "|".join(map(re.escape, sorted(word_lists("layout")["leads"], key=len, reverse=True)))
    return re.compile(rf"(?:{leads})\b[\w\s’']{{0,20}}[:|»>–—-]\s*")


def _join_lines(element: "HtmlElement") -> None:
    """Replace line ends in an element's text by spaces, where HTML treats them as spaces."""
    if element.text and "\n" in element.text:
        element.text = _joined(element.text)
    if element.tail and "\n" in element.tail:
        element.tail = _joined(element.tail)


def _part_from_next(element: "HtmlElement") -> None:
    """Put a space between two adjoining pieces of a line that are drawn apart."""
    ends = (element.text or "")[-1:]
    if not ends or len(element) or element.tag not in _PIECES:
        return
    if element.tail:
        # As after an agency's name that a page sets off: `(Coast Wire)The mayor said`.
        element.tail = f" {element.tail}" if ends in ").:" and element.tail[:2].istitle() else element.tail
        return
    after = element.getnext()
    if after is not None and after.tag in _PIECES and (ends.islower() or ends in _ENDS):
        element.tail = " " if (after.text or "")[:1].isupper() else None


def _has_blocks(element: "HtmlElement") -> bool:
    return next(element.iterdescendants(*_PARTING), None) is not None


def _split(paragraph: "HtmlElement") -> None:
    """Turn a paragraph or cell that contains paragraphs into a block of several, one for its own words."""
    paragraph.tag = "div"
    words, start = paragraph.text, 0
    run: list[HtmlElement] = []
    for child in [*paragraph, None]:
        if child is not None and child.tag not in BLOCKS:
            run.append(child)
            continue
        if (words or "").strip() or run:
            own = paragraph.makeelement("p")
            own.text = words
            own.extend(run)
            paragraph.insert(start, own)
        if child is not None:
            words, child.tail, run = child.tail, None, []
            start = paragraph.index(child) + 1
    paragraph.text = None


def _part(holder: "HtmlElement") -> None:
    """Put line ends between an element's blocks and the text next to them, so that words don't run together."""
    for block in [child for child in holder if child.tag in BLOCKS]:
        before = block.getprevious()
        if ((holder.text if before is None else before.tail) or "").strip():
            block.addprevious(holder.makeelement("br"))
        if (block.tail or "").strip():
            end = holder.makeelement("br")
            end.tail, block.tail = block.tail, None
            block.addnext(end)


def _unwrap_tables(tree: "HtmlElement") -> "list[HtmlElement]":
    """Turn layout tables into blocks, and return the blocks that were cells.

    Drops columns other than the one with the text.
    """
    whole = text_size(tree)
    cells: list[HtmlElement] = []
    for table in list(tree.iter("table")):
        if not _lays_out(table):
            continue
        rows = list(_own(table, "tr"))
        if text_size(table) > _MOST * whole:
            for row in rows:
                _leave_out_beside(row)
        cells += _own(table, "td")
        for element in [table, *_own(table, "thead", "tbody", "tfoot", "tr", "td", "caption")]:
            # In a text with paragraphs, words outside them do not belong to it.
            element.tag = "p" if element.tag == "td" and _is_sentence(element) else "div"
    return cells


def _is_sentence(cell: "HtmlElement") -> bool:
    """Return True for a cell that is a single paragraph of text, such as the box of a pull quote."""
    if _has_blocks(cell):
        return False
    words = cell.text_content().strip()
    return len(words) > _SENTENCE and words[-1] in _STOPS


def _lays_out(table: "HtmlElement") -> bool:
    """Return True for a table used for layout: one cell, other tables, headings, or pieces of text."""
    if table.get("role") in ("presentation", "none"):
        return True
    if next(_own(table, "th", "caption"), None) is not None:
        return False
    cells = list(_own(table, "td"))
    return len(cells) == 1 or table.find(".//table") is not None or any(_own_text(cell) for cell in cells)


def _own_text(cell: "HtmlElement") -> bool:
    """Return True for a cell with a heading of the page, or with several paragraphs of text."""
    if any(cell.find(f".//{name}") is not None for name in _HEADINGS):
        return True
    return sum(1 for _ in cell.iter("p", "br")) > 1 and text_size(cell) > _PROSE


def _leave_out_beside(row: "HtmlElement") -> None:
    cells = [cell for cell in row if cell.tag == "td"]
    sizes = [text_size(cell) - sum(text_size(link) for link in cell.iter("a")) for cell in cells]
    for cell, size in zip(cells, sizes, strict=True):
        if size < _BESIDE * max(sizes):
            cell.drop_tree()


def _own(table: "HtmlElement", *names: str) -> Iterator["HtmlElement"]:
    """Yield a table's own parts, without those of nested tables."""
    for element in table.iter(*names):
        if next(element.iterancestors("table"), None) is table:
            yield element


def text_size(element: "HtmlElement") -> int:
    """Return how many characters of text an element has, without the white space between its parts."""
    return sum(len(text.strip()) for text in element.itertext())


def _joined(text: str) -> str:
    """Return the text with each line end, and the spaces around it, replaced by one space."""
    return _SPACES.sub(lambda spaces: " " if "\n" in spaces[0] else spaces[0], text)
