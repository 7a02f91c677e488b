"""Completion: the script for each shell, and what bash completes with its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.cli.conftest import ROOT, Run


@pytest.fixture
def on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command `attribune` of this tree, as an installation would provide it."""
    command = Path("bin") / "attribune"
    command.parent.mkdir()
    command.write_text(f"#!{sys.executable}\nfrom tui.cli import main\n\nmain()\n")
    command.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PATH", f"{command.parent.absolute()}{os.pathsep}{os.environ['PATH']}")


def in_bash(*words: str) -> list[str]:
    """Return what bash offers as completions of the last of these words."""
    script = (
        'eval "$(attribune completion bash)"; complete -p attribune >&2\n'
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _attribune_completion attribune; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ran = subprocess.run(["bash", "-c", script, "bash", *words], capture_output=True, text=True, check=True)
    assert "_attribune_completion" in ran.stderr
    return ran.stdout.split()


@pytest.mark.usefixtures("on_path")
@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_commands_options_and_choices() -> None:
    assert in_bash("attribune", "wa") == ["wanted", "watch"]
    assert in_bash("attribune", "watch", "") == ["claim", "list", "remove", "source"]
    assert in_bash("attribune", "list", "--sa") == ["--saved"]
    assert in_bash("attribune", "mark", "un") == ["unread", "unstarred"]
    assert in_bash("attribune", "export", "ep") == ["epub"]


@pytest.mark.usefixtures("on_path")
@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_completes_commands_and_says_what_they_do() -> None:
    script = 'attribune completion fish | source; complete -C "attribune watch re"'
    ran = subprocess.run(["fish", "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "remove\tStop watching something.\n"


@pytest.mark.usefixtures("on_path")
@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_accepts_the_completion() -> None:
    script = 'autoload -U compinit; compinit -D; eval "$(attribune completion zsh)"; print $_comps[attribune]'
    ran = subprocess.run(["zsh", "-f", "-c", script], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("_attribune_completion\n", "")


@pytest.mark.parametrize(
    ("shell", "words"), [("bash", "complete -o nosort"), ("zsh", "#compdef attribune"), ("fish", "complete --no-files")]
)
def test_each_shell_gets_its_own(run: Run, shell: str, words: str) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert words in ran.out
    assert f"_ATTRIBUNE_COMPLETE={shell}_complete" in ran.out


@pytest.mark.usefixtures("on_path")
@pytest.mark.parametrize(("shell", "instruction"), [("zsh", "zsh_complete"), ("fish", "fish_complete")])
def test_zsh_and_fish_show_what_each_command_does(shell: str, instruction: str) -> None:
    environment = {
        "COMP_WORDS": "attribune dem",
        "COMP_CWORD": "1" if shell == "zsh" else "dem",
        "_ATTRIBUNE_COMPLETE": instruction,
    }
    ran = subprocess.run(["attribune"], capture_output=True, text=True, env={**os.environ, **environment}, check=True)
    assert "demo" in ran.stdout
    assert "Open a library of sample articles." in ran.stdout


def test_an_unsupported_shell_is_wrong_usage(run: Run) -> None:
    assert run("completion", "tcsh").code == 2
