"""Markdown becomes the text that a reader sees."""

import pytest

from store.archive.markdown import read_markdown


def test_markup_is_removed_and_words_stay() -> None:
    page = read_markdown(
        "# Title\n\nA *first* paragraph\nwith a [link](http://x) and `code`.\n\n- one **1,100**\n- two\n\n"
        "> She said *40*.\n\n"
        "![picture](x.png)\n\n<div>html</div>\n\nLine  \nbreak &amp; <b>bold</b>\n"
    )
    assert page.title == "Title"
    assert page.text.split("\n\n") == [
        "A first paragraph with a link and code.",
        "one 1,100",
        "two",
        "She said 40.",
        "Line\nbreak & bold",
    ]


def test_a_table_is_read_row_by_row() -> None:
    assert read_markdown("| town | homes |\n|---|---|\n| Oldmouth | 220 |\n").text == "town | homes\n\nOldmouth | 220"


def test_front_matter_is_read_as_it_is_written() -> None:
    page = read_markdown(
        "---\ntitle: '40: homes'\nDate: 2026-03-14\nno: 1_000\ntags: [a, b]\nmore: {a: b}\n---\n# 40: homes\n\nText.\n"
    )
    assert page.fields == {"title": "40: homes", "date": "2026-03-14", "no": "1_000", "tags": "a, b"}
    assert (page.title, page.text) == ("40: homes", "Text.")


def test_a_first_heading_that_is_not_the_title_stays_in_the_text() -> None:
    page = read_markdown("---\ntitle: Flood\n---\n# What we know\n\nText.\n")
    assert (page.title, page.text) == ("Flood", "What we know\n\nText.")


@pytest.mark.parametrize("heading", ["# ![logo](x.png)", "#", "![logo](x.png)\n==="])
def test_a_heading_without_words_takes_no_paragraph_for_the_title(heading: str) -> None:
    page = read_markdown(f"{heading}\n\nOne.\n\nTwo.\n")
    assert (page.title, page.text) == ("", "One.\n\nTwo.")
    assert read_markdown(f"{heading}\n").text == ""


@pytest.mark.parametrize(
    "source",
    [
        "---\n: : :\n  - [\n---\nText.",
        "---\n- a list\n---\nText.",
        "---\nText that never ends its front matter.",
        "---\na: &a [*a]\n---\nText.",
        "---\n!!python/object/apply:os.system ['false']\n---\nText.",
        "---\n" + "[" * 10_000 + "\n---\nText.",
    ],
    ids=["no YAML", "a list", "no end", "a circle", "a command", "nested deeply"],
)
def test_broken_front_matter_loses_no_text(source: str) -> None:
    assert "Text" in read_markdown(source).text


def test_front_matter_that_expands_itself_is_not_expanded() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert read_markdown(f"---\n{bomb}title: Flood\n---\nText.").title == "Flood"


def test_windows_line_endings_are_read() -> None:
    page = read_markdown("---\r\ntitle: Flood\r\n---\r\n\r\nOne\r\ntwo.\r\n")
    assert (page.title, page.text) == ("Flood", "One two.")


def test_footnotes_are_not_part_of_the_text() -> None:
    page = read_markdown("Homes flooded[^1], 40 of[^2] them.\n\n[^1]: Says who.\n\n    More of it.\n")
    assert page.text == "Homes flooded, 40 of[^2] them."
