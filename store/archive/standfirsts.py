"""Repairs a page's extracted text: adds its standfirst, and drops headings whose lists are missing."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What newsrooms' templates call the paragraph between headline and text that begins the story.
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|lede|dek|deck|strapline|article-?(?:intro|summary))(?![a-z])", re.IGNORECASE
)
# This many characters of a sentence identify it, where the page has cut off the rest.
_SENTENCE = 40
_LONGEST = 600
_ENDS = (".", "!", "?", "”", '"', "…")
# This many lines show whether two texts are of one article.
_ENOUGH = 20
# A line contains few elements; one with more is a section of the page.
_FEW = 5
_APART = "ancestor-or-self::aside or ancestor-or-self::nav or ancestor-or-self::footer or ancestor-or-self::a"
_LINE = f"//*[(self::p or self::h2 or self::h3 or self::div or self::span) and not({_APART})]"
_PARAGRAPHS = (
    f".//p[not({_APART} or ancestor::form or ancestor::figure or ancestor::article[ancestor::article] or "
    "ancestor::*[contains(@id, 'comment') or contains(@class, 'comment')])]"
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def with_standfirst(tree: "HtmlElement", text: str, description: str) -> str:
    """Return an article's text with the standfirst that the page shows above it, if it is missing.

    description: the one in the page's head; many pages show the same words.
    """
    stated = single_spaced(description).rstrip(".… ")
    whole = single_spaced(text)
    for element in tree.xpath(_LINE):
        named = bool(_STANDFIRST.search(element.get("class") or ""))
        if not named and (len(stated) < _SENTENCE or len(element) > _FEW):
            continue
        line = single_spaced(element.text_content())
        if not _SENTENCE <= len(line) <= _LONGEST:
            continue
        # Pictures there, with their captions, have the same class names.
        is_it = line.endswith(_ENDS) and not _has_picture(element) if named else line.startswith(stated)
        if is_it and line[:_SENTENCE] not in whole:
            return f"{line}\n{text}"
    return text


def _has_picture(element: "HtmlElement") -> bool:
    return next(element.iter("img", "picture", "figure", "video", "iframe", "svg"), None) is not None


def marked_text(tree: "HtmlElement") -> str:
    """Return the sentences of the largest element marked as an article, one paragraph per line; "" if there is none."""
    marked = max(tree.iter("article"), key=lambda article: len(article.text_content()), default=None)
    if marked is None:
        return ""
    lines = (single_spaced(paragraph.text_content()) for paragraph in marked.xpath(_PARAGRAPHS))
    return "\n".join(line for line in lines if len(line) >= _SENTENCE and line.endswith(_ENDS))


def is_part(text: str, other: str) -> bool:
    """Return True if another text has a sentence of this one, or this one has no sentence."""
    lines = [line for line in map(single_spaced, text.splitlines()) if len(line) >= _SENTENCE]
    whole = single_spaced(other)
    return not lines or any(line[:_LONGEST] in whole for line in lines[:_ENOUGH])


def headings_of_links(tree: "HtmlElement") -> dict[str, list[str]]:
    """Return the headings directly above a list, each with the words of the list's items."""
    lists: dict[str, list[str]] = {}
    for items in tree.iter("ul", "ol"):
        heading = items.getprevious()
        if heading is not None and heading.tag in _HEADINGS and items.find(".//a") is not None:
            lists[single_spaced(heading.text_content())] = [
                single_spaced(item.text_content()) for item in items.iter("li")
            ]
    return lists


def without_headings_of(lists: dict[str, list[str]], text: str) -> str:
    """Return the text without the headings whose lists are not in it."""
    lines = text.splitlines()
    there = {single_spaced(line.removeprefix("- ")) for line in lines}
    return "\n".join(
        line for line in lines if not (items := lists.get(single_spaced(line))) or not there.isdisjoint(items)
    )


def single_spaced(text: str) -> str:
    """Return words with single spaces."""
    return " ".join(text.split())
