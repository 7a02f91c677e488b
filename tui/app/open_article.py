"""An open article, and the history of places that led to it."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from store.library import articles, claims, snapshot_quotes
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.linking.agreement import with_shades
from tui.text.typesetting import paragraphs


class Place(NamedTuple):
    """A position: article, current claim, text offset at the top, chosen link, pane.

    version: its number, None for the newest; compared: whether changes were shown.
    """

    article: int
    claim: int
    top: int
    link: int
    in_panel: bool
    version: int | None
    compared: bool


class Trail(NamedTuple):
    """The history of places: the current one, those before, and those after it for going forward."""

    here: Place
    way: list[Place]
    ahead: list[Place]


class OpenArticle(NamedTuple):
    """An article with its text and claims; quotations: the spans of its block quotations."""

    article: Article
    text: str
    claims: list[StoredClaim]
    quotations: Sequence[tuple[int, int]] = ()

    def span(self, number: int) -> tuple[int, int]:
        """Return the span of a claim's figure, by the claim's number."""
        return self.claims[number].claim.start, self.claims[number].claim.end

    def claim_at(self, offset: int) -> int:
        """Return the number of the claim nearest to an offset; 0 if there are no claims."""
        far = [abs(stored.claim.start - offset) for stored in self.claims]
        return far.index(min(far)) if far else 0

    def claim_by(self, offset: int) -> int:
        """Return the number of the claim that an offset belongs to: the one before it in its paragraph, or the next."""
        start = self.text.rfind("\n", 0, offset) + 1
        before = [number for number, stored in enumerate(self.claims) if start <= stored.claim.start <= offset]
        after = [number for number, stored in enumerate(self.claims) if stored.claim.start > offset]
        return before[-1] if before else after[0] if after else max(0, len(self.claims) - 1)

    def paragraph_at(self, offset: int) -> str:
        """Return the paragraph at an offset, or else the next one, on one line; "" after the last."""
        ends = ((paragraph.start, paragraph.end) for paragraph in paragraphs(self.text))
        return next((" ".join(self.text[start:end].split()) for start, end in ends if end > offset), "")

    def same_places(self, other: "OpenArticle") -> bool:
        """Return True if another state of the article has the same text, and the same claims in the same places."""
        mine = [(stored.id, stored.claim.start) for stored in self.claims]
        return self.text == other.text and mine == [(stored.id, stored.claim.start) for stored in other.claims]


def load(conn: sqlite3.Connection, article_id: int, version: int | None = None) -> OpenArticle | None:
    """Return an article with text and claims, in its newest or another version; None if it is gone."""
    article = articles.get(conn, article_id) if version is None else articles.at_version(conn, article_id, version)
    if article is None:
        return None
    text = articles.text(conn, article_id, article.version)
    quotations = snapshot_quotes.of_version(conn, article_id, article.version, text)
    return OpenArticle(article, text, with_shades(conn, claims.of_article(conn, article_id, version)), quotations)
