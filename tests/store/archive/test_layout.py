"""Overlays, side columns and boxes of a page: the text is still the article's."""

import pytest

from store.archive.html import read_html

SENTENCES = [
    f"The mayor said that {n} homes were flooded on Tuesday, and that {n + 9} people had left." for n in range(40, 46)
]
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
MENU = "<td><a href='/'>Front page</a><br><a href='/a'>Archive</a><br><a href='/u'>About us</a></td>"


def lines(body: str, head: str = "") -> list[str]:
    """Return the lines of a page's text."""
    return read_html(f"<html><head><title>Flood</title>{head}</head><body>{body}</body></html>").text.splitlines()


def more(body: str) -> list[str]:
    """Return the lines of an article except those of BODY."""
    return [
        line for line in lines(f"<article><h1>Flood</h1><div>{BODY}{body}</div></article>") if line not in SENTENCES
    ]


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr>{MENU}<td><h1>Flood</h1>{BODY}</td></tr></table>",
        f"<table><tr>{MENU}<td>{BODY}</td><td><b>Letters</b><br>Send us a card each week.</td></tr></table>",
        f"<table><tr><td>The Quay</td></tr><tr>{MENU}<td><table><tr><td>{BODY}</td></tr></table></td></tr></table>",
        f"<table role=presentation><tr><td>{BODY}</td></tr></table>",
        f"<table><tr>{MENU}<td><font>" + "<p>".join(SENTENCES) + "</font></td></tr></table>",
        f"<table><tr>{MENU}<td>" + "<br><br>".join(SENTENCES) + "</td></tr></table>",
    ],
    ids=["headline", "three columns", "nested", "said to be one", "open paragraphs", "line ends"],
)
def test_an_article_in_a_layout_table_is_read_whole_and_alone(table: str) -> None:
    assert lines(table) == SENTENCES


def test_a_box_among_the_paragraphs_removes_none_of_them() -> None:
    box = "<table align=right><tr><td class=pull>“We lost 12 boats,” said Vale, who had asked.</td></tr></table>"
    text = lines(f"<table><tr>{MENU}<td><h1>Flood</h1>{BODY}{box}<p>Then 90 men came.</p></td></tr></table>")
    assert text == [*SENTENCES, "“We lost 12 boats,” said Vale, who had asked.", "Then 90 men came."]


def test_a_table_of_figures_stays_a_table() -> None:
    table = "<table><tr><td>Oldmouth</td><td><p>90</p><p>homes</p></td></tr><tr><td>Wend</td><td>12</td></tr></table>"
    assert more(table)[0].startswith("| Oldmouth |")


@pytest.mark.parametrize(
    "box",
    [
        "<span class=hovercard>Ana Brandt is governor. Follow her</span>",
        "<span role=tooltip>Governor since 2019</span>",
        "<span class='c-popover'>Governor since 2019</span>",
        "<span class=visually-hidden>(opens in a new window)</span>",
        "<span class='a sr-only'>link</span>",
    ],
)
def test_a_hover_box_is_not_part_of_a_sentence(box: str) -> None:
    assert more(f"<p>Governor <a href='/b'>Ana Brandt</a>{box} said 90 roads were closed.</p>") == [
        "Governor Ana Brandt said 90 roads were closed."
    ]


def test_blocks_and_the_text_next_to_them_do_not_run_together() -> None:
    assert more("<div>He counted 12 homes.<div>Then 13.</div>In the end 14.</div>") == [
        "He counted 12 homes.",
        "Then 13.",
        "In the end 14.",
    ]


def test_pieces_of_a_line_that_are_drawn_apart_do_not_run_together() -> None:
    assert more("<p><span>He counted 12 homes.</span><span>They stood in 3 feet of water.</span></p>") == [
        "He counted 12 homes. They stood in 3 feet of water."
    ]
    assert more("<p><span>H</span><span>e counted 12 e</span><b>Bay</b> parcels in the water.</p>") == [
        "He counted 12 eBay parcels in the water."
    ]


STANDFIRST = "A night of rain drove 120 families of Oldmouth out of their homes."
MEANT = f"<meta property='og:description' content='{STANDFIRST}'>"


