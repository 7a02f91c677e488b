"""Draws a figure's digits three rows high, with its words beside them on the baseline."""

import re

from rich.cells import cell_len

# Three rows of three cells for each digit, drawn with heavy lines, which every terminal font has.
_DRAWN = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": ("╺┓ ", " ┃ ", "╺┻╸"),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", " ━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
}


def large(figure: str, width: int) -> tuple[str, str, str] | None:
    """Return three rows of equal width that draw the figure; None without digits, or if it is wider than width."""
    rows = ["", "", ""]
    for part in re.findall(r"[0-9]|[^0-9]+", figure):
        drawn = _DRAWN.get(part) or (" " * cell_len(part), " " * cell_len(part), part)
        rows = [row + piece for row, piece in zip(rows, drawn, strict=True)]
    if not any(digit in figure for digit in _DRAWN) or cell_len(rows[2]) > width:
        return None
    return rows[0], rows[1], rows[2]
