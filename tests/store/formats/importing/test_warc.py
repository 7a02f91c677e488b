"""Web archives, written by warcio: whole, cut off in the middle, damaged, in a collection."""

import gzip as packing
import io
import sqlite3
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from store.library import articles
from tests.store.formats.importing.conftest import Bring, outcomes
from tests.store.formats.importing.pages import page

Record = tuple[str, str, str]  # address, when it was fetched, page
PAGES: tuple[Record, ...] = tuple(
    (f"https://harbour.example/{number}", f"2026-03-{14 + number}T09:00:00Z", page(f"Story {number}", 200 + number))
    for number in range(4)
)


def _identified(name: str, when: str = "2026-03-14T08:00:00Z") -> dict[str, str]:
    """Return the headers of a record that warcio would otherwise choose at random or take from the clock."""
    return {"WARC-Record-ID": f"<urn:record:{name}>", "WARC-Date": when}


def write(path: Path, pages: Iterable[Record] = PAGES, *, gzip: bool = True) -> bytes:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzip)
        software = io.BytesIO(b"software: test\r\n")
        writer.write_record(
            writer.create_warc_record("", "warcinfo", software, warc_headers_dict=_identified("software"))
        )
        for number, (url, when, html) in enumerate(pages):
            answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            response = writer.create_warc_record(
                url,
                "response",
                io.BytesIO(html.encode()),
                http_headers=answer,
                warc_headers_dict=_identified(f"page-{number}", when),
            )
            get = StatusAndHeaders("GET / HTTP/1.1", [("Host", "harbour.example")])
            request = writer.create_warc_record(
                url, "request", http_headers=get, warc_headers_dict=_identified(f"request-{number}", when)
            )
            writer.write_request_response_pair(request, response)
    return path.read_bytes()


def offsets(path: Path) -> dict[str, int]:
    """Return the byte offsets at which the records of the pages begin."""
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        return {
            record.rec_headers.get_header("WARC-Target-URI"): records.get_record_offset()
            for record in records
            if record.rec_type == "response"
        }


def add_others(path: Path) -> None:
    """Add the records that a crawler archives besides pages."""
    with path.open("ab") as file:
        writer = WARCWriter(file, gzip=True)
        for status, kind in (("200 OK", "image/png"), ("301 Moved", "text/html"), ("404 Not Found", "text/html")):
            answer = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    "https://harbour.example/x", "response", io.BytesIO(b"x"), http_headers=answer
                )
            )


@pytest.mark.parametrize("gzip", [True, False])
def test_pages_are_read_from_an_archive(conn: sqlite3.Connection, bring: Bring, tmp_path: Path, gzip: bool) -> None:
    write(tmp_path / "a.warc.gz", gzip=gzip)
    if gzip:
        add_others(tmp_path / "a.warc.gz")
    assert outcomes(bring(tmp_path / "a.warc.gz")) == dict.fromkeys((url for url, _, _ in PAGES), "added")
    article = articles.named(conn, ["https://harbour.example/2"])
    assert article
    assert (article.title, article.outlet, article.published) == (
        "Story 2",
        "Harbour Post",
        "2026-03-14T09:10:00+01:00",
    )
    assert (article.added, article.location) == ("2026-03-16T09:00:00+00:00", "https://harbour.example/2")
    assert "that 202 homes" in articles.text(conn, article.id)
    assert "Imprint" not in articles.text(conn, article.id)


def test_the_states_of_a_page_become_versions_in_the_order_of_time(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path
) -> None:
    url = "https://harbour.example/live"
    states = [(url, f"2026-03-1{day}T09:00:00Z", page("Live", 200 + day)) for day in (6, 4, 5)]
    write(tmp_path / "a.warc.gz", states)
    assert [item.outcome for item in bring(tmp_path / "a.warc.gz")] == ["added", "version", "version"]
    assert [f"{number} homes" in articles.text(conn, 1) for number in (204, 205, 206)] == [False, False, True]
    write(tmp_path / "b.warc.gz", [(url, "2026-03-13T09:00:00Z", page("Live", 203))])
    assert [item.outcome for item in bring(tmp_path / "b.warc.gz")] == ["version"]
    assert "206 homes" in articles.text(conn, 1), "an older state does not take the newest one's place"
    assert [item.outcome for item in bring(tmp_path / "a.warc.gz")] == ["unchanged"] * 3


@pytest.mark.parametrize("gzip", [True, False])
def test_a_truncated_archive_gives_its_whole_records(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path, gzip: bool
) -> None:
    archive = tmp_path / "a.warc.gz"
    whole = write(archive, gzip=gzip)
    third = offsets(archive)["https://harbour.example/2"]
    for cut, name in ((450, "https://harbour.example/2"), (60, "record at byte")):
        archive.write_bytes(whole[: third + cut])
        brought = bring(archive)
        assert [item.error is None for item in brought] == [True, True, False]
        assert brought[2].name.startswith(name)
        assert str(brought[2].error).startswith("is cut off")
    archive.write_bytes(whole)
    assert [item.outcome for item in bring(archive)] == ["unchanged", "unchanged", "added", "added"]


