"""Reads feeds: RSS, Atom and JSON Feed; of broken ones, as much as possible."""

import calendar
import json
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from store.archive.dates import credible, iso
from store.archive.decoding import of_wide, unpacked
from store.archive.feed_heads import is_feed
from store.archive.fragment import text_of, title_of
from store.archive.incoming import Incoming, Origin, ReadingError, article_text, unreadable
from store.archive.locations import canonical
from store.archive.stamps import day_in
from store.wording import one_line

# A shorter text is the item's summary, unless the feed marks it as content.
_WHOLE = 1200
_SHORTEST_CONTENT = 350
# How a text ends that a feed has cut off, without spaces and brackets.
_CUT = re.compile(
    r"(?:…|\.\.\.|continue reading|read (?:more|on|the full (?:story|article))|more)[\s»→>\])….]*\Z", re.IGNORECASE
)
_REFERENCE = re.compile(rb"&#(?:(x)([0-9a-fA-F]{1,20})|([0-9]{1,20}));")
# Charsets of two or four bytes a character, which feeds declare wrongly.
_WIDE = re.compile(
    rb"\A(<\?xml[^>]{0,200}?)\sencoding\s*=\s*[\"'](?:utf|ucs)-?(?:16|32|2|4)[^\"'>]*[\"']", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{3}")
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed. key: what identifies it within the feed. url: of its page, "" for none.

    published: ISO 8601, or "". content: HTML, or text; whole: it is the article's text, not its summary.
    """

    key: str
    url: str
    title: str
    byline: str
    published: str
    content: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; every: the seconds between polls that it asks for, 0 if it doesn't.

    moved: the new address that it states. trouble: what in it can't be read and why, "" if nothing; items has the rest.
    """

    title: str
    site: str
    language: str
    items: tuple[Item, ...]
    every: int = 0
    moved: str = ""
    trouble: str = ""


def read_feed(body: bytes, url: str, content_type: str = "") -> Feed:
    """Return the feed in the bytes that came from url. Raises ReadingError if there is none."""
    body = unpacked(body)
    if not body.strip():
        raise ReadingError("is empty")
    try:
        if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return _from_json(body, url)
        return _from_xml(body, url, content_type)
    except ReadingError:
        raise
    except Exception as error:
        raise unreadable(error, "can't be read as a feed") from error


def read_item(item: Item, feed: int, title: str, language: str, url: str) -> Incoming:
    """Return the article of an item with the whole text; feed: its id; title, language, url: the feed's.

    Raises ReadingError for one without a text.
    """
    place = canonical(item.url)
    return Incoming(
        place=item.url or f"{url}#{item.key}",
        places=(place or f"{url}#{one_line(item.key)}",),
        text=article_text(text_of(item.content)),
        title=one_line(item.title),
        outlet=one_line(title),
        byline=one_line(item.byline),
        published=item.published,
        language=one_line(language),
        body=item.content.encode("utf-8", "replace"),
        media_type="text/html",
        origin=Origin(url, feed=feed),
    )


def _from_xml(body: bytes, url: str, content_type: str) -> Feed:
    import feedparser

    narrow = of_wide(body)
    if narrow is not body:
        content_type = content_type.partition(";")[0]
    # Without the feed's address: keys of items must stay what they are when the feed moves.
    headers = {"content-type": content_type} if content_type else {}
    # Parsers give up if anything comes before the declaration.
    body = _WIDE.sub(rb"\1", narrow.removeprefix(BOM_UTF8).lstrip())
    body = _REFERENCE.sub(_valid_reference, body)
    parsed = feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    entries = parsed.get("entries", [])
    if not parsed.get("version") and not entries:
        raise ReadingError("is not a feed" if not is_feed(body) else f"is a broken feed ({_reason(parsed)})")
    head = parsed.get("feed", {})
    broken = bool(parsed.get("bozo")) and not _harmless(parsed.get("bozo_exception"))
    return Feed(
        title=title_of(_text(head, "title")),
        site=_address(_text(head, "link"), url),
        language=one_line(_text(head, "language")),
        items=_with_unique_keys(_xml_items(entries, url)),
        every=_every(head),
        moved=_address(_text(head, "newlocation") or _text(head, "itunes_new-feed-url"), url),
        trouble=f"is broken XML ({_reason(parsed)}): {len(entries):,} items could be read" if broken else "",
    )


def _with_unique_keys(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items; where several pages share a key, with the address added to it."""
    items = tuple(items)
    pages: dict[str, set[str]] = {}
    for item in items:
        pages.setdefault(item.key, set()).add(item.url)
    return tuple(replace(item, key=f"{item.key} {item.url}") if len(pages[item.key]) > 1 else item for item in items)


def _valid_reference(reference: re.Match[bytes]) -> bytes:
    """Return a character reference, replaced by that of U+FFFD if its number is not a character."""
    number = int(reference[2], 16) if reference[1] else int(reference[3])
    if number < 32 and number not in (9, 10, 13):
        return b""  # no text has it, as XML can't write it
    return b"&#xFFFD;" if number > sys.maxunicode or 0xD800 <= number < 0xE000 else reference[0]


def _xml_items(entries: list[Any], url: str) -> Iterator[Item]:
    for entry in entries:
        stated = _text(entry, "link")
        # Without a link, feedparser gives the guid, even if it is not an address.
        link = "" if stated == entry.get("id") and "://" not in stated else _address(stated, url)
        contents = [_text(part, "value") for part in entry.get("content") or ()]
        content = max(contents, key=len, default="")
        summary = _text(entry, "summary")
        body = content if len(content) >= len(summary) else summary
        key = _text(entry, "id") or link or f"{_text(entry, 'title')} {_text(entry, 'published')}".strip()
        if not key and not body:
            continue
        yield Item(
            key=one_line(key) or one_line(body)[:200],
            url=link,
            title=title_of(_text(entry, "title")),
            byline=", ".join(filter(None, (_name(author) for author in entry.get("authors") or ()))) or _name(entry),
            published=_date(entry),
            content=body,
            whole=_is_whole(_text(entry, "title"), body, declared=bool(content) and body is content),
        )


def _name(author: Any) -> str:
    return one_line(_text(author, "name") or _text(author, "author"))


def _text(entry: Any, name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _date(entry: Any) -> str:
    """Return when an item was published, in the zone it was written in, if that can be read."""
    for name in ("published", "updated", "created"):
        # feedparser substitutes one for the other if one is missing, and warns that this will end.
        if not dict.__contains__(entry, name):
            continue
        stated = str(entry.get(name, ""))
        if read := credible(iso(stated)) or _guessed(stated, entry.get(f"{name}_parsed")):
            return read
    return ""


def _guessed(stated: str, parsed: Any) -> str:
    """Return feedparser's reading of a date with words, or else the day that it contains."""
    read, day = "", day_in(stated)
    # From digits alone it makes wrong dates: from 30 February, from a number, from an hour.
    if parsed and _WORD.search(stated) and str(parsed.tm_year) in stated:
        with suppress(ValueError, OverflowError, OSError):
            read = datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat(timespec="seconds")
    # A date without a time does not mean midnight.
    read = credible(read if ":" in stated else read[:10])
    if day and (not read or abs(date.fromisoformat(day) - date.fromisoformat(read[:10])) > timedelta(days=1)):
        return day
    return read


def _every(head: Any) -> int:
    ttl = str(head.get("ttl", ""))
    if ttl.isascii() and ttl.isdigit():
        return int(ttl[:6]) * 60
    period = _PERIODS.get(str(head.get("sy_updateperiod", "")).strip().lower(), 0)
    times = str(head.get("sy_updatefrequency", "1")).strip()
    return period // max(1, int(times[:4])) if times.isascii() and times.isdigit() else period


def _harmless(complaint: object) -> bool:
    """Return True if nothing is lost: a wrong charset or type, an HTML entity that XML doesn't have."""
    from feedparser.exceptions import CharacterEncodingOverride, NonXMLContentType

    return isinstance(complaint, CharacterEncodingOverride | NonXMLContentType) or "undefined entity" in str(complaint)


def _reason(parsed: Any) -> str:
    error = parsed.get("bozo_exception")
    return " ".join(str(error).replace("<unknown>:", "line ").split()) or type(error).__name__


def _from_json(body: bytes, url: str) -> Feed:
    trouble = ""
    try:
        row = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"is broken JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("items"), list):
        raise ReadingError("is JSON, but not a feed")
    items = []
    for entry in row["items"]:
        if isinstance(entry, dict) and (item := _json_item(entry, url)):
            items.append(item)
        else:
            trouble = "has items that can't be read"
    return Feed(
        title=one_line(_text(row, "title")),
        site=_address(_text(row, "home_page_url"), url),
        language=one_line(_text(row, "language")),
        items=_with_unique_keys(items),
        moved="",
        trouble=trouble,
    )


def _json_item(entry: dict[str, Any], url: str) -> Item | None:
    link = _address(_text(entry, "url") or _text(entry, "external_url"), url)
    content = _text(entry, "content_html") or _text(entry, "content_text")
    body = content or _text(entry, "summary")
    identity = entry.get("id")
    key = one_line(str(identity)) if isinstance(identity, str | int | float) else link
    if not key or not (link or body):
        return None
    authors = entry.get("authors") if isinstance(entry.get("authors"), list) else [entry.get("author")]
    names = [_text(author, "name") for author in authors or () if isinstance(author, dict)]
    return Item(
        key=key,
        url=link,
        title=one_line(_text(entry, "title")),
        byline=", ".join(filter(None, map(one_line, names))),
        published=credible(iso(_text(entry, "date_published"))) or credible(iso(_text(entry, "date_modified"))),
        content=body,
        whole=_is_whole(_text(entry, "title"), body, declared=bool(content)),
    )


def _address(link: Any, base: str) -> str:
    """Return a link as an absolute web address, "" if it can't be one."""
    if not isinstance(link, str) or not link.strip():
        return ""
    try:
        address = one_line(urljoin(base, link.strip()))
    except ValueError:
        return ""
    return address if address.startswith(("http://", "https://")) else ""


def _is_whole(title: str, body: str, *, declared: bool) -> bool:
    """Return True if an item has its whole article: long enough, not cut off; declared: the feed calls it content.

    One without a title is a post, however short: its page says no more, and often only to a browser.
    """
    shortest = (_SHORTEST_CONTENT if declared else _WHOLE) if title.strip() else 1
    if len(body) < shortest:
        return False
    text = text_of(body)
    return len(text) >= shortest and not _CUT.search(text[-120:])
