"""Pipes an article to a command that the reader types, which gets the terminal until it ends."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from textual.app import App, SuspendNotSupported

from extract.text.excerpt import sentence
from store.wording import citation, day, joined, one_line, title_of
from tui.app.open_article import OpenArticle

# What a line may begin with to say what is piped; by default the text.
FORMS = ("text", "claims")
# Programs that use the whole screen and leave no output to read.
_WHOLE_SCREEN = frozenset(["bat", "emacs", "fzf", "less", "more", "most", "nano", "nvim", "vi", "view", "vim", "w3m"])
# A shell's exit code for an unknown command.
_UNKNOWN = 127


def parsed(line: str) -> tuple[str, str]:
    """Return what a line pipes, one of FORMS, and the command: `claims | less` pipes the claims."""
    first, bar, rest = line.strip().partition("|")
    if bar and first.strip() in FORMS:
        return first.strip(), rest.strip()
    return "text", line.strip()


def command_input(loaded: OpenArticle, wanted: str) -> str:
    """Return a command's input: title, facts and text of the article, or its claims, a citation a line."""
    article = loaded.article
    if wanted == "claims":
        lines = [
            citation(stored.claim, article, sentence(loaded.text, stored.claim.start, stored.claim.end))
            for stored in loaded.claims
        ]
        return "".join(f"{line}\n" for line in lines)
    facts = joined((one_line(article.outlet), day(article.published), one_line(article.location)))
    return f"{title_of(article)}\n{facts}\n\n{loaded.text}\n"


def run(app: App[Any], command: str, text: str) -> str:
    """Run a shell command on the terminal with text on its standard input; return what went wrong, in a line.

    Then wait for Enter, so that the output can be read, unless the command uses the whole screen.
    """
    if not command:
        return "Type a command first."
    try:
        with app.suspend(), _interrupts_kept():
            return _run(command, text)
    except SuspendNotSupported:
        return "This terminal can’t be handed to a command."
    except OSError as error:
        return f"The command can’t be run: {error.strerror or error}."


def _run(command: str, text: str) -> str:
    # The command may end before it has read everything, which is fine.
    ended = subprocess.run(command, shell=True, input=text.encode(), check=False)
    last = command.rpartition("|")[2].split()
    failed = ended.returncode not in (0, -signal.SIGINT, 128 + signal.SIGINT)
    if failed or not last or last[0].rpartition("/")[2] not in _WHOLE_SCREEN:
        with suppress(EOFError, KeyboardInterrupt):
            input("\n[Enter goes back to Attribune] ")
    if ended.returncode == _UNKNOWN:
        return f"There is no such command: {command}"
    return f"The command ended with {ended.returncode}: {command}" if failed else ""


@contextmanager
def _interrupts_kept() -> Iterator[None]:
    """Make Ctrl+C end the command and not the app, which shares its terminal."""
    # A handler, because the command would inherit an ignored signal.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
