"""Runs extraction, `update`, `crawl` and the app in a network of their own, and prints the names of hosts they ask for.

`unshare -rnm python -m tests.silence FOLDER SECONDS`: FOLDER is for the library, SECONDS are waited after the texts
are read, since the inference library speaks to its maker some ten seconds late. All that is asked for goes to a name
server here, which knows nobody; so also what C libraries ask for, past Python, is counted.
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

_COMPONENTS = "import spacy, sys; import extract.extractor as e; print(len(e.load_pipeline()(sys.argv[1]).ents))"
_COMMAND = "from tui.cli import main; main()"
_TEXT = "At least 40 homes flooded in Oldmouth, according to Mayor Ana Brandt. Damage came to $2 million."
_FEED = """<rss version="2.0"><channel><title>The Ferry</title><item><link>{url}</link><title>Homes flooded</title>
<description>{text}</description></item></channel></rss>"""


def main(folder: Path, seconds: float) -> None:
    """Print a JSON list of the names that were asked for. Raises CalledProcessError where a command fails."""
    asked = _name_server(folder)
    components = subprocess.Popen(
        [sys.executable, "-c", f"{_COMPONENTS}; import time; time.sleep({seconds})", _TEXT],
        stdout=subprocess.DEVNULL,
        # Users of the components don't have to know what to switch off.
        env={name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"},
    )
    began = time.monotonic()
    _update(folder)
    _crawl(folder)
    asyncio.run(_read(folder / "library.db", seconds - (time.monotonic() - began)))
    if components.wait():
        raise subprocess.CalledProcessError(components.returncode, "the components")
    print(json.dumps(sorted(asked)))


def _name_server(folder: Path) -> set[str]:
    """Serve names on loopback from now on; return the set to which each that is asked for is added."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    resolver = folder / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", str(resolver), "/etc/resolv.conf"], check=True)
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    asked: set[str] = set()
    threading.Thread(target=_serve, args=(server, asked), daemon=True).start()
    with suppress(OSError):
        socket.getaddrinfo("asked.example", 80)
    if asked != {"asked.example"}:
        raise RuntimeError("names that are asked for are not counted")
    asked.clear()
    return asked


def _serve(server: socket.socket, asked: set[str]) -> None:
    while True:
        question, address = server.recvfrom(4096)
        labels, at = [], 12
        while length := question[at]:
            labels.append(question[at + 1 : at + 1 + length].decode("ascii", "replace"))
            at += 1 + length
        asked.add(".".join(labels))
        # The same question back, with the answer that there is no such name.
        server.sendto(question[:2] + b"\x81\x83" + question[4:6] + bytes(6) + question[12:], address)


def _update(folder: Path) -> None:
    from tests.server import page, serving

    with serving() as server:
        feed, article = server.url("/feed"), server.url("/1")
        server.plans["/feed"] = page(_FEED.format(url=article, text=_TEXT), kind="application/rss+xml")
        server.plans["/1"] = page(f"<html><title>Homes flooded</title><article>{f'<p>{_TEXT}</p>' * 5}</article>")
        for arguments in (["add", article], ["feed", "add", "--local", feed], ["update"], ["refresh"]):
            command = [sys.executable, "-c", _COMMAND, "--library", str(folder / "library.db"), *arguments]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _crawl(folder: Path) -> None:
    """Crawl an archive, where what that needs is installed."""
    from store.crawl.requirements import CrawlError, check_extra
    from tests.bench.archives import write

    with suppress(CrawlError):
        check_extra()
        archives = map(str, write(folder / "archives", 8, 2))
        command = [sys.executable, "-c", _COMMAND, "crawl", *archives, "--out", str(folder / "crawl"), "--jobs", "1"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


async def _read(library: Path, seconds: float) -> None:
    from store.settings import load
    from tui.app.application import AttribuneApp

    app = AttribuneApp(library, load(library))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "n", "t", "escape", "escape", "slash", *"homes", "escape", "question_mark")
        await asyncio.sleep(max(0, seconds))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
