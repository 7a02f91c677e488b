"""Paths are completed while one types them."""

from pathlib import Path

import pytest

from tui.text.path_completion import completed, completions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("flood-1.md", "flood-2.md", "storm.html", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "archive").mkdir()
    return tmp_path


def test_a_path_is_completed_as_far_as_all_that_begin_so_are_alike(folder: Path) -> None:
    assert completed(f"{folder}/f") == f"{folder}/flood-"
    assert completed(f"{folder}/s") == f"{folder}/storm.html"


def test_where_no_letter_is_common_the_first_is_taken(folder: Path) -> None:
    assert completed(f"{folder}/flood-") == f"{folder}/flood-1.md"


def test_a_folder_gets_a_slash_so_that_one_continues_into_it(folder: Path) -> None:
    assert completed(f"{folder}/arch") == f"{folder}/archive/"


def test_hidden_files_come_where_a_dot_was_typed(folder: Path) -> None:
    names = ("archive/", "flood-1.md", "flood-2.md", "storm.html")
    assert completions(f"{folder}/") == [f"{folder}/{name}" for name in names]
    assert completions(f"{folder}/.") == [f"{folder}/.hidden"]


def test_a_tilde_stays_as_it_was_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert completed("~/st") == "~/storm.html"


@pytest.mark.parametrize("typed", ["", "https://harbour.example/f", "/no/such/folder/f", "~nobody-at-all/f", "a\0b/f"])
def test_what_is_no_path_stays_as_it_is(typed: str) -> None:
    assert completed(typed) == typed
