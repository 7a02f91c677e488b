"""Reads the settings: option before environment before configuration file before default."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from store.archive.web.policy import Policy
from store.config_lines import line_of
from store.library.connection import default_path

DEFAULT_POLICY = Policy()
# The settings of `[network]`; other limits are not a matter of taste.
NETWORK: dict[str, tuple[Any, float, int]] = {
    "timeout": (int | float, 0.1, 3600),
    "patience": (int | float, 0.1, 3600),
    "attempts": (int, 1, 20),
    "pause": (int | float, 0, 3600),
    "delay": (int | float, 0, 3600),
}
_SETTINGS = ("library", "pipeline", "theme", "keys", "network", "watch")
# In `[keys]` this is not an action, but names the preset that the other keys modify.
PRESET = "preset"


class SettingsError(Exception):
    """The configuration file can't be used; the text is one clear line that says where and what."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The reader's settings.

    library: the file to open; pipeline: a spaCy pipeline instead of the shipped one; theme: "" for the app's own.
    keys: a key or comma-separated keys by the id of the app's binding; preset: the name of the set of keys that these
    modify, "" for the app's own. network: limits of fetching. hook: the words of the command to run for each new number
    of what is watched. remarks: what in the file is unusable and ignored, a line each.
    """

    library: Path
    pipeline: Path | None = None
    theme: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    preset: str = ""
    network: Policy = DEFAULT_POLICY
    hook: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def config_path() -> Path:
    """Return the path of the configuration file, whether or not it exists."""
    from platformdirs import user_config_path

    return user_config_path("attribune", appauthor=False) / "config.toml"


def load(library: Path | None = None) -> Settings:
    """Return the settings; library: the option of the command line.

    The file is TOML: `library` and `pipeline` are paths (relative to the file's folder, `~` is the home folder),
    `theme` is a name, `[keys]` a table of strings, `[network]` one of numbers (seconds, and how many attempts),
    `[watch] command` a command. Unusable settings are ignored, with a remark. Raises SettingsError if the file can't be
    read, or its library or pipeline is unusable: with a default, articles would go where nobody looks for them.
    """
    file = _File(config_path())
    environment = os.environ.get("ATTRIBUNE_LIBRARY", "")
    configured = file.path_at("library")
    file.remark_unknown(file.table, _SETTINGS)
    keys = file.keys()
    return Settings(
        library=library or _expanded(environment, "ATTRIBUNE_LIBRARY") or configured or default_path(),
        pipeline=file.path_at("pipeline"),
        theme=file.text_at("theme"),
        preset=keys.pop(PRESET, ""),
        keys=keys,
        network=file.network(),
        hook=file.hook(),
        remarks=tuple(file.remarks),
    )


class _File:
    """The configuration file, and what in it can't be used. Raises SettingsError if it can't be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.remarks: list[str] = []
        self._text = ""
        self.table: dict[str, Any] = {}
        try:
            self._text = path.read_text(encoding="utf-8")
            # Imported here: most readers have no such file, and importing the parser takes longer than drawing a
            # screen.
            import tomllib

            self.table = tomllib.loads(self._text)
        except FileNotFoundError:
            return
        except ValueError as error:
            raise SettingsError(f"{path} is not valid TOML: {error}; `attribune config edit` opens it") from error
        except OSError as error:
            raise SettingsError(f"{path} can't be read: {error.strerror}") from error

    def at(self, name: str, table: str = "") -> str:
        """Return the file and line of a setting, for the beginning of a message."""
        return place(self.path, line_of(self._text, name, table))

    def remark(self, words: str, name: str, table: str = "") -> None:
        """Add a remark that a setting can't be used."""
        self.remarks.append(f"{self.at(name, table)}: {words}")

    def remark_unknown(self, given: Iterable[str], known: Iterable[str], table: str = "") -> None:
        """Add a remark on each unknown name, with the setting that was probably meant."""
        from difflib import get_close_matches

        names = list(known)
        for name in given:
            if name not in names:
                there = f"[{table}] has no setting {name}" if table else f"there is no setting {name}"
                likely = get_close_matches(name, names, 1)
                advice = f"did you mean {likely[0]}?" if likely else f"there are {', '.join(names)}"
                self.remark(f"{there}, so it is left out: {advice}", name, table)

    def text_at(self, name: str) -> str:
        """Return a text setting, "" if there is none."""
        value = self.table.get(name, "")
        if isinstance(value, str):
            return value
        self.remark(f'{name} must be text in quotation marks, like {name} = "…"; the default is used', name)
        return ""

    def path_at(self, name: str) -> Path | None:
        """Return a path setting. Raises SettingsError if it isn't one."""
        value = self.table.get(name, "")
        if not isinstance(value, str):
            raise SettingsError(f'{self.at(name)}: {name} must be text in quotation marks, like {name} = "…"')
        path = _expanded(value, f"{self.at(name)}: {name}")
        return self.path.parent / path if path else None

    def keys(self) -> dict[str, str]:
        """Return the keys of `[keys]`, and the preset."""
        keys = self._table("keys", 'keys by action, like next_claim = "n"')
        for action, key in keys.items():
            if action in _SETTINGS:
                self.remark(
                    f"{action} is a setting, not an action, so it is left out: put it above [keys]", action, "keys"
                )
            elif not isinstance(key, str):
                words = f'{action} must be text in quotation marks, like {action} = "n"; its default stays'
                self.remark(words, action, "keys")
        return {action: key for action, key in keys.items() if isinstance(key, str) and action not in _SETTINGS}

    def network(self) -> Policy:
        """Return the limits of fetching."""
        given = self._table("network", "numbers, like timeout = 20")
        self.remark_unknown(given, NETWORK, "network")
        usable = {}
        for name in given.keys() & NETWORK.keys():
            value, (kind, least, most) = given[name], NETWORK[name]
            if isinstance(value, bool) or not isinstance(value, kind) or not least <= value <= most:
                number = "a whole number" if kind is int else "a number"
                words = f"{name} must be {number} from {least} to {most}; the default is used"
                self.remark(words, name, "network")
            else:
                usable[name] = value
        return replace(DEFAULT_POLICY, **usable)

    def hook(self) -> tuple[str, ...]:
        """Return the words of the command in `[watch]`."""
        given = self._table("watch", 'one setting, command = "…"')
        self.remark_unknown(given, ("command",), "watch")
        command = given.get("command", "")
        if not command:
            return ()
        import shlex

        with suppress(ValueError):
            if isinstance(command, str):
                return tuple(shlex.split(command))
        words = 'command must be a command in quotation marks, like command = "notify-send Attribune"; none is run'
        self.remark(words, "command", "watch")
        return ()

    def _table(self, name: str, what: str) -> dict[str, Any]:
        table = self.table.get(name, {})
        if isinstance(table, dict):
            return table
        self.remark(f"{name} must be a table of {what}: write [{name}] on the line before them; it is left out", name)
        return {}


def place(path: Path, line: int) -> str:
    """Return a file and a line (0 for none) as editors and compilers write them."""
    return f"{path}:{line}" if line else str(path)


def _expanded(value: str, name: str) -> Path | None:
    try:
        return Path(value).expanduser() if value else None
    except RuntimeError as error:
        raise SettingsError(f"{name}: nobody here has the home folder of {value}: write the whole path") from error
