"""Names the places of articles: what a file or a URL is called in the library."""

import hashlib
import os
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from extract.text.controls import clean

# Parameters that say how a reader came to a page, not which page it is.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ocid", "at_medium", "at_campaign", "smid")


def file_name(path: Path) -> str:
    """Return the path as text that is safe to store and show; what isn't printable is written as an escape.

    Escaped, not removed: two files must not get one name.
    """
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(
        character if character not in "\n\t" and clean(character) == character else f"\\u{ord(character):04x}"
        for character in name
    )


def file_place(path: Path) -> str:
    """Return what identifies a file: its absolute path, links resolved."""
    return file_name(Path(os.path.realpath(path)))


def text_place(text: str) -> str:
    """Return what identifies an article without file or address: its text."""
    return f"text:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:16]}"


def typed_address(typed: str) -> str:
    """Return the address that a person typed, with the `https://` that may be left out; "" for a path.

    Only the host of an address with a path can be told from a file: `post.example/flood`, but not `flood.md`.
    """
    if "://" in typed:
        return typed
    host, slash, _ = typed.partition("/")
    labels = host.partition(":")[0].split(".")
    is_host = len(labels) > 1 and labels[-1].isalpha() and all(label.replace("-", "").isalnum() for label in labels)
    return f"https://{typed}" if slash and is_host else ""


def canonical(url: str) -> str:
    """Return the URL without fragment and tracking parameters, or "" if it is not a web page's.

    A site's front page does not identify an article: pages that wrongly call it canonical would all become one.
    """
    try:
        parts = urlsplit(clean(url).strip())
        port = parts.port
    except ValueError:
        return ""
    if (
        parts.scheme.lower() not in ("http", "https")
        or not parts.hostname
        or (parts.path in ("", "/") and not parts.query)
    ):
        return ""
    query = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].lower().startswith(_TRACKING)
    ]
    host = parts.hostname + (f":{port}" if port and port not in (80, 443) else "")
    return urlunsplit((parts.scheme.lower(), host, parts.path, urlencode(query), ""))


def trusted_canonical(stated: str, base: str) -> str:
    """Return the canonical URL that a page fetched from `base` states, "" if it is another site's.

    A page may claim the address of another site's article; it must not become a version of that article.
    """
    try:
        address = canonical(urljoin(base, stated.strip()))
    except ValueError:
        return ""
    stated_site, base_site = _site(address), _site(base)
    same = stated_site == base_site or stated_site.endswith(f".{base_site}") or base_site.endswith(f".{stated_site}")
    return address if address and stated_site and same else ""


def site(url: str) -> str:
    """Return the host of an address: the outlet of a page that doesn't name one."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def same_server(*urls: str) -> bool:
    """Return True if all addresses are of one server: one host, and one port of it or the web's usual ones."""
    return len(servers := {_server(url) for url in urls}) == 1 and None not in servers


def _server(url: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    usual = port in (None, 80, 443)
    return (parts.hostname, 0 if usual or port is None else port) if parts.hostname else None


def _site(url: str) -> str:
    """Return the host without the prefix for devices, such as `www.` or `m.`."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    first, _, rest = host.partition(".")
    return rest if first in ("www", "m", "mobile", "amp") and "." in rest else host
