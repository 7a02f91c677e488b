"""Pages laid out as real sites do; the texts are ours."""

import json

import pytest

from store.archive.html import read_html
from store.archive.incoming import ReadingError

BODY = (
    "<p>The mayor said that 40 homes were flooded on Tuesday, and that 12 people had left the town.</p>"
    "<p>The fire service counted 1,100 calls in the night, more than in the whole of the year before it.</p>"
)
MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n} of the paper</a></li>" for n in range(40)) + "</ul></nav>"


def page(head: str = "", body: str = BODY, attributes: str = "") -> str:
    return (
        f"<!doctype html><html {attributes}><head>{head}</head><body>{MENU}<article>{body}</article>"
        "<footer>Copyright 2016 Harbour Post. All rights reserved.</footer></body></html>"
    )


def structured(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_the_text_is_that_of_the_article() -> None:
    text = read_html(page()).text
    assert text.splitlines() == [
        "The mayor said that 40 homes were flooded on Tuesday, and that 12 people had left the town.",
        "The fire service counted 1,100 calls in the night, more than in the whole of the year before it.",
    ]


def test_title_outlet_and_date_are_read_from_the_page() -> None:
    head = (
        "<title>Flood | Harbour Post</title><meta property='og:title' content='Flood in Oldmouth'>"
        "<meta property='og:site_name' content='Harbour Post'><meta name='author' content='Jo Doe'>"
        "<link rel='canonical' href='https://post.example/flood?utm_source=x'>"
        "<meta property='article:published_time' content='2026-03-14T09:10:00+01:00'>"
    )
    read = read_html(page(head, attributes="lang='en-GB'"))
    assert (read.title, read.outlet, read.byline) == ("Flood in Oldmouth", "Harbour Post", "Jo Doe")
    assert (read.published, read.language) == ("2026-03-14T09:10:00+01:00", "en-GB")
    assert read.url.startswith("https://post.example/flood")


@pytest.mark.parametrize(
    "head",
    [
        structured('{"@graph": [{"@type": "Person"}, {"datePublished": "2026-03-14T09:10:00Z"}]}'),
        structured('[{"datePublished": "2026-03-14T09:10:00Z"}]'),
        structured('<!-- {"headline": "x", "datePublished": "2026-03-14T09:10:00Z"}; -->'),
        structured('//<![CDATA[\n{"headline": "x", "datePublished": "2026-03-14T09:10:00Z"}\n//]]>'),
        structured('{"headline": "x", "datePublished": "2026-03-14T09:10:00Z"}').replace("json", "json; charset=utf-8"),
        structured("{broken") + '<meta itemprop="datePublished" content="2026-03-14T09:10Z">',
    ],
    ids=["in a graph", "in a list", "in a comment", "in a section", "with a charset", "beside a broken block"],
)
def test_the_time_is_read_from_structured_data(head: str) -> None:
    assert read_html(page(head)).published == "2026-03-14T09:10:00+00:00"


@pytest.mark.parametrize("line", ["By ANA ROE, Nov. 5, 2025 at 4:15 p.m. ET", "Last updated: 5 November 2025"])
def test_a_line_with_only_a_date_is_not_part_of_the_text(line: str) -> None:
    read = read_html(page("", f"<p>{line}</p>{BODY}"))
    assert read.text.startswith("The mayor said")
    assert read.published == "2025-11-05"


def test_a_page_without_a_date_gets_none() -> None:
    assert read_html(page()).published == ""


def test_a_date_in_the_text_is_not_the_date_of_the_article() -> None:
    assert read_html(page(body=BODY + "<p>It was the worst flood since 3 February 1962, he said.</p>")).published == ""


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<html></html>",
        f"<html><body>{MENU}</body></html>",
        "<html><body><p>Accept all cookies</p></body></html>",
        "<html><body><form><input name=q><button>Search</button></form></body></html>",
        "just words",
    ],
    ids=["nothing", "no body", "a menu", "a cookie wall", "a form", "no HTML"],
)
def test_a_page_without_an_article_is_reported(source: str) -> None:
    with pytest.raises(ReadingError, match=r"no article|not readable HTML"):
        read_html(source)


