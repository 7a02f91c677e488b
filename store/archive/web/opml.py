"""Reads and writes lists of feeds as OPML, which every feed reader understands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html.entities import html5
from typing import TYPE_CHECKING

from store.archive.html import check_tags
from store.archive.incoming import ReadingError, tag_names
from store.wording import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element


# An ampersand that begins no reference, as in pasted addresses; and entities that only HTML has.
_AMPERSAND = re.compile(rb"&(?:(\w{2,31});|(?!#?\w+;))")
_OF_XML = (b"amp", b"lt", b"gt", b"quot", b"apos")


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list; folder: the names of its folders, with slashes between.

    every: seconds between polls, 0 if the list doesn't say. tags: those that all its articles have.
    """

    url: str
    title: str = ""
    site: str = ""
    folder: str = ""
    every: int = 0
    tags: tuple[str, ...] = ()


def read_opml(body: bytes) -> list[Outline]:
    """Return the feeds of an OPML file; of a broken one, as many as possible. Raises ReadingError."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    check_tags(body.decode("latin-1"))
    try:
        root = etree.fromstring(_AMPERSAND.sub(_written_out, body), parser)
        if root is not None and _name(root) == "opml":
            return _once(_outlines(root))
    except (etree.LxmlError, ValueError) as error:
        # Also if the parser let invalid UTF-8 pass, and it is read here.
        raise ReadingError(f"is not OPML ({error})") from error
    raise ReadingError("is not OPML")


def _written_out(ampersand: re.Match[bytes]) -> bytes:
    """Return an ampersand, or the entity that it begins, as XML requires it."""
    if ampersand[1] in _OF_XML:
        return ampersand[0]
    character = html5.get(f"{ampersand[1].decode('ascii', 'replace')};") if ampersand[1] else None
    if character is None:
        return b"&amp;" + ampersand[0][1:]
    return "".join(f"&#{ord(letter)};" for letter in character).encode()


def _once(outlines: Iterable[Outline]) -> list[Outline]:
    """Return each feed once, in its first folder; its other folders become tags."""
    feeds: dict[str, Outline] = {}
    for outline in outlines:
        known = feeds.setdefault(outline.url, outline)
        folder = known.folder or outline.folder
        other = () if f"{folder}/".startswith(f"{outline.folder}/") or not outline.folder else (outline.folder,)
        tags = tag_names([*known.tags, *outline.tags, *other])
        feeds[outline.url] = replace(known, folder=folder, tags=tags)
    return list(feeds.values())


def _outlines(root: "_Element") -> Iterator[Outline]:
    stack: list[tuple[_Element, str]] = [(root, "")]
    while stack:
        element, folder = stack.pop()
        attributes = {str(name).lower(): one_line(str(value)) for name, value in element.attrib.items()}
        title = attributes.get("title") or attributes.get("text") or ""
        if attributes.get("xmlurl"):
            place, tags = _categories(attributes.get("category", ""), folder)
            url = web_address(attributes["xmlurl"])
            yield Outline(url, title, attributes.get("htmlurl", ""), place, tags=tags)
        elif _name(element) == "outline" and title:
            folder = f"{folder}/{title}" if folder else title
        stack.extend((child, folder) for child in reversed(element) if isinstance(child.tag, str))


def _categories(category: str, folder: str) -> tuple[str, tuple[str, ...]]:
    """Return a feed's folder and tags; folder: the one that it is listed in, "" for none.

    OPML separates categories by commas; one that begins with a slash is a folder, another one a tag. The first one is
    the folder of a feed that is listed in none.
    """
    first, *others = (name.strip() for name in category.split(","))
    place = folder or first.strip("/")
    paths = [first, *others] if folder or not first.startswith("/") else others
    return place, tag_names(path.strip("/") for path in paths if path != f"/{place}")


def web_address(url: str) -> str:
    """Return the web address of a feed's address, which may be `feed://x` or `feed:https://x`."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() not in ("feed", "feeds", "rss"):
        return url
    return f"http:{rest}" if rest.startswith("//") else rest


def _name(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2].lower()


_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """Return the text without the characters that XML can't write, not even as references."""
    return _UNWRITABLE.sub("", text)


def write_opml(outlines: Iterable[Outline], title: str) -> bytes:
    """Return an OPML 2.0 file with the feeds in their folders."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = writable(title)
    body = etree.SubElement(root, "body")
    folders = {"": body}
    for outline in outlines:
        parent, path = body, ""
        for name in filter(None, outline.folder.split("/")):
            path = f"{path}/{name}"
            if path not in folders:
                folders[path] = etree.SubElement(parent, "outline", text=writable(name))
            parent = folders[path]
        attributes = {
            "type": "rss",
            "text": outline.title or outline.url,
            "title": outline.title,
            "xmlUrl": outline.url,
        }
        attributes |= {"htmlUrl": outline.site} if outline.site else {}
        # Without the slash, a feed in no folder would be put into one named after its first tag.
        categories = ([] if outline.folder else ["/"]) + [*outline.tags]
        attributes |= {"category": ",".join(categories)} if outline.tags else {}
        etree.SubElement(parent, "outline", {name: writable(value) for name, value in attributes.items()})
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
