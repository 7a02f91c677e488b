"""Reads bookmarks as browsers, Pinboard, Pocket and Instapaper export them: as HTML."""

from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser

from store.archive.incoming import ReadingState, tag_names
from store.archive.locations import canonical
from store.formats.item_articles import line
from store.formats.items import Imported, Item, Source, failing, when
from store.library.fetch_queue import Wanted

# Folders that every browser has; they say nothing about a page.
_ROOTS = {
    "",
    "bookmarks",
    "bookmarks menu",
    "bookmarks bar",
    "bookmarks toolbar",
    "other bookmarks",
    "mobile bookmarks",
}
# Headings under which Pocket and Instapaper put what has been read.
_READ = {"read archive", "archive"}
_STATES = {"unread", "starred", *_READ}

# Folders above a link that become its tags: nobody nests more, and each link keeps them all.
_DEEPEST = 30

Attributes = dict[str, str]


def is_list(source: Source) -> bool:
    """Return True if a file is a list of bookmarks, judging by its declaration or title."""
    head = source.head.lower()
    titles = (b"<title>bookmarks</title>", b"<title>pocket export</title>", b"<title>instapaper: export</title>")
    return b"<!doctype netscape-bookmark" in head or any(title in head for title in titles)


def links(source: Source) -> Iterator[Item]:
    """Yield the bookmarked pages to fetch; their folders become tags."""
    parser = _Bookmarks()
    text = source.text(html=True)
    # What is never closed is no link, and Python's parser begins with it again at each sign in it.
    parser.feed(text[: text.rfind(">") + 1])
    parser.close()
    if not parser.links:
        yield failing("the bookmarks", "have no links")
    for number, (attributes, title, folders) in enumerate(parser.links, start=1):
        url = line(attributes.get("href"))
        if canonical(url):
            yield Item(url, partial(_page, url, attributes, title, folders, source))
        else:
            yield failing(f"link {number}", f"has no web address: {url[:200] or 'it is empty'}")


def _page(url: str, attributes: Attributes, title: str, folders: tuple[str, ...], source: Source) -> Imported:
    added = when(attributes.get("add_date") or attributes.get("time_added"))
    states = {folder.lower() for folder in folders} & _STATES
    own = [folder for folder in folders if folder.lower() not in _ROOTS | _STATES]
    kept = ReadingState(
        added=added,
        # Pinboard's own: 0 for a page that has been read.
        read=(added or source.made) if states & _READ or attributes.get("toread") == "0" else "",
        starred=(added or source.made) if "starred" in states else "",
        tags=tag_names([*attributes.get("tags", "").split(","), *own]),
    )
    return Wanted(url, line(title), kept)


class _Bookmarks(HTMLParser):
    """Collects links with the headings above them. Half of the tags in these files are never closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[Attributes, str, tuple[str, ...]]] = []
        self._folders: list[str] = []
        self._heading = ""
        self._link: Attributes | None = None
        self._words = ""
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "h2", "h3"):
            self._end_link()
            self._in_heading, self._words = True, ""
        elif tag in ("dl", "ul", "ol"):
            self._end_link()
            self._folders.append(self._heading)
            self._heading = ""
        elif tag == "a":
            self._end_link()
            self._link, self._words = {name: value or "" for name, value in attrs}, ""
        elif tag in ("dt", "dd", "li"):
            self._end_link()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "h2", "h3") and self._in_heading:
            self._heading, self._in_heading = line(self._words), False
        elif tag in ("dl", "ul", "ol"):
            self._end_link()
            if self._folders:
                self._folders.pop()
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        if self._link is not None or self._in_heading:
            self._words += data

    def close(self) -> None:
        super().close()
        self._end_link()

    def _end_link(self) -> None:
        if self._link is not None:
            self.links.append((self._link, line(self._words), tuple(self._folders[-_DEEPEST:])))
        self._link = None
