"""Loads word lists and thresholds, a TOML file per subject, each with a header that says where its words come from."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return the table `name`.toml of this folder."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf8"))


@cache
def words(name: str, *groups: str) -> frozenset[str]:
    """Return the words of one or several groups of the table `name`."""
    return frozenset(word for group in groups for word in load(name)[group])


@cache
def any_words(*groups: str) -> frozenset[str]:
    """Return the words of groups of several tables, each written as `table.group`."""
    return frozenset(word for group in groups for word in words(*group.split(".")))


@cache
def class_by_word(name: str) -> dict[str, str]:
    """Return the class of each word in the `classes` of the table `name`."""
    return {word: sort for sort, group in load(name)["classes"].items() for word in group}


@cache
def weights(group: str) -> dict[str, float]:
    """Return a group of numbers from `relations.toml`, by which two claims are compared."""
    table: dict[str, float] = load("relations")[group]
    return table
