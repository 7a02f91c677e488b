"""`attribune undo`: undoes a change that a command or the app made."""

import re

import pytest

from tests.tui.cli.conftest import Run


def states(run: Run) -> str:
    """Return what a reader has stored, without the times of writing."""
    lists = [("list", "--json"), ("note", "list", "--json"), ("verdict", "list", "--json"), ("saved", "list", "--json")]
    kept = "".join(run(*command).out for command in [*lists, ("feed", "list", "--json"), ("trash", "list")])
    return re.sub(r'"(written|made)": "[^"]*"', "", kept)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (("mark", "read", "1", "2"), "2 articles marked as read"),
        (("mark", "starred", "1"), "1 article marked as starred"),
        (("mark", "unstarred", "2"), "1 article marked as unstarred"),
        (("tag", "add", "water", "1", "2"), "water added to 2 articles"),
        (("tag", "remove", "flood", "1", "2"), "flood removed from 2 articles"),
        (("delete", "--yes", "1"), "1 article moved to the trash"),
        (("note", "write", "1", "1", "By radio."), "the note is written"),
        (("note", "remove", "2", "1"), "the note is removed"),
        (("verdict", "not", "1", "1", "2", "1"), "two claims are not the same"),
        (("saved", "add", "water", "dam"), "the search “water” is saved"),
        (("saved", "remove", "water"), "the search “water” is forgotten"),
    ],
)
def test_what_a_command_changed_is_undone(stocked: Run, changed: tuple[str, ...], words: str) -> None:
    stocked("tag", "add", "flood", "1")
    stocked("mark", "starred", "2")
    stocked("note", "write", "2", "1", "On paper.")
    stocked("saved", "add", "water", "flood")
    before = states(stocked)
    assert stocked(*changed).code == 0
    assert states(stocked) != before
    assert words in stocked("undo", "--list").out.splitlines()[0]
    ran = stocked("undo")
    assert (ran.code, ran.err) == (0, f"{words[0].upper()}{words[1:]}: undone.\n")
    assert states(stocked) == before


def test_a_verdict_is_undone_and_given_again(stocked: Run) -> None:
    stocked("verdict", "not", "1", "1", "2", "1")
    before = states(stocked)
    stocked("verdict", "remove", "1", "1", "2", "1")
    stocked("undo")
    assert states(stocked) == before


def test_a_restored_article_goes_back_into_the_trash(stocked: Run) -> None:
    stocked("delete", "--yes", "1")
    stocked("trash", "restore", "--all")
    stocked("undo")
    assert "Flood in Oldmouth" in stocked("trash", "list").out


def test_an_empty_journal_is_reported(stocked: Run) -> None:
    ran = stocked("undo")
    assert (ran.code, ran.out, ran.err) == (0, "", "there is nothing to undo\n")
