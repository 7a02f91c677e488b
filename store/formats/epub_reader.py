"""Reads EPUB: every document with a text becomes an article, in reading order."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import unquote

from store.archive.decoding import decode
from store.archive.fragment import text_of
from store.archive.incoming import Incoming, ReadingError
from store.archive.locations import file_place
from store.formats.item_articles import Metadata, line, of_html
from store.formats.items import Item, Source, failing, limited
from store.formats.own_pages import NAME, own_page

# A document with fewer characters is a cover, a half title, an empty page.
_SHORTEST = 200
_CONTAINER = "META-INF/container.xml"
_NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
}
_HEADINGS = ("h1", "h2", "h3", "title")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package says about the whole book; documents: their paths in the archive, in reading order."""

    title: str
    creator: str
    publisher: str
    date: str
    language: str
    documents: tuple[str, ...]


def articles(source: Source) -> Iterator[Item]:
    """Yield the documents of a book, without covers and tables of contents."""
    with zipfile.ZipFile(source.path) as archive:
        try:
            book = _book(archive)
        except (KeyError, ReadingError, ValueError, SyntaxError) as error:
            yield failing("the book", f"has no readable table of contents: {error}")
            return
        has_text = False
        for path in book.documents:
            try:
                html = _text(archive, path)
            except (KeyError, ReadingError, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
                yield failing(path, f"can't be unpacked: {error}")
                continue
            if NAME in html or len(text_of(html)) >= _SHORTEST or len(book.documents) == 1:
                has_text = True
                yield Item(path, partial(_article, html, path, book, source))
        if not has_text:
            yield failing("the book", "has no text in it")


def _article(html: str, path: str, book: _Book, source: Source) -> Incoming:
    if own := own_page(html, html.encode()):
        return own
    heading = _heading(html)
    alone = len(book.documents) == 1
    metadata = Metadata(
        title=book.title if alone else heading or book.title,
        outlet=book.publisher or ("" if alone else book.title),
        byline=book.creator,
        published=book.date,
        language=book.language,
    )
    incoming = of_html(metadata, html)
    place = file_place(source.path) + ("" if alone else f"#{path}")
    return replace(incoming, place=source.name + ("" if alone else f"#{path}"), places=(place,))


def _heading(html: str) -> str:
    """Return the highest heading of a document, or else its title, or ""."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring, tostring

    try:
        tree = document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.LxmlError, ValueError):
        return ""
    first = {name: next(tree.iter(name), None) for name in _HEADINGS}
    headings = [element for element in first.values() if element is not None]
    lines = (line(text_of(tostring(element, encoding="unicode", with_tail=False))) for element in headings)
    return next(filter(None, lines), "")


def _book(archive: zipfile.ZipFile) -> _Book:
    """Return the book's package. Raises KeyError, ValueError or SyntaxError if it is not an EPUB."""
    container = _xml(archive, _CONTAINER)
    package = str(container.xpath("//c:rootfile/@full-path", namespaces=_NAMES)[0])
    tree = _xml(archive, package)

    def first(name: str) -> str:
        return line(next((str(value) for value in tree.xpath(f"//d:{name}/text()", namespaces=_NAMES)), ""))

    base = posixpath.dirname(package)
    manifest = {
        str(item.get("id")): posixpath.normpath(posixpath.join(base, unquote(str(item.get("href")))))
        for item in tree.xpath("//o:manifest/o:item", namespaces=_NAMES)
        if "html" in str(item.get("media-type")) and "nav" not in str(item.get("properties") or "").split()
    }
    read = [str(name) for name in tree.xpath("//o:spine/o:itemref/@idref", namespaces=_NAMES)]
    return _Book(
        title=first("title"),
        creator=first("creator"),
        publisher=first("publisher"),
        date=first("date"),
        language=first("language"),
        documents=tuple(manifest[name] for name in read if name in manifest),
    )


def _xml(archive: zipfile.ZipFile, path: str) -> Any:
    """Return the root of an XML file, which may be broken; entities are not resolved."""
    from lxml import etree

    limited(archive.getinfo(path).file_size)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(archive.read(path), parser)
    if root is None:
        raise ValueError(f"{path} is not XML")
    return root


def _text(archive: zipfile.ZipFile, path: str) -> str:
    limited(archive.getinfo(path).file_size)
    return decode(archive.read(path), html=True)[0]
