"""`attribune claims`: prints the claims of texts, which need not be in the library."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click

from extract.claim import Claim
from extract.text.language import foreign_remark
from store.archive.folder import reason
from store.archive.incoming import BYTES_LIMIT, TEXT_LIMIT, Incoming, ReadingError, limited_lines
from store.archive.locations import file_name
from tui.cli import options, path_arguments
from tui.cli.extraction import Extraction, Row
from tui.cli.messages import Messages

Show = Callable[[str | int, str, list[Claim]], None]


@click.command(name="claims", short_help="Print figures and who they are attributed to.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH… | -")
@options.as_json
@click.option("--jsonl", is_flag=True, help='Read one JSON object per line: {"id": …, "text": …}.')
@click.option("--explain", is_flag=True, help="With --json: add what is compared and how the source was found.")
@options.library
def command(paths: tuple[Path, ...], as_json: bool, jsonl: bool, explain: bool, library: Path | None) -> None:
    """Print the figures in texts and who they are attributed to.

    PATH is a text, Markdown or HTML file, or a folder of them; - is standard input. Offsets in the JSON are those of
    a plain text file as it is; of Markdown and HTML, of the text in it. Without --json the text is printed with its
    figures marked.
    """
    messages = Messages()
    show = partial(_show, as_json=as_json, explain=explain)
    asyncio.run((_of_lines if jsonl else _of_files)(paths, options.settings(library).pipeline, messages, show))
    click.get_current_context().exit(messages.exit_code)


async def _of_lines(paths: tuple[Path, ...], pipeline: Path | None, messages: Messages, show: Show) -> None:
    from store.ingest.workers import Workers

    async with Workers() as workers:
        async for row, claims in Extraction(pipeline, workers).stream(_lines(paths, messages), workers.count):
            if isinstance(claims, ReadingError):
                messages.failed(str(row.id), claims)
                continue
            if not claims and (remark := foreign_remark(row.text)):
                messages.note(f"{row.id} {remark}")
            show(row.id, row.text, claims)


async def _of_files(paths: tuple[Path, ...], pipeline: Path | None, messages: Messages, show: Show) -> None:
    from store.ingest.concurrency import in_order
    from store.ingest.workers import Workers, cores

    files = list(path_arguments.find(paths))
    async with Workers(max(1, min(cores(), len(files)))) as workers:
        extraction = Extraction(pipeline, workers)

        async def read(file: path_arguments.File) -> tuple[str, Incoming | None, list[Claim] | ReadingError]:
            name, incoming = await path_arguments.read(file, workers, exact=True)
            if isinstance(incoming, ReadingError):
                return name, None, incoming
            try:
                return name, incoming, await extraction.claims(incoming)
            except ReadingError as error:
                return name, incoming, error

        async for name, incoming, claims in in_order((partial(read, file) for file in files), 2 * workers.count):
            for remark in incoming.remarks if incoming else ():
                messages.note(f"{name} {remark}")
            if isinstance(claims, ReadingError):
                messages.failed(name, claims)
            elif incoming:
                show(name, incoming.text, claims)


def _show(name: str | int, text: str, claims: list[Claim], *, as_json: bool, explain: bool) -> None:
    if as_json:
        # ASCII with escapes: no control character in an id or a text reaches a terminal.
        click.echo(json.dumps({"id": name, "claims": [claim.to_json(explain=explain) for claim in claims]}))
    else:
        from tui.cli.printing import print_text

        print_text(str(name), text, claims)


def _lines(paths: tuple[Path, ...], messages: Messages) -> Iterator[Row]:
    """Yield the lines that have an id and a text; report the others."""
    for path in paths:
        try:
            if path == path_arguments.STANDARD_INPUT:
                yield from rows_of(sys.stdin.buffer, "-", messages)
            else:
                with path.open("rb") as file:
                    yield from rows_of(file, file_name(path), messages)
        except OSError as error:
            messages.failed(file_name(path), ReadingError(reason(error)))


def rows_of(stream: BinaryIO, name: str, messages: Messages) -> Iterator[Row]:
    """Yield the lines of a file that have an id and a text; report the others."""
    for number, line in enumerate(limited_lines(stream, BYTES_LIMIT), start=1):
        if len(line) > BYTES_LIMIT:
            messages.failed(f"{name}, line {number}", f"is longer than {BYTES_LIMIT // 1_000_000} MB")
            continue
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            messages.failed(f"{name}, line {number}", f"is not JSON ({error})")
            continue
        known = isinstance(row, dict) and isinstance(row.get("id"), str | int) and isinstance(row.get("text"), str)
        if not known:
            messages.failed(f"{name}, line {number}", 'needs an "id" and a "text": {"id": …, "text": …}')
        elif len(row["text"]) > TEXT_LIMIT:
            messages.failed(f"{name}, line {number}", f"has more than {TEXT_LIMIT:,} characters of text")
        else:
            yield Row(row["id"], row["text"])
