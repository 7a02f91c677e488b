"""Pocket, Instapaper and Readwise Reader: CSV of addresses with dates, tags and reading state."""

import os
import sqlite3
import zipfile
from pathlib import Path

import pytest

from store.archive.incoming import ReadingState
from store.library import fetch_queue
from tests.store.formats.importing.conftest import Bring, outcomes

POCKET = """title,url,time_added,tags,status
Tide barrier costs double,https://harbour.example/barrier,1773479400,tide|old town,unread
"Fire, crews and homes",https://coast.example/crews?utm_source=pocket,1773393000,,archive
No address,,1773393001,,unread
A script,javascript:alert(1),1773393002,,unread
"""
INSTAPAPER = """URL,Title,Selection,Folder,Timestamp,Tags
https://harbour.example/barrier,Tide barrier,,Unread,1773479400,"[""tide""]"
https://coast.example/crews,Fire crews,,Archive,1773393000,[]
https://ferry.example/shelters,Red Cross,,Starred,1773393001,
https://ferry.example/money,Money,,City budget,1773393002,[]
"""
READWISE = """Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen
Tide barrier,https://harbour.example/barrier,01abc,"['tide', 'old town']",2026-03-14 09:10:00+00:00,0.4,new,True
Fire crews,https://coast.example/crews,01abd,[],2026-03-13 10:00:00+01:00,1.0,later,True
Red Cross,https://ferry.example/shelters,01abe,,2026-03-15 10:00:00+00:00,0,archive,True
"""


def kept(conn: sqlite3.Connection) -> dict[str, ReadingState]:
    return {page.url: page.kept for page in fetch_queue.waiting(conn)}


