"""A killed crawl continues where it stopped, and leaves nothing running."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.leftover_processes import left_over
from tests.store.crawl.conftest import Crawled, archive, record, tables

_MAIN = "from tui.cli import main; main()"
# Sends a signal as soon as so many lines are written: a test that polls for them could be too late.
_SIGNALLING = """
import os, signal
from store.crawl.manifest import NAME, Manifest
note = Manifest.note
def note_and_send(self, *arguments, **details):
    note(self, *arguments, **details)
    if (self.folder / NAME).read_bytes().count(b"\\n") == {lines}:
        {send}
Manifest.note = note_and_send
"""
_KILL = "os.kill(os.getpid(), signal.SIGKILL)"
# As a terminal does: every process of the group gets the signal.
_INTERRUPT = "os.killpg(os.getpid(), signal.SIGINT)"


def start(out: Path, *archives: Path, before: str = "") -> "subprocess.Popen[bytes]":
    """Start `attribune crawl` in a session of its own; before: code that runs before it."""
    return subprocess.Popen(
        [sys.executable, "-c", before + _MAIN, "crawl", *map(str, archives), "--out", str(out), "--jobs", "1"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def test_a_crawl_killed_while_reading_and_writing_gives_the_same_tables(crawl: Crawled, tmp_path: Path) -> None:
    archives = [
        archive(tmp_path / f"{number}.warc.gz", record(2 * number), record(2 * number + 1)) for number in range(4)
    ]
    crawl(*archives, out=tmp_path / "whole")
    out = tmp_path / "out"
    # A header line; then for each archive a line for its index, one for its pages and one for their claims.
    for lines in (7, 12, 18):
        process = start(out, *archives, before=_SIGNALLING.format(lines=lines, send=_KILL))
        messages = process.communicate()[1].decode()
        assert process.returncode == -signal.SIGKILL, messages
        assert not left_over(process.pid, 60)
    assert tables(out) != tables(tmp_path / "whole")
    process = start(out, *archives)
    messages = process.communicate()[1].decode()
    assert process.returncode == 0, messages
    assert tables(out) == tables(tmp_path / "whole")
    assert "8 pages read" in messages


def test_a_stopped_crawl_says_how_to_continue(tmp_path: Path) -> None:
    archives = [archive(tmp_path / f"{number}.warc.gz", record(number)) for number in range(3)]
    process = start(tmp_path / "out", *archives, before=_SIGNALLING.format(lines=5, send=_INTERRUPT))
    messages = process.communicate()[1].decode()
    assert process.returncode == 1, messages
    assert "run the same command again to continue" in messages
    assert "Traceback" not in messages
    assert not left_over(process.pid, 60)
