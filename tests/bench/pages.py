"""Compares the texts of pages with those that trafilatura alone finds: F1 of words and of runs of four words.

`python -m tests.bench.pages FOLDER`, with NAME.html (or .html.gz) and the text that it should have, NAME.txt. It prints
the pages on which the two differ, and both means; nothing is asserted. Without a folder it reads the samples, whose
first line is the title.
"""

import gzip
import re
import sys
from collections import Counter
from pathlib import Path

import trafilatura

from store.archive.decoding import decode
from store.archive.html import read_html
from store.archive.incoming import ReadingError

SAMPLES = Path(__file__).parents[1] / "samples" / "pages"
RUN = 4
# Smaller differences are only in punctuation and spaces.
TELLING = 0.005


def f1(text: str, right: str, length: int) -> float:
    """Return the F1 of runs of this many words, 0 to 1."""
    ours, theirs = (_runs(re.findall(r"\w+", part.casefold()), length) for part in (text, right))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def _runs(words: list[str], length: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + length]) for at in range(max(1, len(words) - length + 1)))


def stored(source: str) -> str:
    """Return the text of a page as the library stores it, "" if it stores none."""
    try:
        return read_html(source).text
    except ReadingError as error:
        print(f"  refused: {error}")
        return ""


def main(folder: Path) -> None:
    """Print both results for the pages in a folder."""
    rows = []
    for path in sorted(folder.glob("*.txt")):
        page = next((path.with_suffix(end) for end in (".html", ".html.gz") if path.with_suffix(end).exists()), None)
        if page is None:
            continue
        body = page.read_bytes()
        source = decode(gzip.decompress(body) if page.suffix == ".gz" else body, html=True)[0]
        right = path.read_text(encoding="utf-8")
        right = right.partition("\n")[2] if folder == SAMPLES else right
        alone = trafilatura.extract(source, include_comments=False) or ""
        row = [f1(text, right, length) for text in (alone, stored(source)) for length in (1, RUN)]
        rows.append(row)
        if abs(row[0] - row[2]) > TELLING or abs(row[1] - row[3]) > TELLING:
            print(f"{page.name:40} trafilatura {row[0]:.3f} {row[1]:.3f}  ours {row[2]:.3f} {row[3]:.3f}")
    means = [sum(column) / max(1, len(rows)) for column in zip(*rows, strict=True)]
    if means:
        print(f"{len(rows)} pages, words and runs of {RUN}: trafilatura {means[0]:.3f} {means[1]:.3f}", end="  ")
        print(f"ours {means[2]:.3f} {means[3]:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
