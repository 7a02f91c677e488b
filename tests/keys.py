"""Prints the README's table of keys: `python -m tests.keys`."""

from tui.app.application import AttribuneApp
from tui.app.key_scopes import scopes
from tui.app.keys import table

if __name__ == "__main__":
    print(table(scopes(AttribuneApp)))
