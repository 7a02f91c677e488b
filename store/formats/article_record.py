"""Encodes what is known about an article besides its text as a JSON object, to move with it between libraries."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from extract.text.controls import clean
from store.archive.dates import iso, utc
from store.archive.incoming import FIELDS, Incoming, Note, Origin, ReadingState, tag_names
from store.archive.locations import canonical
from store.wording import one_line

# Marks an object as ours, and the version of its form.
MARK = "attribune"
WRITTEN = 1


def facts(incoming: Incoming) -> dict[str, Any]:
    """Return what is known about an article, without empty fields."""
    kept = incoming.kept
    row = {
        "places": list(incoming.places),
        "place": incoming.place,
        **{name: getattr(incoming, name) for name in FIELDS},
        "fetched": incoming.fetched,
        "media_type": incoming.media_type,
        "added": kept.added,
        "read": kept.read,
        "starred": kept.starred,
        "tags": list(kept.tags),
        "notes": [asdict(note) for note in kept.notes],
        "origin": _origin_row(incoming.origin) if incoming.origin else None,
    }
    return {MARK: WRITTEN, **{name: value for name, value in row.items() if value}}


def encoded(incoming: Incoming) -> str:
    """Return `facts` as JSON, from which `parsed` and `with_facts` restore the article."""
    return json.dumps(facts(incoming), ensure_ascii=False)


def parsed(packed: str | bytes) -> dict[str, Any]:
    """Return the object that `facts` made, from its JSON; an empty one if it is not one."""
    try:
        row = json.loads(packed)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def with_facts(incoming: Incoming, row: dict[str, Any]) -> Incoming:
    """Return the article with the object's fields; malformed fields are ignored."""
    read = {name: one_line(value) for name in FIELDS if isinstance(value := row.get(name), str)}
    read["published"] = iso(read.get("published", ""))
    facts: dict[str, Any] = {name: value for name, value in read.items() if value}
    places = [place for place in _strings(row.get("places")) if _is_place(place)]
    return replace(
        incoming,
        **facts,
        place=one_line(str(row.get("place") or incoming.place)),
        places=tuple(dict.fromkeys([*places, *(() if places else incoming.places)])),
        fetched=utc(row.get("fetched")),
        kept=replace(kept_of(row), notes=tuple(_notes(row.get("notes"), incoming.text))),
        stated=frozenset(facts),
        dated="" if "published" in facts else incoming.dated,
        origin=_origin(row.get("origin")),
    )


def kept_of(row: dict[str, Any]) -> ReadingState:
    """Return the reading state in the object, without notes, which need the text."""
    return ReadingState(
        added=utc(row.get("added")),
        read=utc(row.get("read")),
        starred=utc(row.get("starred")),
        tags=tag_names(_strings(row.get("tags"))),
    )


def _origin_row(origin: Origin) -> dict[str, Any]:
    return {
        "url": origin.url,
        "status": origin.status,
        "headers": dict(origin.headers),
        "changed": origin.changed,
    }


def _origin(row: object) -> Origin | None:
    if not isinstance(row, dict) or not isinstance(row.get("url"), str) or row.get("status") not in range(100, 600):
        return None
    headers = row.get("headers")
    named = headers.items() if isinstance(headers, dict) else ()
    kept = tuple((one_line(name), one_line(value)) for name, value in named if isinstance(value, str))
    return Origin(one_line(row["url"]), row["status"], kept, utc(row.get("changed")))


def _strings(value: object) -> list[str]:
    return [one_line(entry) for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def _is_place(place: str) -> bool:
    """Return True for what identifies an article: a canonical URL, a file's absolute path, a text."""
    if place.startswith(("http:", "https:")):
        return canonical(place) == place
    return place.startswith("text:") or PurePosixPath(place).is_absolute() or PureWindowsPath(place).is_absolute()


def _notes(value: object, text: str) -> Iterator[Note]:
    """Yield the notes that fit the text."""
    for row in value if isinstance(value, list) else ():
        if not isinstance(row, dict) or not isinstance(row.get("note"), str):
            continue
        start, end = row.get("start"), row.get("end")
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
            continue
        if text[start:end] == row.get("figure"):
            yield Note(start, end, text[start:end], clean(row["note"]), utc(row.get("written")))
