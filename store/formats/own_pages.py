"""Reads the pages that Attribune itself writes, in HTML and EPUB; their text is restored letter for letter."""

from typing import TYPE_CHECKING

from extract.text.controls import clean
from store.archive.incoming import Incoming, ReadingError
from store.formats.article_record import MARK, parsed, with_facts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The element in the page's head that holds the article's metadata.
NAME = "attribune:article"
# What appears in the text but is not part of it: the numbers that link to the claims.
APART = "attribune-number"
# On a paragraph: how many line ends come after it in the text, unless it is one.
AFTER = "data-after"


def own_page(source: str, body: bytes) -> Incoming | None:
    """Return the article of a page that Attribune wrote, None for any other. Raises ReadingError if damaged."""
    if NAME not in source[:100_000]:
        return None
    from lxml.html import HTMLParser, document_fromstring

    # lxml refuses a declared encoding in text that is already decoded.
    tree = document_fromstring(source.partition("?>")[2] if source.startswith("<?xml") else source, HTMLParser())
    stated = tree.xpath(f"//meta[@name='{NAME}']/@content")
    facts = parsed(str(stated[0])) if stated else {}
    texts = tree.xpath("//*[@id='attribune-text']")
    if MARK not in facts or not texts:
        return None
    text = _text(texts[0])
    if not text.strip():
        raise ReadingError("has lost its text")
    bare = Incoming(place="", places=("text:",), text=clean(text), body=body, media_type="text/html")
    incoming = with_facts(bare, facts)
    if incoming.places == bare.places:
        raise ReadingError("does not say which article it is of")
    return incoming


def _text(element: "HtmlElement") -> str:
    lines = []
    for number in element.xpath(f".//*[@class='{APART}']"):
        number.drop_tree()
    for paragraph in element.iterfind("p"):
        after = paragraph.get(AFTER, "1")
        lines.append(paragraph.text_content() + "\n" * (int(after) if after.isdecimal() and len(after) < 4 else 1))
    return "".join(lines)
