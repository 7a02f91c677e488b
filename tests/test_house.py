"""The tree: short modules with unique names, and documentation that names what exists."""

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import api

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for layer in ("extract", "store", "tui") for path in (ROOT / layer).rglob("*.py"))
LONGEST = 300
# Words that could name anything, so that a reader has to look up what they mean here.
NAMELESS = frozenset({"found", "held", "one", "said", "told"})


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_module_is_longer_than_300_lines() -> None:
    long = {name_of(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST}
    assert long == set()


def test_no_two_modules_have_the_same_name() -> None:
    places = defaultdict(list)
    for path in MODULES:
        if path.stem not in {"__init__", "__main__"}:
            places[path.stem].append(name_of(path))
    assert [same for same in places.values() if len(same) > 1] == []


def names_given(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield each name that a module gives to a variable, parameter, attribute, function or class, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield node.lineno, name.lower()
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name.lower()
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield node.lineno, name
            case ast.ImportFrom(names=imported) | ast.Import(names=imported):
                yield from ((node.lineno, alias.asname) for alias in imported if alias.asname)


@pytest.mark.parametrize("layer", ["extract", "store", "tui", "tests"])
def test_no_name_could_mean_anything(layer: str) -> None:
    nameless = [
        f"{name_of(path)}:{line}: {name}"
        for path in sorted((ROOT / layer).rglob("*.py"))
        for line, name in names_given(ast.parse(path.read_text(encoding="utf-8")))
        if name in NAMELESS
    ]
    assert nameless == []


def test_no_function_exceeds_the_allowed_complexity() -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--select",
            "C901",
            "--output-format",
            "concise",
            "extract",
            "store",
            "tui",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stdout.strip(), ran.returncode) == ("All checks passed!", 0)


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_path_in_the_documentation_exists(page: str) -> None:
    named = re.findall(r"`((?:extract|store|tui|tests)/[\w./-]+)`", (ROOT / page).read_text(encoding="utf-8"))
    assert page != "ARCHITECTURE.md" or len(named) > 50
    assert [path for path in named if "NAME" not in path and "NNN" not in path and not (ROOT / path).exists()] == []


def test_every_file_named_in_the_architecture_without_its_folder_exists() -> None:
    # The table after these words names files that were added only to try the steps out, and are gone.
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("Each of these was done once")[0]
    named = set(re.findall(r"`(\w+\.(?:py|toml|json))`", page)) - {"cmd_NAME.py"}
    assert len(named) > 10
    files = {path.name for layer in ("extract", "store", "tui") for path in (ROOT / layer).rglob("*.*")}
    assert sorted(named - files) == []


def test_every_name_in_the_architecture_is_in_the_file_named_with_it() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    pairs = re.findall(r"`(\w+)` (?:in|of) `((?:extract|store|tui)/[\w./]+)`", page)
    assert len(pairs) > 10
    assert [
        f"{name} in {path}"
        for name, path in pairs
        if not re.search(rf"^\W*(?:def |class )?{name}\b", (ROOT / path).read_text(encoding="utf-8"), re.M)
    ] == []


def test_the_page_of_the_python_api_is_up_to_date() -> None:
    """`python -m tests.api > docs/api.md` writes it."""
    assert (ROOT / "docs/api.md").read_text(encoding="utf-8") == api.page()
    assert min(len(text) for text in re.findall(r"^### .*\n\n(.*)", api.page(), re.M)) > 20


def test_contributing_names_every_task() -> None:
    tasks = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(tasks) > 5
    assert [task for task in tasks if f"`make {task}`" not in page] == []
