"""Keys that act on an article, the same in the list and in the reader: star, mark, tag, delete, open its page."""

from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.library.articles import Article
    from store.library.positions import Position
    from tui.app.changes import Change
    from tui.app.open_article import Trail

BINDINGS = (
    Binding("s", "app.star", "star", tooltip="Star the article, or remove its star", id="star"),
    Binding("m", "app.mark", "mark", tooltip="Mark the article as read or unread", id="mark"),
    Binding("number_sign", "app.tag", "tag", tooltip="Change the article’s tags", id="tag"),
    Binding("d", "app.delete", "delete", tooltip="Move the article to the trash", id="delete"),
    Binding("o", "app.browse", "browser", tooltip="Open the article’s page in the browser", id="browse"),
    Binding("z", "app.undo", "undo", tooltip="Undo the last change", id="undo"),
)


class HasArticle(Protocol):
    """A screen with an article that the keys act on."""

    @property
    def article(self) -> "Article | None":
        """The article, None if there is none now."""


class ChangingApp(Protocol):
    """The part of the app that screens use to change something."""

    def read(self, article_id: int | None, query: str = "", claim: int | None = None) -> None:
        """Show an article in the reader, at a claim."""

    def key_of(self, name: str, default: str) -> str:
        """Return the key of an action, as it is shown to a person."""

    def opened(self, article: "Article") -> None:
        """Record that an article is being read."""

    def left(self, article: int, position: "Position") -> None:
        """Record where the reader leaves an article."""

    def closed(self, trail: "Trail") -> None:
        """Record the history of a reader that is being closed."""

    def change(self, change: "Change") -> None:
        """Make an undoable change in the library, and report it."""

    def subscribe(self, address: str, report: "Callable[[str], bool]") -> None:
        """Find the feed at an address and subscribe to it; report: is told why that failed, "" if it didn't."""

    def read_when_added(self, chosen: "Article | None") -> bool:
        """Read what is being added as soon as it comes in; return False to read the chosen article instead."""

    def update_feed(self, number: int) -> None:
        """Poll one feed."""


def changing_app(app: Any) -> ChangingApp:
    """Return the app, typed as what makes changes."""
    return cast(ChangingApp, app)


def article_of(screen: object) -> "Article | None":
    """Return the article that a screen is about, None if there is none."""
    return cast(HasArticle, screen).article if hasattr(screen, "article") else None


def position_in(screen: object) -> "tuple[int, Position] | None":
    """Return the article whose text a screen shows, and the position in it; None for other screens."""
    return cast("tuple[int, Position] | None", getattr(screen, "position", None))
