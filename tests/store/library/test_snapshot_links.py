"""The links of an article, read from its snapshot and placed in the stored text."""

import pytest

from store.archive.html import read_html
from store.archive.markdown import read_markdown
from store.library.snapshot_links import links

PAGE = """<html lang="en"><head><title>Harbour costs rise</title></head><body>
<nav><ul><li><a href="/steel">steel</a></li><li><a href="/home">Home</a></li></ul></nav>
<article><h1>Harbour costs rise</h1>
<p>The <a href="https://works.example/report">works <b>ministry’s</b>
report</a> says that the tide barrier will cost $1.7 billion, twice what was planned.</p>
<ul><li>steel became dearer by 30 percent in the year after the first plan</li>
<li>the <a href="/pumps">pumps</a> came late, as <a href="https://coast.example/crews">Coast Wire reported</a></li></ul>
<p>More rain is expected on Friday, <a href="javascript:alert(1)">the weather office</a> said on its own page today.</p>
</article></body></html>"""

MARKDOWN = (
    "# Costs\n\nThe [works ministry’s report](https://works.example/report) says, and [Coast Wire](/crews) too.\n"
)


def test_links_of_a_page_are_placed_at_their_words_without_menus() -> None:
    text = read_html(PAGE).text
    placed = links(PAGE.encode(), "text/html", text, "https://harbour.example/costs")
    assert [(" ".join(text[link.start : link.end].split()), link.address) for link in placed] == [
        ("works ministry’s report", "https://works.example/report"),
        ("pumps", "https://harbour.example/pumps"),
        ("Coast Wire reported", "https://coast.example/crews"),
    ]


def test_links_of_a_markdown_file_are_found() -> None:
    text = read_markdown(MARKDOWN).text
    placed = links(MARKDOWN.encode(), "text/markdown", text, "https://harbour.example/costs")
    assert [(text[link.start : link.end], link.address) for link in placed] == [
        ("works ministry’s report", "https://works.example/report"),
        ("Coast Wire", "https://harbour.example/crews"),
    ]


@pytest.mark.parametrize("body", [b"", b"<!-- -->", b"plain words"])
def test_a_snapshot_without_links_has_none(body: bytes) -> None:
    assert links(body, "text/html", "The text.", "https://harbour.example/costs") == []
    assert links(body, "text/plain", "The text.", "https://harbour.example/costs") == []
