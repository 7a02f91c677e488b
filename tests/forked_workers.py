"""Starts worker processes in a moment: each is a fork of one that has the pipeline loaded.

`python -m tests.forked_workers SOCKET` is that one; `START` is what a command runs in place of a worker's own start. It
hands its standard input and output over, waits for the worker, and ends as that did.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from store.ingest.worker_process import serve

START = """
import json, os, signal, socket, sys
with socket.socket(socket.AF_UNIX) as link:
    link.connect({path!r})
    socket.send_fds(link, [json.dumps([int(sys.argv[2]), os.getcwd(), dict(os.environ)]).encode()], [0, 1])
    os.close(0), os.close(1)
    code = int(link.recv(8) or b"1")
os.kill(os.getpid(), -code) if code < 0 else os._exit(code)
"""


@contextmanager
def starting(folder: Path) -> Iterator[str]:
    """Yield the code that starts a worker; it works while the process that workers are forked from runs."""
    path = folder / "workers"
    origin = subprocess.Popen(
        [sys.executable, "-m", "tests.forked_workers", str(path)],
        env={**os.environ, "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"},
        cwd=Path(__file__).parents[1],
    )
    try:
        while not path.exists():
            if origin.poll() is not None:
                raise RuntimeError("what workers are forked from has ended")
            time.sleep(0.05)
        yield START.format(path=str(path))
    finally:
        origin.kill()
        origin.wait()


def main(path: Path) -> None:
    """Load the pipeline, and fork a worker for each request."""
    from extract.extractor import Extractor
    from store.ingest.extracting import extractor_of

    import_module("store.archive.html")
    extractor: Extractor = extractor_of(None)
    extractor.claims("The mayor said on Friday that 40 homes were flooded in Oldmouth.")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the processes that watch a worker
    with socket.socket(socket.AF_UNIX) as door:
        made = path.with_name(f"{path.name}.new")
        door.bind(str(made))
        door.listen(64)
        made.rename(path)
        while True:
            link, _ = door.accept()
            if os.fork() == 0:
                door.close()
                _mind(link)
            link.close()


def _mind(link: socket.socket) -> None:
    """Fork a worker; end it when the process that requested it has ended, else report how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    message, pipes, _, _ = socket.recv_fds(link, 1 << 20, 2)
    memory, folder, environment = json.loads(message)
    minder = os.getpid()
    worker = os.fork()
    if worker == 0:
        link.close()
        for place, pipe in enumerate(pipes):
            os.dup2(pipe, place)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        serve(minder, memory)
    for pipe in pipes:
        os.close(pipe)
    ended = os.pidfd_open(worker)
    if ended not in select.select([link.fileno(), ended], [], [])[0]:
        os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(worker, 0)
    try:
        link.send(str(os.waitstatus_to_exitcode(status)).encode())
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
