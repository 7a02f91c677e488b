"""Keys by which a reader keeps, marks and throws away articles, the same in the list and in the reader."""

from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from store.library.articles import Article
    from store.library.positions import Position
    from tui.app.changes import Change

BINDINGS = (
    Binding("s", "app.star", "star", tooltip="Star the article, or remove its star", id="star"),
    Binding("m", "app.mark", "un/read", tooltip="Mark the article as read or unread", id="mark"),
    Binding("number_sign", "app.tag", "tag", tooltip="Change the article’s tags", id="tag"),
    Binding("d", "app.delete", "delete", tooltip="Move the article to the trash", id="delete"),
    Binding("z", "app.undo", "undo", tooltip="Undo the last change", id="undo"),
)


class HasArticle(Protocol):
    """A screen that has an article which the keys are about."""

    @property
    def article(self) -> "Article | None":
        """The article, None where there is none just now."""


class ChangingApp(Protocol):
    """The app, as the screens know it that change something."""

    def read(self, article_id: int | None, query: str = "", claim: int | None = None) -> None:
        """Show an article in the reader, at a claim."""

    def opened(self, article: "Article") -> None:
        """Note that an article is being read."""

    def left(self, article: int, position: "Position") -> None:
        """Note where the reader leaves an article."""

    def closed(self, again: "Callable[[], Screen[None]]") -> None:
        """Note how to make a screen anew that is being closed."""

    def change(self, change: "Change") -> None:
        """Make a change in the library, say so, and keep what undoes it."""

    def subscribe(self, address: str) -> None:
        """Look for a feed at an address and read it from now on."""

    def update_feed(self, number: int) -> None:
        """Look at one feed."""


def changing_app(app: Any) -> ChangingApp:
    """Return the app as what makes changes."""
    return cast(ChangingApp, app)


def article_of(screen: object) -> "Article | None":
    """Return the article that a screen is about, None for one that is about none."""
    return cast(HasArticle, screen).article if hasattr(screen, "article") else None


def position_in(screen: object) -> "tuple[int, Position] | None":
    """Return the article that a screen shows the text of, and where in it the reader is; None for another screen."""
    return cast("tuple[int, Position] | None", getattr(screen, "position", None))
