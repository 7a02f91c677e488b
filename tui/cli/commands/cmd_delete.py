"""`attribune delete`: moves articles to the trash."""

from pathlib import Path

import click

from store.library import journal, trash
from store.library.journal import Step
from store.wording import counted, title_of
from tui.cli import options, selection
from tui.cli.messages import Messages


@click.command(name="delete", short_help="Move articles to the trash.")
@selection.articles
@click.option("--yes", is_flag=True, help="Don't ask for confirmation.")
@options.library
def command(names: tuple[str, ...], query: str, saved: str | None, yes: bool, library: Path | None) -> None:
    """Move articles to the trash: the ones you name, or those that --search finds. It asks first.

    No search finds what is in the trash. `attribune trash restore` brings articles back; `attribune trash empty`
    deletes them for good, with all their versions.
    """
    with options.reading(library) as conn:
        articles = selection.chosen(conn, names, query, saved)
    if not yes:
        for article in articles[:10]:
            click.echo(f"{article.id:>5}  {title_of(article)}", err=True)
        if len(articles) > 10:
            click.echo(f"       and {len(articles) - 10:,} more", err=True)
        click.confirm(f"Move {counted(len(articles), 'article')} to the trash?", abort=True, err=True)
    with options.writing(library) as conn:
        trashed = trash.delete(conn, [article.id for article in articles])
        if trashed:
            words = f"{counted(len(trashed), 'article')} moved to the trash"
            journal.write(conn, words, Step("restore", {"articles": trashed}))
    Messages().note(f"{counted(len(trashed), 'article')} in the trash: `attribune trash restore` brings them back")
