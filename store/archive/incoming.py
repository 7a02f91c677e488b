"""Defines the types of an incoming article, and the error of one that can't be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from extract.claim import Claim
from extract.text.controls import clean

# A newspaper's daily edition is about 1 MB of text; anything longer is a dump and would hold up the rest.
TEXT_LIMIT = 2_000_000
# Pages contain scripts and pictures in addition to their text; nothing larger is read into memory.
BYTES_LIMIT = 20_000_000


# What an article states about itself in addition to its text.
FIELDS = ("title", "outlet", "byline", "published", "language")


class ReadingError(Exception):
    """Raised if something can't be read as an article; the text is one clear line without the place's name."""


def limited_lines(file: IO[bytes], limit: int) -> Iterator[bytes]:
    """Yield the lines of a file; from a line over the limit, only one byte more than the limit."""
    while line := file.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = file.readline(limit + 1)


def unreadable(error: Exception, words: str = "can't be read") -> ReadingError:
    """Return the error for foreign input that made a parser fail; words: what can't be done."""
    if isinstance(error, MemoryError):
        return ReadingError(f"{words} (it needs more memory than reading may take)")
    return ReadingError(f"{words} ({type(error).__name__}: {error})")


def article_text(content: str) -> str:
    """Return an article's text without control characters. Raises ReadingError as `check_text` does."""
    text = clean(content)
    check_text(text)
    return text


def check_text(text: str) -> None:
    """Raise ReadingError if a text is empty or too long for one article."""
    if not text.strip():
        raise ReadingError("is empty")
    if len(text) > TEXT_LIMIT:
        raise ReadingError(f"has {len(text):,} characters of text, more than the {TEXT_LIMIT:,} of one article")


@dataclass(frozen=True, slots=True)
class Note:
    """A reader's note on a stretch of a text; figure: the words there; written: ISO 8601 in UTC."""

    start: int
    end: int
    figure: str
    note: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class ReadingState:
    """What a reader did with an article in another program or library; times are ISO 8601 in UTC, or "".

    feed: the address of the feed that it came from, "" for none; item: what the feed calls it.
    """

    added: str = ""
    read: str = ""
    starred: str = ""
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    feed: str = ""
    item: str = ""


NO_READING_STATE = ReadingState()


def merged_states(before: ReadingState, after: ReadingState) -> ReadingState:
    """Merge two records of one article: the earliest time of each kind, the tags and notes of both."""
    return ReadingState(
        added=min(filter(None, (before.added, after.added)), default=""),
        read=before.read or after.read,
        starred=before.starred or after.starred,
        tags=tag_names([*before.tags, *after.tags]),
        notes=tuple(dict.fromkeys((*before.notes, *after.notes))),
        feed=before.feed or after.feed,
        item=before.item if before.feed else after.item,
    )


def tag_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names as tags: one line each, without commas, a leading # or duplicates."""
    tags: dict[str, str] = {}
    for name in ",".join(names).split(","):
        tag = " ".join(clean(name).split()).lstrip("#").strip()
        if tag:
            tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article's bytes came from.

    url: the address that answered; status: of HTTP; headers: name and value of those that are stored. changed: when the
    page says it was last changed, ISO 8601, or "". feed: the id of the feed that carried the whole text.
    """

    url: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    changed: str = ""
    feed: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article to be added.

    place: file or URL as it was given. places: what identifies it, the strongest first: its canonical URL, the
    file's absolute path. text and FIELDS have no control characters, unless the text was read exactly. published:
    ISO 8601, with zone where known, or "". stated: which of FIELDS someone wrote down for this article, not found in
    its text or page; these count even if the text is known already. body: the bytes as fetched or read. remarks: what
    the person who adds it should know, one line each (`is not UTF-8, read as Windows-1252`). fetched: when the bytes
    were fetched, ISO 8601 in UTC, "" for now; a state older than the newest stored one doesn't replace it.
    claims: those that came with it, with the version of the extractor; None: still to be extracted.
    origin: None if it didn't come over the network. dated: the words of the text that published was read in, "" for
    a date from elsewhere.
    """

    place: str
    places: tuple[str, ...]
    text: str
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""
    body: bytes = b""
    media_type: str = "text/plain"
    remarks: tuple[str, ...] = ()
    stated: frozenset[str] = frozenset()
    fetched: str = ""
    kept: ReadingState = NO_READING_STATE
    claims: tuple[Claim, ...] | None = None
    extractor: str = ""
    origin: Origin | None = None
    dated: str = ""
