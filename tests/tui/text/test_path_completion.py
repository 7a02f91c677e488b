"""Paths are completed while they are typed."""

from pathlib import Path

import pytest

from tui.text.path_completion import completed, completions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("flood-1.md", "flood-2.md", "storm.html", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "archive").mkdir()
    return tmp_path


def test_a_path_is_completed_to_the_common_beginning(folder: Path) -> None:
    assert completed(f"{folder}/f") == f"{folder}/flood-"
    assert completed(f"{folder}/s") == f"{folder}/storm.html"


def test_without_a_common_letter_the_first_path_is_chosen(folder: Path) -> None:
    assert completed(f"{folder}/flood-") == f"{folder}/flood-1.md"


def test_a_completed_folder_gets_a_slash(folder: Path) -> None:
    assert completed(f"{folder}/arch") == f"{folder}/archive/"


def test_hidden_files_are_completed_after_a_dot(folder: Path) -> None:
    names = ("archive/", "flood-1.md", "flood-2.md", "storm.html")
    assert completions(f"{folder}/") == [f"{folder}/{name}" for name in names]
    assert completions(f"{folder}/.") == [f"{folder}/.hidden"]


def test_a_tilde_stays_as_it_was_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert completed("~/st") == "~/storm.html"


@pytest.mark.parametrize("typed", ["", "https://harbour.example/f", "/no/such/folder/f", "~nobody-at-all/f", "a\0b/f"])
def test_text_that_is_no_path_stays_unchanged(typed: str) -> None:
    assert completed(typed) == typed
