"""Decodes bytes of any charset into text, with a remark if they were not UTF-8."""

import codecs
import re
import zlib

from store.archive.incoming import BYTES_LIMIT, ReadingError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How a tag begins in UTF-16 without a byte order mark.
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{1,40})""", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Per thousand bytes; text has almost none of these, apart from a stray one from a word processor.
_BINARY_SHARE = 10
# No western language has four accented letters in a row; Russian and Greek read as Windows-1252 always do.
_NOT_WESTERN = re.compile("[À-ÖØ-öø-ÿŠŒŽšœžŸƒ]{4}")


# Charset names that browsers read as a wider charset, as the WHATWG's encoding standard says.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Per thousand characters; with more undecodable ones, the page was written in another charset.
_BROKEN_SHARE = 5


def decode(body: bytes, *, html: bool = False, charset: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text with its line ends unchanged, and a remark if the charset was guessed.

    html: use the charset that the page declares. charset: what the server says, "" if nothing. Both are often wrong, so
    valid UTF-8 is read as UTF-8. Raises ReadingError if it is not text.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace"), ()
    named = _codec(charset)
    if named.startswith(("utf-16", "utf-32")) and b"\x00" in body[:4096]:
        return body.decode(named, "replace"), ()
    if len(_BINARY.findall(body)) * 1000 > len(body) * _BINARY_SHARE:
        raise ReadingError("is a binary file, not text")
    if html:
        body = body.replace(b"\x00", b"")  # parsers stop at a stray one
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and not body.isascii():
        return text, ()
    declared = _DECLARED.search(body[:4096]) if html else None
    for name in (named, _codec(declared[1].decode("ascii")) if declared else ""):
        if name and (read := _as_named(body, name)) is not None:
            return read
    return (text, ()) if text is not None else _guessed(body)


def unpacked(body: bytes) -> bytes:
    """Return gzipped bytes unpacked, recognised by the bytes alone; other bytes unchanged.

    If the data is cut off, return what there is. Raises ReadingError for more than an article may have.
    """
    if not body.startswith(b"\x1f\x8b\x08"):
        return body
    try:
        plain = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, BYTES_LIMIT + 1)
    except zlib.error:
        return body
    if len(plain) > BYTES_LIMIT:
        raise ReadingError(f"is larger than {BYTES_LIMIT // 1_000_000} MB")
    return plain


def of_wide(body: bytes) -> bytes:
    """Return markup in UTF-16 or UTF-32, marked or not, as UTF-8; any other file unchanged."""
    for mark, encoding in (*_MARKS, *_UNMARKED):
        if body.startswith(mark):
            return body.decode(encoding, "replace").encode("utf-8", "replace")
    return body


def _codec(name: str) -> str:
    """Return Python's name for a charset, or for the wider one that browsers use instead; "" if unknown."""
    try:
        codec = codecs.lookup(name.strip(" \"'"))
    except (LookupError, ValueError):
        return ""
    if not getattr(codec, "_is_text_encoding", True) or codec.name in ("idna", "punycode", "unicode_escape"):
        return ""
    return _WIDER.get(codec.name, codec.name)


def _as_named(body: bytes, name: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the text decoded in the declared charset, None if that fails."""
    if name.startswith(("utf-16", "utf-32", "utf-8")):
        return None  # with a byte order mark it would have been recognised by now
    text = body.decode(name, "replace")
    broken = text.count("\ufffd")
    if broken * 1000 > len(text) * _BROKEN_SHARE:
        return None
    return text, (f"is {name} with {broken} broken characters, shown as \ufffd",) if broken else ()


def _guessed(body: bytes) -> tuple[str, tuple[str, ...]]:
    mended = body.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    above = sum(byte > 0x7F for byte in body)
    if above - broken > 3 * broken:
        return mended, (f"is UTF-8 with {broken} broken characters, shown as \ufffd",)
    if (western := _western(body)) is not None:
        return western, ("is not UTF-8, read as Windows-1252 (Latin-1)",)
    from charset_normalizer import from_bytes

    # A sample is enough, and saves seconds on a large file.
    best = from_bytes(body[:200_000]).best()
    encoding = best.encoding if best else "cp1252"
    return body.decode(encoding, "replace"), (f"is not UTF-8, read as {encoding}",)


def _western(body: bytes) -> str | None:
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _NOT_WESTERN.search(text) else text
