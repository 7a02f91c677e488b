"""The screens whose articles have an order, in which the reader goes from one to the next without leaving."""

from typing import Any, NamedTuple, Protocol, runtime_checkable

from textual.app import App


class OrderedArticle(NamedTuple):
    """An article to read; query: of the matches to highlight; claim: the one to begin at."""

    article: int
    query: str = ""
    claim: int | None = None


@runtime_checkable
class ArticleOrder(Protocol):
    """A screen with articles in an order."""

    def beside(self, article_id: int, step: int, *, unread: bool) -> OrderedArticle | None:
        """Return the article after (1) or before (-1) another, None at the end; unread: the next unread one."""

    def follow(self, article_id: int) -> None:
        """Move the cursor to an article that the reader went to."""


def order_below(app: App[Any]) -> ArticleOrder | None:
    """Return the nearest screen with articles in an order, None before there is one."""
    return next((screen for screen in reversed(app.screen_stack) if isinstance(screen, ArticleOrder)), None)
