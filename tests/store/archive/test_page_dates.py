"""Dates of publication on pages, and other dates on them."""

import pytest

from store.archive.html import read_html
from tests.store.archive.test_html import BODY, structured

STRUCTURED = '{"@type": "%s", %s "datePublished": "2026-03-14T09:10:00Z"}'


def published(
    *, head: str = "", over: str = "", before: str = "", after: str = "", below: str = "", main: str = "article"
) -> str:
    """Read a page; over: HTML above the article, before: between headline and text, after: at the article's end."""
    source = (
        f"<!doctype html><html><head><title>Flood</title>{head}</head><body>{over}<{main}><h1>Flood</h1>{before}{BODY}"
        f"{after}</{main}>{below}</body></html>"
    )
    return read_html(source).published


@pytest.mark.parametrize(
    "line",
    [
        "<p class='date'>14 March 2026</p>",
        "<p>Published: Saturday, 14th March 2026, 09:10 GMT</p>",
        "<div><span>By Jo Doe | Mar. 14, 2026 at 5:45 p.m. ET</span></div>",
        "<p>2026-03-14</p>",
        "<time datetime='2026-03-14'>a week ago</time>",
        "<time datetime='Sat Mar 14 2026'>14 Mar</time>",
        "<relative-time datetime='2026-03-14'>a week ago</relative-time>",
        "<div><a href='/jo'>Jo Doe</a><br>March 14, 2026</div>",
        "<div>March 14, 2026 / 12:21 AM / Updated 14 hours ago</div>",
        "<p>Published 14 March 2026 | Updated 16 March 2026</p>",
        "<span itemprop='datePublished'>March 14, 2026</span>",
        "<span itemprop='datePublished' content='2026-03-14'>Pi day</span>",
        "<abbr class='published' title='2026-03-14'>Saturday</abbr>",
        "<p>First published <time datetime='2026-03-14'>14 March</time>, "
        "<span class='updated'>changed <time datetime='2026-03-13'>later</time></span></p>",
        "<p>Published <time datetime='2026-03-14'>14 March</time>, changed <time datetime='2026-03-15'>15</time></p>",
    ],
)
@pytest.mark.parametrize("main", ["article", "div"])
def test_a_date_line_between_headline_and_text_is_read(line: str, main: str) -> None:
    assert published(before=line, main=main) == "2026-03-14"


def test_a_time_is_preferred_to_the_same_day_without_one() -> None:
    line = "<p>14 March 2026</p><time datetime='2026-03-14T09:10:00+01:00'>09:10</time>"
    assert published(before=line) == "2026-03-14T09:10:00+01:00"


def test_the_only_date_after_the_text_is_read() -> None:
    assert published(after="<p>Filed <time datetime='2026-03-14'>on Saturday</time></p>") == "2026-03-14"
    two = "".join(f"<p><time datetime='2026-03-{day}'>{day}</time></p>" for day in (14, 15))
    assert published(after=two) == ""


def test_the_day_is_read_from_the_pages_address() -> None:
    link = "<link rel='canonical' href='https://post.example/2026/03/14/flood'>"
    assert published(head=link) == "2026-03-14"


def test_the_month_is_read_from_the_pages_address() -> None:
    link = "<link rel='canonical' href='https://post.example/2026/03/flood'>"
    assert published(head=link) == "2026-03"


@pytest.mark.parametrize("attribute", ["name", "property", "itemprop"])
@pytest.mark.parametrize(
    "name",
    ["date", "dc.date", "DC.date.issued", "DCTERMS.issued", "dcterms.created", "pubdate", "OriginalPublicationDate",
     "og:published_time", "rnews:datePublished", "citation_online_date", "publish_date", "published-at"],
)  # fmt: skip
@pytest.mark.parametrize("value", ["2026-03-14", "March 14, 2026"])
def test_a_date_field_in_the_head_is_read(attribute: str, name: str, value: str) -> None:
    head = f"<meta {attribute}='{name}' content='{value}'>"
    assert published(head=head, before="<p>13 March 2026</p>") == "2026-03-14"


def test_a_field_for_publication_precedes_a_general_date_field() -> None:
    fields = "<meta name=date content='2026-03-16'><meta name=publish_date content='2026-03-14'>"
    assert published(head=fields) == "2026-03-14"


def test_the_date_of_a_change_is_used_if_there_is_no_other() -> None:
    change = "<p>Last updated: 16 March 2026</p>"
    assert published(before=change) == "2026-03-16"
    assert published(before=f"<p>14 March 2026</p>{change}") == "2026-03-14"


@pytest.mark.parametrize("never", ["0001-01-01T00:00:00Z", "2206-03-01T00:00:00Z", "1899-12-30T00:00:00Z"])
def test_an_impossible_day_of_a_page_is_ignored(never: str) -> None:
    head = f"<meta property='article:published_time' content='{never}'>"
    assert published(head=head) == ""
    assert published(head=head, before="<p>14 March 2026</p>") == "2026-03-14"


@pytest.mark.parametrize(
    "head",
    [
        structured(STRUCTURED % ("NewsArticle", "")),
        structured(STRUCTURED % ("ItemPage", "")),
        structured(STRUCTURED.replace('"%s"', '["WebPage", "%s"]') % ("FAQPage", "")),
        structured("[" + STRUCTURED % ("WebSite", "") + "," + STRUCTURED % ("LiveBlogPosting", "") + "]"),
    ],
)
def test_dates_in_structured_data_of_articles_and_pages_are_read(head: str) -> None:
    assert published(head=head) == "2026-03-14T09:10:00+00:00"


@pytest.mark.parametrize(
    "parts",
    [
        {"over": "<div class='date'>Sunday, 22 November 2026</div>"},
        {"over": "<div>Sunday, 22 November 2026</div>", "main": "div"},
        {"over": "<article><a href='/x'>Other</a><time datetime='2020-01-02'>2 Jan</time></article>"},
        {"below": "<aside><time datetime='2020-01-02'>2 Jan</time></aside>"},
        {"below": "<p><time datetime='2020-01-02'>2 Jan</time></p>"},
        {"below": "<footer>© 2019-2026 Harbour Post. 14 March 2026</footer>"},
        {"after": "<div id='comments'><p>Jo, <time datetime='2022-05-05'>5 May</time>: nice</p></div>"},
        {"after": "<ul class='related-stories'><li><time datetime='2022-05-05'>5 May</time> Other</li></ul>"},
        {"before": "<p>He died on 3 May 1962.</p>"},
        {"before": "<p>Accepted: 3 May 2026</p>"},
        {"before": "<ul><li itemprop='comment'><i itemprop='datePublished' content='2026-03-14'>x</i></li></ul>"},
        {"before": "<p>03/04/2026</p>"},
        {"before": "<p>31 February 2026</p>"},
        {"head": "<meta itemprop='copyrightyear' content='2021'>"},
        {"head": "<meta property='article:modified_time' content='2026-03-20T10:00:00Z'>"},
        {"head": structured(STRUCTURED % ("WebSite", ""))},
        {"head": structured(STRUCTURED % ("VideoObject", ""))},
        {"head": structured('{"@type": "ItemList", "itemListElement": [' + STRUCTURED % ("NewsArticle", "") + "]}")},
    ],
    ids=[
        "today above the article", "today above the headline", "teaser above", "aside", "below", "copyright", "comment",
        "related", "a sentence", "another event", "of a comment", "day or month", "no day",
        "copyright year", "changed", "site", "video", "list",
    ],
)  # fmt: skip
def test_dates_of_other_things_are_not_the_date_of_the_article(parts: dict[str, str]) -> None:
    assert published(**parts) == ""
