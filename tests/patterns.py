"""Finds every regular expression in the packages, and makes inputs on which it should be slowest."""

import ast
import inspect
import math
import re
import string
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, cast

ROOT = Path(__file__).parents[1]
_PACKAGES = ("extract", "store", "tui")
# Training reads its own corpora.
_LEFT_OUT = ("extract/training",)
_MATCHING = frozenset({"match", "fullmatch"})
_SEARCHING = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
# Samples of a character class: its first characters.
_CHARACTERS = " a1\n-.,A<>\"'/=&;:()[]{}\t|*_~`!?%$#@+\\é’“”–—\u00a0" + string.printable
# Limits on the alternatives and on the samples of a pattern that are tried.
_BRANCHES, _MOST, _TRIED = 6, 40, 3
# How often a steep pattern is measured again, and the seconds from which twice is enough.
_ROUNDS, _LONG = 20, 0.1


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern in the source; searched: it is searched for anywhere in a text, not only matched at one place."""

    name: str
    pattern: re.Pattern[Any]
    searched: bool


def compiled() -> list[Compiled]:
    """Return the patterns in module constants, those that cached functions build, and those in calls of `re`."""
    patterns: dict[tuple[object, int], Compiled] = {}
    paths = [path.relative_to(ROOT) for package in _PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    paths = [path for path in paths if path.name != "__main__.py" and not str(path).startswith(_LEFT_OUT)]
    trees = {path: ast.parse((ROOT / path).read_text()) for path in paths}
    methods = {path: _methods(tree) for path, tree in trees.items()}
    everywhere: dict[str, set[str]] = defaultdict(set)
    for own in methods.values():
        for name, called in own.items():
            everywhere[name] |= called
    for path, tree in trees.items():
        for name, pattern in _kept(path):
            called = methods[path].get(name) or everywhere.get(name) or set(_SEARCHING)
            # Other modules may search for what they import.
            called = called if name.startswith("_") else called | everywhere[name]
            entry = Compiled(f"{path}:{name}", pattern, bool(called & _SEARCHING))
            patterns.setdefault((pattern.pattern, pattern.flags), entry)
        for pattern, method, line in _in_calls(tree):
            entry = Compiled(f"{path}:{line}", pattern, method in _SEARCHING)
            patterns.setdefault((pattern.pattern, pattern.flags), entry)
    return list(patterns.values())


def _methods(tree: ast.Module) -> dict[str, set[str]]:
    """Return the pattern methods that are called on each name of a variable, attribute or function."""
    methods: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _MATCHING | _SEARCHING:
            owner = node.value
            while isinstance(owner, ast.Call | ast.Subscript):
                owner = owner.func if isinstance(owner, ast.Call) else owner.value
            methods[owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")].add(node.attr)
    return methods


def _kept(path: Path) -> Iterator[tuple[str, re.Pattern[Any]]]:
    module = import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
    for name, value in list(vars(module).items()):
        if hasattr(value, "cache_info") and _builds(value, module):
            value = value()
        for pattern in _within(value):
            yield name, pattern


def _builds(function: Any, module: ModuleType) -> bool:
    """Return True for a cached function of the module that takes no arguments and compiles patterns."""
    plain = inspect.unwrap(function)
    return (
        plain.__module__ == module.__name__
        and not inspect.signature(plain).parameters
        and "re.compile" in inspect.getsource(plain)
    )


def _within(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _within(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _within(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _within(getattr(value, field.name, None))


def _in_calls(tree: ast.Module) -> Iterator[tuple[re.Pattern[Any], str, int]]:
    """Yield the patterns written in calls of `re`, with the functions' names and the lines."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args:
            owner, method, given = call.func.value, call.func.attr, call.args[0]
            of_re = isinstance(owner, ast.Name) and owner.id == "re" and method in _MATCHING | _SEARCHING
            if of_re and isinstance(given, ast.Constant):
                yield re.compile(given.value), method, call.lineno


