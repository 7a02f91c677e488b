"""`attribune completion`: prints the completion for a shell."""

import click
from click.shell_completion import get_completion_class

_SHELLS = ("bash", "zsh", "fish")


@click.command(name="completion", short_help="Print the completion for bash, zsh or fish.")
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Print the completion of commands and options for a shell.

    \b
    bash: echo 'eval "$(attribune completion bash)"' >> ~/.bashrc
    zsh:  echo 'eval "$(attribune completion zsh)"' >> ~/.zshrc
    fish: attribune completion fish > ~/.config/fish/completions/attribune.fish
    """
    from tui.cli.command import attribune

    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(attribune, {}, "attribune", "_ATTRIBUNE_COMPLETE").source())