@pytest.mark.parametrize(
    ("over", "head"),
    [
        (f"<p>{STANDFIRST}</p>", MEANT),
        (f"<header><h2>{STANDFIRST}</h2></header>", MEANT),
        (f"<div class='article-dek'>{STANDFIRST}</div>", ""),
        (
            f"<p class=standfirst>{STANDFIRST}</p>",
            "<meta name=description content='News of the bay, and of its towns and people.'>",
        ),
    ],
)
def test_a_standfirst_begins_the_text(over: str, head: str) -> None:
    page = f"<main><article><h1>Flood</h1>{over}<div class=article-body>{BODY}</div></article></main>"
    assert lines(page, head) == [STANDFIRST, *SENTENCES]


@pytest.mark.parametrize(
    "over",
    [
        "<div class=article-lede><img src=x><p>Boats in the bay after the storm of Tuesday.</p></div>",
        "<aside><p class=standfirst>Twelve other stories that you may have missed.</p></aside>",
        "<a class=dek href='/x'>A story of somebody else, and of 90 other boats.</a>",
        "<p class=dek>Photo: Jo Doe for the Harbour Post of Oldmouth</p>",
    ],
)
def test_other_lines_do_not_become_the_standfirst(over: str) -> None:
    assert (
        lines(f"<main><article><h1>Flood</h1>{over}<div class=article-body>{BODY}</div></article></main>") == SENTENCES
    )


def test_a_list_of_links_is_removed_with_its_heading_and_the_articles_own_list_stays() -> None:
    links = "".join(f"<li><a href='/{n}'>Other story of the day</a></li>" for n in range(6))
    assert more(f"<h3>More on this</h3><ul>{links}</ul><p>The end of 90.</p>") == ["The end of 90."]
    own = "<li>Forty <a href='/h'>homes</a> in the old town</li><li>Twelve boats at the quay</li>"
    assert more(f"<h3>What was lost</h3><ul>{own}</ul><p>The end of 90.</p>") == [
        "What was lost",
        "- Forty homes in the old town",
        "- Twelve boats at the quay",
        "The end of 90.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>Read more:</strong> <a href='/x'>Storm closes the bridge for two weeks</a></p>",
        "<p><a href='/x'>RELATED: Storm closes the bridge for two weeks</a></p>",
        "<div><b>See also |</b> <a href='/x'>Storm closes the bridge</a></div>",
        "<p>More on this: <a href='/x'>Storm closes the bridge</a> <a href='/y'>Ferry fares rise by a tenth</a></p>",
    ],
)
def test_a_line_with_a_link_to_another_article_is_not_part_of_the_text(line: str) -> None:
    assert more(f"{line}<p>The end of 90.</p>") == ["The end of 90."]


@pytest.mark.parametrize(
    "line",
    [
        "Read more than <a href='/x'>90 books</a>, the teacher told the class of Oldmouth.",
        "Watch: <a href='/x'>the clock</a> of Oldmouth was wound for 90 years by one man, Rex Amory.",
        "More <a href='/x'>trouble</a>: 90 boats were lost.",
    ],
)
def test_a_sentence_that_begins_like_such_a_line_stays(line: str) -> None:
    assert len(more(f"<p>{line}</p><p>The end of 90.</p>")) == 2


def test_sharing_links_are_not_part_of_a_sentence() -> None:
    share = "<a href='https://twitter.com/intent/tweet?u=x'>Tweet</a><a href='https://www.facebook.com/sharer.php'>Share</a>"
    assert more(f"<p>The water stood 90 feet high in Oldmouth.{share}</p>") == [
        "The water stood 90 feet high in Oldmouth."
    ]


def test_the_name_of_an_agency_does_not_run_into_the_first_word() -> None:
    assert more("<p><cite>(Coast Wire)</cite>The water stood 90 feet high, the mayor said.</p>") == [
        "(Coast Wire) The water stood 90 feet high, the mayor said."
    ]


def test_an_article_in_a_popup_box_is_read() -> None:
    assert lines(f"<div class='popup-body'><h1>Flood</h1>{BODY}</div>") == SENTENCES