@pytest.mark.parametrize("gzip", [True, False])
# warcio reads any line of five words as the header of a record in the older format ARC.
@pytest.mark.parametrize("damage", [b"\0" * 40, b"five words and no length\n"])
def test_reading_continues_after_a_damaged_record(bring: Bring, tmp_path: Path, gzip: bool, damage: bytes) -> None:
    archive = tmp_path / "a.warc.gz"
    whole = bytearray(write(archive, gzip=gzip))
    second = offsets(archive)["https://harbour.example/1"]
    whole[second : second + len(damage)] = damage
    archive.write_bytes(bytes(whole))
    brought = outcomes(bring(archive))
    assert [brought.get(url) for url, _, _ in PAGES] == ["added", None, "added", "added"]
    assert "is damaged: no record that can be read begins here" in brought.values()


@pytest.mark.parametrize("length", [b"9999", b"0001", b"1\x002\x00"])
def test_a_damaged_length_hides_no_other_page(bring: Bring, tmp_path: Path, length: bytes) -> None:
    archive = tmp_path / "a.warc"
    whole = bytearray(write(archive, gzip=False))
    field = whole.index(b"Content-Length: ", offsets(archive)["https://harbour.example/1"]) + len(b"Content-Length: ")
    whole[field : field + len(length)] = length
    archive.write_bytes(bytes(whole))
    brought = outcomes(bring(archive))
    assert [brought.get(url) for url, _, _ in (PAGES[0], *PAGES[2:])] == ["added"] * 3
    assert any("is damaged" in outcome or "is cut off" in outcome for outcome in brought.values())


def test_the_place_of_the_damage_is_named(bring: Bring, tmp_path: Path) -> None:
    archive = tmp_path / "a.warc.gz"
    whole = bytearray(write(archive))
    second = offsets(archive)["https://harbour.example/1"]
    whole[second : second + 40] = b"\0" * 40
    archive.write_bytes(bytes(whole))
    assert [item.name for item in bring(archive) if item.error] == [f"record at byte {second:,}"]


def test_a_page_without_an_article_is_named(bring: Bring, tmp_path: Path) -> None:
    write(
        tmp_path / "a.warc",
        [("https://harbour.example/menu", "2026-03-14T09:00:00Z", "<html><body>Menu</body></html>")],
    )
    (brought,) = bring(tmp_path / "a.warc")
    assert brought.name == "https://harbour.example/menu"
    assert "no article" in str(brought.error)


def test_a_collection_is_read(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    write(tmp_path / "data.warc.gz")
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as archive:
        archive.write(tmp_path / "data.warc.gz", "archive/data.warc.gz")
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
    assert [item.outcome for item in bring(tmp_path / "a.wacz")] == ["added"] * 4
    body = (tmp_path / "a.wacz").read_bytes()
    (tmp_path / "cut.wacz").write_bytes(body[: len(body) // 2])
    (brought,) = bring(tmp_path / "cut.wacz", "wacz")
    assert "can't be read further (BadZipFile" in str(brought.error)


@pytest.mark.parametrize(
    "body", [b"", b"WARC/1.0\r\n", b"WARC/1.0\r\n\r\n", b"\x1f\x8b\x08nonsense", b"no archive at all"]
)
def test_a_file_that_is_no_archive_is_reported(bring: Bring, tmp_path: Path, body: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(body)
    assert all(item.error for item in bring(tmp_path / "a.warc", "warc"))


def test_an_archive_compressed_as_a_whole_is_read(bring: Bring, tmp_path: Path) -> None:
    plain = write(tmp_path / "a.warc", gzip=False)
    (tmp_path / "a.warc.gz").write_bytes(packing.compress(plain))
    assert outcomes(bring(tmp_path / "a.warc.gz")) == dict.fromkeys((url for url, _, _ in PAGES), "added")


def test_chunked_and_compressed_pages_are_read_whatever_their_headers_state(bring: Bring, tmp_path: Path) -> None:
    htmls = [page("Story", 220 + number).encode() for number in range(4)]
    answers = {
        "pieces": (b"%x\r\n%b\r\n0\r\n\r\n" % (len(htmls[0]), htmls[0]), [("Transfer-Encoding", "chunked")]),
        "pieces-put-together": (htmls[1], [("Transfer-Encoding", "chunked")]),
        "unpacked": (htmls[2], [("Content-Encoding", "gzip")]),
        "packed": (packing.compress(htmls[3]), []),
    }
    with (tmp_path / "a.warc").open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        for name, (body, headers) in answers.items():
            answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
            url = f"https://harbour.example/{name}"
            writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=answer))
    assert outcomes(bring(tmp_path / "a.warc")) == {f"https://harbour.example/{name}": "added" for name in answers}


def test_control_characters_are_removed_from_an_address(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / "a.warc").open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        record = writer.create_warc_record(
            "dat:\x1b[2Jnote x", "resource", io.BytesIO(page().encode()), warc_content_type="text/html"
        )
        writer.write_record(record)
    (brought,) = bring(tmp_path / "a.warc")
    assert brought.outcome == "added"
    (article,) = articles.page(conn, 0, 10)
    assert "\x1b" not in brought.name + article.added_as + article.location
    assert capfd.readouterr().err == ""
