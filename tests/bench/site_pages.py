"""Lays reports out like three sites do: the article among three hundred elements that are not part of it.

A page has some 60 kB, most of it menus, teasers, style and script, as news sites send them.
"""

import json
import random
from datetime import datetime
from functools import cache
from html import escape

SHAPES = 3
_PARAGRAPH = 3
_SECTIONS = (
    "news",
    "city",
    "region",
    "world",
    "business",
    "markets",
    "sport",
    "weather",
    "culture",
    "travel",
    "letters",
)
_TEASED = (
    "Another story about the harbour",
    "Who pays for the new road",
    "What the council wants",
    "Letters of the week",
)


@cache
def _menu(links: int) -> str:
    lines = (
        f'<li class="menu__item"><a class="menu__link" href="/{_SECTIONS[number % len(_SECTIONS)]}/{number}" '
        f'data-track="menu-{number}">{_SECTIONS[number % len(_SECTIONS)].title()}</a></li>'
        for number in range(links)
    )
    return f'<ul class="menu">{"".join(lines)}</ul>'


@cache
def _teasers(count: int) -> str:
    return "".join(
        f'<div class="teaser"><a href="/t/{number}"><img src="/i/{number}-320.jpg" srcset="/i/{number}-640.jpg 2x" '
        f'alt="" loading="lazy"><h3 class="teaser__title">{_TEASED[number % len(_TEASED)]}, part {number}</h3></a>'
        f'<time datetime="2026-02-{1 + number % 28:02}">{1 + number % 28} February</time></div>'
        for number in range(count)
    )


@cache
def _style(rules: int) -> str:
    return "".join(f".block-{number}{{margin:0 {number % 9}px;color:#{number:06x}}}" for number in range(rules))


@cache
def _script(entries: int) -> str:
    chance = random.Random(1)
    state = {f"slot{number}": {"id": chance.randrange(10**9), "sizes": [300, 250]} for number in range(entries)}
    return f"<script>window.__STATE__={json.dumps(state)}</script>"


def page(title: str, outlet: str, text: str, when: datetime, shape: int) -> str:
    """Return a text as a site's page; shape: 0 plain markup, 1 metadata in JSON-LD, 2 a byline and a box inside."""
    heading, site, date = escape(title), escape(outlet), when.isoformat()
    sentences = text.strip().split(". ")
    paragraphs = [
        f"<p>{escape('. '.join(sentences[at : at + _PARAGRAPH]).strip().rstrip('.'))}.</p>\n"
        for at in range(0, len(sentences), _PARAGRAPH)
    ]
    meta = f'<meta property="article:published_time" content="{date}">'
    if shape == 1:
        stated = {"@type": "NewsArticle", "headline": title, "datePublished": date}
        meta = f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **stated})}</script>'
    if shape == 2:
        paragraphs.insert(1, f'<aside class="related"><h4>Read more</h4>{_teasers(3)}</aside>')
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{heading} - {site}</title>
<meta property="og:title" content="{heading}">
<meta property="og:site_name" content="{site}">{meta}<style>{_style(200)}</style>{_script(400)}</head>
<body><div class="consent"><p>We and our partners use cookies.</p><button>Accept</button></div>
<header><nav>{_menu(60)}</nav></header><main><article><h1>{heading}</h1>
{"".join(paragraphs)}</article><aside class="sidebar">{_teasers(24)}</aside></main>
<section class="more"><h2>More from {site}</h2>{_teasers(12)}</section>
<footer>{_menu(40)}<p>Imprint, contact, terms of use</p></footer></body></html>"""
