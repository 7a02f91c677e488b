"""Makes the manual page, in man(1)'s format, from the commands and the keys."""

import re
from collections.abc import Iterator

import click
from click.formatting import wrap_text

from tui.app.key_names import shown
from tui.app.keys import Scope, keys_of
from tui.screens.help_screen import SEARCHES

_HEAD = """\
.TH ATTRIBUNE 1 "" "Attribune" "User Commands"
.SH NAME
attribune \\- a terminal news reader that shows who said each number
.SH SYNOPSIS
.B attribune
[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR [\\fIARGS\\fR]...]
.SH DESCRIPTION
Reads articles from a library on your own machine, marks the figures in the text and who they are attributed to, and
shows beside the text what the other stored articles say about the same number. It never says what is true; it says who
is answerable. Without a command it opens the library in the terminal; the question mark shows the keys there.
"""
_TAIL = """\
.SH ENVIRONMENT
.TP
.B ATTRIBUNE_LIBRARY
The library to use; --library overrides it.
.TP
.B ATTRIBUNE_DEBUG
If it is set, failures are shown with a traceback.
.TP
.B NO_COLOR
If it is set, nothing is shown in colour.
.TP
.B VISUAL\\fR, \\fBEDITOR
The editor that `attribune config edit` opens.
.SH FILES
.TP
.I ~/.config/attribune/config.toml
The settings: `attribune config print` shows all of them, `attribune config path` where they are.
.TP
.I ~/.local/share/attribune/library.db
The default library.
.SH EXIT STATUS
0 when all was done, 1 when some items failed (each is named on a line of its own), 2 for wrong usage.
"""


def manual(command: click.Group, places: tuple[Scope, ...]) -> str:
    """Return the page; places: all places that have keys."""
    context = click.Context(command, info_name="attribune", **command.context_settings)
    lines = [_HEAD.rstrip(), ".SH OPTIONS", *_options(context), ".SH COMMANDS", "Each takes --help as well."]
    lines += _commands(command, context)
    lines += [".SH KEYS", "Each is shown with its name, by which [keys] in `config.toml` sets other keys."]
    for place in places:
        lines.append(f".SS {_escaped(place.name)}")
        for binding in place.bindings:
            keys = " ".join(shown(key) for key in keys_of(binding, {}))
            lines += [".TP", f".B {_escaped(keys)}", f"{_text(binding.tooltip)} (\\fI{_escaped(binding.id or '')}\\fR)"]
    lines += [
        ".SH SEARCH",
        "What a query can contain besides words, in the app, in saved searches, in `list` and `search`:",
    ]
    for sample, meaning in SEARCHES:
        lines += [".TP", f".B {_escaped(sample)}", _text(meaning)]
    return "\n".join([*lines, _TAIL.rstrip(), ""])


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    """Yield a section for each command, including those of groups."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inside = click.Context(command, info_name=name, parent=context)
        yield f".SS {_escaped(inside.command_path)} {_escaped(' '.join(command.collect_usage_pieces(inside)))}"
        for number, paragraph in enumerate(_paragraphs(command.help or "")):
            if number:
                yield ".PP"
            yield paragraph
        yield from _options(inside)
        if isinstance(command, click.Group):
            yield from _commands(command, inside)


def _options(context: click.Context) -> Iterator[str]:
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        # Every command takes --help, which is mentioned once.
        if record and (parameter.name != "help" or context.parent is None):
            names, words = record
            yield from (".TP", f".B {_escaped(names)}", _text(words))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a command's help; lines after a \\b stay lines."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        kept = paragraph.startswith("\b")
        lines = [line.rstrip() for line in paragraph.removeprefix("\b").strip("\n").splitlines()]
        if kept:
            yield "\n".join([".nf", *(_escaped(line) for line in lines), ".fi"])
        else:
            yield _text(" ".join(line.strip() for line in lines))


def _text(words: str) -> str:
    """Return a paragraph in lines that don't begin with a roff request."""
    lines = wrap_text(words, 100).splitlines()
    return "\n".join(_escaped(line) for line in lines)


def _escaped(line: str) -> str:
    line = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line
