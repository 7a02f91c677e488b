"""The command itself: help, version, error messages, pipes that close."""

import re
import shlex
import subprocess
import sys
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest
from click import Context

import tui.cli.command
from store.library.connection import default_path, open_writer
from tests.tui.cli.conftest import FLOOD, Run, apart, on_a_terminal
from tui.cli.command import attribune


def apart_writing_to(output: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    with Path(output).open("w") as file:
        script = "from tui.cli import main; main()"
        return subprocess.run(
            [sys.executable, "-c", script, *arguments], stdout=file, stderr=subprocess.PIPE, text=True, check=False
        )


COMMANDS = tuple(attribune.list_commands(Context(attribune)))


def test_help_names_every_command(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    for command in COMMANDS:
        assert re.search(rf"^  {command} +\w", ran.out, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"attribune {command}" in ran.out


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out == f"attribune {version('attribune')}\n"


@pytest.mark.parametrize("arguments", [("nonsense",), ("--nonsense",), ("list", "--nonsense"), ("show",)])
def test_wrong_usage_exits_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).code == 2


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("nonsense",), "attribune: no such command 'nonsense': see `attribune --help`"),
        (("list", "--nonsense"), "attribune list: no such option '--nonsense': see `attribune list --help`"),
        (("show",), "attribune show: missing argument 'ARTICLE': see `attribune show --help`"),
        (
            ("feed", "rename", "1"),
            "attribune feed rename: missing argument 'TITLE': see `attribune feed rename --help`",
        ),
        (
            ("completion",),
            "attribune completion: missing argument '{bash|zsh|fish}'. Choose from: bash, zsh, fish: "
            "see `attribune completion --help`",
        ),
        (("related",), "attribune related: name an ARTICLE, with --claim N for one of its claims, or --all"),
        (("search", "shade:red\x1b[2J"), "attribune search: shade: is unknown in a search: there are "),
    ],
)
def test_wrong_usage_is_one_line_that_says_what_to_do(run: Run, arguments: tuple[str, ...], line: str) -> None:
    open_writer(default_path()).close()
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.err.startswith(line)
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_stream_is_no_error(tmp_path: Path, closed: str) -> None:
    open_writer(default_path()).close()
    script = "from tui.cli import main; main()"
    ran = subprocess.run(
        f'exec {shlex.quote(sys.executable)} -c "{script}" list {closed}',
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "Error" not in ran.stderr


def test_without_a_terminal_the_reader_says_what_to_use_instead(run: Run) -> None:
    ran = run()
    assert ran.code == 2
    assert "attribune list" in ran.err
    assert not default_path().exists()


def test_a_configuration_without_a_usable_library_is_reported_in_one_line(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "config" / "attribune" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("library = 3")
    ran = run("list")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "library must be text" in ran.err


def test_no_help_of_a_group_is_cut_short(run: Run) -> None:
    for group in ("config", "feed", "note", "saved", "tag", "trash", "verdict", "wanted"):
        _, commands = run(group, "--help").out.split("Commands:")
        assert "..." not in commands


def test_a_library_that_breaks_while_it_is_read_is_reported_in_one_line(run: Run) -> None:
    open_writer(default_path()).close()
    with default_path().open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 8)
    ran = run("list")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "damaged" in ran.err


def test_a_full_disk_is_reported_in_one_line(stocked: Run) -> None:
    process = apart_writing_to("/dev/full", "list")
    assert process.returncode == 1
    assert process.stderr.splitlines() == ["attribune: the output can't be written or read: No space left on device"]


@pytest.mark.parametrize("charset", ["ascii", "latin-1"])
def test_a_terminal_of_another_charset_gets_what_it_can_show(stocked: Run, charset: str) -> None:
    process = apart("show", "1", PYTHONIOENCODING=charset)
    out, errors = process.communicate()
    assert (process.returncode, errors) == (0, b"")
    assert b"Governor Ana Brandt" in out


def test_what_the_library_refuses_is_reported_in_one_line(stocked: Run) -> None:
    with closing(open_writer(default_path())) as conn:
        conn.execute("CREATE TRIGGER broken BEFORE INSERT ON trash BEGIN SELECT raise(ABORT, 'no room'); END")
    ran = stocked("delete", "--yes", "1")
    assert (ran.code, ran.err) == (1, "attribune: the library: no room\n")


@pytest.mark.parametrize("arguments", [("search", "a\udcff"), ("list", "tag:\udcff"), ("show", "\udcff")])
def test_arguments_that_are_no_text_are_reported_in_one_line(stocked: Run, arguments: tuple[str, ...]) -> None:
    ran = stocked(*arguments)
    assert (ran.code, ran.err) == (1, "attribune: an argument is not valid UTF-8: type it again\n")


def test_a_traceback_is_shown_only_when_asked_for(stocked: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with default_path().open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 8)
    assert "Traceback" not in stocked("list").err
    monkeypatch.setenv("ATTRIBUNE_DEBUG", "1")
    assert "Traceback" in stocked("list").err


@pytest.mark.parametrize("command", [("list",), ("list", "--json"), ("show", "1"), ("related", "--all", "--json")])
def test_a_pipe_that_closes_is_no_error(stocked: Run, command: tuple[str, ...]) -> None:
    process = apart(*command)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_the_commands_that_only_read_load_no_pipeline(stocked: Run) -> None:
    script = (
        "import sys\n"
        "from tui.cli.command import _run\n"
        "code = _run(sys.argv[1:])\n"
        "heavy = {'spacy', 'trafilatura', 'numpy', 'sqlite_utils', 'lxml', 'textual.app'} & sys.modules.keys()\n"
        "print(code, sorted(heavy), file=sys.stderr)\n"
    )
    by_words = (("search", "oldmouth"), ("search", "--claims", "220"))
    for command in (("list",), ("show", "1"), *by_words, ("related", "--all"), ("--help",)):
        ran = subprocess.run(
            [sys.executable, "-c", script, *command],
            capture_output=True,
            text=True,
            cwd=Path.cwd(),
            env=None,
            check=True,
        )
        assert ran.stderr == "0 []\n"


def test_adding_what_is_there_loads_no_pipeline(stocked: Run) -> None:
    script = (
        "import sys\n"
        "from tui.cli.command import _run\n"
        "code = _run(['add', '.'])\n"
        "print(code, 'spacy' in sys.modules, file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stderr == "2 unchanged\n0 False\n"


def test_the_reader_creates_a_missing_library() -> None:
    assert not default_path().exists()
    on_a_terminal(press="Q")
    assert default_path().exists()


def test_an_unreadable_library_is_reported_before_the_reader_opens() -> None:
    Path("notes.db").write_text("my notes " * 100)
    code, shown = on_a_terminal("--library", "notes.db")
    assert code == 1
    assert "not an Attribune library" in shown
    assert "\x1b[?1049h" not in shown, "no full screen"


def test_standard_input_that_is_no_text_is_reported(run: Run) -> None:
    ran = run("add", "-", stdin=b"\x00\x01")
    assert (ran.code, ran.err) == (1, "- is a binary file, not text\n1 failed\n")


def test_a_file_name_with_a_dash_is_accepted(run: Run) -> None:
    Path("-odd.txt").write_text(FLOOD)
    assert run("add", "--", "-odd.txt").err == "1 added\n"


def test_a_pipe_closed_while_the_help_is_printed_is_no_error() -> None:
    process = apart("--help")
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=300) == 0


def test_an_unknown_setting_does_not_end_a_command(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "config" / "attribune" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('libary = "x"')
    open_writer(default_path()).close()
    ran = run("list")
    assert ran.code == 0
    assert ran.err.count(":1: there is no setting libary, so it is left out: did you mean library?") == 1


def test_an_interrupt_while_a_class_is_made_is_reported_as_stopped(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupting:
        def __set_name__(self, owner: type, name: str) -> None:
            raise KeyboardInterrupt

    def make_class(_: object) -> None:
        type("Made", (), {"attribute": Interrupting()})

    monkeypatch.setattr(tui.cli.command, "open_app", make_class)
    ran = run()
    assert ran.code == 1
    assert ran.err == "attribune: stopped\n"
