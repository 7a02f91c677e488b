"""Names what is being written by its process, so that what a killed one left behind is known and removed."""

import os
import shutil
from pathlib import Path

_ENDING = ".part"


def part_of(target: Path) -> Path:
    """Return the hidden file beside target that is written until it is whole, and then takes target's place."""
    return target.with_name(f".{target.name}.{os.getpid()}{_ENDING}")


def sweep(folder: Path, name: str) -> None:
    """Remove from a folder what processes that have gone left of targets of this name, which may be a pattern."""
    for leftover in folder.glob(f".{name}.*{_ENDING}*"):
        number = leftover.name.rpartition(_ENDING)[0].rpartition(".")[2]
        if number.isdecimal() and not _runs(int(number)):
            remove(leftover)


def remove(leftover: Path) -> None:
    """Remove a file or folder; one that has gone, or is another's, is left alone."""
    try:
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    except OSError:
        return


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
