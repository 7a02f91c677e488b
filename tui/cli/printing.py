"""Prints articles and claims for people: with styles on a terminal, with marks elsewhere."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from extract.claim import Claim
from extract.text.controls import clean
from store.library.articles import Article
from tui.text.cell_wording import claims_of, day, joined, measured, one_line, relayed, source_name, title_of

# A longer line of prose is hard to read, however wide the terminal is.
_MEASURE = 92


@dataclass(frozen=True, slots=True)
class _Look:
    """How a span of text is shown: in a style visible without colour too, or with marks around it."""

    style: str
    mark: str = ""


_SOURCED = _Look("bold underline bright_cyan", "╎")
_UNSOURCED = _Look("italic bright_yellow", "┈")
_SOURCE = _Look("underline cyan")
_MATCHED = _Look("bold reverse", "")


@cache
def console() -> Console:
    """Return the console for standard output, as wide as the terminal, or unbounded without one."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def print_json(row: dict[str, Any]) -> None:
    """Print one line of JSON, in ASCII, so that no control character reaches a terminal."""
    click.echo(json.dumps(row))


def _print(line: Text) -> None:
    """Print a line, without rich if there are no styles and no width: layout would dominate a long list's time."""
    if console().is_terminal:
        console().print(line)
    else:
        click.echo(line.plain)


def print_line(*parts: str | Text) -> None:
    """Print the parts as one line, without the control characters of foreign text."""
    line = Text()
    for part in parts:
        line.append_text(part) if isinstance(part, Text) else line.append(" ".join(clean(part).split("\n")))
    _print(line)


def print_text(heading: str, text: str, claims: Sequence[Claim]) -> None:
    """Print a text with its claims marked, and then the claims one by one."""
    width = min(console().width, _MEASURE) if sys.stdout.isatty() else None
    if not one_line(text).startswith(one_line(heading).removesuffix(" …")):
        console().print(Text(one_line(heading), "bold"))
        console().print()
    console().print(_marked(text, claims), width=width)
    if claims:
        console().print()
    for number, claim in enumerate(claims, start=1):
        print_claim(number, claim)
    console().print()


def print_claim(number: int, claim: Claim) -> None:
    """Print a claim on a line: figure, what it measures, source and relay."""
    figure = _piece(one_line(claim.text), _SOURCED if claim.source else _UNSOURCED)
    source = source_name(claim) + (f" “{one_line(claim.cue.text)}”" if claim.cue else "")
    stance = claim.stance if claim.stance != "asserted" else ""
    console().print(
        Text(f"{number:>3}  ")
        .append_text(figure)
        .append("  " + joined((measured(claim), source, relayed(claim), stance)))
    )


def print_article(article: Article) -> None:
    """Print an article on a line: its number, title (bold while it is unread), outlet, date, claims and tags."""
    tags = " ".join(f"#{tag}" for tag in article.tags)
    facts = joined((one_line(article.outlet), day(article.published), claims_of(article), tags))
    star = "★ " if article.starred else ""
    look = "bold" if not article.read else ""
    _print(Text(f"{article.id:>5}  ").append(f"{star}{title_of(article)}", look).append(f"  {facts}"))


def print_snippet(pieces: Iterable[tuple[str, bool]]) -> None:
    """Print where a search matched."""
    line = Text("       ")
    for piece, matched in pieces:
        line.append(" ".join(clean(piece).split("\n")), _MATCHED.style if matched else "")
    _print(line)


def _marked(text: str, claims: Sequence[Claim]) -> Text:
    """Return the text with figures and sources marked; clean it piece by piece, so that offsets hold."""
    spans = [(claim.start, claim.end, _SOURCED if claim.source else _UNSOURCED) for claim in claims]
    mentions = {(mention.start, mention.end) for claim in claims for mention in (claim.source, *claim.via) if mention}
    figures = {position for start, end, _ in spans for position in range(start, end)}
    spans += [(start, end, _SOURCE) for start, end in mentions if figures.isdisjoint(range(start, end))]
    marked = Text()
    position = 0
    for start, end, look in _apart(spans):
        marked.append(clean(text[position:start])).append_text(_piece(clean(text[start:end]), look))
        position = end
    return marked.append(clean(text[position:]))


def _apart(spans: Iterable[tuple[int, int, _Look]]) -> Iterator[tuple[int, int, _Look]]:
    """Yield the spans in order, without those that begin inside an earlier one."""
    last = 0
    for start, end, look in sorted(spans, key=lambda span: span[:2]):
        if start >= last and end > start:
            yield start, end, look
            last = end


def _piece(text: str, look: _Look) -> Text:
    if console().is_terminal and not console().is_dumb_terminal:
        return Text(text, look.style)
    return Text(f"{look.mark}{text}{look.mark}")
