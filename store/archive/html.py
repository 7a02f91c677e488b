"""Reads HTML pages: the article in them, and what the page says about it."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store.archive import dating
from store.archive.fragment import text_of
from store.archive.incoming import ReadingError
from store.archive.structured import Structured

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Below this many characters trafilatura has found a menu, a notice or a stub, not an article.
_SHORTEST = 100
_ADDRESSES = (
    "//link[translate(@rel, 'CANONIL', 'canonil')='canonical']/@href",
    "//meta[@property='og:url']/@content",
)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]+)*")
_LINE_END = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of its article; a field that it doesn't state is empty.

    published, changed: ISO 8601. url: as the page has it, which may be relative. free: False where the page says that
    its article has to be paid for; words: how many it says that the article has, 0 for nothing said.
    """

    text: str
    title: str
    outlet: str
    byline: str
    published: str
    language: str
    url: str
    changed: str = ""
    free: bool = True
    words: int = 0


def read_html(source: str) -> Page:
    """Return the article of a page: its text as one paragraph a line. Raises ReadingError where there is none."""
    from trafilatura.utils import load_html

    try:
        tree = load_html(source)
        if tree is None:
            raise ReadingError("is no HTML that can be read")
        structured = Structured(tree)
        language = _language(tree)
        url = next(iter(dating.stated(tree, _ADDRESSES)), structured.address)
        published = dating.published(tree, structured, url)
        changed = dating.changed(tree, structured)
        _lay_out(tree)
        row = _found(tree)
        if (row.get("text") or "").lstrip().startswith("|"):
            row["text"] = _in_column(load_html(source)) or row["text"]
    except RecursionError as error:
        raise ReadingError("is nested too deeply to be a page") from error
    title, byline = row.get("title") or "", (row.get("author") or "").replace("; ", ", ")
    text = _body(row.get("text") or "", structured.body, title, byline)
    if len(text) < _SHORTEST or _is_menu(tree, text):
        raise ReadingError("has no article: no text was found between its menus and notices")
    return Page(
        text=text,
        title=title,
        outlet=row.get("sitename") or "",
        byline=byline,
        published=published,
        language=language,
        url=url,
        changed=changed,
        free=structured.free,
        words=structured.words,
    )


def _found(tree: "HtmlElement") -> dict[str, Any]:
    """Return what trafilatura finds in a page."""
    from trafilatura import bare_extraction

    found = bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        # Not the extensive search, which takes long; the date is not asked for, for it takes any on the page.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return {} if found is None else found if isinstance(found, dict) else found.as_dict()


def _lay_out(tree: "HtmlElement") -> None:
    """Take away what would come out as lines of the text: line ends that are only spaces, and boxes of links."""
    as_they_are = {element for preset in tree.iter("pre") for element in preset.iter()}
    for element in tree.iter():
        if element.text and "\n" in element.text and element not in as_they_are:
            element.text = _LINE_END.sub(" ", element.text)
        if element.tail and "\n" in element.tail and element.getparent() not in as_they_are:
            element.tail = _LINE_END.sub(" ", element.tail)
    for box in list(tree.iter("ul", "ol")):
        links = box.findall(".//a")
        linked = sum(len("".join(link.text_content().split())) for link in links)
        if len(links) > 1 and linked >= 0.7 * len("".join(box.text_content().split())):
            head = box.getprevious()
            if head is not None and head.tag in ("h2", "h3", "h4", "h5", "h6"):
                head.drop_tree()
            box.drop_tree()


def _in_column(tree: "HtmlElement") -> str:
    """Return the text of the widest column of a page from the days when columns were made with tables."""
    from lxml.html import tostring

    columns = [cell for cell in tree.iter("td") if cell.find(".//table") is None]
    sizes = [len("".join(cell.text_content().split())) for cell in columns]
    return text_of(tostring(columns[sizes.index(max(sizes))], encoding="unicode")) if columns else ""


def _body(found: str, stated: str, title: str, byline: str) -> str:
    """Return the text without what stands over it; where it was found in the page's data, with its paragraphs."""
    if stated and "".join(stated.split()) == "".join(found.split()):
        found = stated
    lines = found.strip().splitlines()
    over = {title.casefold(), byline.casefold(), f"by {byline}".casefold(), *byline.casefold().split(", ")} - {""}
    while lines and lines[0].strip().casefold() in over:
        del lines[0]
    return "\n".join(lines).strip()


def _is_menu(tree: "HtmlElement", text: str) -> bool:
    """True when what was found is the words of links: the fallback for a page without an article."""
    linked = "".join("".join(link.text_content().split()) for link in tree.iterfind(".//a"))
    lines = ["".join(line.split()) for line in text.splitlines()]
    return sum(len(line) for line in lines if line in linked) > 0.8 * sum(map(len, lines))


def _language(tree: "HtmlElement") -> str:
    stated = str(tree.get("lang") or tree.get("xml:lang") or "").strip()
    return stated if _LANGUAGE.fullmatch(stated) else ""
