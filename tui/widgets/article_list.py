"""The list of articles: any number of them, read page by page as they come into view."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from store.library.articles import Article
from tui.text.cell_wording import day, fit, one_line, title_of
from tui.text.signs import LOOKS
from tui.widgets.pane_title import PaneTitle
from tui.widgets.view import View

PAGE = 100
_KEPT_PAGES = 32
_DATE_WIDTH = len("14 Mar 2026")

ReadPage = Callable[[int, int], list[Article]]
Place = Callable[[int], int | None]


UNREAD, STARRED = "●", "★"
# Tags cut shorter than this say nothing.
_SHORTEST_TAGS = 6
# Unread and starred, a cell each.
_MARKS_WIDTH = 3


class GroupHeading(NamedTuple):
    """The heading of a group: its name, and how many articles it has."""

    name: str
    articles: int


class Columns(NamedTuple):
    """The widths of a row's columns in cells; 0 for a column without room."""

    marks: int
    title: int
    outlet: int
    date: int
    claims: int
    contested: int


def columns(width: int, *, outlets: bool = True) -> Columns:
    """Return the columns for a list of width cells; outlets: whether any article has one."""
    # The title has priority: the number of claims is shown only if it costs no word of it.
    claims, contested = (8, 11) if width >= 90 else (0, 6)
    outlet = min(26, width // 5) if outlets and width >= 64 else 0
    date = _DATE_WIDTH + 2 if width >= 60 else 0
    title = max(8, width - 2 - _MARKS_WIDTH - outlet - date - claims - contested)
    return Columns(_MARKS_WIDTH, title, outlet, date, claims, contested)


class ColumnHeads(PaneTitle):
    """The column names above the list."""

    def __init__(self, pane: "ArticleList") -> None:
        super().__init__(pane)
        self._list = pane

    def on_mount(self) -> None:
        super().on_mount()
        self.watch(self._list, "outlets", self._redraw, init=False)

    def _redraw(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        # The list reserves its last column for the scrollbar.
        width = self.size.width
        shape = columns(width - 1, outlets=self._list.outlets)
        contested = "contested" if shape.contested > 9 else LOOKS["differs"].sign
        text = (
            f"  {'':<{shape.marks}}{'title':<{shape.title}}"
            + (f"{'outlet':<{shape.outlet}}" if shape.outlet else "")
            + (f"{'date':<{shape.date}}" if shape.date else "")
            + (f"{'claims':>{shape.claims - 2}}  " if shape.claims else "")
            + f"{contested:<{shape.contested}}"
        )
        return Strip([Segment(text, self.look())]).adjust_cell_length(width, self.look())


class ArticleList(View):
    """Shows articles with a cursor; the screen provides the function that reads a page of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-list--title",
        "article-list--unread",
        "article-list--star",
        "article-list--muted",
        "article-list--contested",
        "article-list--cursor",
        "article-list--bar",
        "article-list--heading",
    }
    ALLOW_SELECT = False
    # The number of the article that the keys are about; what watches it is drawn with it.
    cursor = var(0)
    # Whether any article has an outlet: without one, their column is left out.
    outlets = var(True)

    @dataclass
    class Opened(Message):
        """An article is to be read."""

        article: Article

    @dataclass
    class Moved(Message):
        """The cursor moved to another row."""

        row: int

    def __init__(self, read_page: ReadPage, place: Place) -> None:
        """Show what read_page reads from an offset on; place: returns the row of an article, None if missing."""
        super().__init__()
        self.count = 0
        # What keys act on: the article shown under the cursor, whatever row it has now.
        self.chosen: Article | None = None
        self._headings: Sequence[GroupHeading] = ()
        # The number of each group's first article, and the row of the group's heading.
        self._starts: list[int] = []
        self._heading_rows: list[int] = []
        self._read_page = read_page
        self._place = place
        self._pages: LRUCache[int, list[Article]] = LRUCache(_KEPT_PAGES)

    def show(self, count: int, headings: Sequence[GroupHeading] = ()) -> None:
        """Show this many articles; the cursor stays on its article, at the same height in the view.

        headings: of their groups, in order. If the article is gone, its neighbour is chosen.
        """
        offset = self._row_of(self.cursor) - self.top
        anchors = [self.chosen, *(self._in_memory(self.cursor + step) for step in (1, -1))]
        self._renew(count, self._first_place(anchors), headings)
        self.go_to(self._row_of(self.cursor) - offset)
        if headings:
            self._reveal_cursor()

    def begin(self, count: int, headings: Sequence[GroupHeading] = ()) -> None:
        """Show this many other articles, with the first one chosen; headings: as for `show`."""
        self._renew(count, 0, headings)
        self.go_to(0)

    def _row_of(self, number: int) -> int:
        """Return the row of the article with a number, below the headings of all groups up to its own."""
        return number + bisect_right(self._starts, number)

    def _number_at(self, row: int) -> int:
        """Return the number of the article on a row; for a heading, that of the first below it."""
        return row - bisect_right(self._heading_rows, row)

    def choose(self, article_id: int) -> bool:
        """Put the cursor on an article; return False if the list doesn't have it."""
        row = self._place(article_id)
        if row is not None:
            self.move_to(row)
        return row is not None

    def article(self, row: int) -> Article | None:
        """Return the article of a row, None if there is none or it can't be read."""
        if not 0 <= row < self.count:
            return None
        number, index = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read_page(number * PAGE, PAGE)
        return page[index] if index < len(page) else None

    def _in_memory(self, row: int) -> Article | None:
        """Return the article of a row if it was read already."""
        page = self._pages.get(row // PAGE) or []
        return page[row % PAGE] if row >= 0 and row % PAGE < len(page) else None

    def _first_place(self, anchors: Sequence[Article | None]) -> int:
        places = (self._place(article.id) for article in anchors if article)
        return next((row for row in places if row is not None), self.cursor)

    def _renew(self, count: int, cursor: int, headings: Sequence[GroupHeading]) -> None:
        self._pages.clear()
        self.count = count
        self._headings = headings
        self._starts = list(accumulate((heading.articles for heading in headings[:-1]), initial=0)) if headings else []
        self._heading_rows = [start + above for above, start in enumerate(self._starts)]
        self.set_height(count + len(headings))
        self.cursor = max(0, min(cursor, count - 1))
        self.chosen = self.article(self.cursor)
        self.redraw()

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, or the nearest existing one, and show it."""
        row = max(0, min(row, self.count - 1))
        before, self.cursor = self.cursor, row
        self.chosen = self.article(row)
        self.redraw({self._row_of(before), self._row_of(row)})
        self._reveal_cursor()
        if row != before:
            self.post_message(self.Moved(row))

    def action_move(self, step: int) -> None:
        self.move_to(self.cursor + step)

    def action_move_page(self, step: int) -> None:
        rows = step * max(1, self.page - 1)
        at = self._row_of(self.cursor) + rows
        self.go_to(self.top + rows)
        self.move_to(self._number_at(at))

    def action_move_end(self, end: int) -> None:
        self.move_to(0 if end == 0 else self.count - 1)

    def action_open(self) -> None:
        """Tell the screen to open the article under the cursor."""
        if self.chosen:
            self.post_message(self.Opened(self.chosen))

    def on_click(self, event: events.Click) -> None:
        at = self.top + event.y
        if at in self._heading_rows or at >= self.virtual_size.height:
            return
        row = self._number_at(at)
        if row == self.cursor:
            self.action_open()
        else:
            self.move_to(row)

    def on_resize(self, event: events.Resize) -> None:
        self._reveal_cursor()

    def _reveal_cursor(self) -> None:
        row = self._row_of(self.cursor)
        # Show the first article of a group with its heading.
        self.reveal(row - (self.cursor in self._starts), row + 1)

    def draw(self, row: int) -> Iterable[Segment] | None:
        number = self._number_at(row)
        place = bisect_left(self._heading_rows, row)
        if place < len(self._heading_rows) and self._heading_rows[place] == row:
            return self._draw_heading(self._headings[place])
        article = self.article(number)
        if article is None:
            return None
        over = self.over("article-list--cursor") if number == self.cursor else Style.null()
        segments = (
            Segment(text, self.look(f"article-list--{style}") + over)
            for text, style in self._cells(article, columns(self.measure, outlets=self.outlets), number == self.cursor)
        )
        return Strip(segments).adjust_cell_length(self.measure, self.base + over)

    def _draw_heading(self, heading: GroupHeading) -> Iterable[Segment]:
        count = f"  {heading.articles:,}"
        name = fit(one_line(heading.name), self.measure - cell_len(count) - 4)
        style = self.look("article-list--heading")
        muted = self.look("article-list--muted")
        return Segment(f"  {name}", style), Segment(count, muted)

    def _cells(self, article: Article, shape: Columns, chosen: bool) -> Iterator[tuple[str, str]]:
        yield "▌ " if chosen else "  ", "bar"
        yield " " if article.read else UNREAD, "unread"
        yield f"{STARRED if article.starred else ' '} ", "star"
        title = fit(title_of(article), shape.title - 2)
        yield title, "title" if article.read else "unread"
        yield _cell(_tags(article, shape.title - cell_len(title) - 4), shape.title - cell_len(title)), "muted"
        if shape.outlet:
            yield _cell(one_line(article.outlet), shape.outlet), "muted"
        if shape.date:
            # Align days under days, tens under tens.
            yield _cell(day(article.published).rjust(_DATE_WIDTH), shape.date), "muted"
        if shape.claims:
            yield f"{article.claims:>{shape.claims - 2},}  ", "title" if article.claims else "muted"
        contested = f"{LOOKS['differs'].sign} {article.contested:,}" if article.contested else ""
        yield contested.ljust(shape.contested), "contested"


def _tags(article: Article, width: int) -> str:
    """Return the article's tags in at most width cells, to follow its title; "" if too little room is left."""
    tags = " ".join(f"#{one_line(tag)}" for tag in article.tags)
    return f"  {fit(tags, width)}" if tags and width >= _SHORTEST_TAGS else ""


def _cell(text: str, width: int) -> str:
    """Return text in exactly width cells, the last two of them blank."""
    text = fit(text, width - 2)
    return text + " " * (width - cell_len(text))
