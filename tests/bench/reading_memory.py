"""Opens two hundred articles and prints the memory after some: `python -m tests.bench.reading_memory [--articles 200]`.

Each is opened, stepped through by one claim, and closed. The memory is printed as a ratio to that after the tenth.
"""

import argparse
import asyncio
import gc
import multiprocessing
import tempfile
from contextlib import closing
from pathlib import Path

from store.library.connection import open_reader
from tests.bench.memory import resident
from tui.app.application import AttribuneApp

SIZE = (120, 40)
_FIRST, _EVERY = 10, 50


async def read(library: Path, numbers: list[int]) -> None:
    """Open the articles, and print how memory use develops."""
    app, first = AttribuneApp(library), 0.0
    async with app.run_test(size=SIZE) as pilot:
        for count, number in enumerate(numbers, start=1):
            app.read(number)
            await pilot.pause()
            await pilot.press("n", "escape")
            await pilot.pause()
            if count == _FIRST or count % _EVERY == 0:
                gc.collect()
                now = resident()
                first = first or now
                print(f"{count:>5,} articles {now:7.1f} MB, {now / first:.3f} of the tenth's", flush=True)


def main() -> None:
    """Fill a library, and read it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.db"
        # In a process of its own: the memory that filling takes would hide what reading adds.
        stocking = multiprocessing.get_context("spawn").Process(target=_stock, args=(library, 5 * count))
        stocking.start()
        stocking.join()
        with closing(open_reader(library)) as conn:
            numbers = [
                number for (number,) in conn.execute("SELECT id FROM articles WHERE claims > 4 LIMIT ?", (count,))
            ]
        asyncio.run(read(library, numbers))


def _stock(library: Path, articles: int) -> None:
    from tests.bench.stocking import stock
    from tests.bench.synthetic import CLAIMS_EACH, World

    claims = articles * CLAIMS_EACH
    stock(library, World(claims).reports(), claims)


if __name__ == "__main__":
    main()
