"""No pattern takes quadratic time or worse on untrusted input.

`python -m tests.bench.patterns` measures the same at 50, 100 and 200 KB.
"""

from tests.patterns import compiled, steepest

# In characters; six times as many may take fifteen times as long: quadratic time would be thirty-six times.
SIZES, POWER, NOISE = (60, 400, 2_400), 1.5, 0.0015
# Patterns that only ever see a few characters, so that quadratic time does no harm.
SHORT = {
    "extract/figures/measures.py:_AROUND": "a number in words",
    "store/archive/bylines.py:_BETWEEN": "200",
    "store/archive/decoding.py:_DECLARED": "4,096",
    "store/archive/stamps.py:_PARTS": "160",
    "store/archive/text_dates.py:_DATELINE": "120",
    "store/archive/web/feed.py:_CUT": "120",
    "store/formats/saved_pages.py:_NOTED": "20,000, and each beginning is of fifty",
}


def test_every_pattern_takes_linear_time() -> None:
    patterns = compiled()
    assert len(patterns) > 250
    assert SHORT.keys() <= {pattern.name for pattern in patterns}
    steep = {
        pattern.name: worst
        for pattern in patterns
        if pattern.name not in SHORT and (worst := steepest(pattern, SIZES, POWER, NOISE))
    }
    assert steep == {}
