"""Reads broken foreign input of every kind: `python -m tests.bench.fuzzing [--mutations 2000] [--seed 1]`.

Half of it is pages and feeds from servers, half files and exports. It ends with a traceback if a parser raises
an error that isn't reported in one line, or if a message contains bytes that a terminal would obey.
"""

import argparse
from collections import Counter

from tests.store.archive.web import mutations as pages
from tests.store.formats.importing import mutations as exports

_STEP = 500
# Seconds that one input may take; a worker is given longer.
_LIMIT = 30.0


def main() -> None:
    """Read broken input of every kind, and print the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    went: Counter[str] = Counter()
    slowest, slow, done = 0.0, 0, 0
    while done < chosen.mutations:
        count = min(_STEP, chosen.mutations - done)
        for read_all in (pages.read_all, exports.read_all):
            share = count // 2 if read_all is exports.read_all else count - count // 2
            of_these, longest = read_all(share, chosen.seed + done)
            went += of_these
            slow += longest > _LIMIT
            slowest = max(slowest, longest)
        done += count
        print(f"{done} broken inputs: {dict(went)}; the slowest took {slowest:.2f} s", flush=True)
    print(f"{done} broken inputs: 0 tracebacks, {slow} over {_LIMIT:.0f} s, 0 raw bytes at the terminal")


if __name__ == "__main__":
    main()
