"""Prints the table of keys that the README has: `python -m tests.keys`."""

from tui.app import AttribuneApp
from tui.keys import table
from tui.places import scopes

if __name__ == "__main__":
    print(table(scopes(AttribuneApp)))
