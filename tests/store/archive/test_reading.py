"""A file becomes an article, or one line that says why not."""

import os
from pathlib import Path

import pytest

from extract.text.controls import clean
from store.archive.incoming import BYTES_LIMIT, TEXT_LIMIT, ReadingError
from store.archive.reading import Stated, read_bytes, read_file
from tests.permissions import without_rights
from tests.pipes import written
from tests.store.archive.test_html import page

TEXT = "Flood in Oldmouth\nThe mayor said 40 homes were flooded.\n"


def write(folder: Path, name: str, body: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(body.encode() if isinstance(body, str) else body)
    return file


def test_a_text_file_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, "flood.txt", TEXT)
    article = read_file(file)
    assert (article.text, article.title, article.media_type) == (TEXT, "Flood in Oldmouth", "text/plain")
    assert (article.place, article.places) == (str(file), (str(file.resolve()),))
    assert (article.body, article.published, article.remarks) == (TEXT.encode(), "", ())


def test_a_first_line_that_is_a_paragraph_is_no_title(tmp_path: Path) -> None:
    assert read_file(write(tmp_path, "a.txt", "word " * 60)).title == ""


def test_a_markdown_file_is_read(tmp_path: Path) -> None:
    source = (
        "---\ntitle: Flood\noutlet: Harbour Post\nbyline: Jo Doe\ndate: 2026-03-14T09:10+01:00\nlanguage: en\n"
        "url: https://post.example/flood#top\n---\nThe mayor said **40** homes.\n"
    )
    file = write(tmp_path, "flood.md", source)
    article = read_file(file)
    assert (article.title, article.outlet, article.byline) == ("Flood", "Harbour Post", "Jo Doe")
    assert (article.published, article.language) == ("2026-03-14T09:10:00+01:00", "en")
    assert article.text == "The mayor said 40 homes."
    assert article.places == ("https://post.example/flood", str(file.resolve()))
    assert article.place == str(file)


def test_a_page_is_read(tmp_path: Path) -> None:
    head = "<meta charset=utf-8><meta property='og:site_name' content='Harbour Post'>"
    article = read_file(write(tmp_path, "flood.html", page(head)))
    assert (article.outlet, article.media_type) == ("Harbour Post", "text/html")
    assert article.text.startswith("The mayor said that 40 homes")


def test_a_page_is_recognised_by_its_beginning(tmp_path: Path) -> None:
    assert read_file(write(tmp_path, "flood.php", "\ufeff\n<!-- saved -->\n" + page())).media_type == "text/html"


def test_an_unreadable_date_is_reported_and_not_replaced(tmp_path: Path) -> None:
    article = read_file(write(tmp_path, "a.md", "---\ndate: last Tuesday\n---\nText."))
    assert article.published == ""
    assert "last Tuesday" in article.remarks[0]


def test_a_text_in_another_language_is_added_with_a_remark(tmp_path: Path) -> None:
    article = read_file(write(tmp_path, "flut.txt", "Die Flut\n\nDer Minister sprach von 2 Millionen Menschen."))
    assert article.remarks == ("is not in English (it reads as de): no claims are read from it",)
    assert "2 Millionen" in article.text


def test_a_date_above_a_text_is_read_and_its_words_are_kept(tmp_path: Path) -> None:
    article = read_file(write(tmp_path, "a.txt", "Flood in Oldmouth\n\nPosted: March 14, 2026 9:10 AM\n\n40 homes.\n"))
    assert (article.published, article.dated) == ("2026-03-14", "Posted: March 14, 2026 9:10 AM")
    assert article.remarks == ()


def test_a_date_above_a_markdown_text_is_read(tmp_path: Path) -> None:
    article = read_file(write(tmp_path, "a.md", "# Flood in Oldmouth\n\n*14 March 2026*\n\n40 homes.\n"))
    assert (article.published, article.dated) == ("2026-03-14", "14 March 2026")


def test_front_matter_may_state_its_date_in_words_and_overrides_the_text(tmp_path: Path) -> None:
    article = read_file(write(tmp_path, "a.md", "---\ndate: March 14, 2026\n---\nPosted: 1 March 2026\n\nText."))
    assert (article.published, article.dated) == ("2026-03-14", "")


def test_a_text_with_only_a_date_of_change_gets_a_remark(tmp_path: Path) -> None:
    article = read_file(write(tmp_path, "a.txt", "Flood in Oldmouth\n\nLast updated 14 March 2026\n\n40 homes.\n"))
    assert article.published == "2026-03-14"
    assert "Last updated 14 March 2026" in article.remarks[0]


def test_a_date_line_is_no_headline(tmp_path: Path) -> None:
    article = read_file(write(tmp_path, "a.txt", "Saturday, 14 March 2026\n\nFlood in Oldmouth\n\n40 homes.\n"))
    assert (article.title, article.published) == ("Flood in Oldmouth", "2026-03-14")


