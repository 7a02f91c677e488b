"""Writes an article as a web page: its text with figures and sources marked, then its claims.

The page is well-formed XML as well as HTML, so it also serves as a chapter of an e-book.
"""

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from store.archive.web.opml import writable
from store.formats.article_record import facts
from store.formats.article_states import State, newest, spans
from store.formats.own_pages import AFTER, APART, NAME
from store.library import articles, claims, notes
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.linking import links
from store.linking.links import Link
from store.wording import day, figure_given, joined, measured, one_line, relayed, source_name, stance, title_of

STYLE = """\
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 Georgia, serif; max-width: 38rem; margin: 2rem auto; padding: 0 1rem; }
h1 { line-height: 1.25; margin-bottom: 0.3rem; }
.facts, .why, .other { font-size: 0.85rem; opacity: 0.8; }
mark { background: none; color: inherit; font-weight: bold; text-decoration: underline #b8860b; }
mark.unattributed { font-weight: normal; font-style: italic; text-decoration-style: dotted; }
.source { border-bottom: 1px solid #4682b4; }
.attribune-number { font-size: 0.65rem; vertical-align: super; line-height: 0; text-decoration: none; }
ol.claims { border-top: 1px solid; margin-top: 2rem; padding-top: 1rem; }
.figure { font-weight: bold; }
blockquote.note { margin: 0.2rem 0 0.2rem 1rem; font-style: italic; }
"""
# Relations, most important first.
_SIGNS = {"differs": "≠", "updates": "↑", "agrees": "=", "repeats": "=", "part": "⊂"}
_OTHERS = 8


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with all that a page shows; others: what others say about each claim; notes: those on it."""

    article: Article
    state: State
    claims: Sequence[StoredClaim]
    others: dict[int, list[Link]]
    notes: dict[int, str]


def load(conn: sqlite3.Connection, number: int) -> ArticleView:
    """Return an article as it is shown. Raises KeyError if no article has that id."""
    article = articles.get(conn, number)
    if article is None:
        raise KeyError(f"no article {number}")
    every = claims.of_article(conn, number)
    return ArticleView(
        article,
        newest(conn, number),
        every,
        {stored.id: _telling(links.related(conn, stored.id)) for stored in every if stored.signs & _SIGNS.keys()},
        notes.of_claims(conn, number, every),
    )


def _telling(links: Sequence[Link]) -> list[Link]:
    order = list(_SIGNS)
    return sorted((link for link in links if link.relation in order), key=lambda link: order.index(link.relation))[
        :_OTHERS
    ]


def others_line(link: Link) -> str:
    """Return what another article says about the same quantity, as one line."""
    claim = link.claim.claim
    where = joined((one_line(link.article.outlet), day(link.article.published)))
    text, source = figure_given(claim), source_name(claim)
    return f"{_SIGNS[link.relation]} {link.relation}: {text}, {source} ({where}); {link.reason}"


def claim_line(stored: StoredClaim) -> str:
    """Return what a claim says in addition to its figure, as one line."""
    claim = stored.claim
    cue = f" “{one_line(claim.cue.text)}”" if claim.cue else ""
    return joined(
        (measured(claim), f"{source_name(claim)}{cue}" if claim.source else "", relayed(claim), stance(claim))
    )


def page(shown: ArticleView, style: str = f"<style>\n{STYLE}</style>") -> str:
    """Return the article as a whole page; style: the style sheet in its head."""
    title = escape(writable(title_of(shown.article)))
    article = shown.article
    heading = joined((one_line(article.outlet), one_line(article.byline), day(article.published)))
    link = ""
    if article.location.startswith(("http://", "https://")):
        link = f'<br/><a href="{escape(article.location)}">{escape(writable(article.location))}</a>'
    packed = json.dumps(facts(shown.state.incoming), ensure_ascii=True, separators=(",", ":"))
    language = escape(article.language or "en")
    policy = "default-src 'none'; style-src 'unsafe-inline' 'self'"
    return f"""\
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}" xml:lang="{language}">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="{policy}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{title}</title>
<meta name="{NAME}" content="{escape(packed)}"/>
{style}
</head>
<body>
<article>
<h1>{title}</h1>
<p class="facts">{escape(writable(heading))}{link}</p>
<div id="attribune-text">
{_text(shown)}
</div>
{_claims(shown)}
</article>
</body>
</html>
"""


def _text(shown: ArticleView) -> str:
    """Return the text as paragraphs, each with the number of line ends after it, so that it can be restored."""
    text = shown.state.incoming.text
    marks = list(spans(text, [stored.claim for stored in shown.claims]))
    paragraphs = []
    at = 0
    for line in re.finditer(r"([^\n]*)(\n*)", text):
        if not line[0]:
            continue
        inner = ""
        at, end = line.start(), line.end(1)
        while marks and marks[0][0] < end:
            start, stop, kind, number = marks.pop(0)
            stop = min(stop, end)
            if start < at:
                continue
            inner += escape(writable(text[at:start])) + _marked(text[start:stop], kind, number, shown.claims[number])
            at = stop
        inner += escape(writable(text[at:end]))
        paragraphs.append(f'<p {AFTER}="{len(line[2])}">{inner}</p>')
    return "\n".join(paragraphs)


def _marked(words: str, kind: str, number: int, stored: StoredClaim) -> str:
    inner = escape(writable(words))
    if kind == "source":
        return f'<span class="source">{inner}</span>'
    look = "" if stored.claim.source else ' class="unattributed"'
    lead = f'<a class="{APART}" href="#claim-{number + 1}">{number + 1}</a>'
    return f'<mark id="figure-{number + 1}"{look}>{inner}</mark>{lead}'


def _claims(shown: ArticleView) -> str:
    entries = []
    for number, stored in enumerate(shown.claims, start=1):
        rows = [
            f'<a class="figure" href="#figure-{number}">{escape(writable(one_line(stored.claim.text)))}</a> '
            f"{escape(writable(claim_line(stored)))}"
        ]
        if note := shown.notes.get(stored.id):
            rows.append(f'<blockquote class="note">{escape(writable(note))}</blockquote>')
        rows += [
            f'<div class="other">{escape(writable(others_line(link)))}</div>'
            for link in shown.others.get(stored.id, ())
        ]
        entries.append(f'<li id="claim-{number}">{"".join(rows)}</li>')
    return '<ol class="claims">\n' + "\n".join(entries) + "\n</ol>" if entries else ""
