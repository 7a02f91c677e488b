"""A running cluster gives the same results as the command's own engine."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.crawl.archives import find
from store.crawl.manifest import Manifest
from store.crawl.requirements import CrawlError
from store.crawl.run import Crawl
from tests.store.crawl.conftest import Crawled, archive, record, tables

if TYPE_CHECKING:
    from store.crawl.engine import Engine

_HERE = ("--host", "127.0.0.1", "--no-dashboard")


@contextmanager
def cluster(nodes: int) -> Iterator[str]:
    """Start a scheduler and workers on loopback, each a process of its own, and yield the scheduler's address."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with ExitStack() as stack:

        def started(*arguments: str) -> "subprocess.Popen[str]":
            process = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
                stderr=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                text=True,
                env=environment,
            )
            stack.callback(process.communicate)
            stack.callback(process.terminate)
            return process

        scheduler = started("dask_scheduler", *_HERE, "--port", "0")
        assert scheduler.stderr
        for line in scheduler.stderr:
            if address := re.search(r"tcp://127\.0\.0\.1:\d+", line):
                break
        else:
            raise RuntimeError("the scheduler did not start")
        for _ in range(nodes):
            started("dask_worker", address[0], *_HERE, "--nworkers", "1", "--nthreads", "1", "--no-nanny")
        yield address[0]


def test_two_nodes_give_the_same_tables(crawl: Crawled, tmp_path: Path) -> None:
    from store.crawl.engine import engine

    path = archive(tmp_path / "a.warc.gz", *(record(number) for number in range(5)))
    crawl(path)
    with cluster(2) as address, Manifest.opened(tmp_path / "far") as manifest, engine(address=address) as workers:
        workers.wait_for(2)
        workers.check(tmp_path / "far")
        for _ in Crawl(manifest, workers, find([str(path)]), size=2).run():
            pass
    assert tables(tmp_path / "far") == tables(tmp_path / "out")


def test_all_local_processes_listen_on_loopback_only(engine: "Engine") -> None:
    import psutil

    here = psutil.Process()
    addresses = {
        connection.laddr.ip
        for process in (here, *here.children(recursive=True))
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }
    assert addresses == {"127.0.0.1"}


def test_an_address_without_a_cluster_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    from store.crawl import engine

    monkeypatch.setattr(engine, "PATIENCE", 1)
    with (
        pytest.raises(CrawlError, match="no Dask cluster with workers answers"),
        engine.engine(address="tcp://127.0.0.1:1"),
    ):
        pass
