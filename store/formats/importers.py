"""Lists the import formats, recognises the one of a file, and reads its items."""

import re
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from store.archive.folder import reason
from store.archive.incoming import ReadingError, unreadable
from store.archive.web.opml import Outline, read_opml
from store.formats import (
    bookmarks,
    bundles,
    crawled_reader,
    csv_reader,
    epub_reader,
    jsonl_reader,
    newsboat,
    omnivore,
    saved_pages,
    wallabag,
    warc_reader,
)
from store.formats.items import Imported, Item, Source, failing
from store.formats.plugins import IMPORTERS, ImportFormat, added

_TABLE = re.compile(rb"\A(?:\xef\xbb\xbf)?[\w \"]*,")
_JSON = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*[\[{]\s*[\"\[{\]}]")


def opml(source: Source) -> Iterator[Item]:
    """Yield the feeds of an OPML file."""
    for outline in read_opml(source.body):
        yield Item(outline.url, partial(_itself, outline))


def _itself(outline: Outline) -> Imported:
    return outline


def _beginning(source: Source) -> bytes:
    """Return a file's first bytes in lower case; none of a ZIP, whose first member may look like another format."""
    return b"" if source.head.startswith(b"PK") else source.head.lower()


def _has(*words: bytes) -> Callable[[Source], bool]:
    return lambda source: all(word in _beginning(source) for word in words)


def _columns(*names: bytes) -> Callable[[Source], bool]:
    """Return a test for a table whose first line has these columns."""

    def matches(source: Source) -> bool:
        cells = _beginning(source).removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].split(b",")
        return set(names) <= {cell.strip(b' "\r') for cell in cells}

    return matches


def _zipped(wanted: Callable[[str], bool]) -> Callable[[Source], bool]:
    """Return a test for a ZIP that has a file with a wanted name."""

    def matches(source: Source) -> bool:
        if not source.head.startswith(b"PK"):
            return False
        try:
            with zipfile.ZipFile(source.path) as archive:
                return any(wanted(name) for name in archive.namelist())
        except zipfile.BadZipFile:
            return False

    return matches


def _is_omnivore(source: Source) -> bool:
    if source.path.is_dir():
        return any(omnivore.is_metadata(path.name) for path in source.path.iterdir())
    return _zipped(omnivore.is_metadata)(source)


def _is_bundle(source: Source) -> bool:
    if source.path.is_dir():
        return bool(bundles.files_in(source.path))
    return zipfile.is_zipfile(source.path)


def bundle(source: Source) -> Iterator[Item]:
    """Yield the items of each export in a ZIP or folder, prefixed by its file's name; and a folder's pages."""
    for name, file in bundles.parts(source):
        if isinstance(file, ReadingError):
            yield failing(name, str(file))
            continue
        inner = Source(file, name, within=source.within)
        try:
            form = form_of(inner)
            if form.name in ("bundle", "pages"):
                raise ReadingError("is not in a format that can be imported")
        except ReadingError as error:
            yield failing(name, str(error))
            continue
        for item in items(inner, form):
            yield item if item.name == name else Item(f"{name}: {item.name}", item.read)
    if source.path.is_dir():
        yield from saved_pages.pages(source)


_OWN = (
    ImportFormat(
        "jsonl", "Attribune’s own JSON Lines, complete", _has(b'"attribune":', b'"kind":'), jsonl_reader.lines
    ),
    ImportFormat("crawl", "tables that `attribune crawl` wrote", crawled_reader.is_crawl, crawled_reader.articles),
    ImportFormat("newsboat", "newsboat’s cache.db", newsboat.is_cache, newsboat.cache),
    ImportFormat(
        "newsboat-urls", "newsboat’s list of feeds", lambda source: source.path.name == "urls", newsboat.feeds
    ),
    ImportFormat("wallabag", "wallabag’s JSON export", wallabag.is_export, wallabag.entries),
    ImportFormat("omnivore", "Omnivore’s export, a ZIP or folder", _is_omnivore, omnivore.pages),
    ImportFormat("pocket", "Pocket’s CSV export", _columns(b"url", b"time_added"), csv_reader.pocket),
    ImportFormat(
        "instapaper", "Instapaper’s CSV export", _columns(b"url", b"selection", b"folder"), csv_reader.instapaper
    ),
    ImportFormat("readwise", "Readwise Reader’s CSV export", _columns(b"url", b"saved date"), csv_reader.readwise),
    ImportFormat("bookmarks", "bookmarks in HTML", bookmarks.is_list, bookmarks.links),
    ImportFormat("warc", "a web archive, compressed or not", warc_reader.is_archive, warc_reader.pages),
    ImportFormat(
        "wacz",
        "a collection of web archives",
        _zipped(lambda name: name.startswith("archive/")),
        warc_reader.collection,
    ),
    ImportFormat(
        "epub",
        "an e-book, one article per chapter",
        _zipped(lambda name: name == "META-INF/container.xml"),
        epub_reader.articles,
    ),
    ImportFormat("opml", "a list of feeds", _has(b"<opml"), opml),
)
# General formats, tried last.
_GENERAL = (
    ImportFormat("bundle", "a ZIP or folder with some of these: Pocket’s, newsboat’s", _is_bundle, bundle),
    ImportFormat("pages", "pages saved from a browser, a file or folder", lambda source: True, saved_pages.pages),
)
_ADDED, COMPLAINTS = added(IMPORTERS, ImportFormat, {form.name for form in (*_OWN, *_GENERAL)})
# The first that matches a file reads it, so specific formats come before general ones.
FORMATS = (*_OWN, *_ADDED, *_GENERAL)
BY_NAME = {form.name: form for form in FORMATS}


def form_of(source: Source) -> ImportFormat:
    """Return the format of a file. Raises ReadingError if it can't be read or no format fits."""
    try:
        form = next(form for form in FORMATS if _matches(form, source))
    except OSError as error:
        raise ReadingError(reason(error)) from error
    if form.name == "pages" and _JSON.match(source.head):
        raise ReadingError("is JSON of an unknown format: wallabag's and Attribune's own JSON Lines can be read")
    if form.name == "pages" and _TABLE.match(source.head) and source.path.suffix.lower() == ".csv":
        raise ReadingError("is a table of an unknown format: Pocket's, Instapaper's and Readwise Reader's can be read")
    return form


def _matches(form: ImportFormat, source: Source) -> bool:
    try:
        return form.matches(source)
    except (OSError, ReadingError):
        raise
    except Exception as error:
        raise unreadable(error, f"can't be recognised as {form.name}") from error


def items(source: Source, form: ImportFormat) -> Iterator[Item]:
    """Yield the items of a source; if reading fails, the last item raises the error."""
    try:
        yield from form.read(source)
    except ReadingError as error:
        yield failing(source.name, str(error))
    except OSError as error:
        yield failing(source.name, reason(error))
    except Exception as error:
        # Many parsers read foreign bytes here; what was read before an error stays.
        yield failing(source.name, str(unreadable(error, "can't be read further")))


def read(item: Item) -> Imported | ReadingError:
    """Return an item's content, or why it can't be read."""
    try:
        return item.read()
    except ReadingError as error:
        return error
    except OSError as error:
        return ReadingError(reason(error))
    except Exception as error:
        return unreadable(error)
