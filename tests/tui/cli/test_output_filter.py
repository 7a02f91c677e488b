"""What reaches a terminal: text and our own looks."""

import io

import pytest

from tui.cli.output_filter import Door


def through(text: str) -> str:
    beneath = io.BytesIO()
    door = Door(beneath, encoding="utf-8")
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
def test_foreign_commands_stay_outside_and_our_own_looks_pass(written: str, shown: str) -> None:
    assert through(written) == shown
