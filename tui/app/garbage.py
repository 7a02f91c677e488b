"""When to look through objects for garbage, which stops the screen: never while a key is handled.

Reading makes garbage only as keys are handled, so Python, left alone, would look through it just then.
"""

import gc

# How many objects are new when Python would look through them; how often that is done before all are looked through.
_NEW, _YOUNGER = 700, 10
# So many at once, as when a long list is read, are not left to the timer.
_BURST, _NEVER = 200_000, 1_000_000


def begin() -> None:
    """Leave garbage to `collect` from now on, but for a burst; what exists already is never looked through."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(_BURST, _YOUNGER, _NEVER)


def collect() -> None:
    """Look through new objects, or all, if it is time to; for a timer."""
    new, _, younger = gc.get_count()
    if younger >= _YOUNGER:
        gc.collect()
    elif new >= _NEW:
        gc.collect(1)
