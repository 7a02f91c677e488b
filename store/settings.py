"""What a user may set: option before environment before configuration file before default."""

import os
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from store.archive.web.policy import Policy
from store.library.connection import default_path

DEFAULT_POLICY = Policy()
# What `[network]` may have; the other limits are no matter of taste.
_NETWORK: dict[str, tuple[Any, float, int]] = {
    "timeout": (int | float, 0.1, 3600),
    "patience": (int | float, 0.1, 3600),
    "attempts": (int, 1, 20),
    "pause": (int | float, 0, 3600),
    "delay": (int | float, 0, 3600),
}


class SettingsError(Exception):
    """The configuration file can't be used; the text is one clear line that says where and what."""


@dataclass(frozen=True, slots=True)
class Settings:
    """library: the file to open; pipeline: a spaCy pipeline instead of the shipped one; theme: "" for the app's own.

    keys: a key or comma-separated keys by the id of the app's binding. network: how others' servers are asked.
    remarks: what in the file means nothing and was left out, a line each.
    """

    library: Path
    pipeline: Path | None = None
    theme: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    network: Policy = DEFAULT_POLICY
    remarks: tuple[str, ...] = ()


def config_path() -> Path:
    """Return where the configuration file lies, whether or not there is one."""
    from platformdirs import user_config_path

    return user_config_path("attribune", appauthor=False) / "config.toml"


def load(library: Path | None = None) -> Settings:
    """Return the settings; library is what the command line says. Raises SettingsError.

    The file is TOML: `library` and `pipeline` are paths (relative to the file's folder, `~` is the home folder),
    `theme` a name, `[keys]` a table of strings, `[network]` one of numbers: seconds, and how many attempts.
    """
    path = config_path()
    table = _read(path)
    unknown = ", ".join(sorted(table.keys() - {"library", "pipeline", "theme", "keys", "network"}))
    known = "library, pipeline, theme, [keys] and [network] can be set"
    remarks = (f"{path}: unknown setting {unknown} is left out: {known}",) if unknown else ()
    environment = os.environ.get("ATTRIBUNE_LIBRARY", "")
    configured = _path(table, "library", path)
    return Settings(
        library=library or _expanded(environment, "ATTRIBUNE_LIBRARY") or configured or default_path(),
        pipeline=_path(table, "pipeline", path),
        theme=_string(table, "theme", path),
        keys=_keys(table, path),
        network=_network(table, path),
        remarks=remarks,
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is no valid TOML: {error}") from error
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}") from error


def _string(table: dict[str, Any], name: str, path: Path) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        raise SettingsError(f'{path}: {name} must be text in quotation marks, like {name} = "…"')
    return value


def _path(table: dict[str, Any], name: str, path: Path) -> Path | None:
    said = _expanded(_string(table, name, path), f"{path}: {name}")
    return path.parent / said if said else None


def _expanded(value: str, name: str) -> Path | None:
    try:
        return Path(value).expanduser() if value else None
    except RuntimeError as error:
        raise SettingsError(f"{name}: nobody here has the home folder of {value}: write the whole path") from error


def _keys(table: dict[str, Any], path: Path) -> dict[str, str]:
    keys = table.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        raise SettingsError(f'{path}: [keys] must be a table of keys by action, like next_claim = "n"')
    return dict(keys)


def _network(table: dict[str, Any], path: Path) -> Policy:
    said = table.get("network", {})
    if not isinstance(said, dict):
        raise SettingsError(f"{path}: [network] must be a table of numbers, like timeout = 20")
    unknown = ", ".join(sorted(said.keys() - set(_NETWORK)))
    if unknown:
        raise SettingsError(f"{path}: [network] has no setting {unknown}: {', '.join(_NETWORK)} can be set")
    for name, value in said.items():
        kind, least, most = _NETWORK[name]
        if isinstance(value, bool) or not isinstance(value, kind) or not least <= value <= most:
            number = "a whole number" if kind is int else "a number"
            raise SettingsError(f"{path}: {name} in [network] must be {number} from {least} to {most}")
    return replace(DEFAULT_POLICY, **said)
