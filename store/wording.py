"""Puts articles and claims into words for commands, exports and screens. Pure: no screen, no library."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from extract.text.controls import clean

if TYPE_CHECKING:
    # Imported only for typing: the list doesn't need it, so the app starts sooner.
    from extract.claim import Claim
    from store.library.articles import Article
    from store.library.feeds import Subscription
    from store.library.trash import TrashedArticle

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_DATE = "no date"
UNTITLED = "untitled"
# The most letters of a text's first words that stand for a title.
_INCIPIT = 90


def one_line(text: str) -> str:
    """Return text as one line without control characters."""
    return " ".join(clean(text).split())


def counted(number: int, noun: str) -> str:
    """Return `1 claim`, `2 claims`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def day(published: str) -> str:
    """Return the day of an ISO 8601 time as `14 Mar 2026`, a month alone as `Mar 2026`; `no date` for no time."""
    moment = _moment(published)
    return _day(moment) if moment else _month(published) or NO_DATE


def day_and_time(published: str) -> str:
    """Return an ISO 8601 time as `14 Mar 2026 09:10`, in its own zone; the day alone where no hour is given."""
    moment = _moment(published)
    if not moment:
        return day(published)
    return _day(moment) if "T" not in published and ":" not in published else f"{_day(moment)} {moment:%H:%M}"


def _day(moment: date) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _month(published: str) -> str:
    year, _, month = published.partition("-")
    return f"{_MONTHS[int(month) - 1]} {year}" if month.isdecimal() and 1 <= int(month) <= 12 else ""


def _moment(published: str) -> datetime | None:
    try:
        return datetime.fromisoformat(published.strip())
    except ValueError:
        return None


def title_of(article: "Article | TrashedArticle") -> str:
    """Return the article's title or, without one, its first words, or else the last part of its file name or URL."""
    last = article.location.rstrip("/").rpartition("/")[2]
    return one_line(article.title) or _first_words(article.beginning) or one_line(last) or UNTITLED


def _first_words(text: str) -> str:
    """Return the first line of a text, in as many whole words as a title may have."""
    line = one_line(text.lstrip().partition("\n")[0])
    return line if len(line) <= _INCIPIT else f"{line[:_INCIPIT].rpartition(' ')[0] or line[:_INCIPIT]} …"


def name_of(feed: "Subscription") -> str:
    """Return the feed's title or, without one, its address."""
    return one_line(feed.title) or one_line(feed.url)


def claims_of(article: "Article") -> str:
    """Return `9 claims, 2 contested`."""
    claims = counted(article.claims, "claim") if article.claims else "no claims"
    return f"{claims}, {article.contested:,} contested" if article.contested else claims


def measured(claim: "Claim") -> str:
    """Return what the claim's figure measures: subject, place, period or day, in the words of its own article."""
    subject, period = one_line(claim.subject), _period(claim)
    parts = [subject, *(_name(place) for place in claim.about.places[:1])]
    parts += [] if _beginnings(period.rpartition(" ")[0]) <= _beginnings(subject) else [period]
    seen = ""
    kept = []
    for part in parts:
        if part and part.casefold() not in seen:
            kept.append(part)
            seen += f" {part.casefold()}"
    return " · ".join(kept)


def _beginnings(words: str) -> set[str]:
    """Return the beginnings of words, the same for `19 March` and `Mar 19`."""
    return {word[:3].casefold() for word in words.split()}


def _name(place: str) -> str:
    place = one_line(place)
    return place.title() if place.islower() else place


def _period(claim: "Claim") -> str:
    begin, _, end = claim.about.period.partition("/")
    first, last = (_moment(begin) if begin else None), (_moment(end) if end else None)
    if first and last:
        return _day(first) if first == last else f"{_day(first)} to {_day(last)}"
    if first:
        return f"since {_day(first)}"
    if last:
        return f"until {_day(last)}"
    moment = _moment(claim.about.as_of) if claim.about.as_of else None
    return f"as of {_day(moment)}" if moment else ""


def stance(claim: "Claim") -> str:
    """Return in words how the text presents the claim: as a fact, denied, disputed, inside a quote, unsourced."""
    words = {
        "asserted": "stated as fact" if claim.source else "no source: the article itself says so",
        "denied": "denied",
        "disputed": "disputed",
    }[claim.stance]
    return f"{words} · inside a quote" if claim.quoted else words


def figure_given(claim: "Claim") -> str:
    """Return the figure as its source gives it: `450`, or `denies 450`."""
    return f"denies {one_line(claim.text)}" if claim.stance == "denied" else one_line(claim.text)


def source_name(claim: "Claim") -> str:
    """Return the source's full name, or `no source` if the narrator states the figure."""
    if not claim.source:
        return "no source"
    return one_line(claim.source.name) or one_line(claim.source.text)


def relayed(claim: "Claim") -> str:
    """Return `via Harbour Radio`, or "" if the source speaks in the article itself."""
    names = ", ".join(one_line(mention.name or mention.text) for mention in claim.via)
    return f"via {names}" if names else ""


def citation(claim: "Claim", article: "Article", sentence: str = "") -> str:
    """Return the claim with its source, sentence and article, as text to paste elsewhere."""
    figure = one_line(claim.text)
    about = one_line(claim.subject)
    source = f"denied by {source_name(claim)}" if claim.stance == "denied" and claim.source else source_name(claim)
    parts = [f"{figure} ({about})" if about else figure, source]
    if claim.cue:
        parts[-1] += f", “{one_line(claim.cue.text)}”"
    if relay := relayed(claim):
        parts[-1] += f", {relay}"
    quote = f"“{line}” " if (line := one_line(sentence)) else ""
    return f"{' — '.join(parts)}. {quote}{_printed_in(article)}"


def paragraph_cited(words: str, article: "Article") -> str:
    """Return a paragraph with its article, as text to paste elsewhere."""
    return f"“{one_line(words)}” {_printed_in(article)}"


def _printed_in(article: "Article") -> str:
    """Return the end of a citation: title, outlet, day and link of an article."""
    where = (f"“{title_of(article)}”", one_line(article.outlet), day(article.published))
    return f"{', '.join(part for part in where if part)}. {one_line(article.location)}"


def joined(parts: Iterable[str]) -> str:
    """Return the parts that are not empty with a middle dot between them."""
    return " · ".join(part for part in parts if part)
