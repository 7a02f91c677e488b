"""Times long dense texts: `python -m tests.bench.long_texts [--kilobytes 50 100 200 500]`.

Each line has the processor seconds for extracting a text and for adding it to a library without and with another of its
kind, and the memory; steps that grow faster than the text show in the last columns, which are per 100 KB.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from extract import VERSION
from extract.extractor import Extractor
from store.archive.incoming import Incoming
from store.ingest.adding import add
from store.library.connection import open_writer

_T = TypeVar("_T")
_TOWNS = (
    "Oldmouth",
    "Harwick",
    "Norbury",
    "Ketter",
    "Saltby",
    "Westhaven",
    "Dunmore",
    "Eastley",
    "Brayford",
    "Cold Ash",
)
_NAMES = ("Ana Brandt", "Piet Holm", "Rosa Quill", "Tom Varga", "Ines Dahl", "Karl Mott", "Lena Fisk", "Omar Reed")
_POSTS = ("the mayor", "the governor", "the works ministry", "the fire service", "the Red Cross", "a survey")
_DEEDS = ("homes were flooded", "people had left", "roads were shut", "workers were hired", "patients were treated")
_FORMS = (
    "{post} of {town} said that {first} {deed} and {second} people were hurt.",
    "{name} told reporters on {day} that more than {first} {deed} in {town}.",
    "In {town}, {first} {deed}, up from {second} in {year}, according to {name}.",
    "The repairs cost ${first} million, of which {second} percent was paid by {post}.",
    "Between {second} and {first} tonnes of sand were laid in {town}, {post} estimated.",
)


def dense(size: int, seed: int = 1) -> str:
    """Return a text of this many characters with a figure in every forty."""
    chance = random.Random(seed)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        sentences = [
            chance.choice(_FORMS).format(
                post=chance.choice(_POSTS),
                town=chance.choice(_TOWNS),
                name=chance.choice(_NAMES),
                deed=chance.choice(_DEEDS),
                day=chance.choice(("Monday", "Friday", "Sunday")),
                first=f"{chance.randint(20, 9_000):,}",
                second=chance.randint(2, 90),
                year=chance.randint(1990, 2025),
            )
            for _ in range(4)
        ]
        paragraphs.append(" ".join(sentence[0].upper() + sentence[1:] for sentence in sentences))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)[:size]


def timed(work: Callable[[], _T]) -> tuple[_T, float]:
    """Return the result of a call, and the processor seconds that it took."""
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


def main() -> None:
    """Time each size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kilobytes", type=int, nargs="+", default=[50, 100, 200, 500])
    sizes = parser.parse_args().kilobytes
    extractor = Extractor()
    extractor.claims(dense(5_000))
    print(f"{'KB':>5} {'claims':>7} {'extract':>8} {'add':>8} {'beside':>8} {'MB':>6}   per 100 KB")
    for kilobytes in sizes:
        texts = [dense(1_000 * kilobytes, seed) for seed in (1, 2)]
        claims, extracting = timed(lambda texts=texts: extractor.claims(texts[0]))
        others = extractor.claims(texts[1])
        with tempfile.TemporaryDirectory() as folder, closing(open_writer(Path(folder) / "library.db")) as conn:
            spans = [extracting]
            for number, (text, stated) in enumerate(zip(texts, (claims, others), strict=True)):
                incoming = Incoming(f"{number}.txt", (f"file:///{number}.txt",), text, published=f"2026-03-1{number}")
                spans.append(timed(lambda i=incoming, s=stated: add(conn, i, s, VERSION))[1])
        each = " ".join(f"{100 * span / kilobytes:8.2f}" for span in spans)
        # The peak so far: in ascending order of sizes, each shows its own. Linux counts in KB.
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_000
        row = f"{kilobytes:5} {len(claims):7} {' '.join(f'{span:8.2f}' for span in spans)} {memory:6}   {each}"
        print(row, flush=True)


if __name__ == "__main__":
    main()
