"""Fragments of HTML that are articles already: all their words are kept, one paragraph a line."""

import pytest

from store.archive.fragment import text_of
from tests.timing import check_growth


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One <b>two</b>&amp;three</p>tail", "One two&three\ntail"),
        ("Plain &lt;b&gt; AT&amp;T", "Plain <b> AT&T"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>a<li><p>b</p></ul>c", "- a\n- b\nc"),
        ("<table><tr><th>Town<td>220</tr><tr><td>x<td>y</table>", "Town | 220\nx | y"),
        ("<pre>  keep\n this</pre>", "  keep\n this"),
        ("a<script>alert(1)</script><style>p{}</style><img alt=x>b", "ab"),
        ("<html><head><title>t</title></head><body><p>Page</p></body></html>", "Page"),
        ('<?xml version="1.0" encoding="UTF-8"?><p>x</p>', "x"),
        ("<p>un<p>closed <b>tags", "un\nclosed tags"),
        ("a\x00b", "ab"),
        ("<!-- nothing -->", ""),
        ("  ", ""),
        ("<div>" * 30_000 + "deep" + "</div>" * 30_000, "deep"),
    ],
)
def test_a_piece_of_html_becomes_its_words(source: str, text: str) -> None:
    assert text_of(source) == text


def test_a_large_piece_takes_linear_time() -> None:
    """An article ten times as long takes about ten times as long, not a hundred times."""

    paragraph = "<p>The governor said that <b>220</b> homes had been flooded.</p>"
    check_growth(text_of, [paragraph * 2_000, paragraph * 20_000], 40, 0)
