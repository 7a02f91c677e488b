"""`attribune add`: articles come into the library."""

from collections import Counter
from pathlib import Path

import click

from store.archive.dates import iso
from store.archive.places import canonical
from store.archive.reading import Stated
from store.intake import Taken, take_in
from store.library import open_writer
from tui.commands import arrivals, options
from tui.commands.extraction import Extraction
from tui.commands.messages import Messages

_WORDS = {"added": "added", "version": "new version", "unchanged": "unchanged", "copy": "same text as another"}


@click.command(name="add", short_help="Add articles to the library.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH… | -")
@click.option("--title", default="", help="The article's title.")
@click.option("--outlet", default="", help="Who published it.")
@click.option("--date", default="", help="When it was published: 2026-03-14, or 2026-03-14T09:10+01:00.")
@click.option("--url", default="", help="Its address on the web, by which it is known from then on.")
@options.library
def command(paths: tuple[Path, ...], title: str, outlet: str, date: str, url: str, library: Path | None) -> None:
    """Add articles to the library: text, Markdown and HTML files, folders of them, or - for standard input.

    A text that is there already is not added again; one that changed becomes a new version of its article. What was
    stored stays when this is stopped; the same command again goes on.
    """
    stated = Stated(title=title, outlet=outlet, published=_date(date), url=_address(url))
    if stated != Stated() and (len(paths) > 1 or paths[0].is_dir()):
        raise click.UsageError("--title, --outlet, --date and --url are for one article: name one file")
    if paths.count(arrivals.STANDARD_INPUT) > 1:
        raise click.UsageError("standard input can be named once")
    settings = options.settings(library)
    messages = Messages()
    conn = open_writer(settings.library)
    outcomes: Counter[str] = Counter()
    stopped = False
    try:
        files = list(arrivals.find(paths))
        extraction = Extraction(settings.pipeline)
        with messages.progress(len(files)) as steps:
            for taken in take_in(conn, settings.library, arrivals.read(files, stated), extraction.claims):
                _tell(taken, messages)
                outcomes[taken.outcome or "failed"] += 1
                steps.done(taken.name)
        if not files:
            messages.note("no text, Markdown or HTML files there")
    except KeyboardInterrupt:
        stopped = True
    finally:
        conn.close()
        messages.note(_summary(outcomes, stopped=stopped))
    click.get_current_context().exit(1 if stopped else messages.exit_code)


def _tell(taken: Taken, messages: Messages) -> None:
    for remark in taken.remarks:
        messages.note(f"{taken.name} {remark}")
    if taken.error:
        messages.failed(taken.name, taken.error)


def _summary(outcomes: Counter[str], *, stopped: bool) -> str:
    parts = [f"{outcomes[name]} {words}" for name, words in (*_WORDS.items(), ("failed", "failed")) if outcomes[name]]
    summary = ", ".join(parts) or "nothing added"
    return f"stopped: {summary}; the same command again goes on" if stopped else summary


def _date(text: str) -> str:
    if text and not iso(text):
        raise click.BadParameter(f"{text!r} is no date like 2026-03-14 or 2026-03-14T09:10+01:00", param_hint="--date")
    return iso(text)


def _address(url: str) -> str:
    if url and not canonical(url):
        raise click.BadParameter(
            f"{url!r} is no address of a page, like https://example.org/news/1", param_hint="--url"
        )
    return url
