"""Keys to scroll an article by half pages and paragraphs, whichever pane has the focus."""

from textual.binding import Binding
from textual.screen import Screen

from tui.widgets.article_text import ArticleText

BINDINGS = (
    Binding("ctrl+d", "half_page(1)", "half page", tooltip="Half a page down", id="half_down", show=False),
    Binding("ctrl+u", "half_page(-1)", "half page", tooltip="Half a page up", id="half_up", show=False),
    Binding(
        "right_curly_bracket", "paragraph(1)", "paragraph", tooltip="Next paragraph", id="next_paragraph", show=False
    ),
    Binding(
        "left_curly_bracket",
        "paragraph(-1)",
        "paragraph",
        tooltip="Previous paragraph",
        id="prev_paragraph",
        show=False,
    ),
)


class TextKeys(Screen[None], inherit_bindings=False):
    """A screen with the text of an article."""

    _text: ArticleText

    def back_to_text(self) -> bool:
        """Focus the text; return False if it or nothing has the focus."""
        away = self.focused is not None and self.focused is not self._text
        if away:
            self.set_focus(self._text)
        return away

    def action_half_page(self, step: int) -> None:
        """Scroll the text by half a page."""
        self._text.go_to(self._text.top + step * max(1, self._text.page // 2))

    def action_paragraph(self, step: int) -> None:
        """Scroll the next (1) or the previous (-1) paragraph to the top of the view."""
        rows, top = self._text.rows, self._text.top
        # The blank row before a paragraph comes to the top with it, as at the beginning of the text.
        blank = [number for number, row in enumerate(rows) if row.start == row.end]
        beyond = [number for number in blank if (number > top if step > 0 else number < top)]
        if beyond:
            self._text.go_to(beyond[0] if step > 0 else beyond[-1])
