"""Readers of exports take linear time on any input."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from store.archive.incoming import ReadingError
from store.formats.importers import form_of, items, read
from store.formats.items import Source
from tests.store.test_linear import check_linear

pytestmark = pytest.mark.slow

_HEAD = "<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><DL>"
_WARC = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\nContent-Type: application/http\r\n"


def _rows(head: str, unit: str, end: str = "") -> Callable[[int], bytes]:
    """Return a function that makes a file of about this many bytes: a head, one piece again and again, and an end."""
    return lambda size: (head + unit * (size // len(unit)) + end).encode()


def _wallabag(size: int) -> bytes:
    entry = {"url": "https://x.example/1", "title": "T", "content": "<p>Two.</p>" * 8, "tags": ["a"], "is_archived": 1}
    return json.dumps([entry] * (size // 160)).encode()


def _record(header: str) -> bytes:
    body = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x</p>"
    return f"{_WARC}{header}Content-Length: {len(body)}\r\n\r\n{body}\r\n\r\n".encode()


_FILES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "entries of wallabag": ("a.json", _wallabag),
    "tags of an entry": (
        "a.json",
        _rows('[{"url": "https://x.example/1", "is_archived": 1, "tags": [', '"a",', '"b"]}]'),
    ),
    "nested lists": ("a.json", _rows("", "[")),
    "lines": ("a.jsonl", _rows("", '{"attribune":1,"kind":"search","name":"b","query":"is:unread"}\n')),
    "bookmarks": ("a.html", _rows(_HEAD, '<DT><A HREF="http://x.example/1">x</A>')),
    "nested folders": ("a.html", _rows(_HEAD, '<DT><H3>f</H3><DL><DT><A HREF="http://x.example/1">x</A>')),
    "folders beside each other": ("a.html", _rows(_HEAD, '<H3>f</H3><DL><A HREF="http://x.example/1">x</A></DL>')),
    "links never closed": ("a.html", _rows(_HEAD, "<A HREF='")),
    "comments never closed": ("a.html", _rows(_HEAD, "<!--")),
    "declarations never closed": ("a.html", _rows(_HEAD, "<!")),
    "endings never closed": ("a.html", _rows(_HEAD, "</a")),
    "tags of a bookmark": ("a.html", _rows(_HEAD + '<A HREF="http://x.example/1" TAGS="', "a,", '">x</A>')),
    "entities": ("a.html", _rows(_HEAD + "<A HREF='http://x.example/1'>", "&amp")),
    "rows of Pocket": (
        "part_000000.csv",
        _rows("title,url,time_added,tags,status\n", "a,http://x.example/1,1,a|b,unread\n"),
    ),
    "quotation marks": ("part_000000.csv", _rows("title,url,time_added,tags,status\n", '"')),
    "tags of a row": (
        "part_000000.csv",
        _rows("title,url,time_added,tags,status\na,http://x.example/1,1,", "a|", ",unread\n"),
    ),
    "columns": ("part_000000.csv", _rows("title,url,time_added,tags,status,", "a,")),
    "rows of Instapaper": (
        "instapaper.csv",
        _rows("URL,Title,Selection,Folder,Timestamp,Tags\n", 'http://x.example/1,T,,Unread,1,"[""a""]"\n'),
    ),
    "tags of Instapaper": (
        "instapaper.csv",
        _rows('URL,Title,Selection,Folder,Timestamp,Tags\nhttp://x.example/1,T,,Unread,1,"', "[", '"\n'),
    ),
    "feeds of newsboat": ("urls", _rows("", 'http://x.example/1 "a b" "~T"\n')),
    "quotation marks of newsboat": ("urls", _rows("http://x.example/1 ", '"a')),
    "outlines": (
        "a.opml",
        _rows("<opml><body>", "<outline text='a' xmlUrl='http://x.example/1'/>", "</body></opml>"),
    ),
    "nested outlines": ("a.opml", _rows("<opml><body>", "<outline text='a' xmlUrl='http://x.example/1'>")),
    "records": ("a.warc", lambda size: _record("") * (size // len(_record("")))),
    "headers of a record": ("a.warc", lambda size: _record("X-A: b\r\n" * (size // 8))),
    "a record's long header": ("a.warc", lambda size: _record("X-A: " + "b " * (size // 2) + "\r\n")),
    "names of a record": ("a.warc", lambda size: _WARC.encode() * (size // len(_WARC))),
}


def _zip(entries: dict[str, str]) -> bytes:
    import io

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return file.getvalue()


_CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile
full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def _book(size: int) -> bytes:
    parts = range(size // 300)
    listed = "".join(f'<item id="i{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in parts)
    order = "".join(f'<itemref idref="i{n}"/>' for n in parts)
    package = f"""<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>{listed}</manifest>
<spine>{order}</spine></package>"""
    chapters = {f"{n}.xhtml": "<html><body><h1>A</h1><p>Two died.</p></body></html>" for n in parts}
    return _zip(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": _CONTAINER, "c.opf": package, **chapters}
    )


_FILES["chapters of a book"] = ("a.epub", _book)
_FILES["files of a bundle"] = (
    "a.zip",
    lambda size: _zip({f"{n}.html": "<html><p>Two died.</p></html>" for n in range(size // 200)}),
)


@pytest.mark.parametrize("name", _FILES)
def test_a_reader_of_exports_is_linear(name: str, tmp_path: Path) -> None:
    file, made = _FILES[name]

    def run(size: int) -> None:
        path = tmp_path / str(size) / file
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.write_bytes(made(size))
        with Source(path) as source:
            try:
                for item in items(source, form_of(source)):
                    read(item)
            except ReadingError:
                return

    run(1_000)
    check_linear(run)
