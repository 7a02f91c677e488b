"""The command `attribune`: its sub-commands, and the app if none is given."""

import gc
import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.exceptions import NoArgsIsHelpError

from extract.text.controls import clean
from tui.cli.output_filter import install
from tui.cli.signals import ending_signals_as_interrupts

if TYPE_CHECKING:
    from store.settings import Settings

_COMMANDS = (
    "add",
    "backup",
    "claims",
    "completion",
    "config",
    "crawl",
    "delete",
    "demo",
    "doctor",
    "export",
    "extract",
    "feed",
    "import",
    "list",
    "man",
    "mark",
    "note",
    "refresh",
    "related",
    "restore",
    "saved",
    "search",
    "show",
    "source",
    "tag",
    "timeline",
    "trash",
    "undo",
    "update",
    "verdict",
    "wanted",
    "watch",
)


class _Lazy(click.Group):
    """A group that imports a command only when it is called, so that the app starts faster."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"tui.cli.commands.cmd_{cmd_name}").command
        return command


@click.group(
    cls=_Lazy,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=False,
)
@click.option("--library", type=click.Path(path_type=Path), metavar="FILE", help="The library to use.")
@click.version_option(package_name="attribune", message="attribune %(version)s")
@click.pass_context
def attribune(ctx: click.Context, library: Path | None) -> None:
    """A news reader that shows who said each number. Without a command it opens the library.

    The library is the file that --library names, else the environment's ATTRIBUNE_LIBRARY, else the configuration
    file's, else one in your data folder.
    """
    ctx.obj = library
    if ctx.invoked_subcommand is None:
        from tui.cli.options import settings

        open_app(settings(library))


def open_app(settings: "Settings") -> None:
    """Open the app on a library; create it if it is missing, report in the shell if it is unreadable."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("the reader needs a terminal: use `attribune list` and `attribune show` here")
    from store.library.connection import open_reader, open_writer

    (open_reader if settings.library.exists() else open_writer)(settings.library).close()
    # Modules are never freed, and scanning them for garbage would stop the screen for several frames. Nothing else is
    # garbage before the first frame; then the app turns the collector on.
    gc.disable()
    from tui.app.application import AttribuneApp

    gc.freeze()
    app = AttribuneApp(settings.library, settings)
    app.run()
    if app.return_code:
        sys.exit(app.return_code)


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit: 0 done, 1 some items failed or the library can't be used, 2 wrong use."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    # Python has no stream where the shell gave none, as with `>&-`.
    sys.stdout, sys.stderr = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # characters that the terminal's charset lacks
    install()
    output = sys.stdout
    try:
        with ending_signals_as_interrupts():
            code = attribune.main(arguments, prog_name="attribune", standalone_mode=False)
        sys.stdout.flush()
    except NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.ClickException as error:
        _say(_complaint(error), _path(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("stopped")
        return 1
    except (SystemExit, BrokenPipeError) as error:
        # click exits with 1 if a pipe was closed, and marks that by wrapping the stream.
        if not (_is_behind(BrokenPipeError, error) or sys.stdout is not output):
            raise
        # The reader of the output is gone; Python would complain again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if not _is_behind(KeyboardInterrupt, error):
            return _failed(error)
        _say("stopped")
        return 1
    return code if isinstance(code, int) else 0


def _is_behind(kind: type[BaseException], error: BaseException | None) -> bool:
    """Return True if an error of this kind caused the other.

    Python 3.11 turns an interrupt at the end of a class body into a RuntimeError; rich turns a closed pipe into an exit
    with 1.
    """
    while error is not None and not isinstance(error, kind):
        error = error.__cause__ or error.__context__
    return error is not None


def _failed(error: Exception) -> int:
    import sqlite3

    from store.ingest.intake import NoExtractorError
    from store.library.connection import LibraryError, explain
    from store.settings import SettingsError

    if os.environ.get("ATTRIBUNE_DEBUG"):
        import traceback

        traceback.print_exception(error)
    elif isinstance(error, LibraryError | NoExtractorError | SettingsError):
        _say(str(error))
    elif isinstance(error, sqlite3.Error):
        _say(str(explain(error)))
    elif isinstance(error, UnicodeEncodeError):
        _say("an argument is not valid UTF-8: type it again")
    elif isinstance(error, OSError) and error.strerror:
        _say(f"{error.filename or 'the output'} can't be written or read: {error.strerror}")
    else:
        _say(f"{type(error).__name__}: {error} (ATTRIBUNE_DEBUG=1 shows where)")
    return 1


def _complaint(error: click.ClickException) -> str:
    """Return what is wrong with a command line; where click says it, with where the right usage is shown."""
    message = error.format_message().removesuffix(".")
    if type(error) in (click.ClickException, click.UsageError):
        return message
    return f"{message[:1].lower()}{message[1:]}: see `{_path(error)} --help`"


def _path(error: click.ClickException) -> str:
    """Return the command that an error is about, with the commands that it belongs to."""
    return error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "attribune"


def _say(message: str, command: str = "attribune") -> None:
    # The message may quote file names and other words as they were typed.
    line = " ".join(clean(message).split())
    click.echo(f"{command}: {line}", err=True)
