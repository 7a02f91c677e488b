"""Lets go of closed screens, which Textual would keep."""

from textual._styles_cache import StylesCache


def forget_closed_screens() -> None:
    """Empty the cache that holds on to what closed screens have drawn: about half a megabyte for each of them.

    Textual 8.2 caches the colours around a widget by a method, so that the cache has the widget's drawn lines as a part
    of its keys, and 1,024 of them. The colours are worked out again in microseconds.
    """
    if clear := getattr(StylesCache.get_inner_outer, "cache_clear", None):
        clear()
