"""Which articles of a crawl are extracted, and what happens to those that can't be."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from store.archive.incoming import Incoming
from store.crawl.archives import find
from store.crawl.manifest import NAME, Manifest
from store.crawl.requirements import CrawlError
from store.crawl.run import Crawl
from tests.store.crawl.conftest import Crawled, archive, record

if TYPE_CHECKING:
    from store.crawl.engine import Engine


def extracted(folder: Path) -> list[int]:
    """Return how many articles of each slice were searched for claims."""
    from store.crawl.parquet_tables import read_rows

    return [
        sum(row["claims"] is not None for row in read_rows(path))
        for path in sorted((folder / "pages").rglob("*.claims.parquet"))
    ]


def lines_of(folder: Path, kind: str) -> list[dict[str, Any]]:
    """Return the manifest's lines of a kind."""
    lines = map(json.loads, (folder / NAME).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line["kind"] == kind]


def test_a_text_at_two_addresses_is_extracted_once(crawl: Crawled, tmp_path: Path) -> None:
    again = record(0, url="https://harbour.example/amp/0")
    crawl(archive(tmp_path / "a.warc.gz", record(0), again))
    assert extracted(tmp_path / "out") == [1]


def test_adding_archives_does_not_extract_earlier_texts_again(crawl: Crawled, tmp_path: Path) -> None:
    crawl(archive(tmp_path / "a.warc.gz", record(0), record(1)))
    crawl(archive(tmp_path / "b.warc.gz", record(2)))
    words = [line["words"] for line in lines_of(tmp_path / "out", "claims")]
    assert len(words) == 3
    assert sorted(bool(count) for count in words) == [False, True, True]


def test_a_text_whose_extraction_fails_is_named_and_left_out(tmp_path: Path) -> None:
    from extract.extractor import LONGEST
    from store.crawl import folding
    from store.crawl.archives import Archive, path_of
    from store.crawl.parquet_tables import write_pages
    from store.crawl.slice_claims import SliceRows, extract_slice
    from store.crawl.slice_reader import row_of
    from store.formats.warc_reader import Page

    texts = ["Crews counted 90 homes in Oldmouth.", "The boats were late. " * (LONGEST // 20), "Some 40 people left."]
    rows = [
        row_of(Incoming(place, (place,), text), Archive("made", 1), Page(number, place, ""))
        | {"slice": "made/0", "row": number}
        for number, text in enumerate(texts)
        for place in [f"https://coast.example/{number}"]
    ]
    write_pages(path_of(tmp_path, "made/0"), rows)
    target = tmp_path / "work"
    folding.fold(tmp_path, ["made/0"], target)
    (kept,) = folding.kept_rows(target).items()
    ((name, why),) = extract_slice(SliceRows(tmp_path, *kept)).failed
    folding.put_in_order(tmp_path, target)
    assert name == "https://coast.example/1"
    assert "too long to be one article" in why
    order = folding.Order(target)
    assert [order.place(number) for number in range(len(order))] == [
        "https://coast.example/0",
        "https://coast.example/2",
    ]


def test_a_crawl_without_a_pipeline_stops_with_a_message(engine: "Engine", tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", record(0))
    with Manifest.opened(tmp_path / "out") as manifest, pytest.raises(CrawlError, match=r"^no spaCy pipeline in "):
        list(Crawl(manifest, engine, find([str(path)]), pipeline=tmp_path / "none").run())
