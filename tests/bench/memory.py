"""Reads ten thousand articles that keep bringing new words: `python -m tests.bench.memory [--articles 10000]`.

Prints the memory after each tenth of them, as a ratio to that after the first.
"""

import argparse
import os
import random
import string
from collections.abc import Iterator
from pathlib import Path

ARTICLES = Path(__file__).parents[2] / "store" / "demo" / "articles"
# Characters per article, and the share of its words that no earlier article had.
LENGTH, NEW = 700, 0.1


def texts(count: int, chance: random.Random) -> Iterator[str]:
    """Yield sample articles in which some words are replaced by invented ones."""
    samples = [path.read_text(encoding="utf8") for path in sorted(ARTICLES.glob("*.md"))]
    for _ in range(count):
        words = chance.choice(samples)[:LENGTH].split(" ")
        yield " ".join(
            "".join(chance.choices(string.ascii_lowercase, k=9)) if chance.random() < NEW else word for word in words
        )


def resident() -> float:
    """Return the process's memory in MB, as Linux reports it."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Read, and print how memory use develops."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=10_000)
    count = parser.parse_args().articles
    # Imported here: the process of `reading_memory`, which imports this module, must not hold the pipeline.
    from extract.extractor import Extractor

    extractor, first = Extractor(), 0.0
    for number, _ in enumerate(extractor.stream(texts(count, random.Random(1))), start=1):
        if number % (count // 10) == 0:
            now = resident()
            first = first or now
            print(f"{number:>7,} articles {now:7.0f} MB, {now / first:.3f} of the first tenth's", flush=True)


if __name__ == "__main__":
    main()
