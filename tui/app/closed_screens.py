"""Frees closed screens, which Textual would keep in memory."""

from textual._styles_cache import StylesCache


def forget_closed_screens() -> None:
    """Empty the cache that keeps what closed screens have drawn: about half a megabyte each.

    Textual 8.2 caches the colours around a widget in a method's cache, whose 1,024 keys include the widgets with their
    drawn lines. The colours are recomputed in microseconds.
    """
    if clear := getattr(StylesCache.get_inner_outer, "cache_clear", None):
        clear()
