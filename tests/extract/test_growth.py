"""The work for a text grows with its length, not with the square: counted in calls, whatever else the machine does."""

import cProfile
import pstats
from collections import Counter

import pytest

from extract.extractor import Extractor
from tests.bench.long_texts import dense

SHORT, LONG = 6_000, 24_000
# Fewer calls than this are those of long texts alone, such as for windows.
FEW = 1_500


@pytest.fixture(scope="module")
def calls(extractor: Extractor) -> dict[int, Counter[str]]:
    """How often each function is called to find the claims of a dense text, by the text's size."""
    extractor.claims(dense(SHORT, seed=2))
    counted = {}
    for size in (SHORT, LONG):
        text = dense(size)
        with cProfile.Profile() as profile:
            extractor.claims(text)
        # mypy knows no `stats`.
        stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
        counted[size] = Counter({f"{path}:{name}": calls for (path, _, name), (_, calls, *_) in stats.items()})
    return counted


def test_no_function_is_called_out_of_proportion_for_a_long_dense_text(calls: dict[int, Counter[str]]) -> None:
    steep = {
        name: (calls[SHORT][name], count)
        for name, count in calls[LONG].items()
        if count > FEW and count > 1.5 * (LONG / SHORT) * calls[SHORT][name]
    }
    assert not steep


def test_all_calls_together_grow_with_the_text(calls: dict[int, Counter[str]]) -> None:
    assert calls[LONG].total() <= 1.2 * (LONG / SHORT) * calls[SHORT].total()
