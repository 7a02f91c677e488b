"""Reads HTML pages: the article in them, and what the page says about it."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store.archive import page_dates
from store.archive.bylines import byline, names_in
from store.archive.incoming import ReadingError
from store.archive.layout import lay_out
from store.archive.site_names import named
from store.archive.stamps import stamps
from store.archive.standfirsts import headings_of_links, is_part, marked_text, with_standfirst, without_headings_of
from store.archive.structured import Structured

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# With fewer characters than this, trafilatura's result is a menu, a notice or a stub, not an article.
_SHORTEST = 100
# On a page that declares an article, even a single sentence may be one.
_BRIEF = 40
# A line with more letters is prose, even if all of it is a link.
_LONGEST_LINK = 150
_ADDRESSES = (
    "//link[translate(@rel, 'CANONIL', 'canonil')='canonical']/@href",
    "//meta[@property='og:url']/@content",
)
_DESCRIPTIONS = (
    "//meta[@property='og:description']/@content",
    "//meta[@name='description']/@content",
)
# A text with a smaller share of the article's declared word count is only a part of it.
_CUT = 0.6
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]+)*")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}))(?![0-9a-fA-F]);?")
# A tag with all its attributes, and their values.
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
# The parser compares each attribute of an element with all the ones before it.
ATTRIBUTES = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about its article; a field that it doesn't state is empty.

    published, changed: ISO 8601. url: as the page has it, which may be relative. free: False if the page says that the
    article must be paid for; words: the word count that the page states, 0 if none.
    remarks: what a reader should know about the text, as predicates of the page's name.
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
    remarks: tuple[str, ...] = ()


def read_html(source: str) -> Page:
    """Return the article of a page: its text, one paragraph per line. Raises ReadingError if there is none."""
    from trafilatura.utils import load_html

    source = _drop_controls(source)
    try:
        tree = load_html(source)
        if tree is None:
            raise ReadingError("is not readable HTML")
        structured = Structured(tree)
        language = _language(tree)
        url = next(iter(page_dates.stated(tree, _ADDRESSES)), structured.address)
        published = page_dates.published(tree, structured, url)
        changed = page_dates.changed(tree, structured)
        title, author = _metadata(tree, url)
        names = named(tree, structured, title, url)
        lay_out(tree)
        author = byline(tree, structured, names.outlet) or names_in([author], names.outlet)
        lists = headings_of_links(tree)
        text = without_headings_of(lists, _text(tree, url))
        text, remarks = _whole(tree, text, structured)
        text = _body(text, structured.body, names.title, author)
        description = next(iter(page_dates.stated(tree, _DESCRIPTIONS)), structured.description)
        text = with_standfirst(tree, text, description)
    except RecursionError as error:
        raise ReadingError("is nested too deeply to be a page") from error
    if len(text) < (_BRIEF if structured.is_article else _SHORTEST) or _is_menu(tree, text):
        raise ReadingError("has no article: no text could be found among its menus and notices")
    return Page(
        text=text,
        title=names.title,
        outlet=names.outlet,
        byline=author,
        published=published,
        language=language,
        url=url,
        changed=changed,
        free=structured.free,
        words=structured.words,
        remarks=remarks,
    )


def _metadata(tree: "HtmlElement", url: str) -> tuple[str, str]:
    """Return what trafilatura takes for a page's title and author, "" if it finds none."""
    from trafilatura.metadata import extract_metadata

    # Skip the extensive date search: it is slow, and it accepts any date on the page.
    parameters = {"extensive_search": False, "original_date": True}
    try:
        metadata = extract_metadata(tree, url or None, parameters)
    except Exception:
        # It fails at a date in the year 0; the text is still readable.
        return "", ""
    return metadata.title or "", metadata.author or ""


def _text(tree: "HtmlElement", url: str) -> str:
    """Return the text that trafilatura finds in a page."""
    from trafilatura import bare_extraction

    document = bare_extraction(tree, url=url or None, include_comments=False, with_metadata=False)
    row: dict[str, Any] = {} if document is None else document if isinstance(document, dict) else document.as_dict()
    return row.get("text") or ""


def _whole(tree: "HtmlElement", text: str, structured: Structured) -> tuple[str, tuple[str, ...]]:
    """Return the text; if it is only a menu or a part, the text in the page's data or marked article.

    Also return a remark if it is shorter than the page says.
    """
    body = structured.body
    if _is_menu(tree, text):
        text = ""
    for other in (body, marked_text(tree)):
        if len(text.split()) < _CUT * len(other.split()) and is_part(text, other):
            text = other
    count, whole = len(text.split()), max(len(body.split()), structured.words)
    if structured.free and count < _CUT * whole:
        return text, (f"may be cut short: {count:,} words were found of the {whole:,} that the page says it has",)
    return text, ()


def _drop_controls(source: str) -> str:
    """Return the page without references to control characters: a single one would hide the whole text."""
    check_tags(source)
    return _REFERENCE.sub(_unless_control, source)


def check_tags(source: str) -> None:
    """Raise ReadingError if an element has more than ATTRIBUTES attributes: the parser would take minutes."""
    if any(len(_QUOTED.sub("", tag[0]).split()) > ATTRIBUTES for tag in _TAG.finditer(source)):
        raise ReadingError(f"has an element with more than {ATTRIBUTES:,} attributes")


def _unless_control(reference: re.Match[str]) -> str:
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if (number < 32 and number not in (9, 10, 13)) or number == 127 else reference[0]


def _body(text: str, stated: str, title: str, byline: str) -> str:
    """Return the text without its headline; if it is in the page's data, with the paragraphs from there."""
    if stated.count("\n") > text.count("\n") and "".join(stated.split()) == "".join(text.split()):
        text = stated
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    over = {title.casefold(), byline.casefold(), f"by {byline}".casefold(), *byline.casefold().split(", ")} - {""}
    while lines and (lines[0].casefold() in over or stamps(lines[0], named=True)):
        del lines[0]
    return "\n".join(lines).strip()


def _is_menu(tree: "HtmlElement", text: str) -> bool:
    """Return True if the text is only link names: what is extracted from a page without an article."""
    linked = "".join("".join(link.text_content().split()) for link in tree.iterfind(".//a"))
    lines = ["".join(line.split()) for line in text.splitlines()]
    named = sum(len(line) for line in lines if len(line) < _LONGEST_LINK and line in linked)
    return named > 0.8 * sum(map(len, lines))


def _language(tree: "HtmlElement") -> str:
    stated = str(tree.get("lang") or tree.get("xml:lang") or "").strip()
    return stated if _LANGUAGE.fullmatch(stated) else ""
