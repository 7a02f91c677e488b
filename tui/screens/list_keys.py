"""Keys to go to the next or previous article of the list or of a search without returning there."""

from textual.binding import Binding
from textual.screen import Screen

from tui.app.open_article import OpenArticle
from tui.screens.article_order import order_below

BINDINGS = (
    Binding("J", "article(1)", "next", tooltip="Next article in the list", id="next_article", show=False),
    Binding("K", "article(-1)", "previous", tooltip="Previous article in the list", id="prev_article", show=False),
    Binding("U", "article(1,True)", "unread", tooltip="Next unread article", id="next_unread", show=False),
)


class ListKeys(Screen[None], inherit_bindings=False):
    """A screen with an article of the list; a subclass shows another one."""

    _loaded: OpenArticle | None

    def read(
        self, article_id: int, claim_id: int | None = None, version: int | None = None, *, query: str = ""
    ) -> bool:
        """Show an article, at a claim or where it was left; return False if it can't be read."""
        raise NotImplementedError

    def notice(self, words: str) -> None:
        """Show a notice that contains foreign text."""
        raise NotImplementedError

    def action_article(self, step: int, unread: bool = False) -> None:
        """Read the next (1) or previous (-1) article of the screen below, or the next unread one."""
        if self._loaded is None:
            return
        order = order_below(self.app)
        other = order.beside(self._loaded.article.id, step, unread=unread) if order else None
        if order is None or other is None:
            wanted = "unread article" if unread else "article"
            self.notice(f"The list has no {wanted} {'after' if step > 0 else 'before'} this one.")
        else:
            self.read(other.article, other.claim, query=other.query)
            order.follow(other.article)
