"""`attribune config`: shows, edits and checks the settings."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from store.config_lines import line_of
from store.library.connection import default_path
from store.settings import NETWORK, PRESET, Settings, SettingsError, config_path, load, place
from store.wording import counted
from tui.cli import options
from tui.cli.messages import Messages

_NEW = """\
# Settings of Attribune. `attribune config print` shows all of them with their current values.
# library = "~/news.db"
# theme = "attribune-light"
# [keys]
# preset = "newsboat"
# next_claim = "right"
"""


@click.group(name="config", short_help="Show, edit and check the settings.")
def command() -> None:
    """Show the current settings, open their file in an editor, and check it."""


@command.command(name="print", short_help="Print all settings with their current values.")
@options.library
def print_(library: Path | None) -> None:
    """Print all settings with their current values, as a configuration file.

    A line that starts with # is a default.
    """
    for line in _settings(options.settings(library), library):
        click.echo(line)


@command.command(short_help="Print the path of the configuration file.")
def path() -> None:
    """Print the path of the configuration file, whether or not it exists."""
    click.echo(config_path())


@command.command(short_help="Open the configuration file in your editor, and check it.")
def edit() -> None:
    """Open the configuration file in the editor that VISUAL or EDITOR names, then check it.

    The file is created if it does not exist.
    """
    file = config_path()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_NEW, encoding="utf-8")
    click.edit(filename=str(file))
    _check()


@command.command(short_help="Check the configuration file.")
def check() -> None:
    """Print each line of the configuration file that can't be used, and what to do; exit with 1 if there is any."""
    _check()


def _check() -> None:
    messages = Messages()
    file = config_path()
    if not file.exists():
        messages.note(f"{file} does not exist, so the defaults apply: `attribune config edit` creates it")
        return
    troubles = list(troubles_in(file))
    for trouble in troubles:
        messages.note(trouble)
    messages.note(f"{file}: {counted(len(troubles), 'line')} to fix" if troubles else f"{file} is in order")
    click.get_current_context().exit(1 if troubles else 0)


def troubles_in(file: Path) -> Iterator[str]:
    """Yield what in the file can't be used, a line each."""
    try:
        settings = load()
    except SettingsError as error:
        yield str(error)
        return
    yield from settings.remarks
    from tui.app.application import AttribuneApp
    from tui.app.key_presets import keymap
    from tui.app.key_scopes import scopes
    from tui.app.themes import chosen

    text = file.read_text(encoding="utf-8")
    _, trouble = chosen(settings.theme)
    if trouble:
        yield f"{place(file, line_of(text, 'theme'))}: {trouble}"
    for complaint in keymap(settings, scopes(AttribuneApp))[1]:
        yield f"{place(file, line_of(text, complaint.action, 'keys'))}: {complaint.words}"


def _settings(settings: Settings, given: Path | None) -> Iterator[str]:
    """Yield the lines of a configuration file that has all settings."""
    from tui.app.application import AttribuneApp
    from tui.app.key_names import shown
    from tui.app.key_presets import PRESETS, keymap
    from tui.app.key_scopes import scopes
    from tui.app.keys import keys_of
    from tui.app.themes import DEFAULT

    file = config_path()
    option = given or click.get_current_context().find_root().obj
    origin = "--library" if option else "ATTRIBUNE_LIBRARY" if os.environ.get("ATTRIBUNE_LIBRARY") else ""
    yield f"# {file}" + ("" if file.exists() else " (it does not exist yet)")
    configured = not origin and settings.library != default_path()
    yield _line("library", _quoted(str(settings.library)), configured) + (f"  # from {origin}" if origin else "")
    yield _line("pipeline", _quoted(str(settings.pipeline or "")), bool(settings.pipeline))
    yield _line("theme", _quoted(settings.theme or DEFAULT), bool(settings.theme))
    yield "\n[keys]"
    presets = ", ".join(PRESETS)
    yield _line(PRESET, _quoted(settings.preset or "vim"), bool(settings.preset)) + f"  # {presets}"
    places = scopes(AttribuneApp)
    keys = keymap(settings, places)[0]
    named = {binding.id: binding for scope in places for binding in scope.bindings if binding.id}
    width = max(map(len, named))
    for action, binding in named.items():
        # Commas separate keys, so the comma key goes by its name.
        value = _quoted(",".join("comma" if key == "comma" else shown(key) for key in keys_of(binding, keys)))
        yield _line(f"{action:<{width}}", f"{value:<20}", action in settings.keys) + f"  # {binding.tooltip}"
    yield "\n[network]"
    for name in NETWORK:
        value = getattr(settings.network, name)
        yield _line(name, f"{value:g}", value != getattr(Settings(settings.library).network, name))
    yield "\n[watch]"
    yield _line("command", _quoted(" ".join(settings.hook)), bool(settings.hook))


def _line(name: str, value: str, is_set: bool) -> str:
    return f"{'' if is_set else '# '}{name} = {value}"


def _quoted(text: str) -> str:
    """Return a text as a TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
