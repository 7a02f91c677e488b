"""Reads two thousand broken pages and feeds: `python -m tests.bench.fuzzing [--mutations 2000] [--seed 1]`.

It ends with a traceback where a parser raises what nobody is told in one line.
"""

import argparse

from tests.store.archive.web.mutations import read_all


def main() -> None:
    """Read and print how it went."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    went, longest = read_all(chosen.mutations, chosen.seed)
    print(f"{chosen.mutations} broken pages and feeds: {dict(went)}; the slowest took {longest:.2f} s")


if __name__ == "__main__":
    main()