def worst(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """Return beginnings, and what to repeat after them: part of a match, all up to it, or all from it on."""
    tree = cast(Any, re)._parser.parse(pattern.pattern, pattern.flags)
    samples = _samples(tree)
    samples = samples[:: max(1, len(samples) // _TRIED)][:_TRIED]
    pairs = {("", atom): None for atoms in samples for atom in atoms}
    for atoms in samples:
        for end in range(1, len(atoms) + 1):
            pairs["", "".join(atoms[:end])] = None
            pairs["".join(atoms[: end - 1]), atoms[end - 1]] = None
            pairs["", "".join(atoms[end - 1 :])] = None
    return list(pairs)


def _samples(tree: Any) -> list[list[str]]:
    """Return matches of a parsed pattern, each as a list of its smallest parts."""
    samples: list[list[str]] = [[]]
    for operation, argument in tree:
        following = _sample(str(operation), argument)
        if following:
            samples = [[*before, *after] for after in following for before in samples][:_MOST]
    return samples


def _sample(operation: str, argument: Any) -> list[list[str]]:
    if operation in ("LITERAL", "NOT_LITERAL"):
        return (
            [[chr(argument)]]
            if operation == "LITERAL"
            else [[char] for char in _characters(lambda c: ord(c) != argument)]
        )
    if operation == "ANY":
        return [["a"], [" "]]
    if operation == "IN":
        return [[char] for char in _characters(_class(tuple(argument)))]
    if operation == "BRANCH":
        branches = argument[1]
        step = max(1, len(branches) // _BRANCHES)
        return [sample for branch in branches[::step][:_BRANCHES] for sample in _samples(branch)[:3]]
    if operation == "SUBPATTERN":
        return _samples(argument[3])
    if operation == "ATOMIC_GROUP":
        return _samples(argument)
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, body = argument
        return [sample * max(1, min(3, least)) for sample in _samples(body)]
    return []


@cache
def _class(items: tuple[Any, ...]) -> Any:
    built = cast(Any, re)._compiler
    parser = cast(Any, re)._parser
    state = parser.State()
    state.str = ""
    tree = parser.SubPattern(state, [(parser.IN, list(items))])
    code = built.compile(tree)
    return lambda character: code.fullmatch(character)


def _characters(matches: Any) -> list[str]:
    return [char for char in dict.fromkeys(_CHARACTERS) if matches(char)][:3]


def seconds_for(entry: Compiled, before: str, unit: str, size: int) -> float:
    """Return the processor seconds of a pattern on this many characters."""
    text: Any = before + unit * (size // len(unit)) + "\0"
    if isinstance(entry.pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    began = time.thread_time()
    if entry.searched:
        for _match in entry.pattern.finditer(text):
            pass
    else:
        entry.pattern.match(text)
        entry.pattern.fullmatch(text)
    return time.thread_time() - began


def _confirmed(
    entry: Compiled, before: str, unit: str, sizes: tuple[int, int], allowed: float, noise: float
) -> tuple[float, float]:
    """Return the shortest times for the longer and the shorter text, measured in turn until growth is as allowed.

    A busy machine slows single runs down for milliseconds; a steep pattern is steep in every run.
    """
    longer = shorter = math.inf
    for measured in range(_ROUNDS):
        longer = min(longer, seconds_for(entry, before, unit, sizes[1]))
        shorter = min(shorter, seconds_for(entry, before, unit, sizes[0]))
        if longer <= max(noise, shorter * allowed) or (measured and longer > _LONG):
            break
    return longer, shorter


def steepest(entry: Compiled, sizes: Sequence[int], power: float, noise: float) -> tuple[str, str, float] | None:
    """Return the beginning and the repeated piece for which time grows faster than allowed, and how fast, or None.

    sizes: in characters, ascending. power: of the size's growth that time may grow with; 2 is its square. noise:
    seconds below which it is the clock that is measured.
    """
    for before, unit in worst(entry.pattern):
        at, last = 0, 0.0
        # A few repetitions first: exponential time would never end.
        for size in (12 * len(unit), 22 * len(unit), *(size for size in sizes if size > 22 * len(unit))):
            span = seconds_for(entry, before, unit, size)
            allowed = (size / at) ** power if at else 0.0
            if at and span > max(noise, last * allowed):
                span, last = _confirmed(entry, before, unit, (at, size), allowed, noise)
                if span > max(noise, last * allowed):
                    return before, unit, span / last
            at, last = size, span
    return None
