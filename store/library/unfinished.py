"""Names unfinished files after their process, so that those of a killed process are recognised and removed."""

import os
import shutil
from pathlib import Path

_ENDING = ".part"


def part_of(target: Path) -> Path:
    """Return the hidden file next to target to write to; once complete, it replaces target."""
    return target.with_name(f".{target.name}.{os.getpid()}{_ENDING}")


def sweep(folder: Path, name: str) -> None:
    """Remove a folder's unfinished files of ended processes, for targets of this name, which may be a pattern."""
    for leftover in folder.glob(f".{name}.*{_ENDING}*"):
        number = leftover.name.rpartition(_ENDING)[0].rpartition(".")[2]
        if number.isdecimal() and not _runs(int(number)):
            remove(leftover)


def remove(leftover: Path) -> None:
    """Remove a file or folder; ignore one that is gone or belongs to someone else."""
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