def test_a_pocket_export_is_imported(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    (tmp_path / "part_000000.csv").write_text(POCKET)
    states = outcomes(bring(tmp_path / "part_000000.csv"))
    assert states == {
        "https://harbour.example/barrier": "wanted",
        "https://coast.example/crews?utm_source=pocket": "wanted",
        "line 4": "has no web address: it is empty",
        "line 5": "has no web address: javascript:alert(1)",
    }
    assert kept(conn) == {
        "https://harbour.example/barrier": ReadingState("2026-03-14T09:10:00+00:00", tags=("tide", "old town")),
        "https://coast.example/crews?utm_source=pocket": ReadingState(
            "2026-03-13T09:10:00+00:00", read="2026-03-13T09:10:00+00:00"
        ),
    }
    assert [page.title for page in fetch_queue.waiting(conn)] == ["Fire, crews and homes", "Tide barrier costs double"]


def test_pockets_zip_and_its_unpacked_folder_are_imported(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path
) -> None:
    (tmp_path / "pocket").mkdir()
    (tmp_path / "pocket" / "part_000000.csv").write_text(POCKET)
    (tmp_path / "pocket" / "part_000001.csv").write_text("title,url,time_added,tags,status\nB,https://b.example/1,,,\n")
    (tmp_path / "pocket" / "more.json").write_text("{}")
    with zipfile.ZipFile(tmp_path / "pocket.zip", "w") as archive:
        for file in sorted((tmp_path / "pocket").iterdir()):
            archive.write(file, file.name)
        archive.writestr("../../odd.csv", "title,url,time_added\nC,https://c.example/1,\n")
        archive.writestr("cover.html", "<html></html>")
    states = outcomes(bring(tmp_path / "pocket"))
    assert states.pop("part_000001.csv: https://b.example/1") == "wanted"
    assert states.pop("part_000000.csv: https://harbour.example/barrier") == "wanted"
    assert states.pop("more.json").startswith("is JSON of an unknown format")
    again = outcomes(bring(tmp_path / "pocket.zip"))
    assert again["../../odd.csv: https://c.example/1"] == "wanted"
    assert fetch_queue.count(conn) == 4


def test_a_zip_with_an_uncompressed_export_is_recognised_as_a_zip(bring: Bring, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.writestr("feeds.opml", '<opml><body><outline xmlUrl="https://harbour.example/feed"/></body></opml>')
        archive.writestr("part_000000.csv", POCKET)
    states = outcomes(bring(tmp_path / "both.zip"))
    assert states["feeds.opml: https://harbour.example/feed"] == "feed"
    assert "wanted" in states.values()


def test_a_zip_that_is_damaged_or_without_an_export_is_reported(bring: Bring, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", "<html></html>")
    assert outcomes(bring(tmp_path / "a.zip"))[str(tmp_path / "a.zip")].startswith("is a ZIP without an export")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", POCKET)
    body = bytearray((tmp_path / "b.zip").read_bytes())
    body[60:90] = b"\xff" * 30
    (tmp_path / "b.zip").write_bytes(body)
    assert outcomes(bring(tmp_path / "b.zip"))["a.csv"].startswith("can't be unpacked")


@pytest.mark.parametrize("text", ["[]", '{"a": 1}', ' [["a"]]'])
def test_json_of_an_unknown_program_is_reported(bring: Bring, tmp_path: Path, text: str) -> None:
    from store.archive.incoming import ReadingError

    (tmp_path / "a").write_text(text)
    with pytest.raises(ReadingError, match="JSON of an unknown format"):
        bring(tmp_path / "a")


def test_an_instapaper_export_is_imported(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    (tmp_path / "instapaper-export.csv").write_text(INSTAPAPER)
    assert set(outcomes(bring(tmp_path / "instapaper-export.csv")).values()) == {"wanted"}
    there = kept(conn)
    assert there["https://harbour.example/barrier"] == ReadingState("2026-03-14T09:10:00+00:00", tags=("tide",))
    assert there["https://coast.example/crews"].read == "2026-03-13T09:10:00+00:00"
    assert there["https://ferry.example/shelters"].starred == "2026-03-13T09:10:01+00:00"
    assert there["https://ferry.example/money"].tags == ("City budget",)


def test_an_older_instapaper_export_without_tags_is_imported(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path
) -> None:
    (tmp_path / "old.csv").write_text(
        "URL,Title,Selection,Folder,Timestamp\nhttps://a.example/1,One,,Unread,1700000000\n"
    )
    assert outcomes(bring(tmp_path / "old.csv")) == {"https://a.example/1": "wanted"}


def test_a_readwise_reader_export_is_imported(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    (tmp_path / "reader.csv").write_text(READWISE)
    assert set(outcomes(bring(tmp_path / "reader.csv")).values()) == {"wanted"}
    assert kept(conn) == {
        "https://harbour.example/barrier": ReadingState("2026-03-14T09:10:00+00:00", tags=("tide", "old town")),
        "https://coast.example/crews": ReadingState("2026-03-13T09:00:00+00:00", read="2026-03-13T09:00:00+00:00"),
        "https://ferry.example/shelters": ReadingState("2026-03-15T10:00:00+00:00", read="2026-03-15T10:00:00+00:00"),
    }


def test_an_unknown_time_of_reading_is_that_of_the_export(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path
) -> None:
    export = tmp_path / "pocket.csv"
    export.write_text("title,url,time_added,tags,status\nOne,https://a.example/1,,,archive\n")
    os.utime(export, (1_700_000_000, 1_700_000_000))
    bring(export)
    assert kept(conn) == {"https://a.example/1": ReadingState(read="2023-11-14T22:13:20+00:00")}


def test_readwise_highlights_without_addresses_are_reported(bring: Bring, tmp_path: Path) -> None:
    export = tmp_path / "readwise-data.csv"
    export.write_text("Highlight,Book Title,Book Author,Amazon Book ID,Note,Color\nWords,A book,Jo,,,\n")
    assert "highlights without the addresses" in outcomes(bring(export, "readwise"))["the table"]


def test_an_export_of_another_version_is_reported_with_what_it_lacks(bring: Bring, tmp_path: Path) -> None:
    export = tmp_path / "pocket.csv"
    export.write_text("name,link\nOne,https://a.example/1\n")
    assert outcomes(bring(export, "pocket")) == {
        "the table": "has no column 'url': it is from another version, or not an export of this program"
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_in_other_charsets_are_read(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path, encoding: str
) -> None:
    export = tmp_path / "pocket.csv"
    export.write_bytes(POCKET.replace("Tide", "Über Tide").encode(encoding))
    brought = bring(export, "pocket")
    assert [item.outcome for item in brought] == ["wanted", "wanted", None, None]
    assert "Über Tide barrier costs double" in {page.title for page in fetch_queue.waiting(conn)}


def test_a_truncated_table_gives_its_whole_rows(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    export = tmp_path / "pocket.csv"
    export.write_text(POCKET[:150])
    assert next(item.outcome for item in bring(export)) == "wanted"
    export.write_bytes(POCKET.encode()[:60] + b"\x00\xff\xfe\x00" + POCKET.encode()[60:])
    assert "wanted" in outcomes(bring(export, "pocket")).values()


def test_importing_twice_doubles_nothing(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(POCKET)
    bring(tmp_path / "p.csv")
    first = fetch_queue.waiting(conn)
    bring(tmp_path / "p.csv")
    assert fetch_queue.waiting(conn) == first


def test_a_table_of_an_unknown_program_is_reported(bring: Bring, tmp_path: Path) -> None:
    from store.archive.incoming import ReadingError

    (tmp_path / "accounts.csv").write_text("date,amount\n2026-01-01,12\n")
    with pytest.raises(ReadingError, match="a table of an unknown format"):
        bring(tmp_path / "accounts.csv")


def test_rows_with_one_address_keep_the_tags_of_all(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    (tmp_path / "pocket.csv").write_text(
        "title,url,time_added,tags,status\nBarrier,https://harbour.example/b,1773479400,tide|sea,unread\n"
        "Again,https://harbour.example/b?utm_source=x,1773393000,sea|later,archive\n,https://harbour.example/b,,,\n"
    )
    for _ in range(2):
        bring(tmp_path / "pocket.csv")
        (page,) = fetch_queue.waiting(conn)
        assert page.title == "Again"
        assert page.kept == ReadingState(
            "2026-03-13T09:10:00+00:00", read="2026-03-13T09:10:00+00:00", tags=("tide", "sea", "later")
        )


def test_a_title_with_unquoted_commas_is_one_title(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    (tmp_path / "pocket.csv").write_text(
        'title,url,time_added,tags,status\nFire, "crews", homes,https://coast.example/c,1773393000,fire,unread\n'
    )
    bring(tmp_path / "pocket.csv")
    assert [(page.title, page.kept.tags) for page in fetch_queue.waiting(conn)] == [('Fire, "crews", homes', ("fire",))]
