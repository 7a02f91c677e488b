"""Reports new numbers of what the reader watches after articles came in, and runs the reader's command."""

import json
import subprocess
from contextlib import closing
from typing import Any

from store.library.connection import open_writer
from store.linking.watches import News, news
from store.settings import Settings
from store.wording import counted, day, joined, one_line, source_name, title_of
from tui.cli.claim_rows import place_row, value_row
from tui.cli.messages import Messages

# Seconds that the command may take for one number.
_PATIENCE = 60


def tell_watched(settings: Settings, messages: Messages, *, as_json: bool, quiet: bool = False) -> None:
    """Report each new number of what is watched, and run `[watch] command` with it."""
    with closing(open_writer(settings.library)) as conn:
        fresh = news(conn)
    for item in fresh:
        if as_json:
            from tui.cli.printing import print_json

            print_json(_row(item))
        if not quiet:
            messages.note(sentence(item))
        if settings.hook:
            _run(settings.hook, item, messages)


def sentence(item: News) -> str:
    """Return in one line who gave which number of what is watched."""
    claim, article = item.claim.claim, item.article
    stance = claim.stance if claim.stance != "asserted" else ""
    about = one_line(claim.subject) if item.watch.source else ""
    outlet = one_line(article.outlet) or f"“{title_of(article)}”"
    parts = (one_line(claim.text), stance, about, "" if item.watch.source else source_name(claim), outlet)
    more = f" and {counted(item.more, 'article')} more" if item.more else ""
    return f"watched “{one_line(item.watch.name)}”: {joined((*parts, day(article.published), f'({article.id})'))}{more}"


def _row(item: News) -> dict[str, Any]:
    claim, article = item.claim.claim, item.article
    return {
        "watch": item.watch.name,
        "kind": "source" if item.watch.source else "quantity",
        "told": sentence(item),
        **place_row(article, claim),
        "number": article.id,
        **value_row(claim),
        "source": claim.source.name if claim.source else None,
        "outlet": article.outlet,
        "published": article.published,
        "more": item.more,
    }


def _run(command: tuple[str, ...], item: News, messages: Messages) -> None:
    """Run the reader's command, with the line as its last argument and JSON on its standard input."""
    try:
        ran = subprocess.run(
            [*command, sentence(item)],
            input=json.dumps(_row(item)) + "\n",
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        messages.failed(
            command[0], f"did not end within {_PATIENCE} seconds: check `command` in [watch] of the settings"
        )
    except OSError as error:
        messages.failed(command[0], f"can't be run: {error.strerror}: check `command` in [watch] of the settings")
    else:
        if ran.returncode:
            last = (ran.stderr.strip().splitlines() or ["it printed nothing"])[-1]
            messages.failed(command[0], f"ended with {ran.returncode}: {last}")
