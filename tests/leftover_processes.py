"""Finds processes that a killed command left running."""

import os
import time
from pathlib import Path

_STEP = 0.1


def left_over(session: int, seconds: float) -> str:
    """Return the processes of a session that still run after this many seconds, "" for none."""
    until = time.monotonic() + seconds
    while running := _of_group(session):
        if time.monotonic() >= until:
            return "; ".join(running)
        time.sleep(_STEP)
    return ""


def outlives(process: int, seconds: float) -> bool:
    """Return True if a process still runs after this many seconds."""
    until = time.monotonic() + seconds
    while runs(process):
        if time.monotonic() >= until:
            return True
        time.sleep(_STEP)
    return False


def runs(process: int) -> bool:
    """Return True if a process runs; one that has ended may be listed until its parent asks for its exit code."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return not _has_ended(process)


def _has_ended(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in ("Z", "X")
    except OSError:
        return Path("/proc/self/stat").exists()


def _of_group(group: int) -> list[str]:
    """Return the processes of a group: number, state and command line, if the system provides them."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return []
    if not Path("/proc/self/stat").exists():
        return [f"group {group}"]
    members = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, its_group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            if its_group == str(group) and state not in ("Z", "X"):
                line = (folder / "cmdline").read_text().replace("\0", " ")
                members.append(f"{folder.name} {state} {(folder / 'wchan').read_text()} {line}")
        except OSError:
            continue  # it has ended meanwhile
    return members
