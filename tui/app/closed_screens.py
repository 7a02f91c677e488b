"""Frees closed screens, which Textual and Rich would keep in memory."""

from rich.cells import cached_cell_len
from textual._styles_cache import StylesCache


def forget_closed_screens() -> None:
    """Empty the caches that keep what closed screens have drawn: about half a megabyte each, and their rows as text.

    Textual 8.2 caches the colours around a widget in a method's cache, whose 1,024 keys include the widgets with their
    drawn lines; Rich caches the widths of 4,096 texts. Both are recomputed in microseconds.
    """
    cached_cell_len.cache_clear()
    if clear := getattr(StylesCache.get_inner_outer, "cache_clear", None):
        clear()
