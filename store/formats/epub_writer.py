"""Writes articles as an e-book: EPUB 3, one chapter per article."""

import sqlite3
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from typing import IO

from store.archive.dates import now
from store.formats.html_writer import STYLE, load, page
from store.wording import counted, title_of

_CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_LOOKS = '<link rel="stylesheet" type="text/css" href="style.css"/>'


def write(conn: sqlite3.Connection, chosen: Sequence[int], file: IO[bytes]) -> Iterator[int]:
    """Write a book to a seekable file, and yield the articles as they are written."""
    chapters: list[tuple[str, str]] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        # It must come first and uncompressed: readers recognise the format by it.
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("style.css", STYLE)
        for number, article in enumerate(chosen, start=1):
            shown = load(conn, article)
            name = f"article-{number:05}.xhtml"
            book.writestr(name, '<?xml version="1.0" encoding="utf-8"?>\n' + page(shown, _LOOKS))
            chapters.append((name, title_of(shown.article)))
            yield article
        title = chapters[0][1] if len(chapters) == 1 else counted(len(chapters), "article")
        book.writestr("contents.xhtml", _contents(title, chapters))
        book.writestr("package.opf", _package(title, chapters))


def _contents(title: str, chapters: Sequence[tuple[str, str]]) -> str:
    entries = "\n".join(f'<li><a href="{name}">{escape(words)}</a></li>' for name, words in chapters)
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>{escape(title)}</title></head>
<body><nav epub:type="toc"><h1>{escape(title)}</h1><ol>
{entries}
</ol></nav></body>
</html>
"""


def _package(title: str, chapters: Sequence[tuple[str, str]]) -> str:
    items = "\n".join(
        f'<item id="a{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, (name, _) in enumerate(chapters)
    )
    spine = "\n".join(f'<itemref idref="a{number}"/>' for number in range(len(chapters)))
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{uuid.uuid4()}</dc:identifier>
<dc:title>{escape(title)}</dc:title>
<dc:language>en</dc:language>
<meta property="dcterms:modified">{now().replace("+00:00", "Z")}</meta>
</metadata>
<manifest>
<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
{items}
</manifest>
<spine>
{spine}
</spine>
</package>
"""
