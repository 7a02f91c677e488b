"""Times every pattern on its worst inputs: `python -m tests.bench.patterns [--sizes 50000 100000 200000] [NAME…]`.

Prints each pattern that takes three times as long on twice the input, with the repeated piece. All patterns together
take some twenty minutes.
"""

import argparse

from tests.patterns import compiled, steepest


def main() -> None:
    """Print the patterns that are worse than linear."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 50_000, 100_000, 200_000])
    parser.add_argument("names", nargs="*", help="pieces of the patterns' names")
    given = parser.parse_args()
    patterns = [entry for entry in compiled() if not given.names or any(name in entry.name for name in given.names)]
    for entry in patterns:
        if worst := steepest(entry, given.sizes, 1.5, 0.01):
            print(f"{entry.name}  {worst[2]:.1f} times  {worst[0]!r} {worst[1]!r}", flush=True)
    print(f"{len(patterns)} patterns")


if __name__ == "__main__":
    main()
