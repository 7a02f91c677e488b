"""Reads the objects of a JSON file one by one, so that a broken or cut-off one doesn't affect the rest."""

import json
import re
from collections.abc import Iterator
from typing import Any

from store.archive.incoming import ReadingError

_BETWEEN = re.compile(r"[\s,]*")
_OPEN = re.compile(r'\s*(?:\{\s*"[^"]{1,40}"\s*:\s*)?\[')


def objects(text: str) -> Iterator[dict[str, Any] | ReadingError]:
    """Yield the objects of a list, of a list inside an object, or of lines; if it breaks off, the error last."""
    opened = _OPEN.match(text)
    decoder = json.JSONDecoder(strict=False)
    position = opened.end() if opened else 0
    number = 0
    while True:
        between = _BETWEEN.match(text, position)
        position = between.end() if between else position
        if position == len(text):
            if opened:
                yield ReadingError(f"is cut off after {number} entries: the rest is missing")
            return
        if opened and text[position] in "]}":
            return
        try:
            row, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            yield ReadingError(
                f"is broken or cut off after {number} entries, in line {text.count(chr(10), 0, position) + 1}"
            )
            return
        number += 1
        yield row if isinstance(row, dict) else ReadingError(f"has no entry where number {number} should be")


def names(tags: object, key: str) -> list[str]:
    """Return the names of tags, given as a word, a list of words, or a list of objects with the name under the key."""
    names = [tag.get(key) if isinstance(tag, dict) else tag for tag in (tags if isinstance(tags, list) else [tags])]
    return [name for name in names if isinstance(name, str)]
