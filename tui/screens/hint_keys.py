"""The key that puts letters on the figures in view, to jump to one of them."""

from textual.binding import Binding
from textual.screen import Screen

from tui.widgets.article_text import ArticleText
from tui.widgets.hinted_text import HintedText, letters
from tui.widgets.key_bar import KeyBar

BINDINGS = (Binding("f", "hint", "jump", tooltip="Jump to a claim by the letters put on it", id="hint", show=False),)


class HintKeys(Screen[None], inherit_bindings=False):
    """A screen with texts whose claims can get hints."""

    _text: ArticleText
    _bar: KeyBar
    # The claim of each hint, as its text and number; and what is typed of a hint.
    _hints: dict[str, tuple[HintedText, int]]
    _typed = ""

    def notice(self, words: str) -> None:
        """Show a notice that contains foreign text."""
        raise NotImplementedError

    def change_side(self) -> None:
        """Switch to the other article."""
        raise NotImplementedError

    def show_count(self) -> None:
        """Restore what the bar shows without hints."""
        raise NotImplementedError

    def action_hint(self) -> None:
        """Put letters on all claims in view."""
        texts = [text for text in self.query(HintedText) if text.display]
        places = [(text, claim) for text in texts for claim in text.claims_in_view]
        if not places:
            self.notice("No figure is in view.")
            return
        self._hints = dict(zip(letters(len(places)), places, strict=True))
        self._show_hints("")
        self.set_focus(self._text)
        self._bar.status = "type the letters of a figure · Esc cancels"

    def forget_hints(self) -> None:
        """Remove the letters."""
        self._hints = {}
        self._show_hints("")

    def _show_hints(self, typed: str) -> None:
        self._typed = typed
        for text in self.query(HintedText):
            hints = {claim: hint for hint, (home, claim) in self._hints.items() if home is text}
            text.show_hints(hints if self._hints else None, typed)

    def on_hinted_text_hint_typed(self, event: HintedText.HintTyped) -> None:
        typed = self._typed + event.letter
        wanted = self._hints.get(typed)
        if not wanted and event.letter and any(hint.startswith(typed) for hint in self._hints):
            self._show_hints(typed)
            return
        self.forget_hints()
        self.show_count()
        if wanted:
            text, claim = wanted
            if text is not self._text:
                self.change_side()
            self.set_focus(text)
            text.go_to_claim(claim)
