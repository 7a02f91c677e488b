"""Writes web archives of news that never happened: pages of several sites' shapes, and what a crawler brings besides.

Every twentieth page is printed a second time under another address, letter for letter; every fiftieth is fetched again
with a changed text; others are no article, no English, or no page. The same seed makes the same archives.
"""

import io
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.synthetic import CLAIMS_EACH, Report, World

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.warcwriter import WARCWriter

# A month, into which the years of the synthetic news are pressed.
_FIRST, _DAYS = datetime(2026, 3, 1, 6, tzinfo=UTC), 30
_YEARS = datetime(2017, 1, 1, 6, tzinfo=UTC), 3_300 * 86_400
_PARAGRAPH = 3
_MENU = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("news", "city", "sport", "weather"))
_TEASERS = "".join(f'<li><a href="/t/{number}">Another story, number {number}</a></li>' for number in range(8))
_GERMAN = (
    "Die Feuerwehr zählte am Freitag 90 Häuser unter Wasser, und der Bürgermeister sprach von mehr als 220 Häusern. "
    "Die Stadt will das Sperrwerk neu bauen, sagte er, und rechnet mit Kosten von vielen Millionen. "
)


@dataclass(frozen=True, slots=True)
class Record:
    """An answer that a crawler keeps; fetched: ISO 8601 in UTC."""

    url: str
    fetched: str
    body: str
    status: str = "200 OK"
    kind: str = "text/html; charset=utf-8"


def records(pages: int, seed: int = 7) -> Iterator[Record]:
    """Yield about so many pages, as they were fetched."""
    chance = random.Random(seed)
    for report in _reports(pages, seed):
        when = _when(report)
        name = report.outlet.lower().replace(" ", "-")
        url = f"https://{name}.example/{when:%Y/%m/%d}/{report.number}"
        fetched = (when + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
        body = page(report, when, chance.randrange(3))
        yield Record(url, fetched, body)
        if report.number % 20 == 0:
            yield Record(url.replace(".example/", ".example/amp/"), fetched, body)
        if report.number % 50 == 0:
            later = (when + timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M:%SZ")
            yield Record(url, later, body.replace("</article>", "<p>This report was updated later.</p></article>"))
        if report.number % 40 == 0:
            yield Record(f"https://{name}.example/gone/{report.number}", fetched, "<p>Gone</p>", "404 Not Found")
            yield Record(f"https://{name}.example/{report.number}.png", fetched, "x", kind="image/png")
            yield Record(f"https://{name}.example/feed/{report.number}", fetched, "<rss></rss>")
            yield Record(f"https://{name}.example/de/{report.number}", fetched, _foreign(report.number))


def write(folder: Path, pages: int, files: int, seed: int = 7) -> list[Path]:
    """Write about so many pages into archives, compressed record by record, and return these."""
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


def page(report: Report, when: datetime, shape: int) -> str:
    """Return a report as one of three sites has it: plain, with what it is in JSON-LD, or between menus and teasers."""
    title, outlet = escape(report.title), escape(report.outlet)
    sentences = report.text.strip().split(". ")
    paragraphs = "".join(
        f"<p>{escape('. '.join(sentences[at : at + _PARAGRAPH]).strip())}.</p>\n"
        for at in range(0, len(sentences), _PARAGRAPH)
    )
    date = when.isoformat()
    meta = f'<meta property="article:published_time" content="{date}">'
    if shape == 1:
        stated = {"@type": "NewsArticle", "headline": report.title, "datePublished": date}
        meta = f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **stated})}</script>'
    around = (f"<header><nav><ul>{_MENU}</ul></nav></header>", f"<aside><ul>{_TEASERS}</ul></aside>")
    before, after = around if shape else ("", "")
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - {outlet}</title>
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{outlet}">{meta}<style>body {{ margin: 0 }}</style></head>
<body>{before}<article><h1>{title}</h1>
{paragraphs}</article>{after}<footer>Imprint, contact, terms of use</footer></body></html>"""


def _reports(pages: int, seed: int) -> Iterator[Report]:
    # What is repeated, and what is no article, makes the rest.
    wanted = max(1, round(pages / 1.12))
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
        record.url, "response", io.BytesIO(record.body.encode()), http_headers=answer, warc_headers_dict=date
    )
