"""Reads a file, or what came on standard input, as an article."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.text.language import foreign_remark
from store.archive.dates import iso, utc
from store.archive.decoding import decode, unpacked
from store.archive.feed_heads import is_feed
from store.archive.folder import HTML_ENDINGS, MARKDOWN_ENDINGS, TEXT_ENDINGS, is_html, opened, reason
from store.archive.incoming import (
    BYTES_LIMIT,
    FIELDS,
    NO_READING_STATE,
    Incoming,
    ReadingError,
    ReadingState,
    article_text,
    check_text,
    tag_names,
    unreadable,
)
from store.archive.locations import canonical, file_name, file_place, site, text_place
from store.wording import one_line

if TYPE_CHECKING:
    from store.archive.text_dates import StatedDate

# A first line longer than this is a paragraph, not a headline.
_LONGEST_TITLE = 200
# Date lines above a headline are within this many characters.
_HEAD = 2_000


@dataclass(frozen=True, slots=True)
class Stated:
    """What the person who adds an article says about it; this overrides what the file says."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""


def read_file(path: Path, stated: Stated | None = None, *, exact: bool = False) -> Incoming:
    """Return the article in a file; its kind follows from the name's ending or else its first bytes.

    exact: keep a plain text byte for byte, so that offsets fit the file. Raises ReadingError.
    """
    try:
        with opened(path) as file:
            body = file.read(BYTES_LIMIT + 1)
    except OSError as error:
        raise ReadingError(reason(error)) from error
    return read_bytes(body, file_name(path), (file_place(path),), path.suffix.lower(), stated, exact=exact)


def read_bytes(
    body: bytes,
    place: str,
    places: tuple[str, ...] = (),
    ending: str = "",
    stated: Stated | None = None,
    *,
    exact: bool = False,
) -> Incoming:
    """Return the article in some bytes; without places or a URL, its text identifies it.

    place: as it was given, "" if it has no name. ending: of the file's name, in small letters. Raises ReadingError.
    """
    try:
        return _read(body, place, places, ending, stated or Stated(), exact=exact)
    except ReadingError:
        raise
    except Exception as error:
        # Five parsers read foreign bytes here; an error in one fails only this article.
        raise unreadable(error) from error


def _read(body: bytes, place: str, places: tuple[str, ...], ending: str, stated: Stated, *, exact: bool) -> Incoming:
    if len(body) > BYTES_LIMIT:
        raise ReadingError(f"is larger than {BYTES_LIMIT // 1_000_000} MB")
    body = unpacked(body)
    if body.startswith(b"%PDF-"):
        raise ReadingError("is a PDF, not text: `pdftotext` converts it")
    if ending not in (*HTML_ENDINGS, *MARKDOWN_ENDINGS, *TEXT_ENDINGS) and is_feed(body):
        raise ReadingError("is a feed, not an article: `attribune feed add` with its address subscribes to it")
    media_type = _media_type(body, ending)
    source, remarks = decode(body, html=media_type == "text/html")
    title = outlet = byline = published = language = url = ""
    written: frozenset[str] = frozenset()
    kept = NO_READING_STATE
    head: StatedDate | None = None
    if media_type == "text/html":
        from store.archive.html import read_html

        page = read_html(source)
        text, title, url = page.text, page.title, page.url
        remarks += page.remarks
        outlet, byline, published, language = page.outlet, page.byline, page.published, page.language
    elif media_type == "text/markdown":
        from store.archive.markdown import read_markdown
        from store.archive.stamps import day_in
        from store.archive.text_dates import dated

        marked = read_markdown(source.removeprefix("\ufeff"))
        text, title, fields = marked.text, marked.title, marked.fields
        outlet, byline = fields.get("outlet", ""), fields.get("byline", "")
        language, url = fields.get("language", ""), fields.get("url", "")
        published = iso(fields.get("date", "")) or day_in(fields.get("date", ""))
        head = None if fields.get("date") else dated(f"{title}\n{text}")
        written = frozenset({"published" if name == "date" else name for name in fields}) & set(FIELDS)
        added, read, starred = (utc(fields.get(name)) for name in ("added", "read", "starred"))
        kept = ReadingState(added, read, starred, tag_names([fields.get("tags", "")]))
        if fields.get("date") and not published:
            remarks += (f"has a date that can't be read and is left undated: {one_line(fields['date'])}",)
    else:
        from store.archive.text_dates import dated

        text = source
        title = _headline(text)
        head = dated(text)
    if head and not stated.published:
        published = head.day
        if head.changed:
            remarks += (f"gives only the date of its last change, which is used: {one_line(head.words)}",)
    if exact and media_type == "text/plain":
        check_text(text)
    else:
        text = article_text(text)
    if other := foreign_remark(text):
        remarks += (other,)
    address = canonical(stated.url or url)
    if address:
        places = (address, *places)
    places = places or (text_place(text),)
    return Incoming(
        place=place or places[0],
        places=places,
        text=text,
        title=one_line(stated.title or title),
        outlet=one_line(stated.outlet or outlet or site(url)),
        byline=one_line(byline),
        published=stated.published or published,
        language=one_line(language),
        body=body,
        media_type=media_type,
        remarks=remarks,
        dated=one_line(head.words) if head and not stated.published else "",
        kept=kept,
        stated=written | {name for name in ("title", "outlet", "published") if getattr(stated, name)},
    )


def _media_type(body: bytes, ending: str) -> str:
    if ending in HTML_ENDINGS:
        return "text/html"
    if ending in MARKDOWN_ENDINGS:
        return "text/markdown"
    if ending in TEXT_ENDINGS:
        return "text/plain"
    if is_html(body[:4096]):
        return "text/html"
    return "text/markdown" if not ending and body.startswith((b"---\n", b"---\r\n")) else "text/plain"


def _headline(text: str) -> str:
    """Return the first line that is more than a date, "" if that is a paragraph."""
    from store.archive.stamps import stamps

    lines = [line for line in text.lstrip()[:_HEAD].splitlines() if line.strip()]
    at = next((at for at, line in enumerate(lines) if not stamps(line)), 0)
    first = lines[at].strip() if lines else ""
    return first if len(first) <= _LONGEST_TITLE else ""
