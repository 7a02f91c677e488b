"""What reaches a terminal: text and our own styles."""

import io
import re
from contextlib import closing

import pytest

from store.library.connection import default_path, open_writer
from tests.store.handmade_claims import GOVERNOR, put
from tests.tui.cli.conftest import Run, on_a_terminal
from tui.cli.output_filter import OutputFilter, allow_progress


def through(text: str) -> str:
    beneath = io.BytesIO()
    door = OutputFilter(beneath, encoding="utf-8")
    door.write(text)
    door.flush()
    return beneath.getvalue().decode()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("the bridge\x1b]0;renamed\x07 is shut", "the bridge]0;renamed is shut"),
        ("up\x1b[1A\x1b[2Kand over", "up[1A[2Kand over"),
        ("\x9b2Jnothing\x85left", "2Jnothing\nleft"),
        ("a name\u202e.txt", "a name.txt"),
        ("\x1b[1mbold\x1b[0m\tand plain\n", "\x1b[1mbold\x1b[0m\tand plain\n"),
    ],
)
def test_foreign_control_sequences_are_removed_and_our_own_styles_pass(written: str, shown: str) -> None:
    assert through(written) == shown


def test_the_sequences_of_a_progress_bar_pass_only_while_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    beneath = io.BytesIO()
    door = OutputFilter(beneath, encoding="utf-8")
    monkeypatch.setattr("sys.stderr", door)
    door.write("a\x1b[2Kb")
    with allow_progress():
        door.write("c\x1b[2Kd")
    door.write("e\x1b[2Kf")
    door.flush()
    assert beneath.getvalue() == b"a[2Kbc\x1b[2Kde[2Kf"


def test_an_error_quotes_arguments_without_control_sequences(run: Run) -> None:
    ran = run("export", "csv", "-o", "a\x1b[8mb", "--search", "x", "\x1b[2Jc")
    assert ran.code == 2
    assert "\x1b" not in ran.err
    assert "\x1b" not in run("no\x1b[1Acommand").err


def test_a_foreign_library_sends_no_control_sequences() -> None:
    default_path().parent.mkdir(parents=True)
    with closing(open_writer(default_path())) as conn:
        put(conn, GOVERNOR, "a.txt")
        conn.execute("UPDATE articles SET location = char(155) || '31mplace', added_as = char(27) || '[2Jplace'")
        conn.execute("INSERT INTO tags (article, name) SELECT id, char(27) || ']0;city' || char(7) FROM articles")
    for command in ("list", "export csv"):
        code, shown = on_a_terminal(*command.split())
        assert code == 0
        assert "place" in shown or "city" in shown
        assert re.sub(r"\x1b\[[0-9;]*m", "", shown).translate(dict.fromkeys(b"\r\n\t")).isprintable()
