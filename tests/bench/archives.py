"""Writes web archives of invented news: pages laid out like several sites', and what a crawler fetches besides.

Lengths are drawn between the deciles of two corpora of news, ECB+ (496 short reports) and PolNeAR (924 articles), half
of each. Every eighth report is agency copy that one to four other outlets print verbatim under their own titles, every
twentieth page has a second address, every fifth report is an older one with another lead, and every fiftieth is fetched
again with a changed text; others are not articles, not English, or not pages. So a quarter of the pages repeat a text,
and one in ten is a near copy. The shares are a guess at a crawl of many outlets, not measured. The same seed makes the
same archives.
"""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.site_pages import SHAPES, page
from tests.bench.synthetic import CLAIMS_EACH, Report, World

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.warcwriter import WARCWriter

# The month into which the years of the synthetic news are compressed: its start, its days.
_FIRST, _DAYS = datetime(2026, 3, 1, 6, tzinfo=UTC), 30
_YEARS = datetime(2017, 1, 1, 6, tzinfo=UTC), 3_300 * 86_400
# Words of the shortest article, at each decile, and of the longest; half from ECB+, half from PolNeAR.
_LENGTHS = (40, 100, 170, 240, 320, 420, 530, 680, 900, 1_200, 1_500)
_AGENCY, _PRINTS = 8, (1, 2, 2, 3, 4)
# Pages per report: its own, reprints, repeated fetches, and pages that are not articles.
_EACH = 1.42
_GERMAN = (
    "Die Feuerwehr zählte am Freitag 90 Häuser unter Wasser, und der Bürgermeister sprach von mehr als 220 Häusern. "
    "Die Stadt will das Sperrwerk neu bauen, sagte er, und rechnet mit Kosten von vielen Millionen. "
)


@dataclass(frozen=True, slots=True)
class Record:
    """An answer that a crawler keeps; fetched: ISO 8601 in UTC; encoding: the body's real one, whatever `kind` says."""

    url: str
    fetched: str
    body: str
    status: str = "200 OK"
    kind: str = "text/html; charset=utf-8"
    encoding: str = "utf-8"


def records(pages: int, seed: int = 7) -> Iterator[Record]:
    """Yield about this many pages, in the order in which they were fetched."""
    chance = random.Random(seed)
    outlets: list[str] = []
    for report in _reports(pages, seed):
        when = _when(report)
        outlets.append(report.outlet)
        text = _cut(report.text, _length(chance))
        first = _printed(report.number, report.title, report.outlet, text, when, chance)
        yield first
        if report.number % _AGENCY == 0:
            for number in range(chance.choice(_PRINTS)):
                outlet, title = chance.choice(outlets), f"{report.title}: report {number + 1}"
                later = when + timedelta(minutes=chance.randrange(10, 600))
                yield _printed(f"{report.number}-{number}", title, outlet, text, later, chance)
        yield from _besides(report.number, first, when)


def _printed(number: int | str, title: str, outlet: str, text: str, when: datetime, chance: random.Random) -> Record:
    """Return a text as an outlet prints it."""
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{when:%Y/%m/%d}/{number}"
    return Record(url, _fetched(when, 5), page(title, outlet, text, when, chance.randrange(SHAPES)))


def _besides(number: int, first: Record, when: datetime) -> Iterator[Record]:
    """Yield what a crawler fetches besides a report's page."""
    site = first.url[: first.url.index(".example/") + len(".example/")]
    if number % 20 == 0:
        yield Record(first.url.replace(".example/", ".example/amp/"), first.fetched, first.body)
    if number % 50 == 0:
        body = first.body.replace("</article>", "<p>This report was updated later.</p></article>")
        yield Record(first.url, _fetched(when, 9), body)
    if number % 40 == 0:
        yield Record(f"{site}gone/{number}", first.fetched, "<p>Gone</p>", "404 Not Found")
        yield Record(f"{site}{number}.png", first.fetched, "x", kind="image/png")
        yield Record(f"{site}feed/{number}", first.fetched, "<rss></rss>")
        yield Record(f"{site}de/{number}", first.fetched, _foreign(number))


def _fetched(when: datetime, hours: int) -> str:
    return (when + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _length(chance: random.Random) -> float:
    tenth = chance.randrange(len(_LENGTHS) - 1)
    return chance.uniform(_LENGTHS[tenth], _LENGTHS[tenth + 1])


def _cut(text: str, words: float) -> str:
    """Return the first sentences of a text, up to this many words."""
    sentences: list[str] = []
    size = 0
    for sentence in text.strip().split(". "):
        sentences.append(sentence)
        size += len(sentence.split())
        if size >= words:
            break
    return f"{'. '.join(sentences).rstrip('.')}."


def write(folder: Path, pages: int, files: int, seed: int = 7) -> list[Path]:
    """Write about this many pages into archives, compressed record by record, and return the archives."""
    folder.mkdir(parents=True, exist_ok=True)
    some = list(records(pages, seed))
    size = -(-len(some) // files)
    paths = []
    for number in range(files):
        paths.append(folder / f"news-{number:03}.warc.gz")
        write_records(paths[-1], some[number * size : (number + 1) * size])
    return paths


def write_records(path: Path, some: list[Record]) -> None:
    """Write an archive with these answers."""
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for record in some:
            writer.write_record(_record(writer, record))


def _reports(pages: int, seed: int) -> Iterator[Report]:
    # Repeats and pages that are not articles make up the rest.
    wanted = max(1, round(pages / _EACH))
    for number, report in enumerate(World(wanted * CLAIMS_EACH, seed).reports()):
        if number == wanted:
            return
        yield report


def _when(report: Report) -> datetime:
    begin, seconds = _YEARS
    share = (datetime.fromisoformat(report.published) - begin).total_seconds() / seconds
    return _FIRST + timedelta(minutes=round(share * _DAYS * 1440))


def _foreign(number: int) -> str:
    paragraphs = "".join(f"<p>{_GERMAN}</p>" for _ in range(6))
    return (
        f'<html lang="de"><title>Flut {number}</title><body><article><h1>Flut</h1>{paragraphs}</article></body></html>'
    )


def _record(writer: "WARCWriter", record: Record) -> "ArcWarcRecord":
    from warcio.statusandheaders import StatusAndHeaders

    answer = StatusAndHeaders(record.status, [("Content-Type", record.kind)], protocol="HTTP/1.1")
    date = {"WARC-Date": record.fetched}
    return writer.create_warc_record(
        record.url,
        "response",
        io.BytesIO(record.body.encode(record.encoding)),
        http_headers=answer,
        warc_headers_dict=date,
    )
