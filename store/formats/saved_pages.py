"""Reads pages that were saved from a browser: HTML, SingleFile's and HTTrack's, and MHTML, alone or in folders."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import partial
from pathlib import Path

from store.archive.dates import utc
from store.archive.decoding import decode
from store.archive.folder import HTML_ENDINGS, files_under, opened, reason
from store.archive.incoming import BYTES_LIMIT, Incoming, ReadingError
from store.archive.locations import canonical, file_name, file_place
from store.archive.reading import read_file
from store.archive.web.fetched import Fetched
from store.archive.web.page import read_page
from store.formats.items import Item, Source, limited
from store.formats.own_pages import own_page

MHTML_ENDINGS = frozenset({".mht", ".mhtml"})

# What browsers write at the beginning of a saved page: its address, and sometimes the time.
_NOTED = (
    re.compile(rb"<!-- saved from url=\(\d{4}\)(?P<url>\S+) -->"),
    re.compile(rb"Page saved with SingleFile\s+url: (?P<url>\S+)\s+saved date: (?P<date>[^\r\n(]+)"),
    re.compile(rb"<!-- Mirrored from (?P<host>\S+) by HTTrack Website Copier\S*(?: \[[^\]]*\])?, (?P<date>[^>]+?) -->"),
)
_BROWSER_DATE = re.compile(
    r"\w{3} (?P<month>\w{3}) (?P<day>\d\d) (?P<year>\d{4}) (?P<time>[\d:]{8}) GMT(?P<zone>[+-]\d{4})"
)


def pages(source: Source) -> Iterator[Item]:
    """Yield the pages in a folder, or the one page of a file, without the files that belong to a page."""
    folder = source.path.is_dir()
    paths = [*files_under([source.path])]
    paths += [
        (path, None) for path in sorted(source.path.rglob("*")) if folder and path.suffix.lower() in MHTML_ENDINGS
    ]
    for path, error in paths:
        name = file_name(path.relative_to(source.path)) if folder else source.name
        if error:
            yield Item(name, partial(_fail, error))
        elif not folder or not _is_beside(path, source.path):
            yield Item(name, partial(_page, path, file_name(path)))


def _fail(error: ReadingError) -> Incoming:
    raise error


def _is_beside(path: Path, folder: Path) -> bool:
    """Return True if a file is in the folder that a browser saved with a page: frames and advertisements."""
    for above in path.relative_to(folder).parents:
        if above.name.endswith(("_files", ".files")):
            page = (folder / above).with_name(above.name.removesuffix("_files").removesuffix(".files"))
            if any(page.with_name(page.name + ending).exists() for ending in HTML_ENDINGS):
                return True
    return False


def _page(path: Path, name: str) -> Incoming:
    ending = path.suffix.lower()
    if ending not in MHTML_ENDINGS and ending not in HTML_ENDINGS and ending:
        return read_file(path)
    try:
        with opened(path) as file:
            body = file.read(BYTES_LIMIT + 1)
    except OSError as error:
        raise ReadingError(reason(error)) from error
    limited(len(body))
    if ending in MHTML_ENDINGS:
        return _of_mhtml(body, path, name)
    return own_page(decode(body, html=True)[0], body) or _of_html(body, path, name)


def _of_html(body: bytes, path: Path, name: str) -> Incoming:
    for pattern in _NOTED:
        if match := pattern.search(body[:20_000]):
            noted = {key: value.decode("utf-8", "replace") for key, value in match.groupdict().items() if value}
            url = noted.get("url") or f"http://{noted['host']}"
            if canonical(url):
                return _fetched(body, url, _date(noted.get("date", "")), "", path, name)
    return read_file(path)


def _fetched(body: bytes, url: str, when: str, charset: str, path: Path, name: str) -> Incoming:
    content_type = f"text/html; charset={charset}" if charset else "text/html"
    incoming = read_page(Fetched(url, url, 200, when, {"content-type": content_type}, body), name)
    return replace(incoming, places=(*incoming.places, file_place(path)), origin=None)


def _of_mhtml(body: bytes, path: Path, name: str) -> Incoming:
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(body)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise ReadingError("has no page in it")
    url = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    html = page.get_payload(decode=True)
    if not isinstance(html, bytes) or not canonical(url):
        raise ReadingError("does not say which page it was saved from")
    return _fetched(html, url, utc(str(message.get("Date") or "")), page.get_content_charset() or "", path, name)


def _date(stated: str) -> str:
    """Return the time at which a page was saved, in any of the forms that programs write."""
    if match := _BROWSER_DATE.match(stated.strip()):
        return utc(f"{match['day']} {match['month']} {match['year']} {match['time']} {match['zone']}")
    return utc(stated)
