"""A killed crawl continues where it stopped, and leaves nothing running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.crawl.manifest import NAME
from tests.sessions import left_over
from tests.store.crawl.conftest import Crawled, archive, record, tables

_MAIN = "from tui.cli import main; main()"


def start(out: Path, *archives: Path) -> "subprocess.Popen[bytes]":
    """Start `attribune crawl` in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", _MAIN, "crawl", *map(str, archives), "--out", str(out), "--jobs", "1"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def wait_for_lines(out: Path, count: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the manifest has this many lines."""
    until = time.monotonic() + 300
    while time.monotonic() < until and process.poll() is None:
        if (out / NAME).exists() and (out / NAME).read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.02)
    process.kill()
    pytest.fail(f"the manifest never had {count} lines: {process.communicate()[1].decode()}")


def test_a_crawl_killed_while_reading_and_writing_gives_the_same_tables(crawl: Crawled, tmp_path: Path) -> None:
    archives = [
        archive(tmp_path / f"{number}.warc.gz", record(2 * number), record(2 * number + 1)) for number in range(4)
    ]
    crawl(*archives, out=tmp_path / "whole")
    out = tmp_path / "out"
    # The first line says what it is; each archive gives one for its index, one for its pages, one for their claims.
    for lines in (7, 12, 18):
        process = start(out, *archives)
        wait_for_lines(out, lines, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert not left_over(process.pid, 30)
    assert tables(out) != tables(tmp_path / "whole")
    process = start(out, *archives)
    messages = process.communicate()[1].decode()
    assert process.returncode == 0, messages
    assert tables(out) == tables(tmp_path / "whole")
    assert "8 pages read" in messages


def test_a_stopped_crawl_says_how_to_continue(tmp_path: Path) -> None:
    archives = [archive(tmp_path / f"{number}.warc.gz", record(number)) for number in range(3)]
    process = start(tmp_path / "out", *archives)
    wait_for_lines(tmp_path / "out", 5, process)
    # As a terminal does it: all processes hear of it.
    os.killpg(process.pid, signal.SIGINT)
    messages = process.communicate()[1].decode()
    assert process.returncode == 1, messages
    assert "run the same command again to continue" in messages
    assert "Traceback" not in messages
    assert not left_over(process.pid, 30)
