"""Loads the word lists for reading pages, a TOML file per subject, each with its origin."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def word_lists(name: str) -> dict[str, Any]:
    """Return the lists and limits of `name`.toml in this folder."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
