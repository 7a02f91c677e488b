"""Two updates, an add and the open app on one library at once: none waits for long, nothing is lost.

`python -m tests.bench.together` does the same with the commands themselves, for two minutes.
"""

import asyncio
from contextlib import closing
from pathlib import Path

import pytest

from store.library import articles
from store.library.connection import open_reader
from tests.server import Answer, Request, page, serving
from tests.store.fetching_library import apart, article, check_whole, content, item, rss, subscribe
from tests.tui.drawn_screen import rows, until
from tui.app.application import AttribuneApp

pytestmark = pytest.mark.slow

FEEDS, ITEMS, ROUNDS, ALONE = 3, 8, 3, 24


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


async def test_all_at_once_nothing_is_locked_or_lost(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    looks = dict.fromkeys(range(FEEDS), 0)
    with serving() as server:

        def feed(request: Request) -> Answer:
            # The feed grows with each request, until it has all items.
            number = int(request.path.rpartition("/")[2])
            looks[number] += 1
            there = min(ITEMS, looks[number] * (ITEMS // ROUNDS + 1))
            numbers = range(number * ITEMS, number * ITEMS + there)
            items = [item(server.url(f"/{n}"), n, content(n) if n % 2 else "") for n in numbers]
            return page(rss(items, f"Feed {number}"), kind="application/rss+xml")

        server.plans |= {f"/feed/{number}": feed for number in range(FEEDS)}
        server.plans |= {f"/{number}": page(article(number)) for number in range(FEEDS * ITEMS + ALONE)}
        for number in range(FEEDS):
            subscribe(library, server.url(f"/feed/{number}"))
        alone = [server.url(f"/{number}") for number in range(FEEDS * ITEMS, FEEDS * ITEMS + ALONE)]
        app = AttribuneApp(library)
        async with app.run_test(size=(100, 30), notifications=True) as pilot:

            async def run(*arguments: str | Path) -> str:
                process = apart(*arguments)
                while process.poll() is None:
                    await pilot.press("j", "k", "enter", "escape")
                    await pilot.pause(0.05)
                output, errors = process.communicate()
                assert errors == "" or "another update" in errors
                return output

            runs = run("add", library, *alone), run("update", library), run("update", library)
            outputs: list[str] = list(await asyncio.gather(*runs))
            while min(looks.values()) < ROUNDS:
                outputs += await asyncio.gather(run("update", library), run("update", library))
            await until(pilot, lambda: any(f"{FEEDS * ITEMS + ALONE} articles" in row for row in rows(app)))
            assert [notice.message for notice in app._notifications] == []
        check_whole(library, {name for output in outputs for name in output.split()})
        with closing(open_reader(library)) as conn:
            assert articles.count(conn) == FEEDS * ITEMS + ALONE
