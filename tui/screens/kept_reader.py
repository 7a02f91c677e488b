"""A reader that is kept when it is closed, and shows another article when it is opened again."""

from collections.abc import Callable
from functools import partial

from textual.events import ScreenResume

from tui.app.open_article import Trail
from tui.screens.beside_keys import BesideKeys
from tui.screens.find_keys import FindKeys
from tui.screens.hint_keys import HintKeys


class KeptReader(BesideKeys, FindKeys, HintKeys, inherit_bindings=False):
    """A screen with an article; a subclass composes it, and calls `show_first` once it can show one."""

    _version_noticed: int

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._first: Callable[[], object] | None = None
        # The theme for which the styles are computed.
        self._theme = ""

    def read(
        self, article_id: int, claim_id: int | None = None, version: int | None = None, *, query: str = ""
    ) -> bool:
        """Show an article, at a claim or where it was left; return False if it can't be read."""
        raise NotImplementedError

    def begin(self, article_id: int, query: str = "", claim: int | None = None, *, trail: Trail | None = None) -> None:
        """Show a first article: at the match of `query`, at a claim, or at the end of a trail; forget those before.

        If it can't be read, the screen closes.
        """
        self._first = partial(self.take_up, trail) if trail else partial(self.read, article_id, claim, query=query)
        if self.is_mounted:
            self._clear()
            self.show_first()

    def show_first(self) -> None:
        """Show the first article."""
        first, self._first = self._first, None
        if first:
            first()
        if self._loaded is None:
            self.dismiss()

    def on_screen_resume(self, event: ScreenResume) -> None:
        # Textual would compute all styles again, which only another theme can have changed since the screen was closed.
        event.refresh_styles = self._theme != self.app.theme
        self._theme = self.app.theme

    def _clear(self) -> None:
        """Forget the article that was read before the screen was closed."""
        self.close_other()
        self.remove_class("-zen", "-finding")
        self._find_line.clear()
        self.forget_hints()
        self._loaded, self._version_noticed = None, 0
        self._way, self._ahead = [], []
