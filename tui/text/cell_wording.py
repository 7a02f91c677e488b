"""Words for articles and claims on the screen, cut to a width in cells."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from store.wording import (
    citation,
    claims_of,
    counted,
    day,
    day_and_time,
    figure_given,
    joined,
    measured,
    one_line,
    paragraph_cited,
    relayed,
    source_name,
    stance,
    title_of,
)

if TYPE_CHECKING:
    from store.library.articles import Article

__all__ = [
    "citation",
    "claims_of",
    "counted",
    "day",
    "day_and_time",
    "excerpt",
    "facts_of",
    "figure_given",
    "fit",
    "joined",
    "measured",
    "one_line",
    "outlet_of",
    "outlets_of",
    "paragraph_cited",
    "quoted",
    "relayed",
    "source_name",
    "stance",
    "title_of",
    "when",
]


# How much of a title identifies an article without an outlet.
_TITLE = 28


def fit(text: str, width: int) -> str:
    """Return text in at most width cells, ending in an ellipsis if it was cut."""
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return "…"[:width]
    return set_cell_size(text, width - 1).rstrip() + "…"


def facts_of(article: "Article") -> list[str]:
    """Return the heading's facts about an article: outlet, date, claims, version if there are several."""
    facts = [one_line(article.outlet), day_and_time(article.published), claims_of(article)]
    if article.versions > 1:
        facts.append(f"v{article.version}")
    return [fact for fact in facts if fact]


def when(moment: str) -> str:
    """Return the day of an ISO time; a year alone is unchanged."""
    return moment if len(moment) == 4 and moment.isdigit() else day(moment)


def outlet_of(article: "Article") -> str:
    """Return the outlet of an article or, without one, the beginning of its title in quotation marks."""
    return one_line(article.outlet) or f"“{fit(title_of(article), _TITLE)}”"


def outlets_of(articles: "Iterable[Article]", most: int = 3) -> str:
    """Return the outlets of articles: `Harbour Post, Coast Wire and 2 more`."""
    names = list(dict.fromkeys(outlet_of(article) for article in articles))
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def excerpt(sentence: str, figure: str, width: int, place: int = -1) -> tuple[str, str, str]:
    """Return the part of a sentence around a figure, in at most width cells, as before, figure, after.

    place: the figure's offset in the sentence; if it isn't there, its first occurrence counts. If the sentence lacks
    the figure, it is empty and the sentence's beginning is returned.
    """
    sentence, figure = one_line(sentence), one_line(figure)
    at = place if place >= 0 and figure and sentence.startswith(figure, place) else -1
    if at < 0 and figure:
        at = sentence.find(figure)
    if at < 0:
        return _head(sentence, width), "", ""
    before, after = sentence[:at], sentence[at + len(figure) :]
    room = max(width - cell_len(figure), 0)
    # A third of the room goes before the figure; each side may use what the other leaves.
    ahead = max(room // 3, room - cell_len(after))
    if cell_len(before) > ahead:
        before = _tail(before, ahead)
    return before, figure, _head(after, room - cell_len(before))


def quoted(before: str, figure: str, after: str) -> tuple[str, str, str]:
    """Return an excerpt in quotation marks, unless the text has its own there."""
    opened = (before + figure + after)[:1] in _MARKS
    closed = opened or (before + figure + after)[-1:] in _MARKS
    return f"{'' if opened else '“'}{before}", figure, f"{after}{'' if closed else '”'}"


_MARKS = ('"', "“", "”", "‘", "’", "'")


def _head(text: str, width: int) -> str:
    """Return the beginning of text in at most width cells, cut after a word, with an ellipsis."""
    if cell_len(text) <= width:
        return text
    words = fit(text, width).removesuffix("…").rpartition(" ")[0]
    return f"{words} …" if words else fit(text, width)


def _tail(text: str, width: int) -> str:
    """Return the end of text in at most width cells, cut before a word, with an ellipsis."""
    cells = cell_len(text)
    while text and cells > width - 1:
        _, _, rest = text.lstrip().partition(" ")
        cells -= cell_len(text[: len(text) - len(rest)])
        text = rest
    return f"…{text}"[:width]
