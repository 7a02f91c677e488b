"""Runs extraction, `update`, `crawl` and the app in a network of their own, and prints the hosts that they look up.

`unshare -rnm python -m tests.silence FOLDER SECONDS`: FOLDER is for the library. For SECONDS texts are extracted, feeds
updated, pages fetched again and articles read, repeatedly: the inference library contacts its maker only after some ten
seconds, and other timers fire later still. All lookups go to a name server here that knows no name, so those of C
libraries, which bypass Python, are counted too.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.server import page, serving

_COMPONENTS = """
import spacy, sys, time
import extract.extractor as e
pipeline = e.load_pipeline()
until = time.monotonic() + float(sys.argv[2])
while True:
    print(len(pipeline(sys.argv[1]).ents))
    if time.monotonic() > until:
        break
    time.sleep(2)
"""
_COMMAND = "from tui.cli import main; main()"
_TEXT = "At least 40 homes flooded in Oldmouth, according to Mayor Ana Brandt. Damage came to $2 million."
_KEYS = ("enter", "n", "t", "escape", "escape", "slash", *"homes", "escape", "question_mark", "escape", "u")
# Seconds between two rounds.
_PAUSE = 5.0
_FEED = """<rss version="2.0"><channel><title>The Ferry</title><item><link>{url}</link><title>Homes flooded</title>
<description>{text}</description></item></channel></rss>"""


def main(folder: Path, seconds: float) -> None:
    """Print a JSON list of the names that were looked up. Raises CalledProcessError if a command fails."""
    names = _name_server(folder)
    components = subprocess.Popen(
        [sys.executable, "-c", _COMPONENTS, _TEXT, str(seconds)],
        stdout=subprocess.DEVNULL,
        # Must be silent without this variable, too: users need not know of it.
        env={name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"},
    )
    until = time.monotonic() + seconds
    with _News() as news:
        for arguments in (["add", news.article], ["feed", "add", "--local", news.feed], ["update"], ["refresh"]):
            _run(folder, arguments)
        _crawl(folder)
        asyncio.run(_read(folder, news, until))
    if components.wait():
        raise subprocess.CalledProcessError(components.returncode, "the components")
    print(json.dumps(sorted(names)))


def _name_server(folder: Path) -> set[str]:
    """Serve names on loopback from now on; return the set of names that are looked up."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    resolver = folder / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", str(resolver), "/etc/resolv.conf"], check=True)
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    names: set[str] = set()
    threading.Thread(target=_serve, args=(server, names), daemon=True).start()
    with suppress(OSError):
        socket.getaddrinfo("asked.example", 80)
    if names != {"asked.example"}:
        raise RuntimeError("lookups are not counted")
    names.clear()
    return names


def _serve(server: socket.socket, names: set[str]) -> None:
    while True:
        question, address = server.recvfrom(4096)
        labels, at = [], 12
        while length := question[at]:
            labels.append(question[at + 1 : at + 1 + length].decode("ascii", "replace"))
            at += 1 + length
        names.add(".".join(labels))
        # The same question, with the answer that there is no such name.
        server.sendto(question[:2] + b"\x81\x83" + question[4:6] + bytes(6) + question[12:], address)


class _News:
    """A server on this machine with a page and a feed that leads to it, each time with another number in it."""

    def __enter__(self) -> "_News":
        self._serving = serving()
        self._server = self._serving.__enter__()
        self.feed, self.article = self._server.url("/feed"), self._server.url("/1")
        self._homes = 40
        self.renew()
        return self

    def __exit__(self, *error: object) -> None:
        self._serving.__exit__(None, None, None)

    def renew(self) -> None:
        """Give the page and the feed another number."""
        self._homes += 1
        text = _TEXT.replace("40", str(self._homes))
        page_ = f"<html><title>Homes flooded</title><article>{f'<p>{text}</p>' * 5}</article></html>"
        feed = _FEED.format(url=self.article, text=text)
        self._server.plans["/feed"] = page(feed, kind="application/rss+xml", etag=f'"{self._homes}"')
        self._server.plans["/1"] = page(page_, etag=f'"{self._homes}"')


def _run(folder: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-c", _COMMAND, "--library", str(folder / "library.db"), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _crawl(folder: Path) -> None:
    """Crawl an archive, if the extra `crawl` is installed."""
    from store.crawl.requirements import CrawlError, check_extra
    from tests.bench.archives import write

    with suppress(CrawlError):
        check_extra()
        archives = map(str, write(folder / "archives", 8, 2))
        command = [sys.executable, "-c", _COMMAND, "crawl", *archives, "--out", str(folder / "crawl"), "--jobs", "1"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


async def _read(folder: Path, news: _News, until: float) -> None:
    """Read and search in the app while the commands run, until the time is over; print how often."""
    from store.settings import load
    from tui.app.application import AttribuneApp

    library = folder / "library.db"
    app = AttribuneApp(library, load(library))
    rounds = 0
    async with app.run_test(size=(120, 40)) as pilot:
        while True:
            await pilot.press(*_KEYS)
            rounds += 1
            if time.monotonic() > until:
                break
            await asyncio.sleep(min(_PAUSE, max(0, until - time.monotonic())))
            news.renew()
            for arguments in (["update", "--all"], ["refresh"]):
                await asyncio.to_thread(_run, folder, arguments)
    print(f"{rounds} rounds of reading, update and refresh", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
