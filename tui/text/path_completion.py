"""Completes the path of a file or a folder as it is typed, like a shell."""

import os
from itertools import takewhile
from pathlib import Path

from extract.text.controls import clean

# How many entries of a folder are read while somebody types.
_ENTRIES = 5_000


def completions(typed: str) -> list[str]:
    """Return the paths that begin with the typed text, in order, folders with a final slash; [] for an address.

    A leading `~` stays as it is. Hidden entries are left out unless a dot was typed.
    """
    if not typed or "://" in typed:
        return []
    folder, _, beginning = typed.rpartition("/")
    folder = f"{folder}/" if "/" in typed else ""
    names = []
    try:
        with os.scandir(Path(folder).expanduser() if folder else ".") as entries:
            for number, entry in enumerate(entries):
                if number == _ENTRIES:
                    break
                hidden = entry.name.startswith(".") and not beginning.startswith(".")
                # A name with control characters can't be typed anyway.
                if entry.name.startswith(beginning) and not hidden and clean(entry.name) == entry.name:
                    names.append(f"{entry.name}/" if entry.is_dir() else entry.name)
    except (OSError, RuntimeError, ValueError):
        return []
    return [folder + name for name in sorted(names)]


def completed(typed: str) -> str:
    """Return the typed text extended by what its completions share, or else the first completion."""
    paths = completions(typed)
    shared = takewhile(lambda letters: len(set(letters)) == 1, zip(*paths, strict=False))
    common = "".join(letters[0] for letters in shared)
    return common if len(common) > len(typed) else next(iter(paths), typed)
