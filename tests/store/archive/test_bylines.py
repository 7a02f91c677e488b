"""Authors in bylines, among other words."""

import pytest
from lxml.html import document_fromstring

from store.archive.bylines import byline, names_in
from store.archive.html import read_html
from store.archive.structured import Structured

WORDY = (
    ("By ANA ROE, Nov. 5, 2025 at 4:15 p.m. ET", "ANA ROE"),
    ("5 November 2025 by Ana Roe", "Ana Roe"),
    ("Ana Roe is a senior reporter who covers tides and towns", "Ana Roe"),
    ("Ana Roe, Political Correspondent", "Ana Roe"),
    ("Ana Roe Staff Writer", "Ana Roe"),
    ("By Ana Roe in Oldmouth and Jo Doe", "Ana Roe"),
    ("Story by Ana Roe, Jo Doe and Max Frei", "Ana Roe, Jo Doe, Max Frei"),
    ("Ana Roe; Jo Doe", "Ana Roe, Jo Doe"),
    ("Ana Roe | Harbour Post", "Ana Roe"),
    ("By Ana Roe for the Harbour Post", "Ana Roe"),
    ("Ana Roe/AP", "Ana Roe"),
    ("Ana Roe (Reuters)", "Ana Roe"),
    ("Ana Roe Published 10:21 a.m. ET Nov. 5, 2025", "Ana Roe"),
    ("Ana “Annie” Roe Follow", "Ana Roe"),
    ("Ludwig van Beethoven, J. D. O’Neil-Vance", "Ludwig van Beethoven, J. D. O’Neil-Vance"),
)
NOBODY = (
    "Reuters Staff", "The Associated Press", "AFP", "Harbour Post", "Our Foreign Staff", "National Desk", "Submitted",
    "November 19, 2019", "Nov 5", "Updated 5 hours ago", "@anaroe", "https://post.example/ana", "seadog", "Read More",
    "View Profile", "Follow Us", "Who writes about the towns along the coast", "CNN Wire", "",
)  # fmt: skip


@pytest.mark.parametrize(("line", "names"), WORDY)
def test_names_are_read_from_a_byline(line: str, names: str) -> None:
    assert names_in([line], "Harbour Post") == names


@pytest.mark.parametrize("line", NOBODY)
def test_a_line_without_a_name_has_no_author(line: str) -> None:
    assert names_in([line], "Harbour Post") == ""


def read(body: str, head: str = "") -> str:
    tree = document_fromstring(f"<html><head>{head}</head><body><h1>Flood</h1>{body}<p>Text of it.</p></body></html>")
    return byline(tree, Structured(tree), "Harbour Post")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "Article", "author": [{"@type": "Person", "name": "Ana Roe"}, '
        '{"@type": "Organization", "name": "Old Harbour Trust"}]}</script>',
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#a"}}, '
        '{"@id": "#a", "@type": "Person", "name": "Ana Roe"}]}</script>',
        "<meta name=author content='Ana Roe'>",
        "<meta name=author content='Harbour Post'><meta property='article:author' content='Ana Roe'>",
    ],
)
def test_the_head_of_a_page_names_its_author(head: str) -> None:
    assert read("<p class=byline>By Somebody Else</p>", head) == "Ana Roe"


@pytest.mark.parametrize(
    "body",
    [
        "<p class=byline>By <a href='/ana'>Ana Roe</a><span>Economics Reporter</span></p>",
        "<div itemprop=author><span itemprop=name>Ana Roe</span><span>Nov 5, 2025</span></div>",
        "<a rel=author href='/ana'>Ana Roe</a>",
        "<div><span>By Ana Roe</span></div>",
        "<aside><a rel=author>Max Frei</a></aside><p class=Article-byline>Ana Roe, Harbour Post</p>",
    ],
)
def test_a_line_under_the_headline_names_its_author(body: str) -> None:
    assert read(body) == "Ana Roe"


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    assert read("<p>By Monday the water had reached 40 homes.</p>") == ""


def test_an_author_marked_only_by_a_template_is_found() -> None:
    text = "".join(f"<p>The mayor counted {n} homes in the water and {n + 1} boats.</p>" for n in range(9))
    page = f"<html><body><article><h1>Flood</h1><div class=author>Ana Roe</div>{text}</article></body></html>"
    assert read_html(page).byline == "Ana Roe"
