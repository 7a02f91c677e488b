"""Recognises what a page shows instead of an article: a paywall's teaser, a cookie wall, a robot check."""

import re
from html import unescape

from store.archive.html import Page
from store.archive.incoming import ReadingError
from store.archive.word_lists import word_lists

# Like browsers, take what is never closed up to the end; searching again from each opening would be slow.
_TAGS = re.compile(
    r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)", re.DOTALL | re.IGNORECASE
)
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_SENTENCE_END = (".", "!", "?", '"', "”", "’", "'", ")", "»")
# A notice to visitors is near the beginning of a page, however many scripts follow.
_LOOKED_AT = 1_000_000


def check_article(page: Page, source: str) -> None:
    """Raise ReadingError if a page's text is only an article's beginning, or a wall.

    source: the page's HTML.
    """
    words = word_lists("walls")
    text = page.text.rstrip()
    short = len(text) <= words["short"]
    broken_off = not text.endswith(_SENTENCE_END)
    if not page.free:
        # Many pages say so even though they show the whole article to occasional readers.
        stub = short and (len(text) <= words["stub"] or broken_off or _count(_plain(source), "paywall"))
        if len(text.split()) < words["share"] * page.words if page.words else stub:
            raise ReadingError("is behind a paywall: only its beginning can be read")
    if not short:
        return
    if _count(_plain(text)[-words["end"] :], "paywall") or (broken_off and _count(_plain(source), "paywall")):
        raise ReadingError("is behind a paywall: only its beginning can be read")
    if _count(_plain(text), "cookies") >= words["consent"]:
        raise ReadingError("shows a cookie wall instead of the article")
    if _count(_plain(f"{page.title} {text}"), "robots") >= words["checks"]:
        raise ReadingError("shows a robot check instead of the article")


def why_nothing(source: str) -> ReadingError | None:
    """Return why a page has no article, if it says so itself."""
    visible, words = _plain(source), word_lists("walls")
    if _count(visible, "paywall"):
        return ReadingError("is behind a paywall: none of it can be read")
    if _count(visible, "robots") >= words["checks"]:
        return ReadingError("shows a robot check instead of the article")
    if _count(visible, "cookies") >= words["consent"]:
        return ReadingError("shows a cookie wall instead of the article")
    return None


def _count(text: str, name: str) -> int:
    return sum(phrase in text for phrase in word_lists("walls")[name])


def _plain(source: str) -> str:
    shown = _TAGS.sub(" ", source[:_LOOKED_AT])
    return " ".join(unescape(shown).translate(_QUOTES).lower().split())
