"""`attribune verdict`: records that two claims are about the same quantity, or are not."""

from dataclasses import astuple
from pathlib import Path

import click

from store.library import articles, journal
from store.library.journal import Step
from store.linking import verdicts
from store.linking.claim_places import place_of
from store.linking.constraints import Verdict, verdicts_of
from tui.cli import options
from tui.cli.commands.cmd_show import claim_of
from tui.cli.messages import Messages, listed

_CLAIM = click.IntRange(min=1)


def _two(function: "click.decorators.FC") -> "click.decorators.FC":
    """Take two claims as arguments."""
    for name, kind in (
        ("other_number", _CLAIM),
        ("other", click.STRING),
        ("number", _CLAIM),
        ("article", click.STRING),
    ):
        metavar = "CLAIM" if kind is _CLAIM else name.upper()
        function = click.argument(name, type=kind, metavar=metavar)(function)
    return function


@click.group(name="verdict", short_help="Say whether two claims are the same.")
def command() -> None:
    """Record that two claims are about the same quantity, or that they are not.

    Your verdict overrides what Attribune found, and stays when claims are found again.
    """


@command.command(name="list")
@options.as_json
@options.library
def list_(as_json: bool, library: Path | None) -> None:
    """List the verdicts, last first."""
    with options.reading(library) as conn:
        from tui.cli.printing import print_json, print_line
        from tui.text.cell_wording import one_line, title_of

        for entry in listed(verdicts.all_stored(conn), "no verdicts yet: `attribune verdict same` records one"):
            homes = [articles.get(conn, article) for article, _, _ in entry.ends]
            ends = [(home, start, figure) for home, (_, start, figure) in zip(homes, entry.ends, strict=True) if home]
            if as_json:
                claims = [{"id": home.added_as, "start": start, "text": figure} for home, start, figure in ends]
                print_json({"verdict": entry.verdict, "made": entry.made, "claims": claims})
            else:
                ends_text = [f"{one_line(figure)} in {title_of(home)} ({home.id})" for home, _, figure in ends]
                print_line(f"{'the same' if entry.verdict == 'same' else 'not the same'}:  ", "  ·  ".join(ends_text))


@command.command(short_help="Say that two claims are about the same quantity.")
@_two
@options.library
def same(article: str, number: int, other: str, other_number: int, library: Path | None) -> None:
    """Say that two claims are about the same quantity; each is an article and the claim's number in `show`."""
    _say((article, number), (other, other_number), "same", library)


@command.command(name="not", short_help="Say that two claims are not about the same quantity.")
@_two
@options.library
def not_(article: str, number: int, other: str, other_number: int, library: Path | None) -> None:
    """Say that two claims are not about the same quantity; each is an article and the claim's number in `show`."""
    _say((article, number), (other, other_number), "not", library)


@command.command(short_help="Take back the verdict on two claims.")
@_two
@options.library
def remove(article: str, number: int, other: str, other_number: int, library: Path | None) -> None:
    """Take back the verdict on two claims; what Attribune found applies again."""
    _say((article, number), (other, other_number), None, library)


def _say(place: tuple[str, int], other_place: tuple[str, int], verdict: Verdict | None, library: Path | None) -> None:
    with options.writing(library) as conn:
        claim, against = claim_of(conn, *place).id, claim_of(conn, *other_place).id
        before = verdicts_of(conn, [claim]).get((claim, against))
        if claim == against:
            raise click.UsageError("these are the same claim: name two")
        if verdict:
            verdicts.say(conn, claim, against, verdict)
        elif not verdicts.take_back(conn, claim, against):
            Messages().note("there is no verdict on these two")
            return
        places = [place_of(conn, end) for end in (claim, against)]
        step = Step("verdicts", {"places": [astuple(end) for end in places if end], "before": [before]})
        words = {
            "same": "two claims are the same",
            "not": "two claims are not the same",
            None: "a verdict is taken back",
        }
        journal.write(conn, words[verdict], step)
