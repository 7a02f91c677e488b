"""Empties the caches of what was computed from texts."""

import sys
from types import ModuleType
from typing import Any

_LAYERS = ("extract.", "store.")
# The caches of each module, searched for only once: a search takes as long as drawing a row.
_caches: dict[str, list[Any]] = {}


def forget() -> None:
    """Empty the caches of what texts say, which would otherwise grow with every article that is read."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_LAYERS):
            if name not in _caches:
                _caches[name] = _limited(module)
            for cache in _caches[name]:
                cache.cache_clear()


def _limited(module: ModuleType) -> list[Any]:
    """Return a module's caches that have a limit; those without one hold word lists and the like."""
    cached = [value for value in vars(module).values() if hasattr(value, "cache_parameters")]
    return [function for function in cached if function.cache_parameters()["maxsize"] is not None]