def test_a_deeply_nested_page_is_reported_or_read() -> None:
    with pytest.raises(ReadingError):
        read_html("<div>" * 100_000 + "</div>" * 100_000)


def test_escaped_markup_is_text() -> None:
    body = BODY.replace("40 homes", "&lt;b&gt;40&lt;/b&gt; homes &amp; 2&nbsp;barns")
    assert "<b>40</b> homes & 2 barns" in read_html(page(body=body)).text


WHOLE = [f"The mayor said that {n} homes were flooded, and that {n + 9} people had left the town." for n in range(30)]


def article(**fields: object) -> str:
    return structured(json.dumps({"@type": "NewsArticle"} | fields))


def test_a_page_whose_found_text_is_a_menu_is_read_from_its_data() -> None:
    read = read_html(f"<html><head>{article(articleBody=chr(10).join(WHOLE))}</head><body>{MENU}</body></html>")
    assert read.text.splitlines() == WHOLE


def test_the_complete_text_is_preferred_to_a_truncated_one() -> None:
    read = read_html(page(article(articleBody="\n".join(WHOLE)), "".join(f"<p>{line}</p>" for line in WHOLE[:9])))
    assert (read.text.splitlines(), read.remarks) == (WHOLE, ())


def test_the_data_of_another_article_is_not_used() -> None:
    other = "\n".join(line.replace("The mayor", "Her brother") for line in WHOLE)
    read = read_html(page(article(articleBody=other), "".join(f"<p>{line}</p>" for line in WHOLE[:9])))
    assert read.text.splitlines() == WHOLE[:9]


def test_what_a_page_marks_as_its_article_is_read_whole() -> None:
    bodies = [f"<div class={name}>{''.join(f'<p>{line}</p>' for line in WHOLE[n::2])}</div>" for n, name in
              ((0, "article-body"), (1, "article-expand"))]  # fmt: skip
    comments = "<div id=comments>" + "<p>I do not believe a word of it, and nor should you.</p>" * 9 + "</div>"
    read = read_html(page("", f"{bodies[0]}<div class='share-x'>{bodies[1]}</div>{comments}"))
    assert sorted(read.text.splitlines()) == sorted(WHOLE)


def test_data_without_paragraphs_does_not_replace_a_text_with_paragraphs() -> None:
    read = read_html(page(article(articleBody=" ".join(WHOLE)), "".join(f"<p>{line}</p>" for line in WHOLE)))
    assert read.text.splitlines() == WHOLE


def test_a_text_shorter_than_its_page_states_gets_a_remark() -> None:
    read = read_html(page(article(wordCount=900), "".join(f"<p>{line}</p>" for line in WHOLE)))
    assert read.remarks == ("may be cut short: 480 words were found of the 900 that the page says it has",)
    assert not read_html(page(article(wordCount=500), "".join(f"<p>{line}</p>" for line in WHOLE))).remarks


def test_a_text_of_one_sentence_is_an_article_if_the_page_says_so() -> None:
    short = "<p>The bridge at Oldmouth has been closed since Tuesday.</p>"
    assert read_html(page(article(), short)).text
    with pytest.raises(ReadingError, match="no article"):
        read_html(page("", short))


def test_an_article_with_a_link_in_each_paragraph_is_no_menu() -> None:
    linked = "".join(f"<p><a href='/{n}'>{' '.join(WHOLE[n : n + 3])}</a></p>" for n in range(6))
    assert read_html(page("", linked + "<p>That is all.</p>")).text


@pytest.mark.parametrize("never", ["0001-01-01T00:00:00Z", "0000-00-00", "9999-12-31T23:59:59-12:00", "-1"])
def test_an_impossible_date_affects_nothing_else(never: str) -> None:
    head = article(datePublished=never, dateModified=never) + f"<meta name=date content='{never}'>"
    read = read_html(page(head, f"<time datetime='{never}'>{never}</time>{BODY}"))
    assert (read.published, read.changed) == ("", "")
    assert "40 homes" in read.text
