"""Says after articles came in what is new of what the reader watches, and runs the command that is to be told."""

import json
import subprocess
from contextlib import closing
from typing import Any

from store.library.connection import open_writer
from store.linking.watches import News, news
from store.settings import Settings
from store.wording import counted, day, joined, one_line, source_name, title_of
from tui.cli.messages import Messages

# Seconds that the command has for one number.
_PATIENCE = 60


def tell_watched(settings: Settings, messages: Messages, *, as_json: bool, quiet: bool = False) -> None:
    """Say each number that was not given before for what is watched, and run `[watch] command` with it."""
    with closing(open_writer(settings.library)) as conn:
        told = news(conn)
    for one in told:
        if as_json:
            from tui.cli.printing import print_json

            print_json(_row(one))
        if not quiet:
            messages.note(sentence(one))
        if settings.hook:
            _run(settings.hook, one, messages)


def sentence(one: News) -> str:
    """Return who gave which number of what is watched, on one line."""
    claim, article = one.claim.claim, one.article
    held = claim.stance if claim.stance != "asserted" else ""
    about = one_line(claim.subject) if one.watch.source else ""
    outlet = one_line(article.outlet) or f"“{title_of(article)}”"
    parts = (one_line(claim.text), held, about, "" if one.watch.source else source_name(claim), outlet)
    more = f" and {counted(one.more, 'article')} more" if one.more else ""
    return f"watched “{one_line(one.watch.name)}”: {joined((*parts, day(article.published), f'({article.id})'))}{more}"


def _row(one: News) -> dict[str, Any]:
    claim, article = one.claim.claim, one.article
    return {
        "watch": one.watch.name,
        "kind": "source" if one.watch.source else "quantity",
        "told": sentence(one),
        "id": article.added_as,
        "number": article.id,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "unit": claim.unit,
        "subject": claim.subject,
        "source": claim.source.name if claim.source else None,
        "outlet": article.outlet,
        "published": article.published,
        "more": one.more,
    }


def _run(command: tuple[str, ...], one: News, messages: Messages) -> None:
    """Run the reader's command: the line is its last argument, the same as JSON its standard input."""
    try:
        ran = subprocess.run(
            [*command, sentence(one)],
            input=json.dumps(_row(one)) + "\n",
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        messages.failed(command[0], f"did not end in {_PATIENCE} seconds: look at [watch] command in the settings")
    except OSError as error:
        messages.failed(command[0], f"can't be run: {error.strerror}: look at [watch] command in the settings")
    else:
        if ran.returncode:
            last = (ran.stderr.strip().splitlines() or ["it says nothing"])[-1]
            messages.failed(command[0], f"ended with {ran.returncode}: {last}")