def test_a_stated_date_is_not_reported_as_read_from_the_text(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", "Flood\n\nPosted: March 14, 2026\n\n40 homes.\n")
    article = read_file(file, Stated(published="2026-03-15"))
    assert (article.published, article.dated) == ("2026-03-15", "")


def test_what_the_user_states_overrides_the_file(tmp_path: Path) -> None:
    stated = Stated(title="Mine", outlet="BBC", published="2026-03-15", url="https://bbc.example/1")
    article = read_file(write(tmp_path, "a.md", "---\ntitle: Theirs\ndate: 2026-01-01\n---\nText."), stated)
    assert (article.title, article.outlet, article.published) == ("Mine", "BBC", "2026-03-15")
    assert article.places[0] == "https://bbc.example/1"
    assert {"title", "outlet", "published"} <= article.stated


def test_standard_input_is_identified_by_its_text_or_by_the_stated_url() -> None:
    assert read_bytes(TEXT.encode(), "").place.startswith("text:")
    assert read_bytes(TEXT.encode(), "").places == read_bytes(TEXT.encode(), "").places
    stated = read_bytes(TEXT.encode(), "", stated=Stated(url="https://post.example/flood"))
    assert stated.place == "https://post.example/flood"


def test_exactly_read_text_keeps_every_character(tmp_path: Path) -> None:
    body = "\ufeffA\r\nB\x1b[31m 40\u202e\u200b homes\r"
    article = read_file(write(tmp_path, "a.txt", body), exact=True)
    assert article.text == body
    with (tmp_path / "a.txt").open(newline="", encoding="utf-8") as file:
        assert file.read() == article.text


HOSTILE = "\x1b[2J\x1b]0;title\x07 \x9b31m 40\u202e\u2066 homes\u200b\ufeff \x00\x7f\r\n[bold]not bold[/bold]"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_control_characters_of_a_file_are_removed(tmp_path: Path, name: str) -> None:
    hostile = HOSTILE.replace("\x00", "")
    sources = {
        "a.txt": f"{hostile}\n" * 3 + TEXT * 20,
        "a.md": f'---\ntitle: "{hostile[:4]}\\e[31m\\u202e\\ud800"\noutlet: "\\x9b"\n---\n{hostile}\n\n' + TEXT * 20,
        "a.html": page(f"<title>{hostile}</title><meta name=author content='{hostile}'>").replace("40 homes", hostile),
    }
    article = read_file(write(tmp_path, name, sources[name]))
    for text in (article.text, article.title, article.outlet, article.byline, article.language, *article.places):
        assert clean(text) == text
        text.encode()
    assert "[bold]not bold[/bold]" in article.text


@pytest.mark.parametrize(
    ("name", "body", "complaint"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\r\n", "is empty"),
        ("a.txt", "\u200b\ufeff".encode(), "is empty"),
        ("a.md", b"---\ntitle: x\n---\n", "is empty"),
        ("a.html", b"", "no article|not readable HTML"),
        ("a.txt", b"\x7fELF\x02\x01\x01\x00\x00", "binary"),
        ("a.html", b"PK\x03\x04\x00\x00", "binary"),
        ("a.html", b"<html><body><a href=/>Home</a></body></html>", "no article"),
        ("a.txt", b"x " * 2_500_000, "5,000,000 characters of text, more than the 2,000,000"),
        ("a.txt", b"x" * (BYTES_LIMIT + 1), "larger than 20 MB"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_file_that_is_no_article_is_reported_in_one_line(
    tmp_path: Path, name: str, body: bytes, complaint: str
) -> None:
    with pytest.raises(ReadingError, match=complaint) as raised:
        read_file(write(tmp_path, name, body))
    assert "\n" not in str(raised.value)


def test_a_text_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    assert len(read_file(write(tmp_path, "a.txt", "x" * TEXT_LIMIT)).text) == TEXT_LIMIT


def test_a_pipe_is_read_to_its_end_without_waiting_for_more(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ReadingError, match="is empty"):
        read_file(pipe)
    pipe.unlink()
    with written(pipe, b"The mayor said ", b"40."):
        assert read_file(pipe).text == "The mayor said 40."


def test_a_file_that_cannot_be_read_is_reported(open_folder: Path) -> None:
    file = write(open_folder, "a.txt", TEXT)
    file.chmod(0)
    with without_rights(), pytest.raises(ReadingError, match="no permission"):
        read_file(file)
    file.unlink()
    with pytest.raises(ReadingError, match="does not exist"):
        read_file(file)
    with pytest.raises(ReadingError, match="is a folder"):
        read_file(open_folder)
    (open_folder / "self.txt").symlink_to("self.txt")
    with pytest.raises(ReadingError, match="can't be read"):
        read_file(open_folder / "self.txt")
