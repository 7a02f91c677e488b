"""Pages saved from a browser, and e-books."""

import sqlite3
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from store.library import articles
from tests.store.formats.importing.conftest import Bring, outcomes
from tests.store.formats.importing.pages import page

SINGLE_FILE = """<!DOCTYPE html> <html lang=en><!--
 Page saved with SingleFile
 url: https://harbour.example/single?utm_source=x
 saved date: Sat Mar 14 2026 10:00:00 GMT+0100 (Central European Standard Time)
-->"""
CHROME = "<!DOCTYPE html>\n<!-- saved from url=(0030)https://harbour.example/chrome -->\n"
HTTRACK = (
    "<!-- Mirrored from harbour.example/mirror by HTTrack Website Copier/3.x [XR&CO'2014], "
    "Sat, 14 Mar 2026 09:00:00 GMT -->"
)


def without_declaration(html: str) -> str:
    return html.removeprefix("<!DOCTYPE html>\n")


def save(folder: Path) -> None:
    folder.mkdir()
    (folder / "single.html").write_text(SINGLE_FILE + page("Single", 221).partition('<html lang="en">')[2])
    (folder / "chrome.html").write_text(CHROME + without_declaration(page("Chrome", 222)))
    (folder / "chrome_files").mkdir()
    (folder / "chrome_files" / "frame.html").write_text(page("An advertisement", 1))
    (folder / "mirror.html").write_text("<!DOCTYPE html>\n" + HTTRACK + without_declaration(page("Mirror", 223)))
    canonical = '<link rel="canonical" href="https://harbour.example/plain">'
    (folder / "plain.html").write_text(page("Plain", 224, canonical))
    (folder / "menu.html").write_text("<html><body>Menu</body></html>")
    (folder / "note.md").write_text("---\ntags: [a, b]\nadded: 2019-01-01\n---\n# A note\n\nSaid 40.\n")
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://harbour.example/mhtml"
    message["Date"] = "Sat, 14 Mar 2026 09:00:00 -0000"
    message.make_related()
    message.add_related(page("Mhtml – with a dash", 225), subtype="html", charset="utf-8", cte="quoted-printable")
    message.add_related(b"png", "image", "png")
    (folder / "page.mhtml").write_bytes(message.as_bytes())


def test_a_folder_of_saved_pages_is_imported(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    save(tmp_path / "saved")
    states = outcomes(bring(tmp_path / "saved"))
    assert states.pop("menu.html").startswith("has no article")
    assert states == dict.fromkeys(
        ("chrome.html", "mirror.html", "note.md", "page.mhtml", "plain.html", "single.html"), "added"
    )
    there = {article.title: article for article in articles.page(conn, 0, 20)}
    assert {title: article.location for title, article in there.items() if title != "A note"} == {
        "Single": "https://harbour.example/single",
        "Chrome": "https://harbour.example/chrome",
        "Mirror": "http://harbour.example/mirror",
        "Plain": "https://harbour.example/plain",
        "Mhtml – with a dash": "https://harbour.example/mhtml",
    }
    assert there["Single"].added == there["Mirror"].added == "2026-03-14T09:00:00+00:00"
    assert there["Mhtml – with a dash"].added == "2026-03-14T09:00:00+00:00"
    assert (there["A note"].tags, there["A note"].added) == (("a", "b"), "2019-01-01T00:00:00+00:00")
    assert set(outcomes(bring(tmp_path / "saved")).values()) - {"unchanged"} == {
        "has no article: no text could be found among its menus and notices"
    }


def test_a_single_page_is_imported_and_another_file_is_reported(bring: Bring, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page())
    (tmp_path / "b.html").write_bytes(b"\x00\x01\x02" * 500)
    (tmp_path / "c.mhtml").write_text("no message at all")
    assert [item.outcome for item in bring(tmp_path / "a.html")] == ["added"]
    assert [str(item.error) for item in bring(tmp_path / "b.html")] == ["is a binary file, not text"]
    assert [str(item.error) for item in bring(tmp_path / "c.mhtml")] == ["has no page in it"]


CHAPTER = """<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><h1>{title}</h1><p>Governor Ana Brandt said that {figure} homes had been flooded.</p>{more}</body></html>"""
MORE = "<p>Paragraph after paragraph tells how the gates were built, who built them, and why they failed.</p>" * 4
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The flood</dc:title><dc:creator>Jo Doe</dc:creator>
<dc:date>2026-03-14</dc:date><dc:language>en</dc:language></metadata><manifest>
<item id="cover" href="text/cover.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one%20more.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="gone" href="text/gone.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="cover"/><itemref idref="two"/><itemref idref="one"/><itemref idref="gone"/>
</spine></package>"""


def book(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>',
        )
        archive.writestr("OEBPS/content.opf", PACKAGE)
        archive.writestr("OEBPS/text/cover.xhtml", "<html><body><p>The flood</p></body></html>")
        archive.writestr("OEBPS/text/one more.xhtml", CHAPTER.format(title="After", figure=90, more=MORE))
        archive.writestr("OEBPS/text/two.xhtml", CHAPTER.format(title="Before", figure=220, more=MORE))


def test_each_chapter_of_a_book_is_an_article(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    book(tmp_path / "flood.epub")
    states = outcomes(bring(tmp_path / "flood.epub"))
    assert states.pop("OEBPS/text/gone.xhtml").startswith("can't be unpacked")
    assert states == {"OEBPS/text/two.xhtml": "added", "OEBPS/text/one more.xhtml": "added"}
    before, after = sorted(articles.page(conn, 0, 10), key=lambda article: article.id)
    assert (before.title, before.outlet, before.byline, before.published) == (
        "Before",
        "The flood",
        "Jo Doe",
        "2026-03-14",
    )
    assert after.location == f"{tmp_path / 'flood.epub'}#OEBPS/text/one more.xhtml"
    assert "that 90 homes" in articles.text(conn, after.id)


@pytest.mark.parametrize("spoil", [lambda body: body[: len(body) // 2], lambda body: b"PK\x03\x04" + b"\xff" * 900])
def test_a_book_that_is_damaged_is_reported(bring: Bring, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    book(tmp_path / "flood.epub")
    (tmp_path / "bad.epub").write_bytes(spoil((tmp_path / "flood.epub").read_bytes()))
    (brought,) = bring(tmp_path / "bad.epub", "epub")
    assert brought.error
