"""Turns bytes into text, whatever they were written in, and says so when it wasn't UTF-8."""

import codecs
import re

from store.archive.incoming import ReadingError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{1,40})""", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Of a thousand bytes; text has none of these, but for a stray one from a word processor.
_BINARY_SHARE = 10
# No western language puts four letters with accents in a row; every Russian or Greek word looks so in Windows-1252.
_NOT_WESTERN = re.compile("[À-ÖØ-öø-ÿŠŒŽšœžŸƒ]{4}")


def decode(body: bytes, *, html: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return the text with its line ends as they are, and a remark when it had to be guessed at.

    html: heed the charset that the page declares. Raises ReadingError for what is no text.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace"), ()
    if b"\x00" in body or len(_BINARY.findall(body)) * 1000 > len(body) * _BINARY_SHARE:
        raise ReadingError("is a binary file, not a text")
    if html and (text := _declared(body)) is not None:
        return text, ()
    try:
        return body.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guessed(body)


def _declared(body: bytes) -> str | None:
    found = _DECLARED.search(body[:4096])
    try:
        return body.decode(found[1].decode("ascii")) if found else None
    except (LookupError, UnicodeError):
        return None


def _guessed(body: bytes) -> tuple[str, tuple[str, ...]]:
    mended = body.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    above = sum(byte > 0x7F for byte in body)
    if above - broken > 3 * broken:
        return mended, (f"is UTF-8 with {broken} broken characters, shown as \ufffd",)
    if (western := _western(body)) is not None:
        return western, ("is not UTF-8, read as Windows-1252 (Latin-1)",)
    from charset_normalizer import from_bytes

    # A sample is enough to tell, and keeps a large file from taking seconds.
    best = from_bytes(body[:200_000]).best()
    encoding = best.encoding if best else "cp1252"
    return body.decode(encoding, "replace"), (f"is not UTF-8, read as {encoding}",)


def _western(body: bytes) -> str | None:
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _NOT_WESTERN.search(text) else text
