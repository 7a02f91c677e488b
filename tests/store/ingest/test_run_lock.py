"""One update runs at a time; a killed one leaves no lock."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.ingest.run_lock import LockHeldError, run_lock
from store.library.connection import LibraryError
from tests.permissions import small_files, without_rights

HOLD = """
import sys, time
from pathlib import Path
from store.ingest.run_lock import run_lock
with run_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def holder(path: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_refused_and_names_the_first(path: Path) -> None:
    process = holder(path)
    with pytest.raises(LockHeldError, match=rf"another update .* is running \(process {process.pid}\)"), run_lock(path):
        pass
    process.kill()
    process.communicate()


def test_a_killed_run_leaves_no_lock(path: Path) -> None:
    process = holder(path)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with run_lock(path):
        pass


def test_the_lock_ends_with_its_block(path: Path) -> None:
    for _ in range(2):
        with run_lock(path):
            pass
    with pytest.raises(ZeroDivisionError), run_lock(path):
        raise ZeroDivisionError
    with run_lock(path):
        pass


def test_a_full_disk_is_reported(path: Path) -> None:
    with small_files(0), pytest.raises(LibraryError, match="make room on the disk"), run_lock(path):
        pass


def test_an_unwritable_folder_is_reported(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with (
        without_rights(),
        pytest.raises(LibraryError, match="make the folder writable"),
        run_lock(open_folder / "l.db"),
    ):
        pass
