"""What a crawl makes of the pages in its archives."""

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.archive.incoming import Incoming
from store.crawl.archives import find
from store.crawl.manifest import NAME, Manifest
from store.crawl.requirements import CrawlError
from store.crawl.run import Crawl
from store.formats.importers import read
from store.formats.items import Source
from store.formats.warc_reader import pages
from store.ingest.extracting import claims_of
from tests.store.crawl.conftest import Crawled, archive, record, story, tables

if TYPE_CHECKING:
    from store.crawl.engine import Engine


def rows(folder: Path, question: str) -> list[tuple[object, ...]]:
    """Ask DuckDB, as a reader of the tables does."""
    from store.crawl.folding import connected

    with connected() as db:
        for name in ("articles", "claims", "vectors", "quantities"):
            db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{folder}/{name}/**/*.parquet')")
        answer: list[tuple[object, ...]] = db.execute(question).fetchall()
        return answer


def test_a_page_has_the_claims_that_the_extractor_finds(crawl: Crawled, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", record(0), record(1))
    crawl(path)
    expected = []
    with Source(path) as source:
        for item in pages(source):
            got = read(item)
            assert isinstance(got, Incoming)
            claims = claims_of(None, got.text, got.title, got.published)
            expected += [(got.places[0], claim.start, claim.end, claim.text, claim.value) for claim in claims]
    stored = rows(
        tmp_path / "out",
        'SELECT place, "start", "end", c.text, value FROM claims c JOIN articles USING (article) ORDER BY 1, 2',
    )
    assert expected
    assert stored == sorted(expected)


def test_tables_are_divided_by_day_and_outlet(crawl: Crawled, tmp_path: Path) -> None:
    crawl(archive(tmp_path / "a.warc.gz", record(0), record(1)))
    assert {Path(name).parent for name in tables(tmp_path / "out") if name.startswith("claims")} == {
        Path("claims/day=2026-03-14/outlet=Harbour%20Post"),
        Path("claims/day=2026-03-15/outlet=Coast%20Wire"),
    }


def test_a_text_at_two_addresses_is_one_article_with_both(crawl: Crawled, tmp_path: Path) -> None:
    again = record(0, url="https://harbour.example/amp/0")
    ran = crawl(archive(tmp_path / "a.warc.gz", record(0), again))
    assert ran.counts.skipped["has the same text as another"] == 1
    assert rows(tmp_path / "out", "SELECT place, copies FROM articles") == [
        ("https://harbour.example/0", ["https://harbour.example/amp/0"])
    ]


def test_the_newest_state_of_a_page_fetched_twice_remains(crawl: Crawled, tmp_path: Path) -> None:
    later = record(0, when="2026-03-15T12:00:00Z", body=story(8))
    ran = crawl(archive(tmp_path / "a.warc.gz", later, record(0)))
    assert ran.counts.skipped["is an older state of a page"] == 1
    ((text,),) = rows(tmp_path / "out", "SELECT text FROM articles")
    assert "208 homes" in str(text)


def test_near_duplicates_are_one_voice(crawl: Crawled, tmp_path: Path) -> None:
    first, other = record(0), record(2)
    copy = record(1, body=first.body.replace("<p>Repairs", "<p>From our correspondents. Repairs"))
    crawl(archive(tmp_path / "a.warc.gz", first, copy))
    ((voices,),) = rows(tmp_path / "out", "SELECT count(DISTINCT voice) FROM articles")
    assert voices == 1
    assert other.body != first.body


def test_pages_that_are_no_articles_are_counted_by_reason(crawl: Crawled, tmp_path: Path) -> None:
    german = "<p>Die Feuerwehr zählte am Freitag neunzig Häuser, die unter Wasser standen.</p>" * 9
    ran = crawl(
        archive(
            tmp_path / "a.warc.gz",
            record(0),
            record(1, body="<rss></rss>"),
            record(2, body=f"<html><body><article>{german}</article></body></html>"),
            record(3, status="404 Not Found"),
            record(4, kind="image/png"),
        )
    )
    assert ran.counts.articles == 1
    assert dict(ran.counts.skipped) == {
        "is a feed, not an article: `attribune feed add` subscribes to it, in the app F and a": 1,
        "is not in English": 1,
        "is an older state of a page": 0,
        "has the same text as another": 0,
    }
    assert not ran.failed


def test_a_damaged_record_is_named_and_the_rest_is_read(crawl: Crawled, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", *(record(number) for number in range(4)))
    body = bytearray(path.read_bytes())
    with Source(path) as source:
        assert len(list(pages(source))) == 4
    middle = len(body) // 2
    body[middle : middle + 40] = bytes(40)
    path.write_bytes(body)
    ran = crawl(path)
    assert ran.counts.articles == 3
    assert ran.failed
    assert all("record at byte" in name for name in ran.failed)


def test_a_file_that_is_no_archive_is_named_and_the_others_are_read(crawl: Crawled, tmp_path: Path) -> None:
    good = archive(tmp_path / "a.warc.gz", record(0))
    bad = tmp_path / "b.warc"
    bad.write_bytes(b"no archive at all\n" * 50)
    ran = crawl(good, bad)
    assert ran.counts.articles == 1
    assert any("b.warc" in name for name in ran.failed)


def test_an_unreachable_archive_is_named_and_read_in_the_next_run(
    engine: "Engine", crawl: Crawled, tmp_path: Path
) -> None:
    good, lost = archive(tmp_path / "a.warc.gz", record(0)), archive(tmp_path / "b.warc.gz", record(1))
    away = tmp_path / "away"
    failed: list[str] = []
    with Manifest.opened(tmp_path / "out") as manifest:
        for step in Crawl(manifest, engine, find([str(good), str(lost)])).run():
            failed += [name for name, _ in step.failed]
            if step.stage == "archives indexed" and step.done == step.total:
                lost.rename(away)
    assert failed == [f"{lost} pages 1 to 1"]
    assert rows(tmp_path / "out", "SELECT place FROM articles") == [("https://harbour.example/0",)]
    away.rename(lost)
    assert crawl(good, lost).counts.articles == 2


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [
        ("text/html; charset=utf-8", "windows-1252"),
        ("text/html; charset=iso-8859-1", "utf-8"),
        ("text/html; charset=no-such-charset", "utf-8"),
        ("text/html", "utf-16"),
    ],
)
def test_a_page_that_states_a_wrong_charset_is_read(crawl: Crawled, tmp_path: Path, kind: str, encoding: str) -> None:
    body = story(1).replace("the works ministry", "the ministry of Børglø").replace('charset="utf-8"', "")
    ran = crawl(archive(tmp_path / "a.warc.gz", record(0), record(1, body=body, kind=kind, encoding=encoding)))
    assert not ran.failed
    assert ran.counts.articles == 2
    assert rows(tmp_path / "out", "SELECT source FROM claims WHERE source LIKE '%Børglø%'")


def test_a_truncated_archive_is_named_and_its_whole_records_are_read(crawl: Crawled, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", *(record(number) for number in range(3)))
    path.write_bytes(path.read_bytes()[:-200])
    ran = crawl(path)
    assert ran.counts.articles == 2
    assert ran.failed


def test_a_truncated_page_is_named(crawl: Crawled, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc", record(0), record(1))
    path.write_bytes(path.read_bytes()[:-700])
    ran = crawl(path)
    assert ran.counts.articles == 1
    assert any("cut off" in why or "damaged" in why for why in ran.failed.values())


def test_a_second_run_repeats_nothing(crawl: Crawled, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", *(record(number) for number in range(5)))
    first = crawl(path)
    before = (tmp_path / "out" / NAME).read_bytes()
    assert crawl(path).counts == first.counts
    assert (tmp_path / "out" / NAME).read_bytes() == before


def test_adding_archives_later_gives_the_same_tables_as_all_at_once(crawl: Crawled, tmp_path: Path) -> None:
    first = archive(tmp_path / "a.warc.gz", record(0), record(1), record(2))
    second = archive(tmp_path / "b.warc.gz", record(3), record(0, when="2026-03-16T09:00:00Z", body=story(9, day=13)))
    crawl(first)
    crawl(second)
    crawl(first, second, out=tmp_path / "whole")
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_the_size_of_slices_changes_nothing(crawl: Crawled, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", *(record(number) for number in range(6)))
    crawl(path, size=2)
    crawl(path, out=tmp_path / "whole", size=100)
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_archives_are_read_from_any_address_that_fsspec_supports(crawl: Crawled, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as packed:
        packed.write(archive(tmp_path / "a.warc.gz", record(0)), "a.warc.gz")
    ran = crawl(f"zip://a.warc.gz::{tmp_path / 'packed.zip'}")
    assert ran.counts.articles == 1


def test_a_folder_with_other_files_is_refused(crawl: Crawled, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("Dear Ana", encoding="utf-8")
    with pytest.raises(CrawlError, match="has other files in it"):
        crawl(archive(tmp_path / "a.warc.gz", record(0)))


def test_a_second_crawl_into_a_folder_in_use_is_refused(crawl: Crawled, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", record(0))
    with Manifest.opened(tmp_path / "out"), pytest.raises(CrawlError, match="another crawl"):
        crawl(path)


def test_the_task_of_an_incomplete_last_line_is_repeated(crawl: Crawled, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", record(0), record(1))
    crawl(path)
    whole = tables(tmp_path / "out")
    manifest = tmp_path / "out" / NAME
    manifest.write_bytes(manifest.read_bytes()[:-9])
    crawl(path)
    assert tables(tmp_path / "out") == whole


def test_the_queries_in_the_documentation_work(crawl: Crawled, tmp_path: Path) -> None:
    some = [record(number) for number in range(5)]
    crawl(archive(tmp_path / "a.warc.gz", *some))
    text = (Path(__file__).parents[3] / "docs" / "crawls.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert len(queries) == 2
    for query in queries:
        query = query.replace("march/", f"{tmp_path / 'out'}/")
        query = query.replace("https://harbour.example/2026/03/14/barrier", "https://harbour.example/0")
        assert rows(tmp_path / "out", query.replace("more than 220", "200").rstrip().rstrip(";"))
