"""`attribune watch`: what is watched, and what is printed and run when a new number is reported."""

import json
import sys
from pathlib import Path

import pytest

from store.settings import config_path
from tests.tui.cli.conftest import FIRE, FLOOD, Run, rows

HOOK = """\
import sys
with open("told", "a") as file:
    file.write(sys.argv[-1] + "\\n" + sys.stdin.read())
"""


@pytest.fixture
def watching(run: Run) -> Run:
    """The command, with a library of one article whose quantity is watched."""
    Path("flood.txt").write_text(FLOOD)
    run("add", "flood.txt")
    ran = run("watch", "claim", "1", "1")
    assert ran.code == 0
    assert ran.err.endswith("is watched from now on\n")
    return run


def fire(run: Run, *arguments: str) -> "tuple[int, str, list[dict[str, object]]]":
    Path("fire.md").write_text(f"---\noutlet: Coast Wire\ndate: 2026-03-13T18:00+00:00\n---\n# {FIRE}")
    ran = run("add", "fire.md", *arguments)
    return ran.code, ran.err, rows(ran)


def test_a_new_number_is_reported_in_a_line(watching: Run) -> None:
    code, output, _ = fire(watching)
    assert code == 0
    line, summary = output.splitlines()
    assert line.startswith("watched “")
    assert "90 · " in line
    assert line.endswith(" · Coast Wire · 13 Mar 2026 · (2)")
    assert summary == "1 added"
    Path("more.txt").write_text("Nothing is counted here.")
    assert watching("add", "more.txt").err == "1 added\n"


def test_a_new_number_is_reported_as_a_json_object(watching: Run) -> None:
    *_, row = fire(watching, "--json")[2]
    assert (row["kind"], row["text"], row["value"], row["number"], row["outlet"]) == (
        "quantity",
        "90",
        90,
        2,
        "Coast Wire",
    )


def test_a_command_is_run_with_the_line_and_the_json(watching: Run) -> None:
    Path("hook.py").write_text(HOOK)
    config_path().parent.mkdir(parents=True)
    config_path().write_text(f'[watch]\ncommand = "{sys.executable} hook.py"\n')
    _, output, _ = fire(watching)
    line, row = Path("told").read_text().splitlines()
    assert line == output.splitlines()[0]
    assert json.loads(row)["told"] == line


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        ("no-such-program", "no-such-program can't be run: No such file or directory"),
        ("sh -c 'echo oops >&2; exit 3'", "sh ended with 3: oops"),
    ],
)
def test_a_command_that_fails_is_reported(watching: Run, command: str, complaint: str) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text(f'[watch]\ncommand = "{command}"\n')
    code, output, _ = fire(watching)
    assert code == 1
    assert complaint in output
    assert "1 added" in output


def test_a_source_is_watched_listed_and_removed_and_that_is_undone(stocked: Run) -> None:
    assert stocked("watch", "source", "ana", "brandt").err == "“Ana Brandt” is watched from now on\n"
    assert stocked("watch", "source", "ana", "brandt").err == "“Ana Brandt” is watched already\n"
    assert stocked("watch", "source", "nobody").code == 2
    assert stocked("watch", "list").out.startswith("    1  Ana Brandt  source · since ")
    Path("later.txt").write_text(FLOOD.replace("220", "340"))
    (line, _) = stocked("add", "later.txt").err.splitlines()
    assert line.startswith("watched “Ana Brandt”: more than 340 · ")
    assert stocked("watch", "remove", "7").code == 2
    assert stocked("watch", "remove", "1").err == "“Ana Brandt” is no longer watched\n"
    assert stocked("watch", "list").out == ""
    stocked("undo")
    assert [(row["kind"], row["name"]) for row in rows(stocked("watch", "list", "--json"))] == [
        ("source", "Ana Brandt")
    ]
